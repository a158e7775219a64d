import { fold } from "../fold.ts";
import { toDigits } from "./digits.ts";

/** A date found in a text: `YYYY-MM-DD`, the words it stands in, and where; `whole` is false where the day was not printed. */
export type FoundDate = {
  date: string;
  raw: string;
  at: number;
  end: number;
  whole: boolean;
  repaired: boolean;
};

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)";
const SPANISH: Readonly<Record<string, string>> = { ene: "jan", abr: "apr", ago: "aug", dic: "dec" };

const D = "[0-9OoIlSB|]";

const PATTERNS: readonly { pattern: RegExp; read: (groups: string[]) => [string, string, string | null] }[] =
  [
    {
      pattern: /(?<![\d/])((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gi,
      read: ([y, m, d]) => [y!, m!, d!],
    },
    {
      pattern: new RegExp(
        `(?<![\\p{L}\\d/])(${D}{1,2})\\s?[-/.]\\s?(${D}{1,2})\\s?[-/.]\\s?(${D}{4}|${D}{2})(?![\\p{L}\\d/])`,
        "giu",
      ),
      read: ([m, d, y]) => [y!, m!, d!],
    },
    {
      // `March 4–6, 2024`, `May 11 and 12, 2024`: the last day counts.
      pattern: new RegExp(
        `(?<!\\p{L})(${MONTH})\\.?\\s{0,2}\\d{1,2}(?:st|nd|rd|th)?(?:(?:\\s?,\\s?|\\s?[-–—&]\\s?|,?\\s(?:and|to|through|thru)\\s)\\d{1,2}(?:st|nd|rd|th)?){0,4}(?:\\s?,?\\s?[-–—&]\\s?|,?\\s(?:and|to|through|thru)\\s)(\\d{1,2})(?:st|nd|rd|th)?\\s?,?\\s{0,2}(${D}{4})(?!\\d)`,
        "giu",
      ),
      read: ([m, d, y]) => [y!, m!, d!],
    },
    {
      pattern: new RegExp(
        `(?<!\\p{L})(${MONTH})\\.?\\s{0,2}(\\d{1,2})(?:st|nd|rd|th)?\\s?[.,]{0,2}\\s{0,2}(${D}{4})(?!\\d)`,
        "giu",
      ),
      read: ([m, d, y]) => [y!, m!, d!],
    },
    {
      pattern: new RegExp(
        `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+day)?(?:\\s+of|\\s+de)?[\\s-]+(${MONTH})\\.?(?:\\s+de)?[\\s,-]+(${D}{4}|\\d{2})(?!\\d)`,
        "giu",
      ),
      read: ([d, m, y]) => [y!, m!, d!],
    },
    {
      pattern: new RegExp(`(?<!\\p{L})(${MONTH})\\.?,?\\s{0,2}((?:19|20)\\d\\d)(?!\\d)`, "giu"),
      read: ([m, y]) => [y!, m!, null],
    },
    { pattern: /(?<![\d/.-])(0?[1-9]|1[0-2])\/((?:19|20)\d\d)(?![\d/])/g, read: ([m, y]) => [y!, m!, null] },
  ];

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function monthOf(text: string): number {
  const digits = toDigits(text);
  if (digits !== null && !/^\p{L}{3,}$/u.test(text)) return Number(digits);
  const start = fold(text).slice(0, 3);
  return MONTHS.indexOf(SPANISH[start] ?? start) + 1;
}

/** All dates of a text, from left to right, US order of month and day. A month without a day stands for its last day. */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const { pattern, read } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const at = match.index;
      const end = at + match[0].length;
      if (found.some((other) => at < other.end && other.at < end)) continue;
      const [y, m, d] = read(match.slice(1));
      const yearDigits = toDigits(y);
      if (yearDigits === null || !/\d/.test(y)) continue;
      const short = Number(yearDigits);
      const year = yearDigits.length > 2 ? short : short <= 40 ? 2000 + short : 1900 + short;
      const month = monthOf(m);
      if (year < 1920 || year > 2100 || month < 1 || month > 12) continue;
      const dayDigits = d === null ? String(daysIn(year, month)) : toDigits(d);
      const day = Number(dayDigits);
      if (!(day >= 1 && day <= daysIn(year, month))) continue;
      const date = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      const repaired =
        yearDigits !== y ||
        (d !== null && dayDigits !== d) ||
        /[a-z|]/i.test(m[0]!) !== /^\p{L}{3,}/u.test(m);
      found.push({ date, raw: match[0].trim(), at, end, whole: d !== null, repaired });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The day so many months after a date; the last of the month where the day does not exist. */
export function plusMonths(date: string, months: number): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const count = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  const last = Math.min(day, daysIn(y, m));
  return `${y}-${String(m).padStart(2, "0")}-${String(last).padStart(2, "0")}`;
}
