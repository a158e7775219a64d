import type { ReadField } from "#db/reading.ts";
import { fieldOf } from "./field.ts";
import { labelled } from "./labels.ts";
import type { Line } from "./layout/lines.ts";
import { wordsOfDate } from "./person/names.ts";
import { findDates } from "./text/dates.ts";

/** The date beside or under a label; of a range its last day. */
export function labelledDate(lines: readonly Line[], label: RegExp): ReadField | null {
  for (const found of labelled(lines, label)) {
    const dates = findDates(found.text);
    const [first, second] = dates;
    if (!first || first.at > 12) continue;
    const date =
      second && /^\W*(to|through|thru|and|until)?\W*$/i.test(found.text.slice(first.end, second.at))
        ? second
        : first;
    const factor = (date.whole ? 0.97 : 0.7) * (date.repaired ? 0.8 : 1);
    return fieldOf(date.date, wordsOfDate(found.tokens, date.raw), factor, date.raw);
  }
  return null;
}

const CODE = /^[#:]?([A-Z0-9][A-Z0-9./-]{2,23})[.,;]?$/i;

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
    if (findDates(token.text).length > 0) continue;
    const own = [...before, token, ...more];
    const text = own
      .map((word) => word.text)
      .join(" ")
      .replace(/^[#:]|[.,;]+$/g, "");
    return fieldOf(text, own, found.beneath ? 0.93 : 0.96);
  }
  return null;
}
