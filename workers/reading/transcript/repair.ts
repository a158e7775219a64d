import type { CourseNumber } from "../text/course-number.ts";
import { looksAlike, toDigits, toLetters } from "../text/digits.ts";

const plain = (subject: string): string => subject.toUpperCase().replace(/[^A-Z]/g, "");

/** Subject prefixes a document prints clearly, by how often: they tell what a misread one must be. */
export type Subjects = {
  /** The course number that misread words most likely mean, or null. */
  repair(words: readonly string[]): CourseNumber | null;
  /** Whether several rows print the subject. */
  knows(subject: string): boolean;
  /** The known subject a clear but lonely one is a slip of, or null. */
  slip(subject: string): string | null;
  /** The number with its last figure read as the letter it is a slip of (`44B` read `448`), or null. */
  lettered(number: string): string | null;
};

/** The digits of a catalogue number, with a letter or two after them where they are clear. */
function digitsOf(text: string): string | null {
  const match = /^[-–.]?(.+?)([A-Z]{0,2})$/.exec(text);
  if (!match?.[1] || text.length > 6) return null;
  const all = toDigits(text.replace(/^[-–.]/, ""));
  const digits = /\d/.test(text) ? toDigits(match[1]) : all;
  if (digits === null) return null;
  return /\d/.test(match[1]) && match[2] ? `${digits}${match[2]}` : (all ?? digits);
}

/** So few numbers show no style. */
const fewestNumbers = 6;

/** Figures and letter at the end of a course number. */
const endOf = (text: string) => /(\d+)([A-Z]{0,2})$/.exec(text.replace(/\s+(?=[A-Z]{1,2}$)/, ""));

/**
 * A college counts its courses with the same number of figures: an eight too many at the end is a B, where other
 * numbers of the document end in one.
 */
function letteredBy(numbers: readonly { text: string }[]): Subjects["lettered"] {
  const ends = numbers.flatMap(({ text }) => {
    const end = endOf(text);
    return end ? [end] : [];
  });
  const usual = [1, 2, 3, 4].find(
    (count) => ends.filter(([, digits]) => digits!.length <= count).length >= ends.length * 0.75,
  );
  const others = ends.some(([, , letter]) => letter === "B");
  return (number) => {
    const [, digits, letter] = endOf(number) ?? [];
    if (!digits || letter || !usual || ends.length < fewestNumbers || digits.length !== usual + 1)
      return null;
    return others && digits.endsWith("8") ? `${number.slice(0, -1)}B` : null;
  };
}

/** What the clear rows of a document say about its subjects. */
export function subjectsOf(numbers: readonly { subject: string; text: string }[]): Subjects {
  const counts = new Map<string, { printed: string; count: number }>();
  for (const { subject } of numbers) {
    const key = plain(subject);
    if (key.length < 2) continue;
    const known = counts.get(key);
    counts.set(key, { printed: known?.printed ?? subject, count: (known?.count ?? 0) + 1 });
  }
  const known = (text: string): string | null => {
    const letters = toLetters(text.replace(/[.\s&-]/g, ""));
    return letters === null ? null : (counts.get(plain(letters))?.printed ?? null);
  };
  return {
    lettered: letteredBy(numbers),
    knows: (subject) => (counts.get(plain(subject))?.count ?? 0) > 1,
    repair(words) {
      for (let count = 1; count <= Math.min(3, words.length); count += 1) {
        const joined = words.slice(0, count).join("");
        if (joined.length > 16) break;
        // Cut where a known subject ends and what follows can be read as digits.
        for (let cut = joined.length - 1; cut >= 2; cut -= 1) {
          const subject = known(joined.slice(0, cut));
          if (!subject) continue;
          const number = digitsOf(joined.slice(cut));
          if (number === null || !/^\d{1,4}[A-Z]{0,2}$/.test(number)) continue;
          return { text: `${subject} ${number}`, subject, count, sure: 0.7 };
        }
      }
      return null;
    },
    slip(subject) {
      const own = plain(subject);
      const seen = counts.get(own)?.count ?? 0;
      if (own.length < 2 || seen > 1) return null;
      for (const [key, { printed, count }] of counts) {
        if (key === own || key.length !== own.length || count < 2 || count <= seen) continue;
        const differing = [...key].filter((letter, at) => letter !== own[at]);
        const alike = [...key].every((letter, at) => looksAlike(letter, own[at]!));
        if (differing.length === 1 && alike) return printed;
      }
      return null;
    },
  };
}
