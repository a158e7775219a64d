/** Rules that two people and two directory records share: the row is the same, what is merged is its other end. */
/** One row as PostgreSQL's to_jsonb gives it (column names), with what a rule needs beside it under `_` keys. */
export type Row = Record<string, unknown> & { id: number };
/** Rows by table, of the record that stays and of the one that retires. */
export type RowsBySide = ReadonlyMap<string, { survivor: readonly Row[]; retired: readonly Row[] }>;

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

export const str = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
export const fold = (value: unknown): string =>
  str(value)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
export const joined = (...values: unknown[]): string => values.map(fold).join("|");
export const rankOf = (order: readonly string[], value: unknown): number => order.indexOf(str(value));
export const differ = (a: unknown, b: unknown): boolean =>
  a !== null && b !== null && str(a).trim().toLowerCase() !== str(b).trim().toLowerCase();

const liveGrant = (row: Row): boolean => row.status === "requested" || row.status === "granted";
const endless = "9999-12-31";

/** Positions of one person at one program; `by` is the end that is not merged. Different or later positions stay two. */
export const positions = (by: "program_id" | "participant_id"): CollapseRule => ({
  kind: "collapse",
  label: "positions",
  key: (row) => joined(row[by], row.position),
  meets: (a, b) =>
    str(a.started_on) <= str(b.ended_on ?? endless) && str(b.started_on) <= str(a.ended_on ?? endless),
  rank: (row) => rankOf(["declined", "reported", "confirmed"], row.status),
  conflict: (a, b) =>
    a.status === "confirmed" && b.status === "confirmed" && differ(a._wage ?? null, b._wage ?? null)
      ? "The same confirmed position stands with a different wage on the two records."
      : null,
  how: "swap",
});

/** Access of one person to one program: the wider one stands, and the other is revoked for `reason`. */
export const access = (by: "program_id" | "participant_id", reason: string): CollapseRule => ({
  kind: "collapse",
  label: "administrative access",
  key: (row) => (liveGrant(row) && row[by] !== null ? str(row[by]) : null),
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
  rest: () => ({ status: "revoked", reason }),
});

/** A person's role with a training organization: managers, and instructors who keep what they are approved for. */
export const managers = (by: "sponsor_id" | "participant_id"): CollapseRule => ({
  kind: "collapse",
  label: "sponsor manager roles",
  key: (row) => str(row[by]),
  rank: (row) => rankOf(["additional", "contact"], row.kind),
  how: ["kind"],
});
export const instructorRoles = (by: "sponsor_id" | "participant_id"): CollapseRule => ({
  kind: "collapse",
  label: "instructor roles",
  key: (row) => str(row[by]),
  rank: (row) => rankOf(["denied", "requested", "approved"], row.status),
  how: ["status", "profile", "published"],
  rest: (row) => (row.published ? { published: false } : {}),
});
