import type { RosterMapping } from "#db/schema/roster-imports.ts";
import { foldWords } from "./words.ts";

const months = "jan ene|feb|mar|apr abr|may|jun|jul|aug ago|sep set|oct|nov|dec dic"
  .split("|")
  .map((each) => each.split(" "));
const monthNamed = (word: string): number =>
  months.findIndex((starts) => starts.some((start) => word.startsWith(start))) + 1;

/** A calendar day that exists, as `1988-04-12`. */
function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** Two digits mean the last year that ends so and lets somebody be old enough to work. */
function wholeYear(text: string, now: Date): number {
  if (text.length > 2) return Number(text);
  const latest = now.getUTCFullYear() - 14;
  return [2000, 1900].map((century) => century + Number(text)).find((year) => year <= latest) ?? 1900;
}

/**
 * A date of birth in any usual writing: `1988-04-12`, `4/12/88`, `12.4.1988`, "April 12, 1988", "12 de abril de 1988".
 * @returns null for what is no day, or one that nobody alive and working was born on.
 */
export function readBirthDate(text: string, order: RosterMapping["dateOrder"], now: Date): string | null {
  const found = readDay(text.trim(), order, now);
  return found && found >= "1900-01-01" && found <= now.toISOString().slice(0, 10) ? found : null;
}

function readDay(text: string, order: RosterMapping["dateOrder"], now: Date): string | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const plain = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: .*)?$/.exec(text);
  if (plain) {
    const [first, second] = [Number(plain[1]), Number(plain[2])];
    const year = wholeYear(plain[3]!, now);
    return order === "month_first" ? dayOf(year, first, second) : dayOf(year, second, first);
  }
  const words = foldWords(text)
    .split(" ")
    .filter((word) => !["de", "del", "of"].includes(word));
  const month = words.map(monthNamed).find((found) => found > 0);
  const numbers = words
    .map((word) => /^(\d{1,4})(?:st|nd|rd|th)?$/.exec(word)?.[1])
    .filter((each) => each !== undefined);
  if (!month || words.length !== 3 || numbers.length !== 2) return null;
  const [day, year] = numbers[0]!.length > 2 ? [numbers[1]!, numbers[0]!] : [numbers[0]!, numbers[1]!];
  return dayOf(wholeYear(year, now), month, Number(day));
}

/** "3", "2,5", "2.5 h", "1:30" → hours; null for what is none. */
export function readHours(text: string): number | null {
  const bare = text.trim().replace(/\s*(hours?|hrs?|h|horas?)\.?$/i, "");
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(bare);
  if (clock) return Math.round((Number(clock[1]) + Number(clock[2]) / 60) * 100) / 100;
  return /^\d{1,3}([.,]\d{1,2})?$/.test(bare) ? Number(bare.replace(",", ".")) : null;
}

const plainEmail = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\].]+$/;
/** An e-mail address, also out of "Ana Reyes <ana@example.org>"; null for what is none. */
export function readEmail(text: string): string | null {
  const bare = (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
  return plainEmail.test(bare) && bare.length <= 254 ? bare : null;
}

export type TakenApart = { given: string; family: string };

/**
 * A whole name taken apart: at its comma, else by the order the list keeps. A name of three words and more can be taken
 * apart in more than one way (María Elena López, Ana López García): the others follow.
 */
export function takeApart(text: string, order: RosterMapping["nameOrder"]): TakenApart[] {
  const bare = text.replace(/\([^)]*\)/g, " ");
  const [left, right] = bare.split(",").map((part) => part.trim().replace(/\s+/g, " "));
  if (left && right) return [{ given: right, family: left }];
  const words = (left ?? "").split(" ").filter(Boolean);
  if (words.length < 2) return [];
  const cuts = words.length === 2 ? [1] : words.length === 3 ? [2, 1] : [2, words.length - 1, 1];
  const ways = cuts.map((cut) =>
    order === "given_first"
      ? { given: words.slice(0, cut).join(" "), family: words.slice(cut).join(" ") }
      : {
          given: words.slice(words.length - cut).join(" "),
          family: words.slice(0, words.length - cut).join(" "),
        },
  );
  return ways;
}
