import type { ReadField } from "#db/reading.ts";
import { fieldOf } from "../field.ts";
import { labelled } from "../labels.ts";
import type { Line } from "../layout/lines.ts";
import { passageOf } from "../passage.ts";

const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  sixteen: 16,
  twenty: 20,
  "twenty-one": 21,
  "twenty-four": 24,
  thirty: 30,
  forty: 40,
  "forty-five": 45,
  sixty: 60,
  ninety: 90,
  una: 1,
  dos: 2,
  tres: 3,
};
const NUMBER = `(\\d{1,3}(?:[.,]\\d{1,2})?|[.,]\\d{1,2}|${Object.keys(WORDS).join("|")})(\\s*(?:½|1/2|and a half))?`;
const KIND =
  "(?:(?:contact|clock|credit|training|instructional|pd|total|class|professional|development|continuing|education|in-service)[\\s-]*){0,3}";
const HOURS = new RegExp(
  `(?<![\\w./:])${NUMBER}\\s*(?:\\([^)]{1,12}\\)\\s*)?${KIND}-?(?:hours?|hrs?\\.?|horas?)(?![a-z]|\\s*:)(?:\\s*(?:and\\s*)?(\\d{1,2})\\s*min(?:utes|s)?)?`,
  "gi",
);
const MINUTES = new RegExp(`(?<![\\w.])${NUMBER}\\s*(?:\\([^)]{1,12}\\)\\s*)?-?min(?:utes?|s)?\\b`, "gi");
/** One continuing education unit is ten hours (IACET). */
const CEUS = new RegExp(
  `(?<![\\w.])${NUMBER}\\s*(?:\\([^)]{1,12}\\)\\s*)?(?:c\\.?e\\.?u\\.?s?|continuing education units?)(?![a-z])`,
  "gi",
);
const LABEL =
  /((total |number of |clock |contact |credit |training |pd |professional development )*(hours|hrs|hours of training|hours earned|hours completed|horas)( awarded| earned| completed)?|duration|length)/i;
const CEU_LABEL = /(ceus?|c\.e\.u\.s?|continuing education units?)( awarded| earned)?/i;

const amount = (text: string, half: string | undefined): number =>
  (WORDS[text.toLowerCase()] ?? Number(text.replace(",", ".").replace(/^\./, "0."))) + (half ? 0.5 : 0);

const plain = (hours: number): string => String(Math.round(hours * 100) / 100);
const sound = (hours: number): boolean => hours > 0 && hours <= 400;

/** The training hours a certificate states, as the entry grid types them; CEUs count ten hours, minutes a sixtieth. */
export function hoursIn(lines: readonly Line[]): ReadField | null {
  const passage = passageOf(lines);
  const found = (
    pattern: RegExp,
    factor: number,
    of: (match: RegExpMatchArray) => number,
  ): ReadField | null => {
    for (const match of passage.text.matchAll(pattern)) {
      const hours = of(match);
      if (!sound(hours)) continue;
      const at = match.index ?? 0;
      return fieldOf(
        plain(hours),
        passage.words(at, at + match[0].length),
        factor,
        match[0].replace(/\s+/g, " ").trim(),
      );
    }
    return null;
  };
  const stated = found(HOURS, 0.96, (match) => amount(match[1]!, match[2]) + Number(match[3] ?? 0) / 60);
  if (stated) return stated;
  for (const [pattern, factor, times] of [
    [LABEL, 0.95, 1],
    [CEU_LABEL, 0.9, 10],
  ] as const) {
    for (const value of labelled(lines, pattern)) {
      const match = /^\(?(\d{1,3}(?:[.,]\d{1,2})?|[.,]\d{1,2})(?![\w/])/.exec(value.text);
      const hours = match ? amount(match[1]!, undefined) * times : 0;
      if (match && sound(hours)) return fieldOf(plain(hours), value.tokens.slice(0, 1), factor, match[1]);
    }
  }
  return (
    found(CEUS, 0.92, (match) => amount(match[1]!, match[2]) * 10) ??
    found(MINUTES, 0.9, (match) => amount(match[1]!, match[2]) / 60)
  );
}
