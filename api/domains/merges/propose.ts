import { and, eq } from "drizzle-orm";
import { merges } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf } from "./internal.ts";
import { carryOut, planUnderLock } from "./merge.ts";
import { peopleMerges } from "./people.ts";
import { approve, type Proposed, refuse, refuseBlocked } from "./proposing.ts";
import { type CreateMerge, createMergeSchema, type DecideProposal, type RefuseProposal } from "./schemas.ts";

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
export const approveMerge = (ctx: Ctx, raw: DecideProposal): Promise<Proposed> =>
  approve(
    peopleMerges,
    async (tx, inner, proposal) => {
      const { pair, plan } = await planUnderLock(tx, inner, proposal);
      refuseBlocked(plan, ["second_person"]);
      return () => carryOut(tx, inner, { id: proposal.id, input: proposal, pair, plan });
    },
    ctx,
    raw,
  );

/** A colleague, or the proposer on second thought, says no. */
export const refuseMerge = (ctx: Ctx, raw: RefuseProposal): Promise<Proposed> =>
  refuse(peopleMerges, ctx, raw);
