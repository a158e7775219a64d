import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { merges, participantNames } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { endEverything } from "../accounts/index.ts";
import type { Change } from "./changes.ts";
import { accountIdOf } from "./internal.ts";
import { loadPair, type Pair } from "./load-pair.ts";
import { refuseOwnRecord } from "./people.ts";
import { type Plan, planMerge } from "./plan.ts";
import { refuseBlocked } from "./proposing.ts";
import { type CreateMerge, createMergeSchema, type MergeInput } from "./schemas.ts";
import { applyChanges, together, writeLedger } from "./write-changes.ts";

/**
 * Merges one record into another (S20, M1): everything moves in one transaction under both people's locks, the retired
 * number opens the survivor, and a ledger can undo it exactly.
 * @throws Conflict for a record with itself, one merged already, or one that changed; Precondition (428) with
 * `details.blocks` while something has to be chosen or a second person has to agree; Forbidden for one's own record.
 */
export async function createMerge(ctx: Ctx, raw: CreateMerge): Promise<{ id: number }> {
  requirePermission(ctx, "merges:create");
  const input = createMergeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const { pair, plan } = await planUnderLock(tx, inner, input);
    refuseBlocked(plan, []);
    const [merge] = await tx
      .insert(merges)
      .values({ ...input, mergedById: accountIdOf(inner), mergedAt: inner.now })
      .returning({ id: merges.id });
    await carryOut(tx, inner, { id: merge!.id, input, pair, plan });
    return { id: merge!.id };
  });
}

/** Locks both records in the order of their ids, checks them again under the lock, and plans. */
export async function planUnderLock(
  tx: Tx,
  ctx: Ctx,
  input: MergeInput,
): Promise<{ pair: Pair; plan: Plan }> {
  if (input.survivorId === input.retiredId) throw new Conflict("A record cannot be merged with itself.");
  refuseOwnRecord(ctx, input);
  const pair = await loadPair(tx, ctx, input, { lock: true });
  for (const person of [pair.retired, pair.survivor]) {
    if (person.merged_into_id === null) continue;
    const [survivor] = (await tx.execute(
      sql`select registry_number as number from participants where id = survivor_of(${person.id})`,
    )) as unknown as { number: string }[];
    throw new Conflict(
      `Record ${person.registry_number} has been merged already: it is now ${survivor!.number}.`,
      { details: { merged: person.id } },
    );
  }
  if (pair.survivor.version !== input.survivorVersion || pair.retired.version !== input.retiredVersion) {
    const brief = ({ id, version, registry_number }: Pair["survivor"]) => ({
      id,
      version,
      registryNumber: registry_number,
    });
    throw stale({ survivor: brief(pair.survivor), retired: brief(pair.retired) });
  }
  return { pair, plan: planMerge(pair, input) };
}

type Work = { id: number; input: MergeInput; pair: Pair; plan: Plan };

/** Writes what the plan says, with the ledger, the audit and the tasks that follow, in the caller's transaction. */
export async function carryOut(tx: Tx, ctx: Ctx, { id, input, pair, plan }: Work): Promise<void> {
  const { survivor, retired } = pair;
  const ledger: Change[] = [...plan.changes.list];
  const [candidate, kept] = await Promise.all([
    closeCandidate(tx, ctx, input),
    plan.keptName ? keepName(tx, survivor.id, plan.keptName) : null,
    applyChanges(tx, plan.changes.list),
  ]);
  if (candidate) ledger.push(candidate);
  if (kept) ledger.push(kept);
  const after = {
    mergeId: id,
    survivor: survivor.registry_number,
    retired: retired.registry_number,
    moves: plan.moves,
  };
  const audit = (participantId: number) =>
    recordAudit(tx, ctx, {
      action: "participant.merged",
      subject: { type: "merges", id },
      participantId,
      after,
      reason: input.reason,
    });
  await endSignIns(tx, ctx, plan);
  await together([
    writeLedger(tx, { of: "merge_id", id }, ledger),
    audit(survivor.id),
    audit(retired.id),
    enqueue(tx, "notify_merge", { mergeId: id }, { jobKey: `notify_merge:${id}` }),
    enqueue(tx, "settle_requests", { mergeId: id }, { jobKey: `settle_requests:${id}` }),
  ]);
}

/** A sign-in that the merge disables ends now: its sessions, and the links on their way to it. */
async function endSignIns(tx: Tx, ctx: Ctx, { changes }: Plan): Promise<void> {
  const disabled = changes.list.filter(
    ({ table, after }) => table === "accounts" && after?.status === "disabled",
  );
  if (disabled.length === 0) return;
  await inTransaction(asSystem({ ...ctx, db: tx, inTx: true }, "end_sessions"), async (own) => {
    for (const { rowId } of disabled) await endEverything(own, rowId, ctx.now);
  });
}

async function keepName(tx: Tx, participantId: number, name: NonNullable<Plan["keptName"]>): Promise<Change> {
  const [row] = await tx
    .insert(participantNames)
    .values({
      participantId,
      kind: "merged",
      givenName: String(name.given_name),
      middleName: name.middle_name === null ? null : String(name.middle_name),
      familyName: String(name.family_name),
    })
    .returning({ id: participantNames.id });
  return {
    table: "participant_names",
    rowId: row!.id,
    action: "inserted",
    before: null,
    after: { participant_id: participantId, ...name },
  };
}

/** The pair leaves the worklist, whoever put it there. */
async function closeCandidate(tx: Tx, ctx: Ctx, input: MergeInput): Promise<Change | null> {
  const [leftId, rightId] = [input.survivorId, input.retiredId].sort((a, b) => a - b);
  const decided = (row: string) =>
    sql.raw(`jsonb_build_object('status', ${row}.status, 'decided_by_id', ${row}.decided_by_id,
      'decided_at', ${row}.decided_at, 'decision_reason', ${row}.decision_reason)`);
  const [row] = (await tx.execute(sql`
    with was as (select * from duplicate_candidates where left_id = ${leftId} and right_id = ${rightId} and status <> 'merged' for update)
    update duplicate_candidates d set status = 'merged', decided_by_id = ${accountIdOf(ctx)}::int, decided_at = ${ctx.now.toISOString()}::timestamptz,
      decision_reason = ${input.reason} from was where d.id = was.id
    returning d.id, ${decided("was")} as before, ${decided("d")} as after`)) as unknown as Pick<
    Change,
    "before" | "after"
  >[] &
    { id: number }[];
  if (!row) return null;
  const { id: rowId, before, after } = row;
  return { table: "duplicate_candidates", rowId, action: "updated", before, after };
}
