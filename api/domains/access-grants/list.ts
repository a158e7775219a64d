import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { accessGrantStatuses } from "#db/enums.ts";
import { accounts, accessGrants as g, participants, programs } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { filter, type ListDefinition, type ListPage, readList, rowsOf, runList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import type { AccessGrantRow, AccessGrantView } from "./schemas.ts";

const whole = z.coerce.number().int();

export const accessGrantList: ListDefinition = {
  resource: "access_grants",
  from: sql`${g} join ${participants} on ${participants.id} = ${g.participantId}
    left join ${programs} on ${programs.id} = ${g.programId}`,
  id: g.id,
  columns: {
    id: g.id,
    participantId: g.participantId,
    participantName: sql`${participants.familyName} || ', ' || ${participants.givenName}`,
    registryNumber: participants.registryNumber,
    programId: g.programId,
    programName: programs.name,
    programNumber: g.programNumber,
    level: g.level,
    status: g.status,
    note: g.note,
    evidenceDocumentId: g.evidenceDocumentId,
    decidedByName: sql`(select a.display_name from ${accounts} a where a.id = ${g.decidedById})`,
    decidedAt: g.decidedAt,
    reason: g.reason,
    expiresOn: g.expiresOn,
    ageDays: sql`floor(extract(epoch from now() - ${g.createdAt}) / 86400)::int`,
    version: g.version,
    createdAt: g.createdAt,
  },
  sorts: {
    id: g.id,
    createdAt: g.createdAt,
    ageDays: sql`now() - ${g.createdAt}`,
    decidedAt: g.decidedAt,
    expiresOn: g.expiresOn,
    status: g.status,
    participantName: [participants.familyName, participants.givenName],
    programName: programs.name,
  },
  defaultSort: ["createdAt", "ASC"],
  filters: {
    status: filter(z.enum(accessGrantStatuses), (value) => eq(g.status, value)),
    participantId: filter(whole, (value) => eq(g.participantId, value)),
    programId: filter(whole, (value) => eq(g.programId, value)),
  },
  // A grant resting on a merged record stands again on its survivor.
  always: () => sql`${participants.status} <> 'merged'`,
};

/** Requests and grants: all for staff, own programs' for an administrator, own ones for an educator. S164, S210 */
export async function listAccessGrants(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "access_grants:read");
  return readList(ctx, accessGrantList, query);
}

/** One grant as it is listed, in an open transaction. @throws NotFound */
export async function readAccessGrant(tx: Tx, ctx: Ctx, id: number): Promise<AccessGrantRow> {
  const [row] = rowsOf<AccessGrantRow>(await runList(ctx, tx, accessGrantList, { filter: { id } }));
  if (!row) throw new NotFound("There is no such access, or it is not yours to see.");
  return row;
}

/** One grant with what staff weigh: the program, the person's position there, and who else has access. @throws NotFound */
export async function getAccessGrant(ctx: Ctx, id: number): Promise<AccessGrantView> {
  const scope = requirePermission(ctx, "access_grants:read");
  return inTransaction(ctx, async (tx, inner) => {
    const row = await readAccessGrant(tx, inner, id);
    // An employer's administrator reads no requests.
    const request =
      scope === "own_program"
        ? sql`null::json`
        : sql`(select json_build_object('id', r.id, 'number', r.number) from requests r where r.access_grant_id = ${id})`;
    const [more] = (await tx.execute(sql`select ${request} as request,
      (select json_build_object('id', p.id, 'name', p.name, 'licensee', p.licensee, 'city', p.city) from programs p
        where p.id = ${row.programId}) as program,
      (select json_build_object('position', e.position, 'status', e.status, 'startedOn', e.started_on, 'endedOn', e.ended_on)
        from employments e where e.participant_id = ${row.participantId} and e.program_id = ${row.programId}
        order by e.ended_on is null desc, e.started_on desc limit 1) as employment,
      coalesce((select json_agg(json_build_object('id', o.id, 'name', p.family_name || ', ' || p.given_name, 'level', o.level,
          'expiresOn', o.expires_on) order by o.id)
        from access_grants o join participants p on p.id = o.participant_id and p.status <> 'merged'
        where o.program_id = ${row.programId} and o.status = 'granted' and o.id <> ${id}), '[]') as others`)) as unknown as Pick<
      AccessGrantView,
      "program" | "employment" | "request" | "others"
    >[];
    return { ...row, ...more! };
  });
}
