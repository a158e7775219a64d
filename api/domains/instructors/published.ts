import { sql } from "drizzle-orm";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";

export type PublishedInstructor = { sponsorId: number; name: string; profile: string | null };

/**
 * Instructors who chose to be listed, of approved organizations: name and profile, nothing else of their record.
 * S132, S137
 */
export async function listPublishedInstructors(
  ctx: Ctx,
  sponsorIds: readonly number[],
): Promise<PublishedInstructor[]> {
  requirePermission(ctx, "sponsors:read");
  if (sponsorIds.length === 0) return [];
  return inTransaction(asSystem(ctx, "published_instructors"), async (tx) => {
    const rows = await tx.execute(sql`
      select i.sponsor_id as "sponsorId", concat_ws(' ', coalesce(p.preferred_name, p.given_name), p.family_name) as name, i.profile
      from instructors i join sponsors s on s.id = i.sponsor_id join participants p on p.id = survivor_of(i.participant_id)
      where i.published and i.status = 'approved' and s.status = 'approved'
        and i.sponsor_id = any (${`{${sponsorIds.join(",")}}`}::integer[])
      order by p.family_name, p.given_name, i.id`);
    return rows as unknown as PublishedInstructor[];
  });
}
