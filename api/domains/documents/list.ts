import { and, eq, gte, inArray, not, sql } from "drizzle-orm";
import { z } from "zod";
import { deskStates, documentLanes, documentSources, documentStatuses, documentTypes } from "#db/enums.ts";
import { accounts, documents, participants } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { canReadField, requirePermission } from "../../kernel/permissions.ts";
import { participantList } from "../participants/index.ts";
import { assignees, atTheDesk, claimIsLive, readBlind, statusSeen } from "./internal.ts";

const oneOrMore = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.enum(values).transform((value) => [value]), z.array(z.enum(values)).min(1).max(values.length)]);
const number = z.coerce.number().int().positive();
const decidedAtSeen = sql`case when ${readBlind} then null else ${documents.decidedAt} end`;
const liveOnly = (column: typeof documents.claimedById | typeof documents.claimedUntil) =>
  sql`case when ${claimIsLive} then ${column} end`;

export const documentList: ListDefinition = {
  resource: "documents",
  from: sql`${documents} join ${participants} on ${participants.id} = ${documents.participantId}
    left join ${accounts} on ${accounts.id} = ${documents.claimedById}
    left join accounts assignees on assignees.id = ${documents.assignedToId}`,
  id: documents.id,
  columns: {
    id: documents.id,
    participantId: documents.participantId,
    participantName: sql`concat_ws(' ', ${participants.givenName}, ${participants.familyName})`,
    registryNumber: participants.registryNumber,
    type: documents.type,
    status: statusSeen,
    lane: documents.lane,
    laneRank: documents.laneRank,
    source: documents.source,
    receivedAt: documents.receivedAt,
    // The wait ends with the decision.
    ageDays: sql`floor(extract(epoch from coalesce(${documents.decidedAt}, now()) - ${documents.receivedAt}) / 86400)::int`,
    pageCount: sql`(select count(*)::int from document_pages g where g.document_id = ${documents.id})`,
    decidedAt: decidedAtSeen,
    hasThumbnail: sql`exists (select 1 from document_pages g where g.document_id = ${documents.id})`,
    version: documents.version,
    claimedById: liveOnly(documents.claimedById),
    claimedByName: sql`case when ${claimIsLive} then ${accounts.displayName} end`,
    claimedUntil: liveOnly(documents.claimedUntil),
    deskState: documents.deskState,
    heldUntil: documents.heldUntil,
    assignedToId: documents.assignedToId,
    assignedToName: assignees.displayName,
  },
  fields: {
    claimedById: "documents.claim",
    claimedByName: "documents.claim",
    claimedUntil: "documents.claim",
    deskState: "documents.claim",
    heldUntil: "documents.claim",
    assignedToId: "documents.claim",
    assignedToName: "documents.claim",
  },
  sorts: {
    id: documents.id,
    /** The order clerks are given the work in. */
    queue: [documents.laneRank, documents.receivedAt],
    laneRank: [documents.laneRank, documents.receivedAt],
    lane: [documents.laneRank, documents.receivedAt],
    receivedAt: documents.receivedAt,
    ageDays: sql`now() - ${documents.receivedAt}`,
    decidedAt: decidedAtSeen,
    heldUntil: documents.heldUntil,
    status: statusSeen,
    type: documents.type,
    source: documents.source,
    participantName: [participants.familyName, participants.givenName],
    registryNumber: participants.registryNumber,
  },
  defaultSort: ["queue", "ASC"],
  filters: {
    q: participantList.filters.q!,
    status: filter(oneOrMore(documentStatuses), (values) =>
      and(inArray(documents.status, values), not(readBlind)),
    ),
    type: filter(oneOrMore(documentTypes), (values) => inArray(documents.type, values)),
    lane: filter(oneOrMore(documentLanes), (values) => inArray(documents.lane, values)),
    source: filter(oneOrMore(documentSources), (values) => inArray(documents.source, values)),
    participantId: filter(number, (value) => eq(documents.participantId, value)),
    claimedById: filter(
      number,
      (value) => sql`${documents.claimedById} = ${value} and ${claimIsLive}`,
      "documents.claim",
    ),
    mine: filter(
      z.boolean(),
      (value, ctx) =>
        value && ctx.actor.type === "account"
          ? sql`${documents.claimedById} = ${ctx.actor.accountId} and ${claimIsLive}`
          : undefined,
      "documents.claim",
    ),
    /** Put aside, escalated, or in the queue: waiting documents alone stand anywhere at the desk. */
    deskState: filter(
      oneOrMore(deskStates),
      (values) => sql`(${documents.status} = 'unverified' and ${inArray(documents.deskState, values)})`,
      "documents.claim",
    ),
    assignedToId: filter(number, (value) => eq(documents.assignedToId, value), "documents.claim"),
    assignedToMe: filter(
      z.boolean(),
      (value, ctx) =>
        value && ctx.actor.type === "account" ? eq(documents.assignedToId, ctx.actor.accountId) : undefined,
      "documents.claim",
    ),
    receivedSince: filter(z.iso.date(), (value) => gte(documents.receivedAt, sql`${value}::date`)),
    waiting: filter(z.boolean(), (value) =>
      value
        ? sql`(${documents.status} in ('unverified', 'processing') and ${atTheDesk(documents.type)})`
        : sql`${documents.status} not in ('unverified', 'processing')`,
    ),
  },
  // Deleted by its owner: gone for everybody but staff who ask for deleted ones by name.
  always: (ctx, given) =>
    canReadField(ctx, "documents.internalNote") && [given.status].flat().includes("deleted")
      ? undefined
      : sql`${documents.status} <> 'deleted'`,
};

/** Documents the actor may see, in the queue's order: a page of {@link documentList}. S46, S53, S64 */
export async function listDocuments(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "documents:read");
  return readList(ctx, documentList, query);
}
