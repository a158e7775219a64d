import type { Tx } from "#db/client.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Forbidden, Precondition, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf } from "./internal.ts";
import type { Head, MergeKind } from "./merge-kind.ts";
import type { Block } from "./plan-types.ts";
import {
  type DecideProposal,
  decideProposalSchema,
  type RefuseProposal,
  refuseProposalSchema,
} from "./schemas.ts";

export type Proposed = { id: number; status: string };

/** @throws Precondition with the blocks that are not among the `cleared` needs. */
export function refuseBlocked(plan: { blocks: readonly Block[] }, cleared: readonly string[]): void {
  const blocks = plan.blocks.filter(({ needs }) => !cleared.includes(needs));
  if (blocks.length === 0) return;
  const more = blocks.length > 1 ? ` (and ${blocks.length - 1} more)` : "";
  throw new Precondition(`${blocks[0]!.message}${more}`, { details: { blocks } });
}

async function lockProposal<M extends Head>(
  of: MergeKind<M>,
  tx: Tx,
  { id, version }: { id: number; version: number },
): Promise<M> {
  const proposal = await of.lock(tx, id);
  if (proposal.status !== "proposed") throw new Conflict(`This merge is ${proposal.status} already.`);
  if (proposal.version !== version) throw stale(proposal);
  return proposal;
}

/**
 * The second half of the two-person rule: a colleague agrees, and what was proposed is planned again under lock and
 * carried out.
 * @throws Forbidden for the proposer, Conflict where a record changed since.
 */
export async function approve<M extends Head>(
  of: MergeKind<M>,
  plan: (tx: Tx, ctx: Ctx, proposal: M) => Promise<() => Promise<void>>,
  ctx: Ctx,
  raw: DecideProposal,
): Promise<Proposed> {
  requirePermission(ctx, "merges:approve");
  const input = decideProposalSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const locked = await of.lock(tx, input.id);
    if (locked.mergedById === accountIdOf(inner)) {
      throw new Forbidden("You proposed this merge yourself. A colleague has to look at it.");
    }
    const proposal = await lockProposal(of, tx, input);
    of.refuseOwn(inner, proposal);
    const carryOut = await plan(tx, inner, proposal);
    await of.set(tx, proposal.id, {
      status: "merged",
      approvedById: accountIdOf(inner),
      mergedAt: inner.now,
    });
    await carryOut();
    const after = { proposedById: proposal.mergedById };
    await of.audit(tx, inner, proposal, { action: "approved", after, reason: input.reason });
    return { id: proposal.id, status: "merged" };
  });
}

/** A colleague, or the proposer on second thought, says no. */
export async function refuse<M extends Head>(
  of: MergeKind<M>,
  ctx: Ctx,
  raw: RefuseProposal,
): Promise<Proposed> {
  requirePermission(ctx, "merges:create");
  const input = refuseProposalSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const proposal = await lockProposal(of, tx, input);
    await of.set(tx, proposal.id, { status: "refused", approvedById: accountIdOf(inner) });
    await of.audit(tx, inner, proposal, { action: "refused", reason: input.reason });
    return { id: proposal.id, status: "refused" };
  });
}
