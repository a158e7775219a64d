import { and, eq } from "drizzle-orm";
import { merges } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Forbidden, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf, lockMerge } from "./internal.ts";
import { carryOut, planUnderLock, refuseBlocked, refuseOwnRecord } from "./merge.ts";
import {
  type CreateMerge,
  createMergeSchema,
  type DecideProposal,
  decideProposalSchema,
  type RefuseProposal,
  refuseProposalSchema,
} from "./schemas.ts";

type Proposed = { id: number; status: string };

/**
 * The first half of the two-person rule: a merge whose Social Security numbers, birth dates or certification numbers differ
 * is written down with every choice, and waits for a colleague.
 * @throws as createMerge, except for what a second person clears.
 */
export async function proposeMerge(ctx: Ctx, raw: CreateMerge): Promise<Proposed> {
  requirePermission(ctx, "merges:create");
  const input = createMergeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const { plan } = await planUnderLock(tx, inner, input);
    refuseBlocked(plan, ["second_person"]);
    const [waiting] = await tx
      .select({ id: merges.id })
      .from(merges)
      .where(
        and(
          eq(merges.retiredId, input.retiredId),
          eq(merges.survivorId, input.survivorId),
          eq(merges.status, "proposed"),
        ),
      );
    if (waiting)
      throw new Conflict("This merge has been proposed already and waits for a colleague.", {
        details: waiting,
      });
    const [merge] = await tx
      .insert(merges)
      .values({ ...input, status: "proposed", mergedById: accountIdOf(inner) })
      .returning({ id: merges.id, status: merges.status });
    await recordAudit(tx, inner, {
      action: "merge.proposed",
      subject: { type: "merges", id: merge!.id },
      participantId: input.survivorId,
      after: {
        retiredId: input.retiredId,
        choices: input.choices,
        conflicts: plan.blocks.map(({ code }) => code),
      },
      reason: input.reason,
    });
    return merge!;
  });
}

/**
 * The second half: a colleague agrees, and the merge happens exactly as it was proposed.
 * @throws Forbidden for the proposer, Conflict where a record changed since.
 */
export async function approveMerge(ctx: Ctx, raw: DecideProposal): Promise<Proposed> {
  requirePermission(ctx, "merges:approve");
  const { id, version, reason } = decideProposalSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const proposal = await lockMerge(tx, id);
    if (proposal.mergedById === accountIdOf(inner)) {
      throw new Forbidden("You proposed this merge yourself. A colleague has to look at it.");
    }
    if (proposal.status !== "proposed") throw new Conflict(`This merge is ${proposal.status} already.`);
    if (proposal.version !== version) throw stale(proposal);
    refuseOwnRecord(inner, proposal);
    const { pair, plan } = await planUnderLock(tx, inner, proposal);
    refuseBlocked(plan, ["second_person"]);
    await tx
      .update(merges)
      .set({ status: "merged", approvedById: accountIdOf(inner), mergedAt: inner.now })
      .where(eq(merges.id, id));
    await carryOut(tx, inner, { id, input: proposal, pair, plan });
    await recordAudit(tx, inner, {
      action: "merge.approved",
      subject: { type: "merges", id },
      participantId: proposal.survivorId,
      after: { proposedById: proposal.mergedById },
      reason,
    });
    return { id, status: "merged" };
  });
}

/** A colleague, or the proposer on second thought, says no. */
export async function refuseMerge(ctx: Ctx, raw: RefuseProposal): Promise<Proposed> {
  requirePermission(ctx, "merges:create");
  const { id, version, reason } = refuseProposalSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const proposal = await lockMerge(tx, id);
    if (proposal.status !== "proposed") throw new Conflict(`This merge is ${proposal.status} already.`);
    if (proposal.version !== version) throw stale(proposal);
    await tx
      .update(merges)
      .set({ status: "refused", approvedById: accountIdOf(inner) })
      .where(eq(merges.id, id));
    await recordAudit(tx, inner, {
      action: "merge.refused",
      subject: { type: "merges", id },
      participantId: proposal.survivorId,
      reason,
    });
    return { id, status: "refused" };
  });
}
