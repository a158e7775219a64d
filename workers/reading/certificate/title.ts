import type { ReadField } from "#db/reading.ts";
import { fieldOf, textOf } from "../field.ts";
import { labelled, looksLikeLabel } from "../labels.ts";
import type { Line } from "../layout/lines.ts";
import { heightOf, median, type Token } from "../layout/tokens.ts";
import { passageOf } from "../passage.ts";
import { findDates } from "../text/dates.ts";

const WHAT =
  "(?:training|course|workshop|class|session|event|module|program|conference|seminar|webinar|presentation|activity)";
/** Labels that say it is the title, then those that merely name the kind of event. */
const LABELS: readonly RegExp[] = [
  new RegExp(
    `((title|name|topic|subject)\\(?s?\\)? of (the )?${WHAT}|${WHAT} (title|name|topic|subject)s?)`,
    "i",
  ),
  new RegExp(`(${WHAT}s?|topics?|title|course completed|(training|course) completed)`, "i"),
];
const DID =
  "(?:complet(?:ed|ing|ion of)|attend(?:ed|ing)|attendance (?:at|in)|participat(?:ed|ing) in|participation in|t(?:ook|aken) part in|present at|trained in|passed|fulfilled)";
const AMOUNT =
  "\\(?\\d+[\\d.]*\\)?-?|½|one|two|three|four|five|six|seven|eight|ten|twelve|hours?|hrs|minutes?|min|clock|contact|credits?|ceus?|total|pd|worth";
const SMALL = `the|a|an|our|following|all|requirements?|of|for|this|online|professional|development|continuing|education|instruction|in|on|in-person|on-site|live|virtual|successfully|self-paced|and|has|have|${DID}|${AMOUNT}`;
/** Words that say what was done, up to the title that follows them on their line or the next. */
const LEADS = new RegExp(
  `\\b(?:${DID}|(?:instruction|training) (?:in|on))\\s*:?\\s+(?:(?:${SMALL})\\s+)*(?:${WHAT}s?\\b)?(?:\\s*(?:entitled|titled|called|on|in|session)\\b)?\\s*[:,–—]?\\s*`,
  "gi",
);
const ENDS =
  /\s+(?:\(\d|for\s+(?:a\s+total\s+of\s+)?[\d.(]|on\s+(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?\s|\p{L}+day\b|\d)|this\s+\d|provided\b|hosted\b|held\b|dated\b|conducted\b|offered\b|presented\b|sponsored\b|consisting\b|totaling\b|totalling\b|worth\b|and\s+(?:has\s+)?earned)/iu;
const STOP =
  /\b(hours?|hrs|ceus?|date|completed|certificate|instructor|number|sponsor|presented|minutes|held|awarded|given|this|issued|location|place)\b|[@]|\bfor\s+\d|\bon\s+\w+\s+\d/i;

/** Lines of whoever signs, and where it was. */
const SIGNED =
  /\b(director|trainer|presenter|facilitator|coordinator|president|by)\b|,\s*[A-Z]{2}\s*(\d{5})?\W*$|\bcredit\s*:/i;

const unquoted = (tokens: readonly Token[]): string =>
  textOf(tokens)
    .replace(/^[\s"“”„«'‘’:,-]+|[\s"“”»'‘:,;-]+$/gu, "")
    .replace(/\.$/, "");

/** A value's second line: words under it without label or number, in the same column. */
function continued(lines: readonly Line[], tokens: readonly Token[]): Token[] {
  const first = tokens[0]!;
  const at = lines.findIndex((line) => line.tokens.includes(first));
  const next = lines[at + 1];
  if (at < 0 || !next || next.cells.length > 1 || STOP.test(next.text) || findDates(next.text).length > 0)
    return [];
  const near = Math.abs(next.left - first.left) < next.letter * 2;
  const height = first.bottom - first.top;
  const alike = Math.abs(next.bottom - next.top - height) < height * 0.35;
  return near && alike && next.top - first.top < height * 2.4 ? next.tokens : [];
}

function inQuotes(text: string): [number, number] | null {
  const match = /[“"«]([^”"»]{6,140})[”"»]/.exec(text);
  return match ? [match.index, match.index + match[0].length] : null;
}

const OFFICE =
  /^((executive |program |training |site |education )*(director|trainer|instructor|coordinator|manager|president|presenter|facilitator|specialist)\b|director of)/i;

/** Whether some words can be what a training was called. */
const canBeTitle = (text: string): boolean =>
  text.length >= 4 &&
  /\p{L}{3}/u.test(text) &&
  !/^(no|number|id|date|hours?|of|organization|agency|provider|center|completed)\b/i.test(text) &&
  !/\b(has|have|was|completed|that)\b/.test(text) &&
  !/:$/.test(text) &&
  !OFFICE.test(text) &&
  !looksLikeLabel(text) &&
  findDates(text).length === 0;

/** What the training was called: after its label, in quotes, or after the words that say it was completed. */
export function titleIn(lines: readonly Line[]): ReadField | null {
  for (const label of LABELS)
    for (const found of labelled(lines, label)) {
      if (!found.apart || !canBeTitle(unquoted(found.tokens))) continue;
      const more = found.beneath ? [] : continued(lines, found.tokens);
      const all = [...found.tokens, ...more];
      return fieldOf(unquoted(all), all, 0.94);
    }
  const passage = passageOf(lines);
  const quoted = inQuotes(passage.text);
  if (quoted) {
    const tokens = passage.words(...quoted);
    return fieldOf(unquoted(tokens), tokens, 0.94);
  }
  for (const match of passage.text.matchAll(LEADS)) {
    const from = match.index + match[0].length;
    const tokens = ofOneSize(titleAfter(passage.text, from).map(([a, b]) => passage.words(a, b)));
    const text = unquoted(tokens);
    if (text.length >= 4 && /^\p{Lu}|^\d/u.test(text) && !/^(certificate|this|date)\b/i.test(text))
      return fieldOf(text, tokens, 0.9);
  }
  return null;
}

/** The lines of a title: those set in another size than the first are something else. */
function ofOneSize(lines: readonly Token[][]): Token[] {
  const height = (tokens: readonly Token[]) => median(tokens.map(heightOf));
  const [first = []] = lines;
  const other = lines.findIndex((line) => Math.abs(height(line) - height(first)) > 0.3 * height(first));
  return lines.slice(0, other < 0 ? lines.length : other).flat();
}

/** Headings and formulas of certificates, which are never what the training was called. */
const FORMULA =
  /\b(certificate|certif(y|ies)|verification|attendance|achievement|recognition|appreciation|completion|presented|awarded|granted|hereby|congratulations|has|have|participant|attendee|signature|director|trainer|instructor|coordinator|www|http|no\.|number|expires|valid)\b|@|:$/iu;
const TYPE_GAP = 1.15;

/**
 * What stands largest in print besides heading, person and organization (`not`), where no words lead to the title: its
 * lines of one size together. Never sure; null on a page set in one size.
 */
export function largestTitle(lines: readonly Line[], not: readonly string[]): ReadField | null {
  const usual = median(lines.flatMap((line) => line.tokens.map(heightOf))) || 1;
  const size = (line: Line) => median(line.tokens.map(heightOf)) / usual;
  const fits = (line: Line) =>
    line.cells.length === 1 &&
    line.tokens.length <= 14 &&
    size(line) >= TYPE_GAP &&
    !/^\p{Ll}/u.test(line.text) &&
    !FORMULA.test(line.text) &&
    canBeTitle(line.text) &&
    !/,\s*[A-Z]{2}$/.test(line.text) &&
    !not.some((text) => text.includes(line.text) || line.text.includes(text));
  let best: { lines: Line[]; size: number } | null = null;
  lines.forEach((line, at) => {
    if (!fits(line) || (best && size(line) <= best.size * 1.02)) return;
    const own = [line];
    for (const next of lines.slice(at + 1, at + 3)) {
      const last = own.at(-1)!;
      const near = next.top - last.bottom < (last.bottom - last.top) * 1.2;
      if (!near || Math.abs(size(next) - size(line)) > 0.12 * size(line) || FORMULA.test(next.text)) break;
      if (not.some((text) => text.includes(next.text))) break;
      own.push(next);
    }
    best = { lines: own, size: size(line) };
  });
  const tokens = (best as { lines: Line[] } | null)?.lines.flatMap((line) => line.tokens);
  return tokens ? fieldOf(unquoted(tokens), tokens, 0.72) : null;
}

/** Stretches of text from a place on that belong to a title: to the first word about hours, date or place. */
function titleAfter(text: string, from: number): [number, number][] {
  const spans: [number, number][] = [];
  let at = from;
  for (let line = 0; line < 3 && at < text.length; line += 1) {
    const end = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at);
    const part = text.slice(at, end);
    const stop = ENDS.exec(` ${part}`);
    if (stop && line > 0 && STOP.test(part.slice(0, stop.index))) break;
    if (stop) {
      if (stop.index > 1) spans.push([at, at + stop.index]);
      break;
    }
    if (STOP.test(part) || (line > 0 && (SIGNED.test(part) || findDates(part).length > 0))) break;
    if (part.trim() !== "") spans.push([at, end]);
    at = end + 1;
  }
  return spans;
}
