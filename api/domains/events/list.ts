import { eq, gte, ilike, lte, or, sql } from "drizzle-orm";
import { z } from "zod";
import { eventDeliveryMethods, eventStatuses } from "#db/enums.ts";
import { events, sponsors, trainings } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, runList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { visibleEvents } from "./internal.ts";

const text = z.string().trim().min(1).max(120);
const escapeLike = (value: string) => value.replace(/[\\%_]/g, (c) => `\\${c}`);

const eventList: ListDefinition = {
  resource: "events",
  from: sql`${events} join ${sponsors} on ${sponsors.id} = ${events.sponsorId} join ${trainings} on ${trainings.id} = ${events.trainingId}`,
  id: events.id,
  columns: {
    id: events.id,
    trainingId: events.trainingId,
    sponsorId: events.sponsorId,
    sponsorName: sponsors.name,
    title: events.title,
    status: events.status,
    hours: sql`${events.hours}::float8`,
    language: events.language,
    startsOn: events.startsOn,
    endsOn: events.endsOn,
    capacity: events.capacity,
    enrolled: sql`(app_event_seats(${events.id})).enrolled`,
    waitlisted: sql`(app_event_seats(${events.id})).waitlisted`,
    locationName: events.locationName,
    city: events.city,
    county: events.county,
    deliveryMethod: events.deliveryMethod,
    programCode: events.programCode,
    costCents: events.costCents,
    framework: trainings.framework,
    competency: trainings.competency,
    version: events.version,
  },
  sorts: {
    id: events.id,
    title: events.title,
    startsOn: events.startsOn,
    status: events.status,
    sponsorName: sponsors.name,
    county: events.county,
    hours: events.hours,
    capacity: events.capacity,
  },
  defaultSort: ["startsOn", "DESC"],
  filters: {
    q: filter(text, (value) =>
      or(ilike(events.title, `%${escapeLike(value)}%`), ilike(sponsors.name, `%${escapeLike(value)}%`)),
    ),
    sponsorId: filter(z.coerce.number().int(), (value) => eq(events.sponsorId, value)),
    trainingId: filter(z.coerce.number().int(), (value) => eq(events.trainingId, value)),
    status: filter(z.enum(eventStatuses), (value) => eq(events.status, value)),
    county: filter(text, (value) => eq(events.county, value)),
    competency: filter(text, (value) => eq(trainings.competency, value)),
    language: filter(text, (value) => eq(events.language, value)),
    deliveryMethod: filter(z.enum(eventDeliveryMethods), (value) => eq(events.deliveryMethod, value)),
    from: filter(z.iso.date(), (value) => gte(events.endsOn, value)),
    to: filter(z.iso.date(), (value) => lte(events.startsOn, value)),
    upcoming: filter(z.boolean(), (value, ctx) => {
      const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
      return value ? gte(events.endsOn, today) : sql`${events.endsOn} < ${today}`;
    }),
  },
};

/** Events the actor may see, newest first. S127, S133 */
export async function listEvents(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "events:read");
  return inTransaction(ctx, (tx, inner) =>
    runList(inner, tx, { ...eventList, always: () => visibleEvents(inner, tx) }, query),
  );
}
