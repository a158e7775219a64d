import { eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { reviewStatuses } from "#db/enums.ts";
import { accounts, documents, participants, reviewRequests as r } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";

/** Days count in the registry's own time zone, so that nothing is overdue because the server sits elsewhere. */
export const reviewListFor = (ctx: Ctx): ListDefinition => {
  const overdue = sql`(${r.status} = 'requested' and ${r.dueOn} < ${todayIn(ctx.jurisdiction.timeZone, ctx.now)}::date)`;
  return {
    resource: "reviews",
    from: sql`${r} join ${documents} on ${documents.id} = ${r.documentId}
      join ${participants} on ${participants.id} = ${r.participantId}`,
    id: r.id,
    columns: {
      id: r.id,
      participantId: r.participantId,
      participantName: sql`concat_ws(' ', ${participants.givenName}, ${participants.familyName})`,
      registryNumber: participants.registryNumber,
      documentId: r.documentId,
      documentType: documents.type,
      documentStatus: documents.status,
      status: r.status,
      dueOn: r.dueOn,
      overdue,
      decidedByName: sql`(select ${accounts.displayName} from ${accounts} where ${accounts.id} = ${r.decidedById})`,
      decidedAt: r.decidedAt,
      ageDays: sql`floor(extract(epoch from coalesce(${r.decidedAt}, now()) - ${r.createdAt}) / 86400)::int`,
      version: r.version,
      createdAt: r.createdAt,
    },
    // Who decided is the office's to know.
    fields: { decidedByName: "documents.internalNote" },
    sorts: {
      id: r.id,
      dueOn: r.dueOn,
      createdAt: r.createdAt,
      decidedAt: r.decidedAt,
      status: r.status,
      participantName: [participants.familyName, participants.givenName],
    },
    defaultSort: ["dueOn", "ASC"],
    filters: {
      status: filter(
        z.union([
          z.enum(reviewStatuses).transform((value) => [value]),
          z.array(z.enum(reviewStatuses)).min(1).max(reviewStatuses.length),
        ]),
        (values) => inArray(r.status, values),
      ),
      participantId: filter(z.coerce.number().int().positive(), (value) => eq(r.participantId, value)),
      documentId: filter(z.coerce.number().int().positive(), (value) => eq(r.documentId, value)),
      overdue: filter(z.literal(true), () => overdue),
    },
    // A review tells the decision: not to a clerk who reads the document blind. M8
    always: () => sql`${r.documentId} not in (select app_blind_documents())`,
  };
};

/** Requested reviews, due first; a participant sees its own. M6, B-D3 */
export async function listReviews(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "reviews:read");
  return readList(ctx, reviewListFor(ctx), query);
}
