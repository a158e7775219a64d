import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { accounts, auditEvents, participants } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { filter, type ListDefinition, type ListPage, readList, rowsOf } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { escapeLike } from "../../kernel/search.ts";
import type { AuditRow } from "./schemas.ts";

const whole = z.coerce.number().int();
const text = z.string().trim().min(1).max(80);

export const auditList: ListDefinition = {
  resource: "audit",
  from: sql`${auditEvents} left join ${accounts} on ${accounts.id} = ${auditEvents.accountId}
    left join ${participants} on ${participants.id} = ${auditEvents.participantId}`,
  id: auditEvents.id,
  columns: {
    id: sql`${auditEvents.id}::int`,
    at: auditEvents.at,
    actor: sql`coalesce(${accounts.displayName}, case ${auditEvents.actorKind} when 'system' then 'Registry' else 'Visitor' end)`,
    accountId: auditEvents.accountId,
    actorRole: auditEvents.actorRole,
    task: auditEvents.task,
    action: auditEvents.action,
    subjectType: auditEvents.subjectType,
    subjectId: auditEvents.subjectId,
    participantId: auditEvents.participantId,
    registryNumber: participants.registryNumber,
    before: auditEvents.before,
    after: auditEvents.after,
    reason: auditEvents.reason,
  },
  // In order of writing: the id is the order, and every filter has an index that ends in it.
  sorts: { id: auditEvents.id, at: auditEvents.id },
  defaultSort: ["id", "DESC"],
  filters: {
    action: filter(text, (value) => sql`${auditEvents.action} like ${`${escapeLike(value)}%`}`),
    subjectType: filter(text, (value) => eq(auditEvents.subjectType, value)),
    subjectId: filter(whole, (value) => eq(auditEvents.subjectId, value)),
    participantId: filter(whole, (value) => eq(auditEvents.participantId, value)),
    registryNumber: filter(
      text,
      (value) =>
        sql`${auditEvents.participantId} in (select n.id from participants n where n.registry_number = ${value})`,
    ),
    accountId: filter(whole, (value) => eq(auditEvents.accountId, value)),
    since: filter(z.iso.date(), (value) => sql`${auditEvents.at} >= ${value}::date`),
    until: filter(z.iso.date(), (value) => sql`${auditEvents.at} < ${value}::date + 1`),
  },
};

/** Who did what, newest first. */
export async function listAudit(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "audit:read");
  return readList(ctx, auditList, query);
}

export async function getAuditEvent(ctx: Ctx, id: number): Promise<AuditRow> {
  const [row] = rowsOf<AuditRow>(await listAudit(ctx, { filter: { id } }));
  if (!row) throw new NotFound("There is no such audit entry.");
  return row;
}
