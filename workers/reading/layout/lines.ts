import { heightOf, letterWidth, median, middle, type Token } from "./tokens.ts";

/** Words that stand beside each other with ordinary blanks between them. */
export type Cell = { tokens: Token[]; text: string; left: number; right: number };

/** One printed line of a column of the page; `region` numbers the column within the document. */
export type Line = {
  tokens: Token[];
  cells: Cell[];
  text: string;
  page: number;
  region: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Width of a letter on this line. */
  letter: number;
};

const textOf = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join(" ");

/** Gaps wider than this many letters separate cells; ordinary blanks are half a letter, fixed-pitch ones a whole. */
const CELL_GAP = 1.65;

export function cellsOf(tokens: readonly Token[], letter: number, gap = CELL_GAP): Cell[] {
  const groups: Token[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const token of tokens) {
    if (token.left - end > letter * gap) groups.push([]);
    groups[groups.length - 1]!.push(token);
    end = Math.max(end, token.right);
  }
  return groups.map((group) => ({
    tokens: group,
    text: textOf(group),
    left: group[0]!.left,
    right: Math.max(...group.map((token) => token.right)),
  }));
}

export function makeLine(tokens: readonly Token[], region = 0): Line {
  const sorted = [...tokens].sort((a, b) => a.left - b.left || a.top - b.top);
  const letter = letterWidth(sorted);
  return {
    tokens: sorted,
    cells: cellsOf(sorted, letter),
    text: textOf(sorted),
    page: sorted[0]!.page,
    region,
    left: sorted[0]!.left,
    right: Math.max(...sorted.map((token) => token.right)),
    top: median(sorted.map((token) => token.top)),
    bottom: median(sorted.map((token) => token.bottom)),
    letter,
  };
}

/** How far a token stands off the line that ends with `last`, in heights; Infinity where it cannot belong to it. */
function offset(last: Token, token: Token): number {
  const [a, b] = [heightOf(last), heightOf(token)];
  const away = Math.abs(middle(last) - middle(token));
  const tall = Math.max(a, b);
  if (tall > 2.6 * Math.min(a, b) && away > 0.45 * tall) return Number.POSITIVE_INFINITY;
  const shared = Math.min(last.bottom, token.bottom) - Math.max(last.top, token.top);
  if (shared < 0.4 * Math.min(a, b) || away > 0.5 * tall) return Number.POSITIVE_INFINITY;
  return away / tall;
}

/** Tokens gathered into lines from left to right, each compared with its neighbour so that gentle bends are followed. */
export function gatherLines(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [];
  for (const token of [...tokens].sort((a, b) => a.left - b.left || a.top - b.top)) {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    lines.forEach((line, index) => {
      const near = line.slice(-3).map((last) => offset(last, token));
      const last = line[line.length - 1]!;
      // Two words on top of each other are two lines, however close.
      const covered =
        last.right - token.left > 0.6 * Math.min(last.right - last.left, token.right - token.left);
      const away = covered
        ? Number.POSITIVE_INFINITY
        : Math.min(...near.slice(-1), ...near.map((n) => n + 0.05));
      if (away < least) [best, least] = [index, away];
    });
    if (best < 0) lines.push([token]);
    else lines[best]!.push(token);
  }
  return lines.sort((a, b) => median(a.map(middle)) - median(b.map(middle)));
}
