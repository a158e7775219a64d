import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { intakeScanStatuses } from "#db/enums.ts";
import { accounts, intakeScans } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { intakeSources } from "./schemas.ts";

const oneOrMore = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.enum(values).transform((value) => [value]), z.array(z.enum(values)).min(1)]);

export const scanList: ListDefinition = {
  resource: "intake-scans",
  from: sql`${intakeScans} left join ${accounts} on ${accounts.id} = ${intakeScans.uploadedById}`,
  id: intakeScans.id,
  columns: {
    id: intakeScans.id,
    status: intakeScans.status,
    source: intakeScans.source,
    originalName: intakeScans.originalName,
    pageCount: sql`(select count(*)::int from intake_pages g where g.scan_id = ${intakeScans.id})`,
    documentCount: sql`(select count(distinct g.document_id)::int from intake_pages g where g.scan_id = ${intakeScans.id})`,
    uploadedByName: accounts.displayName,
    receivedAt: intakeScans.receivedAt,
    version: intakeScans.version,
  },
  sorts: {
    id: intakeScans.id,
    receivedAt: intakeScans.receivedAt,
    status: intakeScans.status,
    source: intakeScans.source,
    originalName: intakeScans.originalName,
  },
  defaultSort: ["receivedAt", "DESC"],
  filters: {
    status: filter(oneOrMore(intakeScanStatuses), (values) => inArray(intakeScans.status, values)),
    source: filter(oneOrMore(intakeSources), (values) => inArray(intakeScans.source, values)),
    q: filter(
      z.string().trim().max(120),
      (value) => sql`${intakeScans.originalName} ilike ${`%${value.replace(/[%_\\]/g, "\\$&")}%`}`,
    ),
  },
};

/** Scans of many people's papers, newest first. S58, S62 */
export async function listIntakeScans(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "intake:read");
  return readList(ctx, scanList, query);
}
