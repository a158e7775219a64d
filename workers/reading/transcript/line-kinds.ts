import type { Line } from "../layout/lines.ts";
import { findDates } from "../text/dates.ts";
import { type HeaderColumn, headerOf } from "../text/header-words.ts";
import { termOfDates } from "../text/term-spans.ts";
import { type FoundTerm, findTerm } from "../text/terms.ts";

const TOTALS =
  /\b(gpa|ehrs|qpts|ahrs|gpa-?hrs|cumulative|cum|totals?|sub-?total|grade point (average|avg)|average|units (attempted|earned|completed)|earned hrs|(attempted|earned|passed|credits|units|hours)\s*:?\s*\d|good standing|dean'?s list|honor roll|president'?s list|probation)\b/i;

/** Lines of sums, averages and standing: never a course, a title's second line or a term. */
export const isTotals = (text: string): boolean =>
  TOTALS.test(text) && !/^total (quality|fitness|body|immersion)/i.test(text);

const COLLEGE = /\b(college|university|institute|school|academy|conservatory|seminary|polytechnic)\b/i;

/** Words that may stand beside a term in its heading. */
const BESIDE =
  /\b(term|semester|quarter|trimester|session|academic|period|year|begin\w*|end\w*|starts?|dates?|continued|cont'?d?|cont|course\s?work|courses|course|registration|weeks?|day|evening|regular|full|first|second|to|through|from|and|on|undergraduate|graduate|credit|main|campus|extended|intersession|institution|transfer|taken|applied|towards?|posted|for|at|in|progress|part|level|career|ug|gr)\b/gi;
const NOT_A_HEADING =
  /\b(printed|issued|admit\w*|confer\w*|awarded|graduat\w+|entered|matriculat\w*|catalog|degree|major|program|plan|last attended|date|born|birth|expected|effective|requirement|as of|honou?rs?|list|attended|entry|first|satisf\w+|certified|since|revised|student|advis[eo]r|page|high school)\b/i;

export type TermHeading = { found: FoundTerm; college: string | null; header: HeaderColumn[] | null };

/** The college a text names, without the words around it. */
export function collegeIn(text: string): string | null {
  const name = text
    .replace(/\b(transfer(red)?|credits?|from|work|accepted|courses?|taken|completed|units?)\b:?/gi, " ")
    .replace(/\b(FA|SP|SU|WI)\d\d(\d\d)?\b/g, " ")
    .replace(/^\W*at\b/i, " ")
    .replace(/[^\p{L}\p{N}\s,.&'’-]/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,.:-]+|[\s,:-]+$/g, "");
  return COLLEGE.test(name) && name.split(" ").length <= 9 && name.length >= 8 ? name : null;
}

/** The term a line is the heading of, with a college or table header printed beside it; null for any other line. */
export function termHeadingOf(line: Line, academicYear: number | null): TermHeading | null {
  if (line.tokens.length > 30) return null;
  const first = line.cells[0]!;
  const inFirst = findTerm(first.text, academicYear);
  // A cell that says nothing but the term heads its block, whatever is said of standing or dates beside it.
  if (inFirst && line.cells.length > 1 && pure(inFirst.rest)) {
    const beside = line.cells
      .slice(1)
      .map((cell) => cell.text)
      .join(" ");
    const standing = isTotals(beside) && !/\d[.,]\d/.test(beside);
    if (standing) return { found: inFirst, college: null, header: null };
    // Dates that scanning garbled still head a block.
    if (line.tokens.some((token) => token.ocr) && beside.replace(/[^\p{L}]/gu, "").length < 6)
      return {
        found: { ...inFirst, endsOn: findTerm(line.text)?.endsOn ?? null },
        college: null,
        header: null,
      };
  }
  const found = isTotals(line.text) ? null : findTerm(line.text, academicYear);
  if (!found) {
    const enclosed = line.tokens.some((token) => token.ocr) ? termOfDates(line.text) : null;
    return enclosed && { found: enclosed, college: null, header: null };
  }
  const header = inFirst && line.cells.length > 1 ? headerOf(line, first) : null;
  if (header && inFirst) return { found: { ...inFirst, endsOn: found.endsOn }, college: null, header };
  if (NOT_A_HEADING.test(found.rest)) return null;
  const apart = line.cells
    .slice(1)
    .map((cell) => findTerm(cell.text))
    .find((term) => term !== null && pure(term.rest));
  // A term by itself in the middle of the line, beside a running head.
  if (apart && !/:|\d{3}/.test(found.rest) && !collegeIn(found.rest))
    return { found: apart, college: null, header: null };
  const college = collegeIn(found.rest);
  const dates = findDates(found.rest);
  let rest = college ? "" : found.rest;
  for (const date of dates) rest = rest.replace(date.raw, " ");
  return pure(rest) ? { found, college, header: null } : null;
}

/** Whether nothing of weight stands beside a term. */
const pure = (rest: string): boolean =>
  rest
    .replace(BESIDE, " ")
    .replace(/\S*\d\S*\d\S*\d\S*/g, " ")
    .replace(/[^\p{L}\p{N}]/gu, "").length <= 3;

/** A line that is nothing but the first and last day of a term, or null. */
export function termDatesOf(line: Line): string | null {
  const dates = findDates(line.text).filter((date) => date.whole);
  if (dates.length !== 2) return null;
  const rest = line.text.replace(dates[0]!.raw, "").replace(dates[1]!.raw, "");
  return rest
    .replace(/\b(begin|end|start|dates?|from|to|through|term)\b/gi, "")
    .replace(/[^\p{L}\p{N}]/gu, "").length <= 2 && dates[1]!.date > dates[0]!.date
    ? dates[1]!.date
    : null;
}

export type Section = { kind: "institution" | "transfer" | "in_progress"; college: string | null };

const TRANSFER =
  /\b(transfer(red)?\s+(credits?|work|courses?|units|hours)|credits?\s+(transferred|accepted)|(courses?|work|credits?|units)\s+(transferred|accepted)\s+(from|by)|advanced standing|external (education|credit)|accepted (in transfer|from)|transfer(red)? (from|to)|test credits?|credits? by exam(ination)?|prior learning)\b/i;
const IN_PROGRESS =
  /\b((courses?|work|classes|credits?|term|semester|quarter|registration)\s*[-–:]?\s*in[\s-]?progress|in[\s-]progress\s*(courses?|work|credits?|registration|enrollment)?|(currently|now) (enrolled|registered|attending|taking)( in)?|(current|future|upcoming) (enrollment|registration|courses|classes|work|schedule|term|semester|quarter)|(registered|enrolled) (courses|classes))\b/i;
const HOME =
  /\b(institution(al)? credit|resident credit|home institution|native credit|local credit|beginning of (under)?graduate|undergraduate record|academic record|course history|credit earned here|courses? taken (here|at this))\b/i;

/** The section a heading opens, or null. Course rows never reach this. */
export function sectionOf(line: Line): Section | null {
  // A heading in the left column beside sums in the right one.
  const [first, second] = line.cells;
  const beside = first && second && /:$/.test(first.text) && !/^\W*\d/.test(second.text);
  const whole = beside && isTotals(line.text) ? first.text : line.text;
  const text = findTerm(whole)?.rest ?? whole;
  if (line.tokens.length > 16 || isTotals(text)) return null;
  // "Transfer units accepted: 33.0" is a sum, no heading.
  if (TRANSFER.test(text) && !/\d[.,]\d|:\s*\d/.test(text)) {
    const from = /\b(?:from|at|:)\s+(.+)$/i.exec(text)?.[1];
    return {
      kind: "transfer",
      college: collegeIn((from ?? text).replace(/\baccepted by the institution\b/i, "")),
    };
  }
  if (HOME.test(text)) return { kind: "institution", college: null };
  if (IN_PROGRESS.test(text) && text.replace(IN_PROGRESS, "").replace(/[^\p{L}]/gu, "").length <= 12)
    return { kind: "in_progress", college: null };
  return null;
}

/** Remarks printed under a course, which are no part of its title. */
export const isRemark = (text: string): boolean =>
  /^\W*(repeat|course topic|topic|note|honou?rs|instructor|equivalent|transferred|grade (change|replaced)|(incl|excl)(uded)?\b|print|page\b|attempt|section|this course|see |continued|end of|\*{2,}|-{2,}|_{2,}|={2,}|degrees? (award|confer|earn|date|program)|major\b.*:|certificates? (of|award|earn|issued)|academic (standing|status|record|program|probation|year|honou?rs)|official|unofficial|student (id|name|no|number|copy|type|record)|name\b|record (of|issued|date))/i.test(
    text,
  ) || /:\s/.test(text);
