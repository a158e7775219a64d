/**
 * `npm run bench -- merge-cost [--rounds 60]`: a merge of two people with 200 rows each (load, plan, write, ledger,
 * audit, queue) beside the bare updates it needs: one `update … where id = any(…)` for each table and set of new values, in one
 * transaction, pair by pair in turns on one server. Both pairs must end alike.
 */
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMerge, loadPair, planMerge } from "#api/domains/merges/index.ts";
import { makeCtx } from "#api/kernel/context.ts";
import { makeDb } from "#db/client.ts";
import { removeAbandoned, startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { noRole } from "#db/roles/tiers.ts";
import { ctxFor, depsFor } from "#tests/support/ctx.ts";
import { makeStaff } from "#tests/support/factories.ts";
import { median, numberOption, printResult, round } from "./measure.ts";
import { endOf, rowsOfOne, seedPairs } from "./merge-people.ts";

const rounds = numberOption("rounds", 60);
const warmUps = 8;

const dir = join(tmpdir(), `rollbook-test-bench-merge-cost-${process.pid}`);
const server = await startEmbedded({ dir, name: "bench", durable: true });
try {
  await migrate(server.url);
  const owner = makeDb(server.url, { max: 1 });
  const pool = makeDb(server.url, { max: 1, role: noRole });
  const pairs = await seedPairs(owner.db, 2 * (rounds + warmUps));
  const clerk = await makeStaff(owner.db, "help_desk");
  const { actor } = ctxFor(pool.db, "help_desk", { accountId: clerk.id });
  const ours = async (pair: (typeof pairs)[number]) => {
    const began = performance.now();
    await createMerge(makeCtx(depsFor(pool.db), actor, "bench"), {
      ...pair,
      reason: "Bench",
      // Two former names apiece have touched every record.
      survivorVersion: 3,
      retiredVersion: 3,
    });
    return performance.now() - began;
  };

  /** The bare updates of a pair, known before the clock starts. */
  const peer = async (pair: (typeof pairs)[number]) => {
    const ctx = ctxFor(owner.db, "help_desk");
    const plan = planMerge(await owner.db.transaction((tx) => loadPair(tx, ctx, pair, { lock: false })), {
      choices: {},
    });
    const updates = new Map<string, { table: string; values: Record<string, unknown>; ids: number[] }>();
    for (const { table, rowId, before, after } of plan.changes.list) {
      if (!before || !after) continue;
      const key = `${table} ${JSON.stringify(after)}`;
      const update = updates.get(key) ?? { table, values: after, ids: [] };
      update.ids.push(rowId);
      updates.set(key, update);
    }
    const began = performance.now();
    await owner.sql.begin(async (tx) => {
      await tx`set constraints enrollments_key deferred`;
      for (const { table, values, ids } of updates.values()) {
        const set = Object.keys(values).map((column, n) => `"${column}" = $${n + 2}`);
        await tx.unsafe(`update ${table} set ${set.join(", ")} where id = any ($1::int[])`, [
          `{${ids.join(",")}}`,
          ...(Object.values(values) as never[]),
        ]);
      }
    });
    return performance.now() - began;
  };

  const times: { ours: number; peer: number }[] = [];
  for (let n = 0; n < rounds + warmUps; n++) {
    const [a, b] = [pairs[2 * n]!, pairs[2 * n + 1]!];
    const first = n % 2 === 0;
    const mine = first ? await ours(a) : 0;
    const theirs = await peer(b);
    times.push({ ours: first ? mine : await ours(a), peer: theirs });
    assert.equal(await endOf(owner.db, a), await endOf(owner.db, b), "both pairs end alike");
  }
  const [moved] = await owner.sql<
    { n: number }[]
  >`select count(*)::int as n from merge_ledger where merge_id = 1`;
  const measured = times.slice(warmUps);
  const figure = median(measured.map((time) => time.ours));
  const bare = median(measured.map((time) => time.peer));
  printResult(
    {
      bench: "merge-cost",
      figure,
      unit: "ms per merge",
      peer: "the bare updates it needs, in one transaction",
      peer_figure: bare,
      better: "lower",
      size: 2 * rowsOfOne,
      rss_mb: round(process.memoryUsage().rss / 1e6, 0),
    },
    {
      median_of_ratios: round(median(measured.map((time) => time.ours / time.peer)), 3),
      ledger_rows: moved!.n,
      rounds,
    },
  );
  await pool.close();
  await owner.close();
} finally {
  await server.stop();
  await removeAbandoned(dir);
}
