/**
 * `npm run bench -- unmerge [--size 10000] [--seed 1] [--concurrency 4] [--directory]`: random registries, on each eight random
 * histories of merges, undos in any order, edits and new rows, all taken back in the end; `--directory` mixes merges of programs,
 * institutions, trainings and sponsors in. The figure is the rows that differ from what they were (edits aside), rows lost,
 * orphans and cycles: it must be 0. First an undo that forgets a table has to be caught.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { makeDb } from "#db/client.ts";
import { removeAbandoned, startEmbedded } from "#db/embedded.ts";
import { directoryKinds } from "#db/enums.ts";
import { migrate } from "#db/migrate.ts";
import { taskPayloads } from "#db/queue/payloads.ts";
import { participants } from "#db/schema/index.ts";
import { forgetful, type Kind, type Played, playRegistry } from "#tests/domains/merges-force.ts";
import { type Draw, drawFrom } from "#tests/domains/merges-history.ts";
import { makeParticipant } from "#tests/support/factories.ts";
import { numberOption, round } from "./measure.ts";

const size = numberOption("size", 200);
const seed = numberOption("seed", 1);
const concurrency = numberOption("concurrency", 4);
const perRegistry = 8;
const kinds: Kind[] = process.argv.includes("--directory") ? ["people", ...directoryKinds] : ["people"];

/** Choices that a number repeats: the same seed and registry give the same histories. */
function drawOf(registry: number): Draw {
  let state = (seed * 1_000_003 + registry * 7919) >>> 0;
  const numbers = Array.from({ length: 2000 }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  });
  return drawFrom(numbers);
}

const dir = join(tmpdir(), `rollbook-test-bench-unmerge-${process.pid}`);
const server = await startEmbedded({ dir, name: "bench", durable: false });
try {
  await migrate(server.url);
  const { db, close } = makeDb(server.url, { max: concurrency });
  // What all lanes share is there before they start, or each waits for the other's transaction: the kinds of tasks, and
  // the words of the search's vocabulary.
  for (const task of Object.keys(taskPayloads))
    await db.execute(sql`select graphile_worker.add_job(${task}, job_key => 'known')`);
  await db.execute(sql`select graphile_worker.remove_job('known')`);
  const { id } = await makeParticipant(db, {
    givenName: "Rosa Rosie Maria R O Called",
    middleName: "M.",
    familyName: "Ortiz Villanueva Vega Luna Nova",
  });
  await db.delete(participants).where(eq(participants.id, id));
  const caught: Played[] = [];
  for (let registry = 0; registry < 4; registry++)
    caught.push(...(await playRegistry(db, drawOf(registry), 2, forgetful("enrollments"))));
  const broken = caught.reduce((sum, { differences }) => sum + differences.length, 0);
  console.log(`An undo that forgets enrollments: ${broken} differences in ${caught.length} histories.`);

  const began = performance.now();
  const played: Played[] = [];
  let registry = 0;
  const registries = Math.ceil(size / perRegistry);
  const lane = async () => {
    for (let mine = registry++; mine < registries; mine = registry++) {
      const each = await playRegistry(
        db,
        drawOf(mine),
        Math.min(perRegistry, size - mine * perRegistry),
        undefined,
        kinds,
      );
      played.push(...each);
      // Rows that were rolled back stay until somebody sweeps, and every look at the tables passes them.
      if (mine % 20 === 19) await db.execute(sql`vacuum analyze`);
      for (const difference of each.flatMap(({ differences }) => differences).slice(0, 5))
        console.log(`registry ${mine}: ${difference}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - began) / 1000;
  const sum = (of: (each: Played) => number) => played.reduce((total, each) => total + of(each), 0);
  const differences = sum((each) => each.differences.length);
  console.log(
    JSON.stringify({
      bench: "unmerge",
      figure: differences,
      unit: "differences",
      peer: "the registry before the merges",
      peer_figure: 0,
      ratio: differences,
      better: "lower",
      size: played.length,
      rss_mb: round(process.memoryUsage().rss / 1e6, 0),
      merges: sum((each) => each.merges),
      undos: sum((each) => each.undos),
      refused_undos: sum((each) => each.refused),
      edits: sum((each) => each.edits),
      rows_put_back: sum((each) => each.restored),
      mutant_differences: broken,
      histories_per_second: round(played.length / seconds, 1),
    }),
  );
  if (differences > 0 || broken === 0) process.exitCode = 1;
  await close();
} finally {
  await server.stop();
  await removeAbandoned(dir);
}
