import { sql } from "drizzle-orm";
import { duplicateBands } from "#db/enums.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { probabilityOf } from "../../linkage/index.ts";
import type { Calibration } from "./schemas.ts";

export type Decided = { score: number; band: (typeof duplicateBands)[number]; same: boolean };

/**
 * Predicted against actual: every pair that somebody decided is a label, with the score it had when it was decided. Merges
 * that were undone count as two people.
 */
export async function readCalibration(ctx: Ctx): Promise<Calibration> {
  requirePermission(ctx, "duplicates:read");
  return inTransaction(ctx, async (tx) => {
    const rows = (await tx.execute(sql`
      select d.score, d.band, d.status = 'merged' as same from duplicate_candidates d
      where d.status <> 'open' and d.decided_by_id is not null`)) as unknown as Decided[];
    return calibrationOf(rows);
  });
}

/** Decided pairs by tenths of what their score promised, and by band. */
export function calibrationOf(rows: readonly Decided[]): Calibration {
  const tenth = ({ score }: Decided) => Math.min(9, Math.floor(probabilityOf(score) * 10));
  return {
    decided: rows.length,
    deciles: Array.from({ length: 10 }, (_, n) => ({
      ...{ from: n / 10, to: (n + 1) / 10 },
      ...summed(rows.filter((row) => tenth(row) === n)),
    })),
    bands: duplicateBands.map((band) => ({ band, ...summed(rows.filter((row) => row.band === band)) })),
  };
}

function summed(rows: readonly Decided[]) {
  const same = rows.filter((row) => row.same).length;
  const share = (sum: number) => (rows.length === 0 ? 0 : Math.round((1000 * sum) / rows.length) / 1000);
  return {
    ...{ pairs: rows.length, same, actual: share(same) },
    predicted: share(rows.reduce((sum, { score }) => sum + probabilityOf(score), 0)),
  };
}
