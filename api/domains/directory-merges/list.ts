import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { directoryKinds, mergeStatuses } from "#db/enums.ts";
import { accounts, directoryMerges } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { kinds } from "./kinds.ts";

const whole = z.coerce.number().int();
const nameOf = (id: SQL) => sql`(select a.display_name from ${accounts} a where a.id = ${id})`;

/** A record of whichever kind, as {@link MergedRecord}. */
export const recordJson = (id: SQL, kind: SQL) => {
  const cases = directoryKinds.map((each) => {
    const { title, numbers } = kinds[each];
    const number = numbers[0] ? sql`r.${sql.identifier(numbers[0])}::text` : sql`null`;
    return sql`when ${each} then (select json_build_object('id', r.id, 'name', r.${sql.identifier(title)}, 'number', ${number})
      from ${sql.identifier(each)} r where r.id = ${id})`;
  });
  return sql`case ${kind} ${sql.join(cases, sql` `)} end`;
};

export const directoryMergeList: ListDefinition = {
  resource: "directory_merges",
  from: sql`${directoryMerges}`,
  id: directoryMerges.id,
  columns: {
    id: directoryMerges.id,
    kind: directoryMerges.kind,
    survivor: recordJson(sql`${directoryMerges.survivorId}`, sql`${directoryMerges.kind}`),
    retired: recordJson(sql`${directoryMerges.retiredId}`, sql`${directoryMerges.kind}`),
    status: directoryMerges.status,
    reason: directoryMerges.reason,
    mergedById: directoryMerges.mergedById,
    mergedByName: nameOf(sql`${directoryMerges.mergedById}`),
    approvedByName: nameOf(sql`${directoryMerges.approvedById}`),
    undoneByName: nameOf(sql`${directoryMerges.undoneById}`),
    undoneAt: directoryMerges.undoneAt,
    undoReason: directoryMerges.undoReason,
    version: directoryMerges.version,
    createdAt: directoryMerges.createdAt,
  },
  sorts: {
    id: directoryMerges.id,
    createdAt: directoryMerges.createdAt,
    status: directoryMerges.status,
    undoneAt: directoryMerges.undoneAt,
  },
  defaultSort: ["createdAt", "DESC"],
  filters: {
    kind: filter(z.enum(directoryKinds), (value) => eq(directoryMerges.kind, value)),
    recordId: filter(
      whole,
      (value) => sql`${value} in (${directoryMerges.survivorId}, ${directoryMerges.retiredId})`,
    ),
    status: filter(z.enum(mergeStatuses), (value) => eq(directoryMerges.status, value)),
  },
};

/** Merges of the directory done, undone, proposed and refused, newest first. */
export async function listDirectoryMerges(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "merges:read");
  return readList(ctx, directoryMergeList, query);
}
