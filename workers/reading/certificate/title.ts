import type { ReadField } from "#db/reading.ts";
import { fieldOf, textOf } from "../field.ts";
import { labelled } from "../labels.ts";
import type { Line } from "../layout/lines.ts";
import type { Token } from "../layout/tokens.ts";
import { passageOf } from "../passage.ts";
import { findDates } from "../text/dates.ts";

const LABEL =
  /((title|name|topic|subject) of (the )?(training|course|workshop|class|session|event)|(training|course|workshop|class|session|event|module|program|conference) (title|name|topic)|training|course|workshop|class|session|module|topic|title|event|webinar|course completed)/i;
const LEADS =
  /\b(?:complet(?:ed|ing|ion of)|attend(?:ed|ing)|attendance (?:at|in)|participat(?:ed|ing) in|participation in)\s*:?\s+(?:and\s+(?:has\s+)?(?:successfully\s+)?(?:completed|attended|participated in)\s+)?(?:(?:the|a|an|our|following|all|requirements?|of|for|this|online|professional|development|hours?|hrs|clock|contact|credit|total|instruction|in|in-person|live|virtual|\(?\d+[\d.]*\)?-?|one|two|three|four|five|six|eight|ten|successfully)\s+)*(?:(?:training|course|workshop|class|session|program|webinar|seminar|conference|module)s?\b)?(?:\s*(?:entitled|titled|called|on|in|session)\b)?\s*[:,]?\s*/gi;
const ENDS =
  /\s+(?:\(\d|for\s+(?:a\s+total\s+of\s+)?[\d.(]|on\s+(?:\p{Lu}|\d)|held\b|dated\b|conducted\b|offered\b|presented\b|sponsored\b|consisting\b|totaling\b|totalling\b|worth\b|and\s+(?:has\s+)?earned)/iu;
const STOP =
  /\b(hours?|hrs|ceus?|date|completed|certificate|instructor|number|sponsor|presented|minutes|held|awarded|given|this|issued|location|place)\b|[@]|\bfor\s+\d|\bon\s+\w+\s+\d/i;

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

/** What the training was called: after its label, in quotes, or after the words that say it was completed. */
export function titleIn(lines: readonly Line[]): ReadField | null {
  for (const found of labelled(lines, LABEL)) {
    const text = unquoted(found.tokens);
    if (text.length < 4 || !/\p{L}{3}/u.test(text) || /^(no|number|id|date|hours?|of)\b/i.test(text))
      continue;
    if (/\b(has|have|was|completed|that)\b/.test(text) || findDates(text).length > 0) continue;
    const more = found.beneath ? [] : continued(lines, found.tokens);
    const all = [...found.tokens, ...more];
    if (found.apart) return fieldOf(unquoted(all), all, 0.94);
  }
  const passage = passageOf(lines);
  const quoted = inQuotes(passage.text);
  if (quoted) {
    const tokens = passage.words(...quoted);
    return fieldOf(unquoted(tokens), tokens, 0.94);
  }
  for (const match of passage.text.matchAll(LEADS)) {
    const from = match.index + match[0].length;
    const tokens = titleAfter(passage.text, from).flatMap(([a, b]) => passage.words(a, b));
    const text = unquoted(tokens);
    if (text.length >= 4 && /^\p{Lu}|^\d/u.test(text) && !/^(certificate|this|date)\b/i.test(text))
      return fieldOf(text, tokens, 0.9);
  }
  return null;
}

/** Stretches of text from a place on that belong to a title: to the first word about hours, date or place. */
function titleAfter(text: string, from: number): [number, number][] {
  const spans: [number, number][] = [];
  let at = from;
  for (let line = 0; line < 3 && at < text.length; line += 1) {
    const end = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at);
    const part = text.slice(at, end);
    const stop = ENDS.exec(` ${part}`);
    if (stop) {
      if (stop.index > 1) spans.push([at, at + stop.index]);
      break;
    }
    if (STOP.test(part) || (line > 0 && findDates(part).length > 0)) break;
    if (part.trim() !== "") spans.push([at, end]);
    at = end + 1;
  }
  return spans;
}
