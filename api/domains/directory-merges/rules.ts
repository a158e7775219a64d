import type { DirectoryKind } from "#db/enums.ts";
import { access, instructorRoles, managers, positions, type Rule, str, tableOf } from "../merges/index.ts";

const follows = "Records merged into the retired one earlier keep pointing to it; the chain is followed.";
const sameAccess = "The two programs were merged: the same access stands there.";

/**
 * For every column that points to a program, institution, training or sponsor, as `table.column`: what a merge of two does
 * with it. A test compares these with pg_constraint, so a new reference fails until somebody decides.
 */
export const directoryRules: Readonly<Record<DirectoryKind, Readonly<Record<string, Rule>>>> = {
  programs: {
    "programs.merged_into_id": { kind: "stay", because: follows },
    "employments.program_id": positions("participant_id"),
    "access_grants.program_id": access("participant_id", sameAccess),
    "requests.program_id": { kind: "move", label: "requests" },
  },
  institutions: {
    "institutions.merged_into_id": { kind: "stay", because: follows },
    "degrees.institution_id": { kind: "move", label: "degrees" },
    // The same course of one person from both stays two rows, as two papers of one college do: the report prints a repeat once.
    "courses.institution_id": { kind: "move", label: "courses" },
    "document_readings.institution_id": { kind: "move", label: "readings" },
    "course_memory.institution_id": {
      kind: "collapse",
      label: "remembered courses",
      key: (row) => str(row.course_key),
      // What was decided last is what the desk knows now.
      rank: (row) => Date.parse(str(row.decided_at)),
      how: [
        ...["course_number", "title", "units", "unit_system", "classification"],
        ...["decided_by_id", "decided_at", "document_id"],
      ],
    },
  },
  trainings: {
    "trainings.merged_into_id": { kind: "stay", because: follows },
    "events.training_id": { kind: "move", label: "events" },
  },
  sponsors: {
    "sponsors.merged_into_id": { kind: "stay", because: follows },
    "sponsor_managers.sponsor_id": managers("participant_id"),
    "instructors.sponsor_id": instructorRoles("participant_id"),
    "trainings.sponsor_id": { kind: "move", label: "trainings" },
    "events.sponsor_id": { kind: "move", label: "events" },
    // A run is seen by whoever manages its organization: it stays what it was, and its managers keep it.
    "report_runs.sponsor_id": { kind: "move", label: "report runs" },
  },
};

/** Tables whose rows belong to a record of a kind, with the column by which they do, and what becomes of them. */
export const ownedBy = (kind: DirectoryKind): { table: string; column: string; rule: Rule }[] =>
  Object.entries(directoryRules[kind])
    .filter(([, rule]) => rule.kind !== "stay")
    .map(([reference, rule]) => {
      const table = tableOf(reference);
      return { table, column: reference.slice(table.length + 1), rule };
    });

/** The column by which a row of a table belongs to a record of a kind. */
export const columnOf =
  (kind: DirectoryKind) =>
  (table: string): string =>
    ownedBy(kind).find((each) => each.table === table)?.column ?? "id";
