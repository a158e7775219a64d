import { type Cell, cellsOf, type Line } from "./layout/lines.ts";
import { heightOf, median, type Token } from "./layout/tokens.ts";

/** Words found beside or under a label; `apart`: a colon or a gap sets it off from its label, so that both are no mere words of a sentence; `weak`: it stands over its label and nothing says that the label means it. */
export type Labelled = {
  tokens: Token[];
  text: string;
  label: string;
  beneath: boolean;
  apart: boolean;
  weak: boolean;
};

const textOf = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join(" ");

const asFound = (
  tokens: readonly Token[],
  label: string,
  beneath: boolean,
  apart: boolean,
  weak = false,
): Labelled => ({
  tokens: [...tokens],
  text: textOf(tokens),
  label,
  beneath,
  apart,
  weak,
});

const whole = new Map<RegExp, RegExp>();
const bare = (text: string): string => text.replace(/^[\s*•-]+|[\s:.#*-]+$/g, "");

/** How many words at the start of a run a label takes: the pattern must match them all. */
function labelLength(tokens: readonly Token[], pattern: RegExp): number {
  const known = whole.get(pattern) ?? new RegExp(`^(?:${pattern.source})$`, "iu");
  whole.set(pattern, known);
  for (let count = Math.min(7, tokens.length); count >= 1; count -= 1) {
    const text = textOf(tokens.slice(0, count));
    if (known.test(bare(text)) || known.test(text) || known.test(text.replace(/[\s:.]+$/, ""))) return count;
  }
  return 0;
}

const ANY_LABEL =
  /^((date|day|place|title|name|number|type|level|status|term|grade|course|training|class|hours|instructor|trainer|sponsor|provider|location|address|phone|e-?mail|student|participant|certificate|document|license|permit|credential|issued?|expir\w+|valid|original|completed|completion|birth\w*|major|program|plan|degree|gpa|units|city|state|zip|county|signature|printed|id|no|of|the|to|by|awarded|presented|granted|holder|licensee|attendee|card|from|until|through|in|on|and|clock|contact|credit|total|first|last|middle|number)[\s.:#*]*)+$/i;
/** Whether a cell reads like the name of a field itself. */
export const looksLikeLabel = (text: string): boolean =>
  /:$/.test(text) || (!/\d/.test(text) && ANY_LABEL.test(text));

const tall = (tokens: readonly Token[]): number => median(tokens.map(heightOf));

type Near = { cell: Cell; away: number } | null;

/** The nearest cell under a cell, or above it: on the next lines of the page, overlapping it or starting where it starts. */
function nextTo(
  lines: readonly Line[],
  at: number,
  left: number,
  right: number,
  side: "under" | "over",
): Near {
  const from = lines[at]!;
  const height = Math.max(from.bottom - from.top, 4);
  let best: Near = null;
  for (const line of lines) {
    if (line.page !== from.page || line === from) continue;
    const away = side === "under" ? line.top - from.bottom : from.top - line.bottom;
    if (away < -height * 0.5 || away > height * 3.2) continue;
    for (const cell of line.cells) {
      const starts = Math.abs(cell.left - left) < from.letter * 3;
      const shared = Math.min(cell.right, right) - Math.max(cell.left, left);
      const centred = Math.abs((cell.left + cell.right) / 2 - (left + right) / 2) < from.letter * 4;
      if (!starts && !centred && shared < (right - left) * 0.5) continue;
      if (!best || away < best.away) best = { cell, away };
    }
  }
  return best;
}

/**
 * Every value that stands under one of the labels, most likely place first: in the same cell after the label, in the
 * next cell of the line, or below; where nothing else is near, above, as under a signature's rule. `pattern` must be anchored by its words; punctuation after a label does not matter.
 */
export function labelled(lines: readonly Line[], pattern: RegExp): Labelled[] {
  const found: Labelled[] = [];
  const last: Labelled[] = [];
  lines.forEach((line, at) => {
    line.tokens.forEach((token, index) => {
      const before = line.tokens[index - 1];
      const fresh = !before || token.left - before.right > line.letter * 1.5 || /[:;|·•,]$/.test(before.text);
      if (!fresh) return;
      const count = labelLength(line.tokens.slice(index), pattern);
      if (count === 0) return;
      const own = line.tokens.slice(index, index + count);
      const label = textOf(own);
      const rest = line.tokens.slice(index + count);
      const end = own[own.length - 1]!.right;
      const below = nextTo(lines, at, own[0]!.left, end, "under");
      const above = nextTo(lines, at, own[0]!.left, end, "over");
      const [next] = cellsOf(rest, line.letter, 2.2);
      const near = next && next.left - end < line.letter * 2.2;
      const colon = /[:#]$/.test(label);
      const beside = next && asFound(next.tokens, label, false, colon || next.left - end > line.letter * 1.2);
      const alone = !next || next.left - end > line.letter * 1.2;
      const under = below && asFound(below.cell.tokens, label, true, alone);
      const over =
        above && alone && !/:$/.test(label) && !looksLikeLabel(above.cell.text)
          ? asFound(above.cell.tokens, label, true, false)
          : null;
      // Labels in a row have their values below them, labels in a column beside them.
      const first =
        beside && !looksLikeLabel(beside.text) && (colon || near || (under && looksLikeLabel(under.text)));
      // A line that stands much nearer over a label than anything under it holds the label's value.
      const nearer = over && above && (!below || above.away < below.away * 0.5) && !near;
      if (nearer && below) found.push({ ...over, apart: true });
      else if (over && !near) {
        // Labels under a signature's rule are set smaller than what is written on it.
        const signed = above !== null && below === null && tall(above.cell.tokens) > 1.15 * tall(own);
        last.push({ ...over, weak: below !== null, apart: signed });
      }
      const order = first ? [beside, under] : [under, beside];
      for (const value of order) if (value) found.push(value);
    });
  });
  return [...found, ...last];
}
