import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { events, sponsors, trainings } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { holdsForSponsor, readsEverything } from "../sponsors/index.ts";
import { mayMark, noSuchEvent, orgcodeOf, seatsOf, sessionsOf, visibleEvents } from "./internal.ts";
import type { EventView } from "./schemas.ts";

type Leader = { id: number; participantId: number; name: string };

/** Who leads an event, by name: read as the registry, since a reader may not see the person's record. S132 */
export async function leadersOf(ctx: Ctx, eventId: number): Promise<Leader[]> {
  return inTransaction(asSystem(ctx, "event_instructors"), async (tx) => {
    const rows =
      await tx.execute(sql`select i.id, p.id as "participantId", concat_ws(' ', p.given_name, p.family_name) as name
      from event_instructors ei join instructors i on i.id = ei.instructor_id
      join participants p on p.id = survivor_of(i.participant_id)
      where ei.event_id = ${eventId} order by p.family_name, p.given_name, i.id`);
    return rows as unknown as Leader[];
  });
}

/** One event with sessions, instructors, seats and its reporting code. S127–S131 */
export async function getEvent(ctx: Ctx, id: number): Promise<EventView> {
  requirePermission(ctx, "events:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx
      .select({ event: events, training: trainings, sponsor: sponsors })
      .from(events)
      .innerJoin(trainings, eq(trainings.id, events.trainingId))
      .innerJoin(sponsors, eq(sponsors.id, events.sponsorId))
      .where(and(eq(events.id, id), visibleEvents(inner, tx)));
    if (!row) throw new NotFound(noSuchEvent);
    return viewOf(inner, tx, row);
  });
}

type Joined = {
  event: typeof events.$inferSelect;
  training: typeof trainings.$inferSelect;
  sponsor: typeof sponsors.$inferSelect;
};

async function viewOf(ctx: Ctx, tx: Tx, { event, training, sponsor }: Joined): Promise<EventView> {
  const mayManage = holdsForSponsor(ctx, "events:write", event.sponsorId);
  const inside = mayManage || readsEverything(ctx);
  const leaders = await leadersOf(ctx, event.id);
  const { invitationToken, ...columns } = event;
  const view = {
    ...columns,
    hours: Number(event.hours),
    sponsorName: sponsor.name,
    trainingTitle: training.title,
    description: training.description,
    framework: training.framework,
    competency: training.competency,
    sessions: (await sessionsOf(tx, [event.id], ctx.jurisdiction.timeZone)).get(event.id) ?? [],
    instructors: leaders.map(({ participantId, ...leader }) => ({
      ...leader,
      participantId: inside ? participantId : null,
    })),
    seats: { capacity: event.capacity, ...(await seatsOf(tx, event.id)) },
    orgcode: orgcodeOf(ctx, event, sponsor.vendorCode),
    invitationToken: mayManage || ctx.actor.type === "system" ? invitationToken : null,
    mayManage,
    mayMarkAttendance: await mayMark(ctx, tx, event),
  };
  return JSON.parse(JSON.stringify(view)) as EventView;
}
