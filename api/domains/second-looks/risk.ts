import { gradingRuleFor } from "#db/jurisdictions/index.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import type { DocumentEntries } from "../documents/schemas.ts";

/** Letter grades from best to worst; which of them pass is the grading table's to say. */
const letters = ["A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F"];

const symbol = (grade: string) =>
  grade
    .replace(/\s+/g, "")
    .replace(/[‐-―−]/g, "-")
    .toUpperCase();

/**
 * Whether one misread sign would move a grade over the pass line: the lowest letter that passes on that day and the two
 * below it, and every passing mark that is no letter (P, CR, S), since it hides one. G6, M8
 */
export function nearPassLine(
  jurisdiction: Pick<Jurisdiction, "grading">,
  grade: string,
  day: string,
): boolean {
  const rule = gradingRuleFor(jurisdiction, grade, day);
  if (!rule) return false;
  const place = letters.indexOf(symbol(grade));
  if (place < 0) return rule.passes;
  const lowest = letters.findLastIndex((letter) => gradingRuleFor(jurisdiction, letter, day)?.passes);
  return place >= lowest && place <= lowest + 2;
}

/** Whether any completed course of a document stands near the pass line. */
export const hasPassBoundary = (
  jurisdiction: Pick<Jurisdiction, "grading">,
  entries: Pick<DocumentEntries, "courses">,
  today: string,
): boolean =>
  entries.courses.some(
    ({ grade, state, completedOn }) =>
      state === "completed" && grade !== null && nearPassLine(jurisdiction, grade, completedOn ?? today),
  );
