/**
 * `npm run bench -- merge-race [--rounds 10000] [--lanes 3]`: in each round three records of one person are merged into each other
 * two or three ways at once (A→B with B→C, A→B with B→A, three in a ring) while a clerk verifies a paper, somebody enrolls, uploads
 * and signs in under one of their numbers. The figure is broken rules and errors that are no sentence: it must be 0. First a merge
 * that does not look again under its locks has to be caught. The ratio is merges a second over two bare locked updates.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDb } from "#db/client.ts";
import { removeAbandoned, startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { noRole } from "#db/roles/tiers.ts";
import { playRounds, type Rounds, unchecked } from "#tests/domains/merges-rounds.ts";
import { makeParticipant } from "#tests/support/factories.ts";
import { numberOption, round } from "./measure.ts";

const rounds = numberOption("rounds", 200);
const lanes = numberOption("lanes", 3);

const dir = join(tmpdir(), `rollbook-test-bench-merge-race-${process.pid}`);
const server = await startEmbedded({ dir, name: "bench", durable: true });
try {
  await migrate(server.url);
  const owner = makeDb(server.url, { max: lanes });
  const pool = makeDb(server.url, { max: lanes * 6, role: noRole });
  const bare = async () => {
    const [a, b] = [(await makeParticipant(owner.db)).id, (await makeParticipant(owner.db)).id];
    const began = performance.now();
    for (let n = 0; n < 50; n++) {
      await owner.sql.begin(async (tx) => {
        await tx`select id from participants where id in (${a}, ${b}) order by id for update`;
        await tx`update participants set city = 'Fresno' where id = ${a}`;
        await tx`update participants set city = 'Fresno' where id = ${b}`;
      });
    }
    return 50 / ((performance.now() - began) / 1000);
  };
  const play = async (share: number): Promise<Rounds & { seconds: number }> => {
    const began = performance.now();
    const played = await playRounds(owner.db, pool.db, share, undefined, lanes);
    return { ...played, seconds: (performance.now() - began) / 1000 };
  };

  const parts = 4;
  const played: Awaited<ReturnType<typeof play>>[] = [];
  const peers: number[] = [];
  for (let part = 0; part < parts; part++) {
    played.push(await play(Math.ceil(rounds / parts)));
    peers.push(await bare());
  }
  const sum = (of: (each: (typeof played)[number]) => number) =>
    played.reduce((total, each) => total + of(each), 0);
  const broken = played.flatMap((each) => each.broken);
  for (const words of new Set(broken)) console.log(`BROKEN ${words}`);
  const mutant = await playRounds(owner.db, pool.db, 12, unchecked);
  console.log(`A merge that does not look again under its locks: ${mutant.broken.join("; ")}`);
  const perSecond = sum((each) => each.merged) / sum((each) => each.seconds);
  const peer = peers.reduce((total, each) => total + each, 0) / parts;
  console.log(
    JSON.stringify({
      bench: "merge-race",
      figure: broken.length,
      unit: "broken invariants",
      peer: "two row locks and two updates in a transaction",
      peer_figure: 0,
      ratio: round(perSecond / peer, 3),
      ratio_of: "merges per second",
      better: "lower",
      size: sum((each) => each.rounds),
      rss_mb: round(process.memoryUsage().rss / 1e6, 0),
      merged: sum((each) => each.merged),
      refused: sum((each) => each.refused),
      others_done: sum((each) => each.others),
      mutant_broken: mutant.broken.length,
      rounds_per_second: round(sum((each) => each.rounds) / sum((each) => each.seconds), 1),
    }),
  );
  if (broken.length > 0 || mutant.broken.length === 0) process.exitCode = 1;
  await pool.close();
  await owner.close();
} finally {
  await server.stop();
  await removeAbandoned(dir);
}
