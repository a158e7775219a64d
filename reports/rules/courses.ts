import { gradingRuleFor } from "#db/jurisdictions/index.ts";
import { institutionLabel, newestFirst, sameAs, unaccreditedBecause, unverifiedBecause } from "./evidence.ts";
import type { CourseFacts, NotPrinting, PrintedCourse, ReportRules } from "./types.ts";

/** Quarter units as semester units, rounded to hundredths. */
export function semesterUnits(units: string, system: CourseFacts["unitSystem"]): string {
  const given = Number(units);
  return (Math.round((system === "quarter" ? (given * 2) / 3 : given) * 100) / 100).toFixed(2);
}

/** Why one course does not print, looked at by itself. S70, S73–S74, G6 */
function courseBecause(row: CourseFacts, rules: ReportRules, today: string): string | undefined {
  const unproven =
    unverifiedBecause(row.documentStatus) ?? unaccreditedBecause(row.institution, row.institutionName);
  if (unproven) return unproven;
  if (row.state === "in_progress") return "The course is still in progress.";
  if (row.state === "withdrawn") return "The student withdrew from the course.";
  if (row.state === "transfer")
    return "Transfer credit prints from the transcript of the college that taught the course.";
  if (row.completedOn && row.completedOn > today) return `The course ends on ${row.completedOn}.`;
  if (!row.grade?.trim()) return "No grade is entered.";
  const rule = gradingRuleFor(rules, row.grade, row.completedOn ?? today);
  if (!rule) return `The registry has no rule for the grade "${row.grade}".`;
  return rule.passes ? undefined : (rule.because ?? `The grade ${row.grade} is not a passing grade.`);
}

/** One course of one college, however its number is spaced. Rows reach this only with an institution. */
const courseKey = (row: CourseFacts) => `${row.institution?.id}|${sameAs(row.courseNumber)}`;

/**
 * Courses that print, by college and newest first, and those that do not. A course passed more than once prints once,
 * with its newest passing attempt.
 */
export function judgeCourses(
  rows: readonly CourseFacts[],
  rules: ReportRules,
  today: string,
): { printed: PrintedCourse[]; not: NotPrinting[] } {
  const not: NotPrinting[] = [];
  const refuse = (row: CourseFacts, because: string) => not.push({ section: "courses", row, because });
  const counted = new Map<string, CourseFacts>();
  for (const row of [...rows].sort(newestFirst((each) => each.completedOn))) {
    const because = courseBecause(row, rules, today);
    const attempt = counted.get(courseKey(row));
    if (because) refuse(row, because);
    else if (!attempt) counted.set(courseKey(row), row);
    else if (attempt.completedOn === row.completedOn)
      refuse(row, "The same course of the same term is on the record already.");
    else
      refuse(
        row,
        `The course was repeated; the attempt of ${attempt.term ?? attempt.completedOn ?? "another term"} prints.`,
      );
  }
  const printed = [...counted.values()].map((row) => ({
    ...row,
    institutionLabel: institutionLabel(row.institution, row.institutionName),
    classificationLabel: rules.classificationLabels[row.classification],
    semesterUnits: semesterUnits(row.units, row.unitSystem),
  }));
  printed.sort(
    (a, b) =>
      a.institutionLabel.localeCompare(b.institutionLabel) ||
      newestFirst<PrintedCourse>((row) => row.completedOn)(a, b),
  );
  return { printed, not };
}
