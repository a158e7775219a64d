import {
  access,
  differ,
  fold,
  instructorRoles,
  joined,
  managers,
  positions,
  type Row,
  type Rule,
  rankOf,
  str,
} from "./shared-rules.ts";

/** A row read from a verified document outranks one that staff typed without, which outranks an unverified one. */
const verifiedRank = (row: Row): number =>
  row._document_status === "verified" ? 2 : row._document_status === null ? 1 : 0;
const institution = (row: Row): string => fold(row._institution ?? row.institution_name);
const documentOrder = [
  "deleted",
  "superseded",
  "unreadable",
  "processing",
  "unverified",
  "not_accepted",
  "action_required",
  "verified",
] as const;
const waiting = ["processing", "unverified", "action_required"];

/**
 * For every column that points to a participant, as `table.column`: what a merge does with it. A test compares this list
 * with pg_constraint, so a new reference fails until somebody decides. (FEATURES: merge collision matrix.)
 */
export const mergeRules: Record<string, Rule> = {
  "participants.merged_into_id": {
    kind: "stay",
    because:
      "Records merged into the retired one earlier keep pointing to it; survivor_of() follows the chain.",
  },
  "merges.survivor_id": { kind: "stay", because: "What was done stays as it was done." },
  "merges.retired_id": { kind: "stay", because: "What was done stays as it was done." },
  "duplicate_candidates.left_id": {
    kind: "stay",
    because: "The survivor is searched anew; pairs of retired records are not listed.",
  },
  "duplicate_candidates.right_id": {
    kind: "stay",
    because: "The survivor is searched anew; pairs of retired records are not listed.",
  },
  "report_runs.participant_id": { kind: "stay", because: "A report stays as it was run." },
  "report_versions.participant_id": { kind: "stay", because: "A report answers for what it printed." },
  "review_requests.participant_id": { kind: "move", label: "requests for review" },
  "coversheets.participant_id": { kind: "move", label: "coversheets" },
  "requests.participant_id": { kind: "move", label: "requests" },
  "requests.other_participant_id": {
    kind: "stay",
    because: "The pair stays as it was reported; a retired number opens its survivor.",
  },
  "roster_import_rows.participant_id": {
    kind: "stay",
    because:
      "A list says whom it was understood to mean; the survivor is on the roster in that person's place.",
  },
  "roster_candidates.participant_id": {
    kind: "stay",
    because: "Whom a row may mean, as it was found; a retired record is offered as its survivor.",
  },
  "roster_invitations.claimed_by_id": {
    kind: "stay",
    because: "Who used an invitation stays as it was; the place on the roster moves with the person.",
  },
  "accounts.participant_id": { kind: "special", label: "sign-ins" },
  "private.participant_secrets.participant_id": { kind: "special", label: "Social Security numbers" },
  "notifications.participant_id": { kind: "move", label: "e-mails" },
  "name_changes.participant_id": { kind: "move", label: "name change requests" },
  "participant_names.participant_id": {
    kind: "collapse",
    label: "former names",
    key: (row) => joined(row.given_name, row.middle_name, row.family_name),
    rank: () => 0,
    how: [],
  },
  "participant_identifiers.participant_id": {
    kind: "collapse",
    label: "identifiers",
    key: (row) => `${str(row.kind)}|${str(row.value)}`,
    rank: (row) => (row.estimated ? 0 : 2) + (row.issuer ? 1 : 0),
    how: ["issuer", "estimated"],
  },
  "documents.participant_id": {
    kind: "collapse",
    label: "documents",
    key: (row) => (row._hashes === null ? null : str(row._hashes)),
    rank: (row) => rankOf(documentOrder, row.status),
    how: "swap",
    rest: (row, standing) =>
      waiting.includes(str(row.status))
        ? { status: "superseded", superseded_by_id: standing.id, claimed_by_id: null, claimed_until: null }
        : {},
  },
  "degrees.participant_id": {
    kind: "collapse",
    label: "degrees",
    key: (row) => `${institution(row)}|${joined(row.level, row.major, row.conferred_on)}`,
    rank: verifiedRank,
    how: "swap",
  },
  "courses.participant_id": {
    kind: "collapse",
    label: "courses",
    key: (row) =>
      row.term || row.completed_on
        ? `${institution(row)}|${fold(row.course_number)}|${fold(row.term ?? row.completed_on)}`
        : null,
    rank: verifiedRank,
    conflict: (a, b) =>
      verifiedRank(a) === verifiedRank(b) &&
      (differ(a.grade, b.grade) || differ(a.units, b.units) || differ(a.unit_system, b.unit_system))
        ? "The same course stands with a different grade or units on the two records."
        : null,
    how: "swap",
  },
  "credentials.participant_id": {
    kind: "collapse",
    label: "permits and credentials",
    key: (row) => (fold(row.document_number) ? `${str(row.kind)}|${fold(row.document_number)}` : null),
    rank: verifiedRank,
    conflict: (a, b) =>
      verifiedRank(a) === verifiedRank(b) &&
      (differ(a.issued_on, b.issued_on) || differ(a.expires_on, b.expires_on))
        ? "The same permit or credential number stands with different dates on the two records."
        : null,
    how: "swap",
  },
  "training_hours.participant_id": {
    kind: "collapse",
    label: "training hours",
    key: (row) => `${joined(row.title, row.completed_on)}|${str(row.hours)}`,
    // Two attended events are two events, even on one day; a certificate of an attended event is the same hours (G9).
    meets: (a, b) => !(a.evidence === "sponsor_attendance" && b.evidence === "sponsor_attendance"),
    rank: (row) => (row.evidence === "sponsor_attendance" ? 5 : 0) + verifiedRank(row),
    how: "swap",
  },
  "employments.participant_id": positions("program_id"),
  "enrollments.participant_id": {
    kind: "collapse",
    label: "enrollments",
    key: (row) => str(row.event_id),
    rank: (row) =>
      rankOf(["withdrawn", "no_show", "waitlisted", "enrolled", "attended"], row.status) * 1000 +
      Number(row.hours_granted ?? 0),
    how: "swap",
    rest: (row) =>
      ["attended", "enrolled", "waitlisted"].includes(str(row.status))
        ? { status: "withdrawn", waitlist_position: null }
        : {},
  },
  "access_grants.participant_id": access(
    "program_id",
    "The two records were merged: the same access stands there.",
  ),
  "sponsor_managers.participant_id": managers("sponsor_id"),
  "instructors.participant_id": instructorRoles("sponsor_id"),
};

/** `documents.participant_id` → `documents`; `private.x.participant_id` → `private.x`. */
export const tableOf = (reference: string): string => reference.slice(0, reference.lastIndexOf("."));
