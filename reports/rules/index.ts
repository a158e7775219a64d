import { judgeCourses } from "./courses.ts";
import { judgeCredentials } from "./credentials.ts";
import { institutionLabel, newestFirst, unaccreditedBecause, unverifiedBecause } from "./evidence.ts";
import { judgeTraining } from "./training.ts";
import type {
  DegreeFacts,
  NotPrinting,
  PrintableRecord,
  PrintedDegree,
  RecordRows,
  ReportRules,
} from "./types.ts";

export { loadRecord, loadRecords } from "./load.ts";
export { contentSha256, type PrintedLine, printedLines, printedName } from "./printed.ts";
export type {
  NotPrinting,
  PrintableRecord,
  RecordRows,
} from "./types.ts";

/** Degrees of accredited institutions in any field, newest first. S69 */
function judgeDegrees(
  rows: readonly DegreeFacts[],
  today: string,
): { printed: PrintedDegree[]; not: NotPrinting[] } {
  const not: NotPrinting[] = [];
  const printed: PrintedDegree[] = [];
  for (const row of [...rows].sort(newestFirst((each) => each.conferredOn))) {
    const because =
      unverifiedBecause(row.documentStatus) ??
      unaccreditedBecause(row.institution, row.institutionName) ??
      (row.conferredOn && row.conferredOn > today
        ? `The degree is not conferred before ${row.conferredOn}.`
        : undefined);
    if (because) not.push({ section: "degrees", row, because });
    else printed.push({ ...row, institutionLabel: institutionLabel(row.institution, row.institutionName) });
  }
  return { printed, not };
}

/**
 * THE rule of what the Education & Training Report prints, shared by its PDF and the clerk's preview: four sections in
 * printing order, and every other row with the reason why it does not print. S66–S76
 * @param today the day of the report, `YYYY-MM-DD`.
 */
export function printableRecord(rows: RecordRows, rules: ReportRules, today: string): PrintableRecord {
  const degrees = judgeDegrees(rows.degrees, today);
  const courses = judgeCourses(rows.courses, rules, today);
  const credentials = judgeCredentials(rows.credentials, rules, today);
  const training = judgeTraining(rows.training, today);
  return {
    degrees: degrees.printed,
    courses: courses.printed,
    credentials: credentials.printed,
    training: training.printed,
    notPrinting: [...degrees.not, ...courses.not, ...credentials.not, ...training.not],
  };
}
