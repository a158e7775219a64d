import { eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { secondLookReasons, secondLookStatuses } from "#db/enums.ts";
import { documentDecisions, documents, participants } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { claimRuns, decisionHolds, looks, nameOf, notSeenBy, s } from "./internal.ts";

const oneOrMore = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.enum(values).transform((value) => [value]), z.array(z.enum(values)).min(1).max(values.length)]);
/** Told once the look is done: before, it would say something of the first decision. */
const onceDone = (value: unknown) => sql`case when ${s.status} <> 'waiting' then ${value} end`;

export const secondLookList: ListDefinition = {
  resource: "second-looks",
  from: looks,
  id: s.id,
  columns: {
    id: s.id,
    documentId: s.documentId,
    documentType: documents.type,
    participantId: participants.id,
    participantName: sql`concat_ws(' ', ${participants.givenName}, ${participants.familyName})`,
    registryNumber: participants.registryNumber,
    status: s.status,
    reason: onceDone(s.reason),
    firstName: onceDone(nameOf(sql`${documentDecisions.decidedById}`)),
    secondName: nameOf(s.reviewerId),
    claimedById: sql`case when ${claimRuns} then ${s.claimedById} end`,
    claimedByName: sql`case when ${claimRuns} then ${nameOf(sql`${s.claimedById}`)} end`,
    claimedUntil: sql`case when ${claimRuns} then ${s.claimedUntil} end`,
    fieldsCompared: s.fieldsCompared,
    fieldsAgreed: s.fieldsAgreed,
    differenceCount: sql`jsonb_array_length(${s.differences})`,
    doneAt: s.doneAt,
    settlement: s.settlement,
    settledByName: nameOf(sql`${s.settledById}`),
    settledAt: s.settledAt,
    ageDays: sql`floor(extract(epoch from coalesce(${s.settledAt}, now()) - ${s.createdAt}) / 86400)::int`,
    version: s.version,
    createdAt: s.createdAt,
  },
  sorts: {
    id: s.id,
    createdAt: s.createdAt,
    ageDays: sql`now() - ${s.createdAt}`,
    doneAt: s.doneAt,
    settledAt: s.settledAt,
    status: s.status,
    participantName: [participants.familyName, participants.givenName],
  },
  defaultSort: ["createdAt", "ASC"],
  filters: {
    status: filter(oneOrMore(secondLookStatuses), (values) => inArray(s.status, values)),
    reason: filter(
      z.enum(secondLookReasons),
      (value) => sql`${s.status} <> 'waiting' and ${s.reason} = ${value}`,
    ),
    documentId: filter(z.coerce.number().int().positive(), (value) => eq(s.documentId, value)),
    /** What the reader may look at: documents somebody else decided. */
    forMe: filter(z.boolean(), (value, ctx) =>
      value && ctx.actor.type === "account" ? notSeenBy(ctx.actor.accountId) : undefined,
    ),
    mine: filter(z.boolean(), (value, ctx) =>
      value && ctx.actor.type === "account"
        ? sql`${s.claimedById} = ${ctx.actor.accountId} and ${claimRuns}`
        : undefined,
    ),
  },
  // A decision that was taken back or followed by another leaves nothing to look at.
  always: () => sql`(${s.status} <> 'waiting' or ${decisionHolds})`,
};

/** Second looks, longest waiting first. M8 */
export async function listSecondLooks(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "second_looks:read");
  return readList(ctx, secondLookList, query);
}
