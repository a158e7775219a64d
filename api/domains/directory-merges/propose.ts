import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { directoryMerges } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import {
  accountIdOf,
  approve,
  type DecideProposal,
  type Proposed,
  type RefuseProposal,
  refuse,
  refuseBlocked,
} from "../merges/index.ts";
import { type DirectoryMerge, mergesOfDirectory } from "./directory.ts";
import { loadPair, loadRecords, type Pair, refuseRetired } from "./load.ts";
import { carryOut } from "./merge.ts";
import { type Plan, planDirectoryMerge } from "./plan.ts";
import { type CreateDirectoryMerge, createDirectoryMergeSchema } from "./schemas.ts";
import { planStep, refuseOdd, refuseStale, refuseUnused, sides } from "./steps.ts";

/**
 * The first half of the two-person rule: written down with every choice, and waits for a colleague. Two records at a time.
 * @throws as createDirectoryMerge, except for what a second person clears.
 */
export async function proposeDirectoryMerge(ctx: Ctx, raw: CreateDirectoryMerge): Promise<Proposed> {
  requirePermission(ctx, "merges:create");
  const input = createDirectoryMergeSchema.parse(raw);
  refuseOdd(input);
  const [retiredId, ...more] = input.retiredIds;
  if (retiredId === undefined || more.length > 0)
    throw new Invalid("Propose two records at a time.", {
      fields: { retiredIds: "Propose two records at a time." },
    });
  return inTransaction(ctx, async (tx, inner) => {
    const { kind, survivorId, versions, reason } = input;
    const records = await loadRecords(tx, kind, [survivorId, retiredId], { lock: true });
    await refuseRetired(tx, kind, records.values());
    refuseStale(records, versions);
    const used = new Set<string>();
    const { pair, plan, choices } = await planStep(tx, inner, input, { survivorId, retiredId }, used);
    refuseBlocked(plan, ["second_person"]);
    refuseUnused(input, used);
    const [waiting] = (await tx.execute(sql`select id from directory_merges where kind = ${kind}
      and survivor_id = ${survivorId} and retired_id = ${retiredId} and status = 'proposed'`)) as unknown as {
      id: number;
    }[];
    if (waiting)
      throw new Conflict("This merge has been proposed already and waits for a colleague.", {
        details: waiting,
      });
    const [merge] = await tx
      .insert(directoryMerges)
      .values({
        kind,
        survivorId,
        retiredId,
        choices,
        reason,
        status: "proposed",
        survivorVersion: pair.survivor.version,
        retiredVersion: pair.retired.version,
        mergedById: accountIdOf(inner),
      })
      .returning();
    await mergesOfDirectory.audit(tx, inner, merge!, {
      action: "proposed",
      after: { kind, survivorId, retiredId, choices, conflicts: plan.blocks.map(({ code }) => code) },
      reason,
    });
    return { id: merge!.id, status: merge!.status };
  });
}

/** The second half: a colleague agrees, and the merge happens as it was proposed. @throws Forbidden for the proposer. */
export const approveDirectoryMerge = (ctx: Ctx, raw: DecideProposal): Promise<Proposed> =>
  approve(
    mergesOfDirectory,
    async (tx, inner, proposal) => {
      const { pair, plan } = await planAgain(tx, inner, proposal);
      refuseBlocked(plan, ["second_person"]);
      return () => carryOut(tx, inner, { id: proposal.id, reason: proposal.reason, pair, plan });
    },
    ctx,
    raw,
  );

/** A colleague, or the proposer on second thought, says no. */
export const refuseDirectoryMerge = (ctx: Ctx, raw: RefuseProposal): Promise<Proposed> =>
  refuse(mergesOfDirectory, ctx, raw);

async function planAgain(tx: Tx, ctx: Ctx, proposal: DirectoryMerge): Promise<{ pair: Pair; plan: Plan }> {
  const { kind, survivorId, retiredId, survivorVersion, retiredVersion, choices } = proposal;
  const records = await loadRecords(tx, kind, [survivorId, retiredId], { lock: true });
  await refuseRetired(tx, kind, records.values());
  refuseStale(records, { [survivorId]: survivorVersion, [retiredId]: retiredVersion });
  const pair = await loadPair(tx, ctx, kind, sides(records, { survivorId, retiredId }), { lock: true });
  return { pair, plan: planDirectoryMerge(pair, choices) };
}
