import { and, eq, exists, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enrollments, events, type sponsors } from "#db/schema/index.ts";
import { type OrgCodeParts, orgCode } from "#reports/org-code.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Invalid, NotFound } from "../../kernel/errors.ts";
import { scopeOf } from "../../kernel/permissions.ts";
import { readsEverything } from "../sponsors/index.ts";
import type { EventSession, SessionInput } from "./schemas.ts";
import { instantOf, wallClock } from "./zoned-time.ts";

export type EventRecord = typeof events.$inferSelect;
export const noSuchEvent = "There is no such event, or it is not yours to see.";

const led = sql`${events.id} in (select app_led_events())`;

/**
 * The calendar is public; drafts and invite-only events are seen by registry staff, the sponsor's managers, the
 * instructors who lead them and whoever is on the roster. S114, S130, S133
 */
export function visibleEvents(ctx: Ctx, tx: Tx): SQL | undefined {
  if (readsEverything(ctx)) return undefined;
  const published = inArray(events.status, ["published", "cancelled", "closed"]);
  const open = and(published, sql`${events.invitationToken} is null`);
  const { actor } = ctx;
  if (actor.type !== "account") return open;
  if (actor.role === "sponsor_manager")
    return or(
      open,
      actor.sponsorIds.length > 0 ? inArray(events.sponsorId, [...actor.sponsorIds]) : undefined,
    );
  if (actor.role === "instructor") return or(open, led);
  if (actor.role !== "participant" || !actor.participantId) return open;
  const rostered = tx
    .select({ one: sql`1` })
    .from(enrollments)
    .where(and(eq(enrollments.eventId, events.id), eq(enrollments.participantId, actor.participantId)));
  return or(open, exists(rostered));
}

/** The event, locked against every other change of its roster until the transaction ends. Run as the registry itself. */
export async function lockEvent(tx: Tx, id: number): Promise<EventRecord> {
  const [row] = await tx.select().from(events).where(eq(events.id, id)).for("update");
  if (!row) throw new NotFound(noSuchEvent);
  return row;
}

export async function seatsOf(tx: Tx, eventId: number): Promise<{ enrolled: number; waitlisted: number }> {
  const [row] = (await tx.execute(
    sql`select enrolled, waitlisted from app_event_seats(${eventId})`,
  )) as unknown as {
    enrolled: number;
    waitlisted: number;
  }[];
  return row!;
}

/** Whether the actor may mark this event's roster: registry, the sponsor's managers, the instructors leading it. */
export async function mayMark(
  ctx: Ctx,
  tx: Tx,
  event: Pick<EventRecord, "id" | "sponsorId">,
): Promise<boolean> {
  const scope = scopeOf(ctx, "enrollments:attend");
  if (scope === "all") return true;
  if (ctx.actor.type !== "account") return false;
  if (scope === "own_sponsor") return ctx.actor.sponsorIds.includes(event.sponsorId);
  if (scope !== "own_events" || !ctx.actor.participantId) return false;
  const rows =
    await tx.execute(sql`select 1 from event_instructors ei join instructors i on i.id = ei.instructor_id
    where ei.event_id = ${event.id} and i.participant_id = ${ctx.actor.participantId} and i.status = 'approved'`);
  return rows.length > 0;
}

type Coded = Pick<EventRecord, "county" | "programCode" | "deliveryType" | "deliveryMethod" | "funding">;
const partsOf = (event: Coded, vendorCode: string): OrgCodeParts => ({
  ...event,
  vendorCode,
  countyCode: event.county,
});

export const orgcodeOf = (ctx: Ctx, event: Coded, vendorCode: string): string =>
  orgCode(partsOf(event, vendorCode), ctx.jurisdiction).code ?? "";

/** All six codes of the Direct Service Profile, when the event is made. B-R2 @throws Invalid with a message per field */
export function requireOrgCode(
  ctx: Ctx,
  event: Coded,
  sponsor: Pick<typeof sponsors.$inferSelect, "vendorCode">,
): void {
  const { code, problems } = orgCode(partsOf(event, sponsor.vendorCode), ctx.jurisdiction);
  if (code === null)
    throw new Invalid(
      "The event cannot be reported to the state like this. Please check the marked fields.",
      {
        fields: problems,
      },
    );
}

/** Sessions as instants, in order. @throws Invalid where the clock never shows a time (it was put forward over it). */
export function sessionInstants(
  sessions: readonly SessionInput[],
  timeZone: string,
): { startsAt: Date; endsAt: Date }[] {
  const found = sessions.map(({ date, startTime, endTime }, index) => {
    const startsAt = instantOf(date, startTime, timeZone);
    const endsAt = instantOf(date, endTime, timeZone);
    if (startsAt && endsAt && endsAt > startsAt) return { startsAt, endsAt };
    const key = startsAt ? "endTime" : "startTime";
    const message = `On ${date} the clocks are put forward and ${startsAt ? endTime : startTime} does not exist.`;
    throw new Invalid(message, { fields: { [`sessions.${index}.${key}`]: message } });
  });
  return found.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** First and last calendar day of the sessions. */
export function daysOf(sessions: readonly SessionInput[]): { startsOn: string; endsOn: string } {
  const dates = sessions.map((session) => session.date).sort();
  return { startsOn: dates[0]!, endsOn: dates.at(-1)! };
}

/** Sessions of events as screens show them, by event id. */
export async function sessionsOf(
  tx: Tx,
  eventIds: readonly number[],
  timeZone: string,
): Promise<Map<number, EventSession[]>> {
  const found = new Map<number, EventSession[]>(eventIds.map((id) => [id, []]));
  if (eventIds.length === 0) return found;
  const rows = await tx.query.eventSessions.findMany({
    where: (table, { inArray: within }) => within(table.eventId, [...eventIds]),
    orderBy: (table, { asc }) => [asc(table.startsAt), asc(table.id)],
  });
  for (const { id, eventId, startsAt, endsAt } of rows) {
    const from = wallClock(startsAt, timeZone);
    found.get(eventId)?.push({
      id,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      date: from.date,
      startTime: from.time,
      endTime: wallClock(endsAt, timeZone).time,
    });
  }
  return found;
}

/** Only an instructor the sponsor approved leads its events. S126, S133 @throws Invalid */
export async function requireInstructors(tx: Tx, sponsorId: number, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx.query.instructors.findMany({
    columns: { id: true },
    where: (table, { and: both, eq: same, inArray: within }) =>
      both(within(table.id, [...ids]), same(table.sponsorId, sponsorId), same(table.status, "approved")),
  });
  if (rows.length === new Set(ids).size) return;
  const message = "Choose instructors this organization has approved.";
  throw new Invalid(message, { fields: { instructorIds: message } });
}
