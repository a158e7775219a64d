/** One row as PostgreSQL's to_jsonb gives it (column names), with what a rule needs beside it under `_` keys. */
export type Row = Record<string, unknown> & { id: number; participant_id: number };

/** What happens to the rows of one table. Of two that say the same one stands on the survivor, the other rests (never deleted). */
export type CollapseRule = {
  kind: "collapse";
  /** What a row is called, for people. */
  label: string;
  /** Rows of the two records with the same key (and, where given, `meets`) say the same. Null says nothing. */
  key(row: Row): string | null;
  meets?(a: Row, b: Row): boolean;
  /** Rank; the higher row stands, the survivor's where equal. */
  rank(row: Row): number;
  /** Why a person has to say which stands; null where the rank decides. */
  conflict?(a: Row, b: Row): string | null;
  /** `swap`: the rows change places. Otherwise the survivor's row takes these columns of the better one. */
  how: "swap" | readonly string[];
  /** Changes on the row that rests, so that it is in nobody's way. */
  rest?(row: Row, standing: Row): Record<string, unknown>;
};
export type Rule =
  | { kind: "stay"; because: string }
  | { kind: "move"; label: string }
  /** Handled by name in plan.ts: sign-ins, the Social Security number. */
  | { kind: "special"; label: string }
  | CollapseRule;

const str = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
const fold = (value: unknown): string =>
  str(value)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
const joined = (...values: unknown[]): string => values.map(fold).join("|");
const rankOf = (order: readonly string[], value: unknown): number => order.indexOf(str(value));
const differ = (a: unknown, b: unknown): boolean =>
  a !== null && b !== null && str(a).trim().toLowerCase() !== str(b).trim().toLowerCase();

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
const liveGrant = (row: Row): boolean => row.status === "requested" || row.status === "granted";
const endless = "9999-12-31";

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
  "employments.participant_id": {
    kind: "collapse",
    label: "positions",
    key: (row) => joined(row.program_id, row.position),
    meets: (a, b) =>
      str(a.started_on) <= str(b.ended_on ?? endless) && str(b.started_on) <= str(a.ended_on ?? endless),
    rank: (row) => rankOf(["declined", "reported", "confirmed"], row.status),
    conflict: (a, b) =>
      a.status === "confirmed" && b.status === "confirmed" && differ(a._wage ?? null, b._wage ?? null)
        ? "The same confirmed position stands with a different wage on the two records."
        : null,
    how: "swap",
  },
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
  "access_grants.participant_id": {
    kind: "collapse",
    label: "administrative access",
    key: (row) => (liveGrant(row) && row.program_id !== null ? str(row.program_id) : null),
    rank: (row) =>
      (row.status === "granted" ? 4 : 0) +
      (row.level === "licensee" ? 2 : 0) +
      (row.expires_on === null ? 1 : Number(str(row.expires_on).replaceAll("-", "")) / 1e8),
    how: [
      "status",
      "level",
      "note",
      "evidence_document_id",
      "decided_by_id",
      "decided_at",
      "reason",
      "expires_on",
    ],
    rest: () => ({ status: "revoked", reason: "The two records were merged: the same access stands there." }),
  },
  "sponsor_managers.participant_id": {
    kind: "collapse",
    label: "sponsor manager roles",
    key: (row) => str(row.sponsor_id),
    rank: (row) => rankOf(["additional", "contact"], row.kind),
    how: ["kind"],
  },
  "instructors.participant_id": {
    kind: "collapse",
    label: "instructor roles",
    key: (row) => str(row.sponsor_id),
    rank: (row) => rankOf(["denied", "requested", "approved"], row.status),
    how: ["status", "profile", "published"],
    rest: (row) => (row.published ? { published: false } : {}),
  },
};

/** `documents.participant_id` → `documents`; `private.x.participant_id` → `private.x`. */
export const tableOf = (reference: string): string => reference.slice(0, reference.lastIndexOf("."));

/** One row in a few words, as it stands in previews and ledgers. */
export function rowInWords(table: string, row: Row): string {
  const parts: Record<string, unknown[]> = {
    participants: [row.registry_number, row.family_name, row.given_name],
    documents: [str(row.type).replaceAll("_", " "), `no. ${row.id}`, str(row.status).replaceAll("_", " ")],
    degrees: [
      str(row.level).replaceAll("_", " "),
      row.major ?? row.title,
      row._institution ?? row.institution_name,
      row.conferred_on,
    ],
    courses: [
      row.course_number,
      row.title,
      row.term,
      row.grade && `grade ${row.grade}`,
      `${row.units} ${row.unit_system} units`,
    ],
    credentials: [
      row.name,
      row.document_number,
      row.issued_on && `issued ${row.issued_on}`,
      row.expires_on && `expires ${row.expires_on}`,
    ],
    training_hours: [row.title, row.completed_on, `${row.hours} hours`],
    employments: [
      row._program ?? `program ${row.program_id}`,
      str(row.position).replaceAll("_", " "),
      row.status,
      row.started_on,
    ],
    enrollments: [row._event ?? `event ${row.event_id}`, str(row.status).replaceAll("_", " ")],
    access_grants: [row._program ?? row.program_number, row.level, row.status],
    sponsor_managers: [row._sponsor ?? `sponsor ${row.sponsor_id}`, row.kind],
    instructors: [row._sponsor ?? `sponsor ${row.sponsor_id}`, row.status],
    participant_names: [row.given_name, row.middle_name, row.family_name, `(${row.kind})`],
    participant_identifiers: [str(row.kind).replaceAll("_", " "), row.value],
    name_changes: [`${row.new_given_name ?? ""} ${row.new_family_name ?? ""}`.trim() || `request ${row.id}`],
    accounts: [row.email],
    notifications: [`e-mail ${row.id}`],
    requests: [row.number, str(row.type).replaceAll("_", " "), row.status],
    event_instructors: [`event ${row.event_id}`],
  };
  return (parts[table] ?? [`no. ${row.id}`]).filter(Boolean).join(", ");
}
