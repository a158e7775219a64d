/**
 * `npm run bench -- take-next [--size 200k] [--takes 600]`: milliseconds of *take next* (permission, actor's role, claim,
 * audit) with 200,000 documents waiting, against the bare claim it stands on: the same UPDATE in a transaction, sent by
 * postgres.js as the owner. Taken in turns on the same head of the queue, both must get the same document each time.
 * Then sixteen clerks take at once: nobody gets a document twice, and together they get the most urgent.
 */
import assert from "node:assert/strict";
import { claimNextDocument, claimOfNext } from "#api/domains/documents/index.ts";
import { makeDb } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { noRole } from "#db/roles/tiers.ts";
import { startCluster, TEMPLATE } from "../setup/cluster.ts";
import { ctxFor } from "../support/ctx.ts";
import { makeStaff } from "../support/factories.ts";
import { median, numberOption, printResult, round } from "./measure.ts";

const size = numberOption("size", 200_000);
const takes = numberOption("takes", 600);
const warmUp = 100;
const clerks = 16;

const cluster = await startCluster();
const url = withDatabase(cluster.url, TEMPLATE);
const owner = makeDb(url, { max: 2 });
const api = makeDb(url, { role: noRole, max: clerks });
try {
  const { sql } = owner;
  await sql`insert into participants (given_name, family_name, birth_date, registered_on)
    select 'Given' || n, 'Family' || n, '1988-04-12', '2026-01-01' from generate_series(1, ${Math.ceil(size / 5)}) n`;
  // One in ten stands elsewhere at the desk, most of them the oldest: put aside, escalated, handed to somebody.
  const colleague = await makeStaff(owner.db, "data_entry");
  await sql`insert into documents (participant_id, type, status, lane, lane_rank, received_at, desk_state, held_until, assigned_to_id)
    select (select min(id) from participants) + n % ${Math.ceil(size / 5)},
      (array['transcript','training_certificate','permit','health_safety'])[1 + n % 4], 'unverified',
      (array['licensing_visit','stipend_deadline','permit_renewal','standard'])[1 + least(n % 9, 3)], least(n % 9, 3),
      now() - make_interval(mins => ${size} - n),
      case when n % 30 = 0 then 'held' when n % 30 = 1 then 'escalated' else 'queue' end,
      case when n % 30 = 0 then current_date + 7 end,
      case when n % 30 = 2 then ${colleague.id}::integer end
    from generate_series(1, ${size}) n`;
  await sql`vacuum analyze`;

  const clerk = await makeStaff(owner.db, "data_entry");
  const ctx = ctxFor(api.db, "data_entry", { accountId: clerk.id });
  const bareClaim = claimOfNext(owner.db, clerk.id, {}).toSQL();
  const take = async () => (await claimNextDocument(ctx, {})).id;
  const bare = async () => {
    const [row] = await sql.begin((tx) =>
      tx.unsafe(bareClaim.sql, bareClaim.params as never[], { prepare: true }),
    );
    return row?.id as number;
  };
  async function timed(work: () => Promise<number | null>) {
    const began = performance.now();
    const id = await work();
    return { id, ms: performance.now() - began };
  }

  const figures = { ours: [] as number[], bare: [] as number[] };
  for (let n = 0; n < warmUp + takes; n++) {
    const [first, second] = n % 2 ? [take, bare] : [bare, take];
    const a = await timed(first);
    // The second of the turn finds the queue as the first did, and leaves its head taken.
    await sql`update documents set claimed_by_id = null, claimed_until = null where id = ${a.id}`;
    const b = await timed(second);
    assert.ok(a.id, "something waits");
    assert.equal(a.id, b.id, "both take the same document");
    if (n < warmUp) continue;
    figures.ours.push(n % 2 ? a.ms : b.ms);
    figures.bare.push(n % 2 ? b.ms : a.ms);
  }

  const expected = await sql<{ id: number }[]>`select id from documents
    where status = 'unverified' and desk_state = 'queue' and assigned_to_id is null and claimed_until is null
    order by lane_rank, received_at, id limit ${clerks * 20}`;
  const began = performance.now();
  const taken = await Promise.all(
    Array.from({ length: clerks }, async () => {
      const ids: (number | null)[] = [];
      for (let n = 0; n < 20; n++) ids.push(await take());
      return ids;
    }),
  );
  const together = (performance.now() - began) / (clerks * 20);
  const ids = taken.flat() as number[];
  assert.equal(new Set(ids).size, ids.length, "nobody gets a document twice");
  const byId = (a: number, b: number) => a - b;
  assert.deepEqual(
    [...ids].sort(byId),
    expected.map((row) => row.id).sort(byId),
    "together they got the most urgent",
  );
  const [audited] = await sql<
    { n: number }[]
  >`select count(*)::int as n from audit_events where action = 'document.claimed'`;
  assert.equal(audited!.n, warmUp + takes + ids.length, "every take is audited");
  console.log(
    `alone: ours ${round(median(figures.ours))} ms, bare ${round(median(figures.bare))} ms; ${clerks} clerks at once: ${round(together)} ms a take`,
  );
  printResult({
    bench: "take-next",
    figure: median(figures.ours),
    unit: "ms",
    peer: "the same UPDATE in a transaction, postgres.js",
    peer_figure: median(figures.bare),
    better: "lower",
    size,
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
  });
} finally {
  await Promise.all([owner.close(), api.close()]);
  await cluster.stop();
}
