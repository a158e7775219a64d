import { and, eq, sql } from "drizzle-orm";
import { sponsors } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { mergeLinks } from "../directory-merges/index.ts";
import { holdsForSponsor, readsEverything } from "./internal.ts";
import { visibleSponsors } from "./list.ts";
import type { SponsorView } from "./schemas.ts";

/** One training organization; its managers are named for registry staff and for themselves. S122, S204–S205 */
export async function getSponsor(ctx: Ctx, id: number): Promise<SponsorView> {
  requirePermission(ctx, "sponsors:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx
      .select()
      .from(sponsors)
      .where(and(eq(sponsors.id, id), visibleSponsors(inner)));
    if (!row) throw new NotFound("There is no such training organization.");
    const inside = readsEverything(inner) || holdsForSponsor(inner, "sponsors:write", id);
    const today = todayIn(inner.jurisdiction.timeZone, inner.now);
    const [more] = (await tx.execute(sql`select
      ${
        inside
          ? sql`coalesce((select json_agg(json_build_object('id', m.id, 'participantId', m.participant_id, 'kind', m.kind,
              'name', concat_ws(' ', p.given_name, p.family_name), 'registryNumber', p.registry_number)
              order by m.kind desc, p.family_name, m.id)
              from sponsor_managers m join participants p on p.id = survivor_of(m.participant_id) where m.sponsor_id = ${id}), '[]')`
          : sql`'[]'::json`
      } as managers,
      json_build_object(
        'trainings', (select count(*)::int from trainings t where t.sponsor_id = ${id} and t.status <> 'retired'),
        'upcomingEvents', (select count(*)::int from events e where e.sponsor_id = ${id} and e.status = 'published' and e.starts_on >= ${today}),
        'instructors', ${inside ? sql`(select count(*)::int from instructors i where i.sponsor_id = ${id} and i.status = 'approved')` : sql`0`}
      ) as counts`)) as unknown as Pick<SponsorView, "managers" | "counts">[];
    const links = await mergeLinks(tx, inner, "sponsors", id);
    return JSON.parse(JSON.stringify({ ...row, ...more, ...links })) as SponsorView;
  });
}
