import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { type DirectoryKind, directoryKinds } from "#db/enums.ts";
import { duplicateScans, linkageModels } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { bandsOf, LOWEST, type Model, pack, scan, trainInThread } from "../../linkage/index.ts";
import { specs } from "./kinds.ts";
import { bandsFrom, modelInUse } from "./model.ts";
import { type Held, livingRecords } from "./records.ts";
import { closePairs, judgePairs, type Pair, type Refreshed, writePairs } from "./worklist.ts";

/** Fewer records than this teach a model nothing: the assumed one is kept. */
const enoughToLearn = 200;
/** A look that has not moved for so long died with its process. */
const deadAfterMinutes = 15;
type Progress = Partial<typeof duplicateScans.$inferInsert>;

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

async function lookAt(ctx: Ctx, kind: DirectoryKind): Promise<Refreshed> {
  const started = await begin(ctx, kind);
  if (started === null) return { found: 0, opened: 0, closed: 0 };
  const report = (progress: Progress) =>
    inTransaction(ctx, async (tx) => {
      await tx.update(duplicateScans).set(progress).where(eq(duplicateScans.id, started.id));
    });
  try {
    const { all, held } = await inTransaction(ctx, async (tx) => {
      await tx.execute(sql`delete from private.changed_directory where kind = ${kind}`);
      const records = await livingRecords(tx, kind);
      return { all: records, held: await modelInUse(tx, kind, records) };
    });
    await report({ stage: "learning", percent: 20, records: all.size });
    const found = await compare(kind, all, held.model, report);
    await report({ stage: "writing", percent: 80 });
    const result = await inTransaction(ctx, async (tx) => {
      const modelId = found.rules ? await save(tx, kind, found.model, found.rules) : held.id;
      const judged = judgePairs(kind, found.model, all, found.pairs);
      const opened = await writePairs(tx, kind, judged);
      const closed = await closePairs(tx, kind, sql`d.updated_at < ${started.at}::timestamptz`, judged);
      return { modelId, found: judged.length, opened, closed };
    });
    const { modelId, opened, closed } = result;
    await report({
      ...{ status: "done", percent: 100, finishedAt: new Date() },
      ...{ modelId, pairs: result.found, opened, closed },
    });
    return result;
  } catch (error) {
    await report({ status: "failed", failure: "It ended early and is tried again.", finishedAt: new Date() });
    throw error;
  }
}

/** Null while another look at the kind runs. */
async function begin(ctx: Ctx, kind: DirectoryKind): Promise<{ id: number; at: string } | null> {
  return inTransaction(ctx, async (tx) => {
    await tx.execute(sql`update duplicate_scans set status = 'failed', failure = 'Its process ended.', finished_at = now()
      where kind = ${kind} and status = 'running' and updated_at < now() - make_interval(mins => ${deadAfterMinutes})`);
    const [row] =
      (await tx.execute(sql`insert into duplicate_scans (kind) values (${kind}) on conflict do nothing
      returning id, clock_timestamp()::text as at`)) as unknown as { id: number; at: string }[];
    return row ?? null;
  });
}

type Rules = { rule: string; pairs: number; largestBlock: number }[];

/** Learns from the records where there are enough, and lists the pairs worth judging. */
async function compare(
  kind: DirectoryKind,
  all: ReadonlyMap<number, Held>,
  inUse: Model,
  report: (progress: Progress) => Promise<void>,
): Promise<{ model: Model; pairs: Pair[]; rules: Rules | null }> {
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
  const rules = spec.rules.map(({ key }, at) => ({
    ...{ rule: key, pairs: scanned.met[at]!, largestBlock: scanned.caps[at]! },
  }));
  const pairs = Array.from(scanned.weights, (weight, at) => ({
    weight,
    ...{ a: ids[scanned.pairs[2 * at]!]!, b: ids[scanned.pairs[2 * at + 1]!]! },
  })).filter(({ weight }) => weight >= bands.possible);
  return { model: { ...model, bands }, pairs, rules: learns ? rules : null };
}

async function save(tx: Tx, kind: DirectoryKind, model: Model, rules: Rules): Promise<number> {
  const [row] = await tx
    .insert(linkageModels)
    .values({
      kind,
      model: model as unknown as Record<string, unknown>,
      facts: { rules, training: model.training, bands: model.bands },
    })
    .returning({ id: linkageModels.id });
  return row!.id;
}
