import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { enrollments } from "#db/schema/index.ts";
import type { EventRecord } from "../events/index.ts";

export type EnrollmentRecord = typeof enrollments.$inferSelect;

/** Seats of an event as they are given out, one person after another. G4 */
export type Seats = { capacity: number; taken: number; waiting: number };

/** Seats and waiting list of a locked event. */
export async function seatsNow(tx: Tx, event: Pick<EventRecord, "id" | "capacity">): Promise<Seats> {
  const [row] = (await tx.execute(sql`select
      (count(*) filter (where status in ('enrolled', 'attended')))::int as taken,
      coalesce(max(waitlist_position) filter (where status = 'waitlisted'), 0)::int as waiting
    from enrollments where event_id = ${event.id}`)) as unknown as Omit<Seats, "capacity">[];
  return { capacity: event.capacity, ...row! };
}

/** Whether a row of the roster stands for somebody who is on it; who waits and stands in the room is not yet. */
export const isOn = (row: Pick<EnrollmentRecord, "status">, inRoom: boolean): boolean =>
  row.status === "enrolled" || row.status === "attended" || (row.status === "waitlisted" && !inRoom);

/**
 * Gives the next person a seat, or the end of the waiting list: a seat that somebody waits for is not free. Who stands in
 * the room, or sat there, goes before those who wait, and gets a seat or nothing.
 */
export function giveSeat(
  seats: Seats,
  inRoom: boolean,
  before?: Pick<EnrollmentRecord, "waitlistPosition">,
): { status: "enrolled" | "waitlisted"; waitlistPosition: number | null } | undefined {
  if (seats.taken < seats.capacity && (inRoom || seats.waiting === 0)) {
    seats.taken += 1;
    if (before?.waitlistPosition) seats.waiting -= 1;
    return { status: "enrolled", waitlistPosition: null };
  }
  if (inRoom) return undefined;
  seats.waiting += 1;
  return { status: "waitlisted", waitlistPosition: seats.waiting };
}
