import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { directoryCandidates, duplicateCandidates } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict, stale } from "../../kernel/errors.ts";
import type { DuplicateRow } from "./schemas.ts";

type Pairs = typeof duplicateCandidates | typeof directoryCandidates;
export type MovedValues = Pick<
  Partial<typeof duplicateCandidates.$inferInsert>,
  "status" | "decidedById" | "decidedAt" | "decisionReason"
>;

/** Decided: not the same, and why. */
export const setAside = ({ actor, now }: Ctx, decisionReason: string): MovedValues => ({
  ...{ status: "not_duplicate", decidedAt: now, decisionReason },
  decidedById: actor.type === "account" ? actor.accountId : null,
});
export const openAgain: MovedValues = {
  ...{ status: "open", decidedById: null, decidedAt: null, decisionReason: null },
};

/**
 * Moves a pair from one state to another, of people or of the directory.
 * @throws Conflict where a colleague decided meanwhile; how alike the two look is no part of what it shows, because whoever
 * judges blind is not to learn it.
 */
export async function movePair<
  Row extends Pick<DuplicateRow, "status" | "version" | "band" | "score" | "signals">,
>(
  tx: Tx,
  pairs: Pairs,
  before: Row,
  { id, version, from, set }: { id: number; version?: number; from: Row["status"]; set: MovedValues },
): Promise<{ leftId: number; rightId: number; status: Row["status"] }> {
  const { band: _band, score: _score, signals: _signals, ...current } = before;
  if (before.status !== from) {
    throw new Conflict(
      before.status === "merged"
        ? "These records have been merged."
        : `This pair is ${before.status.replaceAll("_", " ")} already.`,
      { details: { current } },
    );
  }
  const [after] = await tx
    .update(pairs)
    .set(set)
    .where(and(eq(pairs.id, id), eq(pairs.status, from), eq(pairs.version, version ?? before.version)))
    .returning({ leftId: pairs.leftId, rightId: pairs.rightId, status: pairs.status });
  if (!after) throw stale(current);
  return after;
}
