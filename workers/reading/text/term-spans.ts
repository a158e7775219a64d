import { findDates } from "./dates.ts";
import { type FoundTerm, type Season, seasonTitles } from "./terms.ts";

/** The season that a first and a last month make, on calendars of semesters and of quarters; null for any other span. */
function seasonOf(starts: number, ends: number): Season | null {
  if (starts >= 8 && ends >= 11) return "fall";
  if (starts >= 5 && ends <= 9) return "summer";
  if (starts <= 4 && ends >= 4 && ends <= 6) return "spring";
  return starts === 1 && ends <= 3 ? "winter" : null;
}

const spanning = (from: string, to: string): FoundTerm | null => {
  const year = Number(to.slice(0, 4));
  const found = seasonOf(Number(from.slice(5, 7)), Number(to.slice(5, 7)));
  if (!found || Number(from.slice(0, 4)) !== year || from >= to) return null;
  return {
    label: `${seasonTitles[found]} ${year}`,
    season: found,
    year,
    quarter: false,
    endsOn: to,
    rest: "",
    repaired: true,
  };
};

/**
 * The term that two dates enclose, for headings whose words were misread: `Fann 2017 08/26/2017 - 12/14/2017`. The year must
 * stand beside the dates, and they must be those of a term.
 */
export function termOfDates(printed: string): FoundTerm | null {
  const dates = findDates(printed).filter((date) => date.whole);
  const [from, to] = dates;
  if (dates.length !== 2 || !from || !to) return null;
  const before = printed.slice(0, from.at);
  return before.includes(to.date.slice(0, 4)) && before.length <= 30 ? spanning(from.date, to.date) : null;
}

const SPAN_WORDS = /\b(session|term|semester|quarter|period|dates?|from|to|through|thru|begin\w*|end\w*)\b/gi;
/** `Aug – Dec 2019`: the year stands once, for both. */
const YEAR_ONCE = /\b(\p{L}{3,9}\.?)(?=\s*(?:[-–—]|to|through)\s*\p{L}{3,9}\.?,?\s+((?:19|20)\d\d))/gu;

/** The term of a heading that names no season, only its first and last month or day: `Session: Aug 2019 – Dec 2019`. */
export function termOfSpan(printed: string): FoundTerm | null {
  const text = printed.replace(YEAR_ONCE, "$1 $2");
  const [from, to, ...more] = findDates(text);
  if (!from || !to || more.length > 0) return null;
  const rest = `${text.slice(0, from.at)} ${text.slice(from.end, to.at)} ${text.slice(to.end)}`;
  if (/[\p{L}\d]/u.test(rest.replace(SPAN_WORDS, " "))) return null;
  const found = spanning(from.date, to.date);
  return found && { ...found, quarter: /quarter/i.test(rest), endsOn: to.whole ? to.date : null };
}
