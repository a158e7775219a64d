import { sql } from "drizzle-orm";
import { type DirectoryKind, directoryKinds } from "#db/enums.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { bandsOf, LOWEST, type Model, pack, type Scan, scan, trainInThread } from "../../linkage/index.ts";
import { enoughToLearn, type Look, lookOnce, saveModel } from "../duplicates/index.ts";
import { specs } from "./kinds.ts";
import { bandsFrom, modelInUse } from "./model.ts";
import { type Held, livingRecords } from "./records.ts";
import { closePairs, judgePairs, type Pair, type Refreshed, writePairs } from "./worklist.ts";

/** One look at all of each kind, or of one, as a task. One of a kind at a time; safe to repeat. */
export async function findDirectoryDuplicates(
  ctx: Ctx,
  input: { kind?: DirectoryKind } = {},
): Promise<Refreshed> {
  const sum = { found: 0, opened: 0, closed: 0 };
  for (const kind of input.kind ? [input.kind] : directoryKinds) {
    const { found, opened, closed } = await lookAt(asSystem(ctx, "find_directory_duplicates"), kind);
    sum.found += found;
    sum.opened += opened;
    sum.closed += closed;
  }
  return sum;
}

function lookAt(ctx: Ctx, kind: DirectoryKind): Promise<Refreshed> {
  return lookOnce(ctx, kind, async ({ at, report }) => {
    const { all, held } = await inTransaction(ctx, async (tx) => {
      await tx.execute(sql`delete from private.changed_directory where kind = ${kind}`);
      const records = await livingRecords(tx, kind);
      return { all: records, held: await modelInUse(tx, kind, records) };
    });
    await report({ stage: "learning", percent: 20, records: all.size });
    const found = await compare(kind, all, held.model, report);
    await report({ stage: "writing", percent: 80 });
    return inTransaction(ctx, async (tx) => {
      const { learned, model } = found;
      const modelId = learned ? await saveModel(tx, kind, specs[kind], model, learned) : held.id;
      const judged = judgePairs(kind, model, all, found.pairs);
      const opened = await writePairs(tx, kind, judged);
      const closed = await closePairs(tx, kind, sql`d.updated_at < ${at.toISOString()}::timestamptz`, judged);
      return { modelId, found: judged.length, opened, closed };
    });
  });
}

/** Learns from the records where there are enough, and lists the pairs worth judging. */
async function compare(
  kind: DirectoryKind,
  all: ReadonlyMap<number, Held>,
  inUse: Model,
  report: Look["report"],
): Promise<{ model: Model; pairs: Pair[]; learned: Scan | null }> {
  const spec = specs[kind];
  const ids = [...all.keys()];
  const view = pack(
    spec,
    [...all.values()].map(({ record }) => record),
  );
  const learns = all.size >= enoughToLearn;
  const model = learns ? await trainInThread(spec.descriptor, view) : inUse;
  await report({ stage: "comparing", percent: 50 });
  const scanned = await scan(view, model, { threshold: LOWEST });
  const bands = learns ? bandsFrom(bandsOf(scanned.weights)) : model.bands;
  const pairs = Array.from(scanned.weights, (weight, at) => ({
    weight,
    ...{ a: ids[scanned.pairs[2 * at]!]!, b: ids[scanned.pairs[2 * at + 1]!]! },
  })).filter(({ weight }) => weight >= bands.possible);
  return { model: { ...model, bands }, pairs, learned: learns ? scanned : null };
}
