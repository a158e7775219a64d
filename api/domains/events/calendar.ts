import { and, asc, eq, gte, ilike, lte, or, type SQL, sql } from "drizzle-orm";
import { events, sponsors, trainings } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { leadersOf } from "./get.ts";
import { noSuchEvent, sessionsOf } from "./internal.ts";
import { type CalendarEntry, type CalendarQuery, calendarQuerySchema, type PublicEvent } from "./schemas.ts";

const escapeLike = (value: string) => value.replace(/[\\%_]/g, (c) => `\\${c}`);

const entryColumns = {
  id: events.id,
  trainingId: events.trainingId,
  sponsorId: events.sponsorId,
  sponsorName: sponsors.name,
  title: events.title,
  status: events.status,
  description: trainings.description,
  hours: sql<number>`${events.hours}::float8`,
  language: events.language,
  startsOn: events.startsOn,
  endsOn: events.endsOn,
  capacity: events.capacity,
  enrolled: sql<number>`(app_event_seats(${events.id})).enrolled`,
  waitlisted: sql<number>`(app_event_seats(${events.id})).waitlisted`,
  locationName: events.locationName,
  city: events.city,
  county: events.county,
  deliveryMethod: events.deliveryMethod,
  costCents: events.costCents,
  framework: trainings.framework,
  competency: trainings.competency,
};

/** Published events from a day on (today where none is given), by date: what anybody may see. S107, S114, S131 */
export async function listCalendar(
  ctx: Ctx,
  raw: CalendarQuery = {},
): Promise<{ entries: CalendarEntry[]; total: number; page: number; perPage: number }> {
  requirePermission(ctx, "events:read");
  const asked = calendarQuerySchema.parse(raw);
  const conditions: (SQL | undefined)[] = [
    eq(events.status, "published"),
    gte(events.endsOn, asked.from ?? todayIn(ctx.jurisdiction.timeZone, ctx.now)),
    asked.to ? lte(events.startsOn, asked.to) : undefined,
    asked.county ? eq(events.county, asked.county) : undefined,
    asked.competency ? eq(trainings.competency, asked.competency) : undefined,
    asked.language ? eq(events.language, asked.language) : undefined,
    asked.deliveryMethod ? eq(events.deliveryMethod, asked.deliveryMethod) : undefined,
    asked.sponsorId ? eq(events.sponsorId, asked.sponsorId) : undefined,
    ...(asked.q ?? "")
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 6)
      .map((word) => {
        const pattern = `%${escapeLike(word)}%`;
        return or(
          ilike(events.title, pattern),
          ilike(trainings.description, pattern),
          ilike(sponsors.name, pattern),
          ilike(events.city, pattern),
        );
      }),
  ];
  return inTransaction(ctx, async (tx) => {
    const from = tx
      .select({ ...entryColumns, total: sql<number>`(count(*) over ())::int` })
      .from(events)
      .innerJoin(trainings, eq(trainings.id, events.trainingId))
      .innerJoin(sponsors, eq(sponsors.id, events.sponsorId));
    const rows = await from
      .where(and(...conditions))
      .orderBy(asc(events.startsOn), asc(events.id))
      .limit(asked.perPage)
      .offset((asked.page - 1) * asked.perPage);
    const sessions = await sessionsOf(
      tx,
      rows.map((row) => row.id),
      ctx.jurisdiction.timeZone,
    );
    const entries = rows.map(({ total: _, ...row }) => ({ ...row, sessions: sessions.get(row.id) ?? [] }));
    return { entries, total: rows[0]?.total ?? 0, page: asked.page, perPage: asked.perPage };
  });
}

/** Whoever is on the roster keeps seeing the event without its link. */
async function isOnRoster(ctx: Ctx, eventId: number): Promise<boolean> {
  const participantId = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (!participantId) return false;
  return inTransaction(asSystem(ctx, "event_roster"), async (tx) => {
    const rows = await tx.execute(
      sql`select 1 from enrollments where event_id = ${eventId} and participant_id = ${participantId}`,
    );
    return rows.length > 0;
  });
}

/**
 * One event as the public sees it; an invite-only event only with the token of its link. S108, S130
 * @throws NotFound for a draft, a wrong token, a number that is none.
 */
export async function getPublicEvent(ctx: Ctx, id: number, token?: string): Promise<PublicEvent> {
  requirePermission(ctx, "events:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx
      .select({
        entry: entryColumns,
        addressLine: events.addressLine,
        invitationToken: events.invitationToken,
        sponsor: {
          id: sponsors.id,
          name: sponsors.name,
          contactName: sponsors.contactName,
          contactEmail: sponsors.contactEmail,
          contactPhone: sponsors.contactPhone,
          website: sponsors.website,
          selfWithdrawal: sponsors.selfWithdrawal,
        },
      })
      .from(events)
      .innerJoin(trainings, eq(trainings.id, events.trainingId))
      .innerJoin(sponsors, eq(sponsors.id, events.sponsorId))
      .where(eq(events.id, id));
    if (!row || row.entry.status === "draft") throw new NotFound(noSuchEvent);
    const invited = row.invitationToken === null || row.invitationToken === token;
    if (!invited && !(await isOnRoster(inner, id))) throw new NotFound(noSuchEvent);
    const { entry, addressLine, sponsor } = row;
    const today = todayIn(inner.jurisdiction.timeZone, inner.now);
    return {
      ...entry,
      addressLine,
      sponsor,
      instructors: (await leadersOf(inner, id)).map((leader) => leader.name),
      sessions: (await sessionsOf(tx, [id], inner.jurisdiction.timeZone)).get(id) ?? [],
      open: ["published", "invite_only"].includes(entry.status) && entry.endsOn >= today,
    };
  });
}
