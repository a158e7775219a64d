import { eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { mergeStatuses } from "#db/enums.ts";
import { accounts, merges, participants } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";

const survivor = alias(participants, "survivor");
const retired = alias(participants, "retired");
const whole = z.coerce.number().int();

const nameOf = (id: SQL) => sql`(select a.display_name from ${accounts} a where a.id = ${id})`;
const person = (p: typeof survivor | typeof retired) =>
  sql`json_build_object('id', ${p.id}, 'registryNumber', ${p.registryNumber}, 'name', ${p.familyName} || ', ' || ${p.givenName})`;

export const mergeList: ListDefinition = {
  resource: "merges",
  from: sql`${merges} join ${participants} survivor on survivor.id = ${merges.survivorId}
    join ${participants} retired on retired.id = ${merges.retiredId}`,
  id: merges.id,
  columns: {
    id: merges.id,
    survivor: person(survivor),
    retired: person(retired),
    status: merges.status,
    reason: merges.reason,
    mergedById: merges.mergedById,
    mergedByName: nameOf(sql`${merges.mergedById}`),
    approvedByName: nameOf(sql`${merges.approvedById}`),
    undoneByName: nameOf(sql`${merges.undoneById}`),
    undoneAt: merges.undoneAt,
    undoReason: merges.undoReason,
    version: merges.version,
    createdAt: merges.createdAt,
  },
  sorts: { id: merges.id, createdAt: merges.createdAt, status: merges.status, undoneAt: merges.undoneAt },
  defaultSort: ["createdAt", "DESC"],
  filters: {
    participantId: filter(whole, (value) => sql`${value} in (${merges.survivorId}, ${merges.retiredId})`),
    status: filter(z.enum(mergeStatuses), (value) => eq(merges.status, value)),
  },
};

/** Merges done, undone, proposed and refused, newest first. */
export async function listMerges(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "merges:read");
  return readList(ctx, mergeList, query);
}
