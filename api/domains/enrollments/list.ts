import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { enrollmentStatuses } from "#db/enums.ts";
import { enrollments, events, participants, sponsors } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";

/** Names come from the record, which a reader may not see whole: the roster's joins are outer on nothing but it. */
export const enrollmentFrom: SQL = sql`${enrollments} join ${events} on ${events.id} = ${enrollments.eventId}
  join ${sponsors} on ${sponsors.id} = ${events.sponsorId}
  join ${participants} on ${participants.id} = ${enrollments.participantId}`;

export const enrollmentColumns = {
  id: enrollments.id,
  eventId: enrollments.eventId,
  eventTitle: events.title,
  eventStatus: events.status,
  startsOn: events.startsOn,
  endsOn: events.endsOn,
  sponsorId: events.sponsorId,
  sponsorName: sponsors.name,
  participantId: enrollments.participantId,
  participantName: sql`concat_ws(' ', ${participants.givenName}, ${participants.familyName})`,
  registryNumber: participants.registryNumber,
  status: enrollments.status,
  source: enrollments.source,
  waitlistPosition: enrollments.waitlistPosition,
  eventHours: sql`${events.hours}::float8`,
  hoursGranted: sql`${enrollments.hoursGranted}::float8`,
  markedAt: enrollments.markedAt,
  version: enrollments.version,
  createdAt: enrollments.createdAt,
};

const enrollmentList: ListDefinition = {
  resource: "enrollments",
  from: enrollmentFrom,
  id: enrollments.id,
  columns: enrollmentColumns,
  sorts: {
    id: enrollments.id,
    participantName: [participants.familyName, participants.givenName],
    registryNumber: participants.registryNumber,
    eventTitle: events.title,
    startsOn: events.startsOn,
    status: [enrollments.status, enrollments.waitlistPosition],
    createdAt: enrollments.createdAt,
  },
  defaultSort: ["participantName", "ASC"],
  filters: {
    eventId: filter(z.coerce.number().int(), (value) => eq(enrollments.eventId, value)),
    participantId: filter(z.coerce.number().int(), (value) => eq(enrollments.participantId, value)),
    sponsorId: filter(z.coerce.number().int(), (value) => eq(events.sponsorId, value)),
    status: filter(
      z.union([z.enum(enrollmentStatuses), z.array(z.enum(enrollmentStatuses)).min(1)]),
      (value) => inArray(enrollments.status, [value].flat()),
    ),
    upcoming: filter(z.boolean(), (value, ctx) => {
      const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
      return value ? sql`${events.endsOn} >= ${today}` : sql`${events.endsOn} < ${today}`;
    }),
  },
};

/** Rosters and "my training events": row-level security keeps each reader to its own rows. S115, S140 */
export async function listEnrollments(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "enrollments:read");
  return readList(ctx, enrollmentList, query);
}
