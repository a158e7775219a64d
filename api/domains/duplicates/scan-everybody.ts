import { sql } from "drizzle-orm";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { bandsOf, LOWEST, type Model, Packer, scan, trainInThread, type View } from "../../linkage/index.ts";
import { pairsByClue } from "./clues.ts";
import { regroupEverybody } from "./groups.ts";
import { judgePairs, type Pair } from "./judge.ts";
import { forgetCrowds, writeLinkRecords } from "./link-records.ts";
import { enoughToLearn, type Look, lookOnce, saveModel } from "./looks.ts";
import { smallClues } from "./match-people.ts";
import { careful, modelInUse } from "./model.ts";
import { intArray, peopleToCompare, spec } from "./people.ts";
import { closePairs, type Refreshed, writePairs } from "./worklist.ts";

const readAtOnce = 2000;
const judgedAtOnce = 500;

/**
 * One look at everybody as a task: people are folded and stored anew in batches, a model is learned from them, threads
 * compare whoever shares a key, clues bring further pairs, and the worklist follows. One at a time; safe to repeat.
 */
export async function scanEverybody(ctx: Ctx): Promise<Refreshed> {
  const system = asSystem(ctx, "find_duplicates");
  return lookOnce(system, "people", async ({ at, report }) => {
    const everybody = await readEverybody(system, report);
    await report({ stage: "learning", percent: 40, records: everybody.view.count });
    const { model, modelId, pairs } = await compare(system, everybody, report);
    await report({ stage: "writing", percent: 75, modelId });
    return { modelId, ...(await write(system, model, pairs, at, report)) };
  });
}

/** Everybody as compared, packed, with the id of each: some 250 bytes a person, however many there are. */
type Everybody = { view: View; ids: Int32Array };

/** Folds everybody, stored on the way. Changes noted before are looked at with everybody. */
async function readEverybody(ctx: Ctx, report: Look["report"]): Promise<Everybody> {
  const [{ last }] = await inTransaction(ctx, async (tx) => {
    await tx.execute(sql`delete from private.changed_people`);
    await forgetCrowds(tx);
    await tx.execute(
      sql`delete from private.link_keys k using participants p where p.id = k.participant_id and p.status = 'merged'`,
    );
    await tx.execute(sql`delete from private.link_records r where not exists
      (select 1 from participants p where p.id = r.participant_id and p.status <> 'merged')`);
    return (await tx.execute(sql`select coalesce(max(id), 0)::int as last from participants`)) as unknown as [
      { last: number },
    ];
  });
  // Not as many as are counted now: whoever is being inserted with a lower number is read too.
  const packer = new Packer(spec, last);
  const ids = new Int32Array(last);
  let count = 0;
  for (let from = 0; from < last; from += readAtOnce) {
    const records = await inTransaction(ctx, async (tx) => {
      const people = await peopleToCompare(tx, sql`p.id > ${from} and p.id <= ${from + readAtOnce}`);
      const encoded = people.map((person) => spec.encode(person));
      await writeLinkRecords(tx, encoded);
      return encoded;
    });
    for (const record of records) {
      packer.add(record);
      ids[count++] = Number(record.id);
    }
    await report({ percent: Math.round((40 * Math.min(from + readAtOnce, last)) / last) });
  }
  return { view: packer.end(), ids };
}

/** Learns from the records and lists the pairs worth judging. */
async function compare(ctx: Ctx, { view, ids }: Everybody, report: Look["report"]) {
  const learned = view.count >= enoughToLearn;
  const { model, modelId } = learned
    ? { model: await trainInThread(spec.descriptor, view), modelId: null }
    : await inTransaction(ctx, async (tx) => {
        const { id, model: used } = await modelInUse(tx);
        return { model: used, modelId: id };
      });
  await report({ stage: "comparing", percent: 55 });
  let told = Promise.resolve();
  const scanned = await scan(view, model, {
    threshold: LOWEST - smallClues,
    threads: view.count > 20_000 ? 2 : 1,
    // A percentage that could not be told is no reason to stop looking.
    onProgress: (share) => {
      told = told.then(() => report({ percent: 55 + Math.round(20 * share) })).catch(() => {});
    },
  });
  await told;
  const bands = learned ? careful(bandsOf(scanned.weights)) : model.bands;
  const used = { ...model, bands };
  const pairs = new Map<string, Pair>();
  scanned.weights.forEach((weight, at) => {
    if (weight < bands.possible - smallClues) return;
    const [a, b] = [ids[scanned.pairs[2 * at]!]!, ids[scanned.pairs[2 * at + 1]!]!];
    pairs.set(`${a}:${b}`, { a, b });
  });
  const saved = await inTransaction(ctx, async (tx) => {
    for (const { a, b } of (await tx.execute(pairsByClue)) as unknown as Pair[])
      pairs.set(`${a}:${b}`, { a, b });
    return learned ? saveModel(tx, "people", spec, used, scanned) : modelId;
  });
  return { model: used, modelId: saved, pairs: [...pairs.values()] };
}

async function write(
  ctx: Ctx,
  model: Model,
  pairs: readonly Pair[],
  startedAt: Date,
  report: Look["report"],
): Promise<Refreshed> {
  const sum = { found: 0, opened: 0, closed: 0 };
  const kept: Pair[] = [];
  for (let from = 0; from < pairs.length; from += judgedAtOnce) {
    await inTransaction(ctx, async (tx) => {
      const judged = await judgePairs(tx, model, pairs.slice(from, from + judgedAtOnce));
      const good = judged.filter(({ score }) => score >= model.bands.possible);
      for (const { a, b } of good) kept.push({ a, b });
      const { found, opened } = await writePairs(tx, model, good, startedAt);
      sum.found += found;
      sum.opened += opened;
    });
    await report({
      percent: 75 + Math.round((24 * Math.min(from + judgedAtOnce, pairs.length)) / pairs.length),
    });
  }
  await inTransaction(ctx, async (tx) => {
    const closed = await closePairs(
      tx,
      sql`d.updated_at < ${startedAt.toISOString()}::timestamptz`,
      sql`select * from unnest(${intArray(kept.map(({ a }) => a))}, ${intArray(kept.map(({ b }) => b))}) as t(a, b)`,
    );
    sum.closed = closed.length;
    await regroupEverybody(tx, model);
  });
  return sum;
}
