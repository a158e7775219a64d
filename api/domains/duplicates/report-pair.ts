import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { recordAudit } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { regroupAfter } from "./decide.ts";
import { modelInUse } from "./model.ts";

/**
 * Puts two records that somebody reported as one person on the worklist: a new pair stands among the likely ones, an open
 * one is lifted there. A pair that was decided stays decided (U-M8); whoever answers the report looks at it again.
 * @returns the pair's id.
 */
export async function reportPair(tx: Tx, ctx: Ctx, one: number, other: number): Promise<number> {
  const [left, right] = [Math.min(one, other), Math.max(one, other)];
  const {
    model: { bands },
  } = await modelInUse(tx);
  const reported = JSON.stringify([{ key: "reported_as_one_person", points: 0 }]);
  const [row] = (await tx.execute(sql`
    insert into duplicate_candidates as d (left_id, right_id, band, score, signals)
    values (${left}, ${right}, 'likely', ${bands.likely}, ${reported}::jsonb)
    on conflict (left_id, right_id) do update set
      band = case when d.status = 'open' and d.band = 'possible' then 'likely' else d.band end,
      score = case when d.status = 'open' then greatest(d.score, ${bands.likely}::real) else d.score end,
      signals = case when d.status = 'open' and not d.signals @> '[{"key":"reported_as_one_person"}]'
        then d.signals || ${reported}::jsonb else d.signals end
    returning id, status`)) as unknown as { id: number; status: string }[];
  for (const participantId of [left, right]) {
    await recordAudit(tx, ctx, {
      action: "duplicate.reported",
      subject: { type: "duplicates", id: row!.id },
      participantId,
      after: { status: row!.status },
    });
  }
  await regroupAfter(tx, ctx, [left, right]);
  return row!.id;
}
