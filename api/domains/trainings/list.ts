import { and, eq, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { trainingStatuses } from "#db/enums.ts";
import { events, sponsors, trainings } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, runList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { tookOver, unretired } from "../../kernel/retired.ts";
import { readsEverything } from "../sponsors/index.ts";

const text = z.string().trim().min(1).max(120);
const escapeLike = (value: string) => value.replace(/[\\%_]/g, (c) => `\\${c}`);

/** The approved catalog is public; drafts and retired trainings are seen by registry staff and the sponsor. S124 */
export function visibleTrainings(ctx: Ctx): SQL | undefined {
  if (readsEverything(ctx)) return undefined;
  const own = ctx.actor.type === "account" ? [...ctx.actor.sponsorIds] : [];
  return or(
    and(eq(trainings.status, "approved"), eq(sponsors.status, "approved")),
    own.length > 0 ? inArray(trainings.sponsorId, own) : undefined,
  );
}

/** Events of a training; drafts and invite-only ones count for registry staff and the sponsor alone. */
export function countEvents(ctx: Ctx): SQL<number> {
  const own = ctx.actor.type === "account" ? [...ctx.actor.sponsorIds] : [];
  const shown = readsEverything(ctx)
    ? undefined
    : or(
        and(inArray(events.status, ["published", "cancelled", "closed"]), isNull(events.invitationToken)),
        own.length > 0 ? inArray(events.sponsorId, own) : undefined,
      );
  return sql<number>`(select count(*)::int from ${events} where ${and(eq(events.trainingId, trainings.id), shown)})`;
}

const trainingList = (ctx: Ctx): ListDefinition => ({
  resource: "trainings",
  from: sql`${trainings} join ${sponsors} on ${sponsors.id} = ${trainings.sponsorId}`,
  id: trainings.id,
  columns: {
    id: trainings.id,
    sponsorId: trainings.sponsorId,
    sponsorName: sponsors.name,
    title: trainings.title,
    status: trainings.status,
    hours: sql`${trainings.hours}::float8`,
    framework: trainings.framework,
    competency: trainings.competency,
    language: trainings.language,
    eventCount: countEvents(ctx),
    version: trainings.version,
    updatedAt: trainings.updatedAt,
  },
  sorts: {
    id: trainings.id,
    title: trainings.title,
    sponsorName: sponsors.name,
    status: trainings.status,
    hours: trainings.hours,
    competency: trainings.competency,
    updatedAt: trainings.updatedAt,
  },
  defaultSort: ["title", "ASC"],
  filters: {
    q: filter(text, (value) =>
      or(
        ilike(trainings.title, `%${escapeLike(value)}%`),
        tookOver("trainings", trainings.id, sql`r.title ilike ${`%${escapeLike(value)}%`}`),
      ),
    ),
    sponsorId: filter(z.coerce.number().int(), (value) => eq(trainings.sponsorId, value)),
    competency: filter(text, (value) => eq(trainings.competency, value)),
    framework: filter(text, (value) => eq(trainings.framework, value)),
    language: filter(text, (value) => eq(trainings.language, value)),
    status: filter(z.enum(trainingStatuses), (value) => eq(trainings.status, value)),
  },
  always: (_ctx, given) => and(visibleTrainings(ctx), unretired(trainings.mergedIntoId)(given)),
});

/** The catalog: `trainingList`. S124–S125 */
export async function listTrainings(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "trainings:read");
  return inTransaction(ctx, (tx, inner) => runList(inner, tx, trainingList(inner), query));
}
