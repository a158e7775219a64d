/**
 * `npm run bench -- hostile [--every 1024]`: every file of the hostile corpus is uploaded to a web process of its own and
 * processed by a real worker. A survivor is answered within five seconds and never with a 5xx, and ends refused in words,
 * unreadable with a reason, or in the queue. Fails unless all survive and the web process grew by at most 64 MB.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readConfig } from "#api/config.ts";
import { makeDb } from "#db/client.ts";
import { removeAbandoned, startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { drawTranscriptPdf } from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript } from "#db/seed/demo/transcripts.ts";
import { startWorker } from "#workers/main.ts";
import { type Attack, attack, endFault } from "../support/attack.ts";
import { Client } from "../support/client.ts";
import { makeParticipant, makeStaff } from "../support/factories.ts";
import { hostileBombs, hostileCorpus } from "../support/hostile-files.ts";
import { numberOption, printResult } from "./measure.ts";

const every = numberOption("every", 1024);
const mostGrowthMb = 64;

/** What a process holds now, or most ever held since the last {@link forgetPeak}, in MB. */
async function memoryMb(pid: number, which: "VmRSS" | "VmHWM"): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`^${which}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
}

/** Starting takes more memory than serving: the kernel is told to count the peak from now on. */
const forgetPeak = (pid: number) => writeFile(`/proc/${pid}/clear_refs`, "5");

const dir = join(tmpdir(), `rollbook-test-bench-hostile-${process.pid}`);
const server = await startEmbedded({ dir, name: "bench", durable: false });
const stops: (() => unknown)[] = [];
try {
  await migrate(server.url);
  const { db, close } = makeDb(server.url, { max: 3 });
  stops.push(close);
  const person = await makeParticipant(db);
  const staff = await makeStaff(db, "data_entry");

  const api = fork(fileURLToPath(new URL("hostile-server.ts", import.meta.url)), [server.url, dir], {
    execArgv: ["--import", "tsx"],
  });
  stops.push(() => api.kill());
  const [{ port }] = (await once(api, "message")) as [{ port: number }];
  const config = readConfig(
    { databaseUrl: server.url, varDir: dir, concurrency: 3, logLevel: "silent", environment: "test" },
    {},
  );
  const worker = await startWorker(config);
  stops.push(() => worker.stop());

  const client = new Client(`http://127.0.0.1:${port}`);
  await client.signIn(staff.email);
  const pdf = await drawTranscriptPdf(sampleTranscript(makeRandom("hostile"), { look: "modern" }));
  const corpus = [...(await hostileBombs()), ...(await hostileCorpus(pdf, every))];
  // What every first upload costs any process is not growth by hostile bytes.
  await attack(client, person.id, { name: "warm-up.pdf", bytes: Buffer.from("%PDF-1.7 warm-up") });
  await forgetPeak(api.pid!);
  const before = await memoryMb(api.pid!, "VmRSS");

  const attacks: Attack[] = [];
  for (const file of corpus) attacks.push(await attack(client, person.id, file));
  const growth = (await memoryMb(api.pid!, "VmHWM")) - before;

  const waiting = new Map(
    attacks.flatMap((each) => (each.documentId ? [[each.documentId, each] as const] : [])),
  );
  const until = Date.now() + waiting.size * 20_000;
  while (waiting.size > 0 && Date.now() < until) {
    for (const [id, each] of waiting) {
      const fault = await endFault(db, id);
      if (fault === "ended as processing") continue;
      each.fault ??= fault;
      waiting.delete(id);
    }
    await sleep(500);
  }
  for (const each of waiting.values()) each.fault ??= "never came to an end";

  const lost = attacks.filter(({ fault }) => fault !== null);
  for (const { name, fault } of lost) console.log(`not survived: ${name}: ${fault}`);
  const slowest = Math.max(...attacks.map(({ ms }) => ms));
  console.log(
    `${attacks.length - lost.length} of ${attacks.length} survived; slowest answer ${Math.round(slowest)} ms; the web process grew by ${growth.toFixed(1)} MB`,
  );
  printResult(
    {
      bench: "hostile",
      figure: attacks.length - lost.length,
      unit: "survivors",
      peer: "all files of the corpus",
      peer_figure: attacks.length,
      better: "higher",
      size: attacks.length,
      rss_mb: Math.round(process.memoryUsage().rss / 1e6),
    },
    { slowest_answer_ms: Math.round(slowest), api_growth_mb: Math.round(growth) },
  );
  if (lost.length > 0 || growth > mostGrowthMb) process.exitCode = 1;
} finally {
  for (const stop of stops.reverse()) await stop();
  await server.stop();
  await removeAbandoned(dir);
}
