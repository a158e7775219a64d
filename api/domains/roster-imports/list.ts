import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { rosterImportStatuses } from "#db/enums.ts";
import { accounts, events, rosterImports } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";

const creators = alias(accounts, "creators");
const appliers = alias(accounts, "appliers");

/** Names of accounts are read as far as the reader may see them: a sponsor's manager sees its own. */
const lists: ListDefinition = {
  resource: "roster-imports",
  from: sql`${rosterImports} join ${events} on ${events.id} = ${rosterImports.eventId}
    left join ${accounts} creators on creators.id = ${rosterImports.createdById}
    left join ${accounts} appliers on appliers.id = ${rosterImports.appliedById}`,
  id: rosterImports.id,
  columns: {
    id: rosterImports.id,
    eventId: rosterImports.eventId,
    eventTitle: events.title,
    status: rosterImports.status,
    source: rosterImports.source,
    originalName: rosterImports.originalName,
    byStaff: rosterImports.byStaff,
    rowsTotal: rosterImports.rowsTotal,
    createdByName: creators.displayName,
    createdAt: rosterImports.createdAt,
    appliedByName: appliers.displayName,
    appliedAt: rosterImports.appliedAt,
    settledAt: rosterImports.settledAt,
    version: rosterImports.version,
  },
  sorts: { id: rosterImports.id, createdAt: rosterImports.createdAt, status: rosterImports.status },
  defaultSort: ["id", "DESC"],
  filters: {
    eventId: filter(z.coerce.number().int(), (value) => eq(rosterImports.eventId, value)),
    status: filter(z.enum(rosterImportStatuses), (value) => eq(rosterImports.status, value)),
  },
};

/** Lists that were brought in for events, the latest first: row-level security keeps each reader to its own. */
export async function listRosterImports(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "roster_imports:read");
  return readList(ctx, lists, query);
}
