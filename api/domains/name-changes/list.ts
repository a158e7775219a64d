import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { nameChangeStatuses } from "#db/enums.ts";
import { accounts, nameChanges as n, participants } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { filter, type ListDefinition, type ListPage, readList, rowsOf, runList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import type { NameChangeRow, NameChangeView } from "./schemas.ts";

export const nameChangeList: ListDefinition = {
  resource: "name_changes",
  from: sql`${n} join ${participants} on ${participants.id} = ${n.participantId}`,
  id: n.id,
  columns: {
    id: n.id,
    participantId: n.participantId,
    participantName: sql`${participants.familyName} || ', ' || ${participants.givenName}`,
    registryNumber: participants.registryNumber,
    status: n.status,
    oldGivenName: n.oldGivenName,
    oldMiddleName: n.oldMiddleName,
    oldFamilyName: n.oldFamilyName,
    newGivenName: n.newGivenName,
    newMiddleName: n.newMiddleName,
    newFamilyName: n.newFamilyName,
    requestReason: n.requestReason,
    evidenceKind: n.evidenceKind,
    effectiveOn: n.effectiveOn,
    evidenceDocumentId: n.evidenceDocumentId,
    decidedByName: sql`(select a.display_name from ${accounts} a where a.id = ${n.decidedById})`,
    decidedAt: n.decidedAt,
    decisionReason: n.decisionReason,
    ageDays: sql`floor(extract(epoch from now() - ${n.createdAt}) / 86400)::int`,
    version: n.version,
    createdAt: n.createdAt,
  },
  sorts: {
    id: n.id,
    createdAt: n.createdAt,
    ageDays: sql`now() - ${n.createdAt}`,
    decidedAt: n.decidedAt,
    status: n.status,
    participantName: [participants.familyName, participants.givenName],
  },
  defaultSort: ["createdAt", "ASC"],
  filters: {
    status: filter(z.enum(nameChangeStatuses), (value) => eq(n.status, value)),
    participantId: filter(z.coerce.number().int(), (value) => eq(n.participantId, value)),
  },
};

/** Requests to change a name, longest waiting first; an educator sees its own. S40–S41 */
export async function listNameChanges(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "name_changes:read");
  return readList(ctx, nameChangeList, query);
}

/** One request with its evidence, in an open transaction. @throws NotFound */
export async function readNameChange(tx: Tx, ctx: Ctx, id: number): Promise<NameChangeView> {
  const [row] = rowsOf<NameChangeRow>(await runList(ctx, tx, nameChangeList, { filter: { id } }));
  if (!row) throw new NotFound("There is no such request, or it is not yours to see.");
  const [evidence] = (await tx.execute(sql`select d.id, d.type, d.status,
      (select count(*)::int from document_pages p where p.document_id = d.id) as "pageCount"
    from documents d where d.id = ${row.evidenceDocumentId}`)) as unknown as NonNullable<
    NameChangeView["evidence"]
  >[];
  const [request] = (await tx.execute(
    sql`select r.id, r.number from requests r where r.name_change_id = ${id}`,
  )) as unknown as NonNullable<NameChangeView["request"]>[];
  return { ...row, evidence: evidence ?? null, request: request ?? null };
}

export async function getNameChange(ctx: Ctx, id: number): Promise<NameChangeView> {
  requirePermission(ctx, "name_changes:read");
  return inTransaction(ctx, (tx, inner) => readNameChange(tx, inner, id));
}
