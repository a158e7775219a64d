import { createHash } from "node:crypto";
import type { ListedPerson, RowProblems } from "#db/schema/roster-imports.ts";
import { type EnrollmentRecord, giveSeat, isMarked, isOn, type Seats } from "../enrollments/index.ts";
import type { RowOutcome, RowReason } from "./schemas.ts";

export type PlanRow = {
  id: number;
  listed: ListedPerson | null;
  problems: RowProblems | null;
  match: "sure" | "chosen" | "none" | null;
  /** The living record. */
  participantId: number | null;
  leftOut: boolean;
  /** Whether somebody it may mean is offered to who looks. */
  offered: boolean;
};
export type Planned = {
  id: number;
  participantId: number | null;
  outcome: RowOutcome;
  reason: RowReason | null;
  hours: number | null;
  waitlistPosition: number | null;
};
export type PlanEvent = { hours: string; says: "enrolled" | "attended" };
/** The event's roster and the addresses that were invited to it, as they are now. */
export type Around = {
  seats: Seats;
  roster: ReadonlyMap<number, EnrollmentRecord>;
  invited: ReadonlySet<string>;
};

/**
 * What comes of every row, in the list's order: the first who needs a seat gets the first that is free (G4). Pure, so that
 * what is shown before and what is done are one thing.
 */
export function planRows(rows: readonly PlanRow[], event: PlanEvent, around: Around): Planned[] {
  const seats = { ...around.seats };
  const people = new Set<number>();
  const addresses = new Set<string>();
  return rows.map((row) => {
    const plan = (outcome: RowOutcome, more: Partial<Planned> = {}): Planned => ({
      ...{ id: row.id, participantId: row.participantId, reason: null, hours: null, waitlistPosition: null },
      ...more,
      outcome,
    });
    const { listed, participantId } = row;
    // Before anything else: a row nobody can read is left out as any other.
    if (row.leftOut) return plan("left_out");
    if (!listed || Object.keys(row.problems ?? {}).length > 0) return plan("invalid");
    if (listed.attended === false) return plan("left_out", { reason: "did_not_come" });
    if (participantId !== null) {
      if (people.has(participantId)) return plan("repeated");
      people.add(participantId);
      const before = around.roster.get(participantId);
      return event.says === "attended"
        ? plan(...attending(event, seats, listed, before))
        : plan(...enrolling(seats, before));
    }
    if (row.match !== "chosen" && row.offered) return plan("look");
    const { email } = listed;
    if (!email) return plan("not_placed", { reason: listed.registryNumber ? "number" : "nobody" });
    if (addresses.has(email)) return plan("repeated");
    addresses.add(email);
    const hours = event.says === "attended" ? (listed.hours ?? Number(event.hours)) : null;
    return around.invited.has(email)
      ? plan("unchanged", { hours })
      : plan("invited", { hours, reason: listed.registryNumber ? "number" : null });
  });
}

type Step = [RowOutcome, Partial<Planned>];

/** Somebody who was there: a row of the roster is marked, anybody else gets a free seat or stays off it. */
function attending(
  event: PlanEvent,
  seats: Seats,
  listed: ListedPerson,
  before: EnrollmentRecord | undefined,
): Step {
  const hours = listed.hours ?? Number(event.hours);
  if (before?.status === "attended") {
    const granted = Number(before.hoursGranted);
    const same =
      listed.hours === null || isMarked(event, { before, status: "attended", hours: listed.hours });
    return same ? ["unchanged", { hours: granted }] : ["hours_changed", { hours }];
  }
  if (before && (isOn(before, true) || before.status === "no_show")) return ["attended", { hours }];
  return giveSeat(seats, true, before) ? ["attended", { hours }] : ["not_placed", { reason: "full" }];
}

/** Somebody who is signed up: who withdrew is not put back by a list. */
function enrolling(seats: Seats, before: EnrollmentRecord | undefined): Step {
  if (before && (isOn(before, false) || before.status === "no_show"))
    return ["unchanged", { waitlistPosition: before.waitlistPosition }];
  if (before?.status === "withdrawn") return ["not_placed", { reason: "withdrew" }];
  const seat = giveSeat(seats, false);
  return seat?.status === "waitlisted"
    ? ["waitlisted", { waitlistPosition: seat.waitlistPosition }]
    : ["enrolled", {}];
}

/** Two plans of one list are the same exactly when their digests are. */
export const digestOf = (planned: readonly Planned[]): string =>
  createHash("sha256")
    .update(
      JSON.stringify(planned.map((row) => [row.id, row.participantId, row.outcome, row.hours, row.reason])),
    )
    .digest("base64url");

/** How many rows of each outcome. */
export const countsOf = (
  rows: readonly { outcome: RowOutcome | null }[],
): Partial<Record<RowOutcome, number>> => {
  const counts: Partial<Record<RowOutcome, number>> = {};
  for (const { outcome } of rows) if (outcome) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
};
