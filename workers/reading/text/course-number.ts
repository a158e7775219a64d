import { isGrade } from "./grades.ts";

/** Words that stand before a number without naming a subject. */
const NOT_A_SUBJECT = new Set(
  `TERM UNITS UNIT GPA TOTAL TOTALS CUM CUMULATIVE EARNED ATTEMPTED ATT ERN POINTS PTS HRS HOURS CREDIT CREDITS PAGE FALL SPRING
  SUMMER WINTER AUTUMN QUARTER SEMESTER SESSION YEAR ID NO NUM NUMBER DATE BOX SUITE ROOM PHONE FAX ZIP SSN DOB BIRTH ISSUED
  PRINTED TRANSFER OVERALL INSTITUTION EHRS QPTS AHRS GRADE GRADES GPTS QUAL COMPLETED PASSED CAREER LEVEL RANK
  JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER JAN FEB MAR APR JUN JUL AUG SEP SEPT
  OCT NOV DEC FA SP SU WI AU STREET AVENUE AVE BLVD DRIVE ROAD APT BEGIN END OF THE AND STUDENT TRANSCRIPT DEAN HONORS
  STANDING AVERAGE BALANCE FORWARD AREA REV FORM VERSION CODE GPAHRS COPY PH TEL EST ACT SAT AP`.split(/\s+/),
);

const CATALOG = /^[A-Z]{0,2}\d{1,4}[A-Z]{0,3}$/i;
const GLUED =
  /^(?<subject>\p{Lu}[\p{Lu}&./-]{0,11}?)(?<sep>[-–.:*]?)(?<number>[A-Z]?\d{1,4}(?:\.\d{1,2}(?=[A-Z]?[-–]))?[A-Z]{0,3})(?:[-–.:*/](?<section>[A-Z]?\d{1,5}[A-Z]?))?$/u;
const MIXED_GLUED =
  /^(?<subject>\p{Lu}\p{L}{1,9})(?<sep>[-–.*]?)(?<number>\d{1,4}[A-Z]{0,2})(?:[-–*](?<section>\d{1,5}))?$/u;
const NUMERIC = /^\d{2,4}[:.-]\d{2,4}(?:[:.-]\d{2,4})?[A-Z]?$/;
const CAPITAL_WORD = /^\p{Lu}[\p{Lu}&./-]{0,11}\.?$/u;
const MIXED_WORD = /^\p{Lu}\p{Ll}{1,13}\.?$/u;

export type CourseNumber = {
  /** As printed, one blank between words; a section number is left out. */
  text: string;
  subject: string;
  /** How many words it takes. */
  count: number;
  /** 1 for the usual capitals, less for looser forms. */
  sure: number;
};

const plain = (word: string): string => word.toUpperCase().replace(/[^A-Z]/g, "");
const nameable = (word: string): boolean => plain(word) !== "" && !NOT_A_SUBJECT.has(plain(word));
const yearLike = (word: string): boolean => /^(19[4-9]\d|20[0-4]\d)$/.test(word);

/** A catalogue number and the section that may follow it: `101-02`, `101.02`. */
function catalog(word: string): string | null {
  const match = /^(.+?)(?:[-–*/](\d{1,5}[A-Z]?))?$/.exec(word);
  const number = match?.[1] ?? "";
  return CATALOG.test(number) || /^\d{3}\.\d{1,2}[A-Z]?$/.test(number) ? number : null;
}

function glued(word: string): CourseNumber | null {
  const match = GLUED.exec(word) ?? MIXED_GLUED.exec(word);
  if (!match?.groups) return null;
  const { subject, sep, number } = match.groups as { subject: string; sep: string; number: string };
  if (!nameable(subject) || plain(subject).length < 2) return null;
  return {
    text: `${subject}${sep}${number}`,
    subject,
    count: 1,
    sure: plain(subject).length <= 6 ? 1 : 0.85,
  };
}

/**
 * The course number that a row of words begins with: `CH DEV 38`, `E.C.E. 125`, `PSYC-1101`, `ENG101L`, `POL SCI 1`,
 * `10-307-148`; null for anything else. Terms, totals and labels that look like one are not taken for a number.
 */
export function courseNumberAt(printed: readonly string[]): CourseNumber | null {
  const words = printed.map((word) => word.replace(/(?<=[\p{L}\d])[*#+^†‡@]+$/u, ""));
  const first = words[0];
  if (first === undefined) return null;
  const whole = glued(first);
  if (whole) return whole;
  if (NUMERIC.test(first) && !/^\d{1,2}\.\d{2}$/.test(first))
    return { text: first, subject: first.split(/[:.-]/)[0]!, count: 1, sure: 0.8 };
  const subject: string[] = [];
  let mixed = false;
  for (const [at, word] of words.slice(0, 4).entries()) {
    if (at > 0) {
      const joined = at < 4 && subject.length > 0 ? glued(word) : null;
      const number = catalog(word.replace(/^[-–#]/, ""));
      if (number !== null && !(yearLike(number) && subject.length > 1)) {
        const text = `${subject.join(" ")}${/^[-–]/.test(word) ? "-" : " "}${number}`;
        const letters = subject.map(plain).join("").length;
        if (letters < 1 || letters > (mixed ? 24 : 14)) return null;
        // "B 3" are a grade and its units, unless nothing better stands on the line.
        if (isGrade(subject.join(""))) return { text, subject: subject.join(" "), count: at + 1, sure: 0.5 };
        const sure = mixed ? (letters <= 5 ? 0.9 : 0.6) : letters === 1 ? 0.75 : letters <= 9 ? 1 : 0.85;
        return { text, subject: subject.join(" "), count: at + 1, sure };
      }
      if (joined && at <= 2) {
        const text = `${subject.join(" ")} ${joined.text}`;
        return { text, subject: `${subject.join(" ")} ${joined.subject}`, count: at + 1, sure: 0.95 };
      }
    }
    if (!nameable(word) || at === 3) return null;
    if (CAPITAL_WORD.test(word) || word === "&") subject.push(word);
    else if (MIXED_WORD.test(word)) {
      subject.push(word);
      mixed = true;
    } else return null;
  }
  return null;
}
