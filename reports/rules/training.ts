import { newestFirst, sameAs, unverifiedBecause } from "./evidence.ts";
import type { NotPrinting, PrintedTraining, TrainingFacts } from "./types.ts";

const trainingKey = (row: TrainingFacts) => `${sameAs(row.title)}|${row.completedOn}`;

/**
 * Training that prints, newest first. Hours of registry events print without a document (S80); a certificate prints
 * once verified, and never beside the attendance of the same training (S76, G9).
 */
export function judgeTraining(
  rows: readonly TrainingFacts[],
  today: string,
): { printed: PrintedTraining[]; not: NotPrinting[] } {
  const not: NotPrinting[] = [];
  const refuse = (row: TrainingFacts, because: string) => not.push({ section: "training", row, because });
  const attended = new Set(
    rows.filter((row) => row.evidence === "sponsor_attendance").map((row) => trainingKey(row)),
  );
  const seen = new Set<string>();
  const printed: PrintedTraining[] = [];
  for (const row of [...rows].sort(newestFirst((each) => each.completedOn))) {
    const reported = row.evidence === "sponsor_attendance";
    const unverified = reported ? undefined : unverifiedBecause(row.documentStatus);
    if (unverified) refuse(row, unverified);
    else if (row.completedOn > today) refuse(row, `The training takes place on ${row.completedOn}.`);
    else if (!reported && attended.has(trainingKey(row)))
      refuse(row, "The training organization reported the same training; its hours count once.");
    else if (!reported && seen.has(trainingKey(row)))
      refuse(row, "The same training is on the record already.");
    else {
      if (!reported) seen.add(trainingKey(row));
      printed.push(row);
    }
  }
  return { printed, not };
}
