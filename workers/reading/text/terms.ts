import { findDates } from "./dates.ts";
import { yearOf } from "./digits.ts";

export type Season = "fall" | "winter" | "spring" | "summer";

/**
 * A term found in a text. `label` is as printed (misread letters repaired); `year` null where only the season stands;
 * `rest` is what the text says besides.
 */
export type FoundTerm = {
  label: string;
  season: Season | null;
  year: number | null;
  quarter: boolean;
  endsOn: string | null;
  rest: string;
  repaired: boolean;
  /** The season was inferred, not named. */
  guessed?: boolean;
};

const NAMES: Readonly<Record<string, Season>> = {
  FALL: "fall",
  AUTUMN: "fall",
  WINTER: "winter",
  INTERSESSION: "winter",
  WINTERSESSION: "winter",
  SPRING: "spring",
  SUMMER: "summer",
  MAYMESTER: "summer",
  FAL: "fall",
  AUT: "fall",
  WIN: "winter",
  WTR: "winter",
  SPR: "spring",
  SPRG: "spring",
  SUM: "summer",
  SUMR: "summer",
};
const CODES: Readonly<Record<string, Season>> = {
  FA: "fall",
  FL: "fall",
  AU: "fall",
  F: "fall",
  SP: "spring",
  S: "spring",
  SU: "summer",
  SM: "summer",
  SS: "summer",
  U: "summer",
  WI: "winter",
  WN: "winter",
  WT: "winter",
  W: "winter",
};

/**
 * The last day of a term where none is printed: the usual end of the season on US academic calendars. Clerks see it
 * marked low, since colleges differ by two weeks either way.
 */
export function endOfTerm(season: Season, year: number, quarter: boolean): string {
  const ends: Readonly<Record<Season, string>> = quarter
    ? { winter: "03-25", spring: "06-15", summer: "08-31", fall: "12-15" }
    : { winter: "01-31", spring: "05-31", summer: "08-15", fall: "12-15" };
  return `${year}-${ends[season]}`;
}

const SEASON =
  "FALL|AUTUMN|WINTERSESSION|INTERSESSION|WINTER|SPRING|SUMMER|MAYMESTER|FAL|AUT|WIN|WTR|SPRG|SPR|SUMR|SUM";
const UNIT = "SEMESTER|QUARTER|TERM|SESSION|TRIMESTER|SEM|QTR|INTERSESSION|INTERIM|MODULE|MINI";
const PART = "(?:\\s+(?:I{1,3}|IV|[1-5A-C]|FIRST|SECOND))?";
const YEAR = "(?:19|20)\\d\\d";

/** Season and year in either order, with the words around them; the year may be a pair: `2019-2020 Fall`. */
const FORMS: readonly RegExp[] = [
  new RegExp(
    `\\b(?<season>${SEASON})(?<words>(?:\\s+(?:${UNIT}))*)${PART}(?:\\s*(?:${UNIT}))?[\\s,.:'’/-]*(?<year>${YEAR})(?:\\s?[-–/]\\s?(?<second>${YEAR}|\\d\\d)(?![\\d/]))?(?:\\s+(?:(?:${UNIT})\\b|(?:SESSION|SEM|TERM)?\\s?(?:I{1,3}|IV|[1-3])(?![\\w.])))*`,
    "i",
  ),
  new RegExp(
    `\\b(?<season>${SEASON})(?<words>(?:\\s+(?:${UNIT}))*)${PART}\\s*['’]?(?<short>(?:[0-3]|9)\\d)\\b(?!\\s*(?:[.,:/%-]\\s?\\d|weeks?|units?|hours?|hrs|credits?|cr\\b))`,
    "i",
  ),
  new RegExp(
    `\\b(?<year>${YEAR})(?:\\s?[-–/]\\s?(?<second>${YEAR}|\\d\\d))?[\\s,:/-]*(?<season>${SEASON})\\b(?:\\s+(?:${UNIT}))*${PART}(?:\\s*(?:${UNIT})\\b)?`,
    "i",
  ),
  /\b(?<season>FA|FL|AU|SP|SU|SM|SS|WI|WN|F|S|U|W)[\s'’/-]?(?<short>\d\d)\b/,
  new RegExp(`\\b(?<season>FA|FL|AU|SP|SU|SM|SS|WI|WN|WT)[\\s'’/-]?(?<year>${YEAR})\\b`, "i"),
  new RegExp(`\\b(?<year>${YEAR})[\\s/-]?(?<season>FA|FL|AU|SP|SU|SM|SS|WI|WN|WT|F|S|U|W)\\d?\\b`),
];

const ORDINAL =
  /\b(?:(?<which>FIRST|SECOND|THIRD|1ST|2ND|3RD)\s+(?:SEMESTER|SEM|TERM|TRIMESTER)|(?:SEMESTER|TERM)\s+(?<number>[12]|I{1,2}))\b[\s,:-]*(?<year>(?:19|20)\d\d)(?:\s?[-–/]\s?(?<second>(?:19|20)\d\d|\d\d))?/i;

/** The year the term lies in: of an academic year the first for the fall, else the second. */
function yearIn(season: Season, first: number, second: string | undefined): number {
  if (second === undefined) return first;
  const last = second.length === 2 ? Math.floor(first / 100) * 100 + Number(second) : Number(second);
  if (last !== first + 1 && !(first % 100 === 99 && last % 100 === 0)) return first;
  return season === "fall" ? first : first + 1;
}

/** Years and seasons with misread letters set right, word by word: `Fa11 2O19` is `Fall 2019`. */
function repaired(printed: string): string {
  // Digits that were torn apart: `Fall 20 1 6`.
  const text = printed.replace(/(?<=\p{L}{4} )([12]) ?([09]) ?(\d) ?(\d)(?!\d)/gu, "$1$2$3$4");
  return text
    .split(" ")
    .map((word) => {
      const year = yearOf(word);
      if (year !== null && !/^\d{4}\D*$/.test(word)) return String(year);
      const smudged =
        /^\P{L}?\p{L}{0,2}?(Fall|Autumn|Winter|Spring|Summer|FALL|WINTER|SPRING|SUMMER)\W?$/u.exec(word)?.[1];
      if (smudged) return smudged;
      if (word.length < 4 || !/[1|0!5l]/.test(word)) return word;
      const plain = word
        .replace(/[1|!]/g, "l")
        .replace(/0/g, "o")
        .replace(/5/g, "S")
        .replace(/[^\p{L}]/gu, "")
        .toUpperCase();
      const alike = Object.keys(NAMES).find(
        (name) =>
          name.length > 3 &&
          name.length === plain.length &&
          [...name].filter((letter, at) => letter !== plain[at]).length <= (name.length > 4 ? 1 : 0),
      );
      return alike && plain !== word.toUpperCase() ? alike[0] + alike.slice(1).toLowerCase() : word;
    })
    .join(" ");
}

const season = (name: string): Season | undefined => NAMES[name.toUpperCase()] ?? CODES[name.toUpperCase()];

function endIn(text: string): { endsOn: string | null; rest: string } {
  const dates = findDates(text).filter((date) => date.whole);
  if (dates.length < 2) return { endsOn: null, rest: text };
  const [from, to] = dates as [(typeof dates)[0], (typeof dates)[0]];
  if (to.at - from.end > 8 || to.date < from.date) return { endsOn: null, rest: text };
  return { endsOn: to.date, rest: `${text.slice(0, from.at)} ${text.slice(to.end)}` };
}

/**
 * The term a text names, or null: `Fall 2023`, `2023 Fall`, `Autumn Quarter 2022`, `Winter 2021 Quarter`, `FA23`, `2023FA`,
 * `Summer Session I 2020`, `Spring '19`, `First Semester 2019-20`; with a date range the term ends on its last day.
 * A bare season counts where `year` of the running academic year is given (`2019` for 2019–2020).
 */
export function findTerm(printed: string, academicYear: number | null = null): FoundTerm | null {
  const { endsOn, rest: text } = endIn(printed);
  const fixed = repaired(text);
  for (const form of FORMS) {
    const match = form.exec(fixed);
    const groups = match?.groups;
    const name = groups?.season;
    const found = name ? season(name) : undefined;
    if (!match || !groups || !found) continue;
    const short = groups.short ? Number(groups.short) : null;
    const first = short === null ? Number(groups.year) : short <= 40 ? 2000 + short : 1900 + short;
    const label = match[0].trim().replace(/[\s,:-]+$/, "");
    return {
      label,
      season: found,
      year: yearIn(found, first, groups.second),
      quarter: /quarter|qtr/i.test(fixed),
      endsOn,
      rest: `${fixed.slice(0, match.index)} ${fixed.slice(match.index + match[0].length)}`.trim(),
      repaired: !text.includes(label),
    };
  }
  const ordinal = ORDINAL.exec(fixed);
  if (ordinal?.groups) {
    const first =
      /^(first|1)/i.test(ordinal.groups.which ?? ordinal.groups.number ?? "") ||
      ordinal.groups.number === "I";
    const found: Season = first ? "fall" : "spring";
    const year = yearIn(found, Number(ordinal.groups.year), ordinal.groups.second);
    const rest = fixed.replace(ordinal[0], " ").trim();
    return { label: ordinal[0].trim(), season: found, year, quarter: false, endsOn, rest, repaired: false };
  }
  if (academicYear === null) return null;
  const bare = new RegExp(`^\\W*(?:TERM\\W*)?(?<season>${SEASON})\\b(?:\\s+(?:${UNIT}))*`, "i").exec(fixed);
  const found = bare?.groups?.season ? season(bare.groups.season) : undefined;
  if (!bare || !found) return null;
  const year = found === "fall" ? academicYear : academicYear + 1;
  return {
    label: `${bare[0].trim()} ${year}`,
    season: found,
    year,
    quarter: /quarter|qtr/i.test(fixed),
    endsOn,
    rest: fixed.slice(bare[0].length).trim(),
    repaired: false,
  };
}

export const seasonTitles: Readonly<Record<Season, string>> = {
  fall: "Fall",
  winter: "Winter",
  spring: "Spring",
  summer: "Summer",
};

const capitalized = (text: string): string =>
  text.replace(/\p{L}{3,}/gu, (word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase());

/**
 * A term as the record names it: words as printed, capitals evened out (`Fall Quarter 2023`); codes and academic years
 * spelled out, `Fall 2023` for `2023FA` and for `Fall 2023-2024`.
 */
export function termName({ label, season: found, year }: FoundTerm): string {
  if (!found || !year) return label;
  const years = label.match(/(19|20)\d\d|['’]\d\d/g) ?? [];
  const worded =
    /fall|autumn|winter|spring|summer/i.test(label) && years.length === 1 && years[0] === String(year);
  if (!worded || /[-–/]\d/.test(label)) return `${seasonTitles[found]} ${year}`;
  const even = label === label.toUpperCase() ? capitalized(label) : label;
  return even[0]!.toUpperCase() + even.slice(1);
}

/** First year of an academic year that heads a part of the page: `Academic year 2019–2020`, `2019-20`. */
export function findAcademicYear(text: string): number | null {
  const match =
    /^\W*(?:(?:academic|school)\s+year\W*)?((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)?\d\d)\W*(?:academic year)?\W*$/i.exec(
      text,
    );
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[2]) % 100];
  return (first + 1) % 100 === second ? first : null;
}
