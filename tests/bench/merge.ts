/**
 * `npm run bench -- merge [--rounds 1000] [--concurrency 8]`: overlapping merges (A→B with B→C, A→B with B→A, A→C with B→C)
 * on records with documents, positions and enrollments, all at once. The figure is orphans + cycles, which must be 0; merges
 * a second stand beside two bare row locks and updates in a transaction, run between the rounds on the same server.
 */
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { createMerge } from "#api/domains/merges/index.ts";
import { makeCtx } from "#api/kernel/context.ts";
import { RegistryError } from "#api/kernel/errors.ts";
import { type Db, makeDb } from "#db/client.ts";
import { removeAbandoned, startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { noRole } from "#db/roles/tiers.ts";
import { damage } from "#tests/domains/merges-history.ts";
import { ctxFor, depsFor } from "#tests/support/ctx.ts";
import { makeStaff } from "#tests/support/factories.ts";
import { median, numberOption, round } from "./measure.ts";

const merges = numberOption("rounds", 1_000);
const concurrency = numberOption("concurrency", 8);
const batches = 5;
const shapes = [
  [
    [1, 0],
    [2, 1],
  ],
  [
    [1, 0],
    [0, 1],
  ],
  [
    [2, 0],
    [2, 1],
  ],
] as const;

/** Triples of records of one person each, with a document, a position and an enrollment apiece. */
async function seed(db: Db, triples: number): Promise<number[][]> {
  await db.execute(
    sql`insert into participants (given_name, family_name) select 'Rosa', 'Ortiz ' || n from generate_series(1, ${triples}::int) n, generate_series(1, 3)`,
  );
  await db.execute(
    sql`insert into documents (participant_id, type, status) select id, 'transcript', 'unverified' from participants`,
  );
  await db.execute(
    sql`insert into programs (program_number, name, setting) values ('P1', 'Little Oaks', 'center_based')`,
  );
  await db.execute(
    sql`insert into employments (participant_id, program_id, position, started_on) select id, 1, 'teacher', '2022-01-01' from participants`,
  );
  const rows = (await db.execute(
    sql`select array_agg(id order by id) as ids from participants group by family_name`,
  )) as unknown as { ids: number[] }[];
  return rows.map(({ ids }) => ids);
}

/** Runs every job with a few at a time. @returns seconds taken */
async function together(jobs: (() => Promise<unknown>)[]): Promise<number> {
  const began = performance.now();
  let at = 0;
  const lane = async () => {
    for (let next = jobs[at++]; next; next = jobs[at++]) await next();
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return (performance.now() - began) / 1000;
}

const dir = join(tmpdir(), `rollbook-test-bench-merge-${process.pid}`);
const server = await startEmbedded({ dir, name: "bench", durable: true });
try {
  await migrate(server.url);
  const owner = makeDb(server.url, { max: concurrency });
  const pool = makeDb(server.url, { max: concurrency, role: noRole });
  const perBatch = Math.ceil(merges / batches / 2);
  const triples = await seed(owner.db, perBatch * batches);
  const spare = await seedSpare(owner.db);
  const clerk = await makeStaff(owner.db, "help_desk");
  const { actor } = ctxFor(pool.db, "help_desk", { accountId: clerk.id });
  await owner.sql`analyze`;

  let done = 0;
  let refused = 0;
  const merge = (survivorId: number, retiredId: number) => async () => {
    const ctx = makeCtx(depsFor(pool.db), actor, "bench");
    const versions = await owner.sql<
      { id: number; version: number }[]
    >`select id, version from participants where id in (${survivorId}, ${retiredId})`;
    const version = (id: number) => versions.find((row) => row.id === id)!.version;
    try {
      await createMerge(ctx, {
        survivorId,
        retiredId,
        reason: "Bench",
        survivorVersion: version(survivorId),
        retiredVersion: version(retiredId),
      });
      done++;
    } catch (error) {
      if (!(error instanceof RegistryError && error.status === 409)) throw error;
      refused++;
    }
  };
  const bare = (a: number, b: number) => () =>
    owner.sql.begin(async (tx) => {
      await tx`select id from participants where id in (${a}, ${b}) order by id for update`;
      await tx`update participants set city = 'Fresno' where id = ${a}`;
      await tx`update participants set city = 'Fresno' where id = ${b}`;
    });
  const ours: number[] = [];
  const peers: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const mine = triples.slice(batch * perBatch, (batch + 1) * perBatch);
    const jobs = mine.flatMap((ids, n) =>
      shapes[n % shapes.length]!.map(([survivor, retired]) => merge(ids[survivor]!, ids[retired]!)),
    );
    const before = done;
    const seconds = await together(jobs);
    ours.push((done - before) / seconds);
    const pairs = Array.from({ length: jobs.length }, (_, n) =>
      bare(spare[(2 * n) % spare.length]!, spare[(2 * n + 1) % spare.length]!),
    );
    peers.push(pairs.length / (await together(pairs)));
  }
  const { orphans, cycles } = await damage(owner.db);
  assert.equal(done + refused, perBatch * batches * 2, "every merge was done or refused in words");
  const [retired] = await owner.sql<
    { n: number }[]
  >`select count(*)::int as n from participants where status = 'merged'`;
  assert.equal(retired!.n, done, "every merge that was done retired one record");
  console.log(
    `${done} merged, ${refused} refused (a colleague was faster), ${orphans} orphans, ${cycles} cycles.`,
  );
  console.log(
    JSON.stringify({
      bench: "merge",
      figure: orphans + cycles,
      unit: "orphans + cycles",
      peer: "two row locks and two updates in a transaction",
      peer_figure: 0,
      ratio: round(median(ours) / median(peers), 3),
      better: "lower",
      ratio_of: "merges per second",
      size: done + refused,
      rss_mb: round(process.memoryUsage().rss / 1e6, 0),
      merges_per_second: round(median(ours), 1),
      peer_per_second: round(median(peers), 1),
    }),
  );
  if (orphans + cycles > 0) process.exitCode = 1;
  await pool.close();
  await owner.close();
} finally {
  await server.stop();
  await removeAbandoned(dir);
}

/** Records the peer locks and updates, which no merge touches. */
async function seedSpare(db: Db): Promise<number[]> {
  const rows = (await db.execute(
    sql`insert into participants (given_name, family_name) select 'Spare', 'Row ' || n from generate_series(1, 500) n returning id`,
  )) as unknown as { id: number }[];
  return rows.map(({ id }) => id);
}
