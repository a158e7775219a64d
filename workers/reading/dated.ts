import type { ReadField } from "#db/reading.ts";
import { fieldOf } from "./field.ts";
import { labelled } from "./labels.ts";
import type { Line } from "./layout/lines.ts";
import { wordsOfDate } from "./person/names.ts";
import { findDates } from "./text/dates.ts";

const TO = /^\W*(to|through|thru|and|until)?\W*$/i;

/** The date beside or under a label; of a range its last day, or its first where `first` is asked for. */
export function labelledDate(
  lines: readonly Line[],
  label: RegExp,
  which: "first" | "last" = "last",
): ReadField | null {
  for (const found of labelled(lines, label)) {
    const dates = findDates(found.text);
    const [first, second] = dates;
    if (!first || first.at > 12) continue;
    const range = second && TO.test(found.text.slice(first.end, second.at));
    const date = range && which === "last" ? second : first;
    const factor = (date.whole ? 0.97 : 0.7) * (found.weak ? 0.8 : 1) * (date.repaired ? 0.8 : 1);
    return fieldOf(date.date, wordsOfDate(found.tokens, date.raw), factor, date.raw);
  }
  return null;
}

const CODE = /^[#:]?([A-Z0-9][A-Z0-9./-]{2,23})[.,;]?$/i;

/** First and last day of the validity a document prints as a range: `Valid 07/01/2020 to 08/01/2025`. */
export function validityIn(lines: readonly Line[]): { from: ReadField; until: ReadField } | null {
  for (const line of lines) {
    const dates = findDates(line.text);
    const at = dates.findIndex((date, index) => {
      const next = dates[index + 1];
      return next && next.date > date.date && TO.test(line.text.slice(date.end, next.at));
    });
    const [from, until] = dates.slice(at);
    if (at < 0 || !from || !until) continue;
    const sure = /\b(valid|validity|effective|term|period)\b/i.test(line.text) ? 0.92 : 0.75;
    const field = (date: typeof from) =>
      fieldOf(date.date, wordsOfDate(line.tokens, date.raw), date.whole ? sure : 0.7, date.raw);
    return { from: field(from), until: field(until) };
  }
  return null;
}

/** The number or code beside or under a label: letters, digits and dashes with at least one digit. */
export function labelledCode(lines: readonly Line[], label: RegExp): ReadField | null {
  for (const found of labelled(lines, label)) {
    const at = found.tokens.findIndex((token) => CODE.test(token.text) && /\d/.test(token.text));
    if (at < 0 || at > 2) continue;
    const token = found.tokens[at]!;
    const next = found.tokens[at + 1];
    // `PD 123456` and `12-3456 789` are one number in two words.
    const before = found.tokens.slice(0, at).filter((word) => /^[A-Z]{1,4}$/.test(word.text));
    const more =
      next && /^\d{2,}$/.test(next.text) && next.left - token.right < token.bottom - token.top ? [next] : [];
    if (findDates(found.text).some((date) => date.raw.includes(token.text))) continue;
    const own = [...before, token, ...more];
    const text = own
      .map((word) => word.text)
      .join(" ")
      .replace(/^[#:]|[.,;]+$/g, "");
    // A word such as `Certificate` alone is as well a heading with a number under it.
    const named = found.apart && /[#:]|\b(no|num|number|id|code)\b/i.test(found.label);
    return fieldOf(text, own, (found.beneath ? 0.93 : 0.96) * (found.weak ? 0.8 : named ? 1 : 0.82));
  }
  return null;
}
