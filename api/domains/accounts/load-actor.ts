import { sql } from "drizzle-orm";
import type { Role } from "#db/enums.ts";
import { type AccountActor, asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";

type Row = {
  id: number;
  email: string;
  display_name: string;
  staff_role: Role | null;
  participant_id: number | null;
  program_ids: number[];
  licensee_program_ids: number[];
  sponsor_ids: number[];
  instructs: boolean;
};

/**
 * Who an account is now: its roles and reach, in one statement. A merged record is followed to its survivor, and a
 * person is a program administrator, sponsor manager or instructor exactly as long as the grant, row or approval stands.
 * @returns undefined where the account is gone or disabled.
 */
export async function loadActor(
  ctx: Ctx,
  accountId: number,
  wished?: string,
): Promise<AccountActor | undefined> {
  return inTransaction(asSystem(ctx, "session"), async (tx) => {
    const [row] = (await tx.execute(sql`
      select a.id, a.email, a.display_name, a.staff_role, p.id as participant_id,
        coalesce((select array_agg(distinct g.program_id) from access_grants g where g.participant_id = p.id and g.status = 'granted'
          and g.program_id is not null and (g.expires_on is null or g.expires_on >= current_date)), '{}') as program_ids,
        coalesce((select array_agg(distinct g.program_id) from access_grants g where g.participant_id = p.id and g.status = 'granted'
          and g.level = 'licensee' and g.program_id is not null
          and (g.expires_on is null or g.expires_on >= current_date)), '{}') as licensee_program_ids,
        coalesce((select array_agg(m.sponsor_id) from sponsor_managers m join sponsors s on s.id = m.sponsor_id and s.merged_into_id is null
          where m.participant_id = p.id), '{}') as sponsor_ids,
        exists (select 1 from instructors i where i.participant_id = p.id and i.status = 'approved') as instructs
      from accounts a left join participants p on p.id = survivor_of(a.participant_id)
      where a.id = ${accountId} and a.status = 'active'`)) as unknown as Row[];
    if (!row) return undefined;
    const roles: Role[] = [
      ...(row.staff_role ? [row.staff_role] : []),
      ...(row.sponsor_ids.length > 0 ? (["sponsor_manager"] as const) : []),
      ...(row.program_ids.length > 0 ? (["program_admin"] as const) : []),
      ...(row.instructs ? (["instructor"] as const) : []),
      ...(row.participant_id ? (["participant"] as const) : []),
    ];
    const role = roles.find((each) => each === wished) ?? roles[0];
    if (!role) return undefined;
    return {
      type: "account",
      accountId: row.id,
      displayName: row.display_name,
      email: row.email,
      role,
      roles,
      participantId: row.participant_id,
      programIds: row.program_ids,
      licenseeProgramIds: row.licensee_program_ids,
      sponsorIds: row.sponsor_ids,
    };
  });
}
