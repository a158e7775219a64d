import { heightOf, median, middle, type Token } from "./tokens.ts";

type Pair = { at: number; to: number; y: number; rise: number };

const DESCENDS = /[gjpqyQ,;()|/_]/;
const FLAT = /^[\p{L}\p{N}.&]+$/u;

/** Neighbouring words of one printed line, whose feet should stand at one height. */
function neighbours(tokens: readonly Token[]): Pair[] {
  const plain = tokens
    .filter((token) => token.text.length > 1 && FLAT.test(token.text) && !DESCENDS.test(token.text))
    .sort((a, b) => a.left - b.left);
  const pairs: Pair[] = [];
  plain.forEach((token, index) => {
    const height = heightOf(token);
    let best: Token | null = null;
    for (const other of plain.slice(index + 1)) {
      if (other.left > token.right + height * 8) break;
      if (other.left < token.right - 1) continue;
      const gap = Math.max(1, other.left - token.right);
      if (Math.abs(other.bottom - token.bottom) > Math.min(height * 0.55, height * 0.15 + gap * 0.12))
        continue;
      if (heightOf(other) > height * 1.6 || heightOf(other) < height * 0.6) continue;
      best = other;
      break;
    }
    if (best) {
      const [at, to] = [(token.left + token.right) / 2, (best.left + best.right) / 2];
      pairs.push({ at, to, y: (token.bottom + best.bottom) / 2, rise: best.bottom - token.bottom });
    }
  });
  return pairs;
}

/** Solves the small symmetric system by elimination; a column without information stays zero. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const lead = rows[column]![column]!;
    if (Math.abs(lead) < 1e-12) continue;
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const share = rows[row]![column]! / lead;
      for (let at = column; at <= size; at += 1) rows[row]![at]! -= share * rows[column]![at]!;
    }
  }
  return rows.map((row, at) => (Math.abs(row[at]!) < 1e-12 ? 0 : row[size]! / row[at]!));
}

const SCALE = 1000;
/** How a line bends: its slope, how the slope changes down the page, and its curve, also changing down the page. */
const features = (x: number, y: number): number[] => {
  const [u, v] = [x / SCALE, y / SCALE - 0.5];
  return [u, u * v, u * u, u * u * v];
};

function fitBend(pairs: readonly Pair[]): number[] {
  let weights = pairs.map(() => 1);
  let found = [0, 0, 0, 0];
  for (let round = 0; round < 6; round += 1) {
    const matrix = found.map((_, row) => found.map((_, column) => (row === column ? 0.02 : 0)));
    const right = [0, 0, 0, 0];
    pairs.forEach((pair, index) => {
      const from = features(pair.at, pair.y);
      const to = features(pair.to, pair.y);
      const change = to.map((value, at) => value - from[at]!);
      const weight = weights[index]!;
      for (let row = 0; row < 4; row += 1) {
        right[row]! += weight * change[row]! * (pair.rise / SCALE);
        for (let column = 0; column < 4; column += 1)
          matrix[row]![column]! += weight * change[row]! * change[column]!;
      }
    });
    found = solve(matrix, right);
    const errors = pairs.map((pair) => {
      const to = features(pair.to, pair.y);
      const from = features(pair.at, pair.y);
      return Math.abs(pair.rise / SCALE - found.reduce((sum, c, at) => sum + c * (to[at]! - from[at]!), 0));
    });
    const spread = Math.max(0.0004, 2.5 * median(errors));
    weights = errors.map((error) => 1 / (1 + (error / spread) ** 2));
  }
  return found;
}

/**
 * The words of a scanned or photographed page with their lines levelled: slope and curve are fitted to neighbouring
 * words and taken out of top and bottom. A page that is level already, or has too few words to tell, is left alone.
 */
export function straighten(tokens: readonly Token[]): Token[] {
  const pairs = neighbours(tokens);
  if (pairs.length < 12) return [...tokens];
  const bend = fitBend(pairs);
  const shift = (x: number, y: number) => {
    const at = features(x, y);
    return SCALE * bend.reduce((sum, value, index) => sum + value * at[index]!, 0);
  };
  const shifts = tokens.map((token) => shift((token.left + token.right) / 2, middle(token)));
  const height = median(tokens.map(heightOf));
  const range = Math.max(...shifts) - Math.min(...shifts);
  if (range < height * 0.25 || range > 250) return [...tokens];
  return tokens.map((token, index) => ({
    ...token,
    top: token.top - shifts[index]!,
    bottom: token.bottom - shifts[index]!,
  }));
}
