import type { EnrollmentRow, MarkAttendance } from "../providers/wire.ts";

export type Mark = "attended" | "no_show" | "enrolled";
/** Marks set on the screen and not yet saved, by enrollment. */
export type Marks = Readonly<Record<number, Mark>>;
type Marked = Pick<EnrollmentRow, "id" | "status">;

const markable = (status: string): status is Mark => ["attended", "no_show", "enrolled"].includes(status);

/** What a row shows as its mark; undefined for people who hold no seat. */
export function markOf(row: Marked, set: Marks): Mark | undefined {
  return markable(row.status) ? (set[row.id] ?? row.status) : undefined;
}

/** Everybody with a seat attended, except where somebody is marked otherwise already. */
export function allAttended(rows: readonly Marked[]): Marks {
  return Object.fromEntries(
    rows.filter(({ status }) => status === "enrolled").map(({ id }) => [id, "attended" as const]),
  );
}

/** Only the marks that change something. */
export function toMarks(rows: readonly Marked[], set: Marks): MarkAttendance["marks"] {
  return rows.flatMap((row) => {
    const mark = markOf(row, set);
    return mark && mark !== row.status ? [{ enrollmentId: row.id, status: mark }] : [];
  });
}
