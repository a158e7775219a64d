import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { type DirectoryKind, directoryKinds } from "#db/enums.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { type Model, scoreAgainst } from "../../linkage/index.ts";
import { specs } from "./kinds.ts";
import { modelInUse } from "./model.ts";
import { type Held, livingRecords, recordsToMeet } from "./records.ts";
import { closePairs, judgePairs, type Pair, type Refreshed, writePairs } from "./worklist.ts";

/** So many changes of a kind at once are looked at together with all of it. */
const tooMany = 500;

/** Asks for a look at all of a kind; asking again while one waits changes nothing. */
export const lookAtAll = (tx: Tx, kind: DirectoryKind): Promise<void> =>
  enqueue(tx, "find_directory_duplicates", { kind }, { jobKey: `find_directory_duplicates:${kind}` });

/** Looks at every record of the directory that changed since; safe to repeat and to run twice at a time. U-M20 */
export async function matchChangedDirectory(ctx: Ctx): Promise<{ records: number } & Refreshed> {
  const system = asSystem(ctx, "match_changed_directory");
  const sum = { records: 0, found: 0, opened: 0, closed: 0 };
  for (const kind of directoryKinds) {
    await inTransaction(system, async (tx) => {
      const rows = (await tx.execute(sql`delete from private.changed_directory where id in
        (select id from private.changed_directory where kind = ${kind} for update skip locked)
        returning record_id as id`)) as unknown as { id: number }[];
      const ids = [...new Set(rows.map(({ id }) => id))].sort((a, b) => a - b);
      if (ids.length > tooMany) return lookAtAll(tx, kind);
      const { found, opened, closed } = await matchRecords(tx, kind, ids);
      sum.records += ids.length;
      sum.found += found;
      sum.opened += opened;
      sum.closed += closed;
    });
  }
  return sum;
}

/** Matches some records with all of their kind and brings their pairs on the worklist up to date. */
export async function matchRecords(tx: Tx, kind: DirectoryKind, ids: readonly number[]): Promise<Refreshed> {
  if (ids.length === 0) return { found: 0, opened: 0, closed: 0 };
  const all = await livingRecords(tx, kind);
  const { model } = await modelInUse(tx, kind, all);
  const asked = sql`${`{${ids.join(",")}}`}::int[]`;
  const open = (await tx.execute(sql`select left_id as a, right_id as b from directory_candidates
    where kind = ${kind} and (left_id = any (${asked}) or right_id = any (${asked}))`)) as unknown as Pair[];
  const pairs = new Map(open.map((pair) => [`${pair.a}:${pair.b}`, pair]));
  for (const id of ids) {
    const probe = all.get(id);
    if (!probe) continue;
    for (const { record } of alike(kind, model, all, probe, model.bands.possible)) {
      const [a, b] = [id, Number(record.id)].sort((x, y) => x - y) as [number, number];
      pairs.set(`${a}:${b}`, { a, b });
    }
  }
  const judged = judgePairs(kind, model, all, pairs.values());
  const opened = await writePairs(tx, kind, judged);
  const closed = await closePairs(
    tx,
    kind,
    sql`(d.left_id = any (${asked}) or d.right_id = any (${asked}))`,
    judged,
  );
  return { found: judged.length, opened, closed };
}

/** Records that reach a weight with the probe, the likeliest first. */
export function alike(
  kind: DirectoryKind,
  model: Model,
  all: ReadonlyMap<number, Held>,
  probe: Held,
  cut: number,
): (Held & { score: number })[] {
  const others = recordsToMeet(all, probe);
  const weights = scoreAgainst(
    specs[kind],
    model,
    probe.record,
    others.map(({ record }) => record),
  );
  return others
    .map((other, at) => ({ ...other, score: weights[at]! }))
    .filter(({ score }) => score >= cut)
    .sort((x, y) => y.score - x.score || Number(x.record.id) - Number(y.record.id));
}
