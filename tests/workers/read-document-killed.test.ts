import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, expect, test } from "vitest";
import { readConfig } from "#api/config.ts";
import type { Ctx } from "#api/kernel/context.ts";
import { diskStore } from "#api/kernel/files.ts";
import type { Word } from "#db/reading.ts";
import {
  documentFiles,
  documentPages,
  documentPageTexts,
  documentReadings,
  documents,
} from "#db/schema/index.ts";
import { drawTranscriptPdf, drawTranscriptPhoto } from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript } from "#db/seed/demo/transcripts.ts";
import type { Recogniser } from "#workers/ocr/recogniser.ts";
import { withOpenedUpload } from "#workers/sandbox/open-upload.ts";
import { processUpload } from "#workers/tasks/process-upload.ts";
import { readDocument } from "#workers/tasks/read-document.ts";
import { databaseUrl, testClient, testDb } from "../setup/db.ts";
import { systemCtx } from "../support/ctx.ts";
import { makeDocument, makeParticipant } from "../support/factories.ts";
import { testVar } from "../support/queue.ts";
import type { Order } from "./reading-child.ts";

const CHILD = fileURLToPath(new URL("./reading-child.ts", import.meta.url));
const record = sampleTranscript(makeRandom("killed"), { look: "modern" });
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

let ctx: Ctx;
/** What is printed on the page of every photo here, where it stands. */
let words: Word[];
let drawn: Buffer;
beforeAll(async () => {
  // The store of the worker processes.
  ctx = { ...systemCtx(await testDb(), "read_document"), files: diskStore(`${testVar}/files`) };
  drawn = Buffer.from(await drawTranscriptPhoto(record));
  const folder = await mkdtemp(join(tmpdir(), "killed-"));
  const path = join(folder, "page.pdf");
  await writeFile(path, await drawTranscriptPdf(record));
  words = await withOpenedUpload({ path, mimeType: "application/pdf" }, async (opened) =>
    "pages" in opened ? opened.pages[0]!.words! : [],
  );
  await rm(folder, { recursive: true });
});

type Child = { process: ChildProcess; told: string[] };
const children: ChildProcess[] = [];
const end = async (child: ChildProcess) => {
  if (child.exitCode === null && child.signalCode === null && child.kill("SIGKILL"))
    await once(child, "exit");
};
afterEach(async () => {
  for (const child of children.splice(0)) await end(child);
});

/** A real worker process on this file's database. */
async function startWorker({ hang }: Pick<Order, "hang">): Promise<Child> {
  const config = readConfig(
    {
      ...{ databaseUrl: await databaseUrl(), varDir: testVar, concurrency: 1 },
      ...{ logLevel: "silent", environment: "test" },
    },
    {},
  );
  const child = fork(CHILD, {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  const told: string[] = [];
  child.on("message", (message) => told.push(String(message)));
  child.send({ config, words, hang } satisfies Order);
  await until(async () => told.includes("ready"));
  return { process: child, told };
}

async function until(look: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await look()) return;
    await sleep(100);
  }
  throw new Error("It did not happen within 30 seconds.");
}

/** A photo that is processed and waits to be read. */
async function photo(): Promise<number> {
  const { db, files } = ctx;
  const person = await makeParticipant(db);
  const document = await makeDocument(db, {
    participantId: person.id,
    status: "processing",
    type: "transcript",
  });
  const stored = await files.put(drawn, { folder: "uploads" });
  await db.insert(documentFiles).values({
    documentId: document.id,
    storageKey: stored.key,
    originalName: "photo.jpg",
    mimeType: "image/jpeg",
    sizeBytes: stored.sizeBytes,
    sha256: stored.sha256,
  });
  await processUpload({ documentId: document.id }, ctx, { log: quiet, attempt: 1 });
  return document.id;
}

async function standing(documentId: number) {
  const { db } = ctx;
  const readings = await db
    .select()
    .from(documentReadings)
    .where(eq(documentReadings.documentId, documentId));
  const [document] = await db.select().from(documents).where(eq(documents.id, documentId));
  const texts = await db
    .select({ words: documentPageTexts.words })
    .from(documentPageTexts)
    .innerJoin(documentPages, eq(documentPages.id, documentPageTexts.pageId))
    .where(eq(documentPages.documentId, documentId));
  return { readings, status: document!.status, texts };
}

async function waiting(): Promise<number> {
  const { sql } = await testClient();
  const [queue] = await sql<{ n: number }[]>`
    select count(*)::int as n from graphile_worker.jobs where task_identifier = 'read_document'`;
  return queue!.n;
}
/** A run of the task in this process. */
const read = (documentId: number, recognise: Recogniser["recognise"]) =>
  readDocument({ recognise, close: async () => {} })({ documentId }, ctx, { log: quiet, attempt: 1 });

async function expectReadOnce(documentId: number) {
  const { readings, status, texts } = await standing(documentId);
  expect(readings).toMatchObject([{ failure: null }]);
  expect(readings[0]!.reading!.rows.courses.length).toBeGreaterThan(10);
  expect(texts).toMatchObject([{ words }]);
  expect(status, "it waits for a clerk as before").toBe("unverified");
}

test("a worker killed while a page is recognised: another one reads the document, once", async () => {
  const documentId = await photo();
  const first = await startWorker({ hang: true });
  await until(async () => first.told.includes("recognising"));
  await end(first.process);
  expect(await standing(documentId)).toMatchObject({ readings: [], texts: [], status: "unverified" });
  const second = await startWorker({ hang: false });
  await until(async () => (await standing(documentId)).readings.length > 0 && (await waiting()) === 0);
  await expectReadOnce(documentId);
  expect(second.told.filter((what) => what === "recognising")).toHaveLength(1);
});

test("a worker killed between the words and the proposals: the next run proposes from the words that are kept", async () => {
  const documentId = await photo();
  const { sql } = await testClient();
  // Proposals are not written while the document is locked; the words of its pages are.
  const lock = await sql.reserve();
  await lock`begin`;
  try {
    await lock`select from documents where id = ${documentId} for update`;
    const worker = await startWorker({ hang: false });
    await until(async () => (await standing(documentId)).texts.length === 1);
    await end(worker.process);
    expect(await standing(documentId)).toMatchObject({ readings: [], status: "unverified" });
  } finally {
    await lock`rollback`;
    lock.release();
  }
  await read(documentId, () => Promise.reject(new Error("These words are known.")));
  await expectReadOnce(documentId);
});

test("two runs of one document at the same time leave one reading and every word once", async () => {
  const documentId = await photo();
  let here = 0;
  const together = async () => {
    here += 1;
    while (here < 2) await sleep(10);
    return words;
  };
  await Promise.all([read(documentId, together), read(documentId, together)]);
  await expectReadOnce(documentId);
});

test("a decision taken while a document is read stands", async () => {
  const documentId = await photo();
  await read(documentId, async () => {
    await ctx.db.update(documents).set({ status: "action_required" }).where(eq(documents.id, documentId));
    return words;
  });
  expect(await standing(documentId)).toMatchObject({ status: "action_required", readings: [{}] });
});
