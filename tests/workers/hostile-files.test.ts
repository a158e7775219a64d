import { and, eq, inArray } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { documents } from "#db/schema/index.ts";
import { drawTranscriptPdf } from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript } from "#db/seed/demo/transcripts.ts";
import { processUpload } from "#workers/tasks/process-upload.ts";
import { testDb } from "../setup/db.ts";
import { attack, endFault } from "../support/attack.ts";
import { systemCtx } from "../support/ctx.ts";
import { makeParticipant, makeStaff } from "../support/factories.ts";
import { type HostileFile, hostileCorpus } from "../support/hostile-files.ts";
import { client } from "../support/http.ts";

let db: Db;
let corpus: HostileFile[];
beforeAll(async () => {
  db = await testDb();
  corpus = await hostileCorpus(await drawTranscriptPdf(sampleTranscript(makeRandom("hostile"))), 24_000);
});

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

// `npm run bench -- hostile` runs all of it, and the bombs, against real processes.
test("every hostile file is answered in words and comes to a sound end", async () => {
  const staff = await client();
  await staff.signIn((await makeStaff(db, "data_entry")).email);
  const person = await makeParticipant(db);
  const faults: string[] = [];
  const taken: [name: string, documentId: number][] = [];
  for (const file of corpus) {
    const { name, documentId, fault } = await attack(staff, person.id, file);
    if (fault) faults.push(`${name}: ${fault}`);
    if (documentId) taken.push([name, documentId]);
  }
  const ctx = systemCtx(db, "process_upload");
  for (const [name, documentId] of taken) {
    for (const attempt of [1, 2, 3])
      await processUpload({ documentId }, ctx, { log: quiet, attempt }).catch(() => {});
    const fault = await endFault(db, documentId);
    if (fault) faults.push(`${name}: ${fault}`);
  }
  expect(faults).toEqual([]);
  expect(taken.length).toBeGreaterThan(20);
  const ids = taken.map(([, id]) => id);
  const unreadable = await db
    .select({ id: documents.id })
    .from(documents)
    .where(and(inArray(documents.id, ids), eq(documents.status, "unreadable")));
  expect(unreadable.length).toBeGreaterThan(15);
}, 240_000);
