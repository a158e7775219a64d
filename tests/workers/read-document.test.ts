import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import type { DocumentType } from "#db/enums.ts";
import {
  documentFiles,
  documentPages,
  documentPageTexts,
  documentReadings,
  documents,
  institutions,
} from "#db/schema/index.ts";
import { drawTranscriptPdf, drawTranscriptPhoto } from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript } from "#db/seed/demo/transcripts.ts";
import { makeRecogniser, type Recogniser } from "#workers/ocr/recogniser.ts";
import { processUpload } from "#workers/tasks/process-upload.ts";
import { readDocument } from "#workers/tasks/read-document.ts";
import { testDb } from "../setup/db.ts";
import { systemCtx, testFiles } from "../support/ctx.ts";
import { makeDocument, makeParticipant } from "../support/factories.ts";

let db: Db;
let ctx: Ctx;
beforeAll(async () => {
  db = await testDb();
  ctx = systemCtx(db, "read_document");
});

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const real = makeRecogniser();
/** Counts what it is asked. */
function counting(recogniser: Recogniser) {
  const asked: string[] = [];
  return {
    asked,
    recogniser: {
      recognise: (path: string) => {
        asked.push(path);
        return recogniser.recognise(path);
      },
      close: () => recogniser.close(),
    },
  };
}
const read = (documentId: number, recogniser = real, attempt = 1) =>
  readDocument(recogniser)({ documentId }, ctx, { log: quiet, attempt });

const record = sampleTranscript(makeRandom("read"), {
  look: "ledger",
  student: { name: "Carmen Hernández-López", birthDate: "1984-05-06", studentNumber: "884412345" },
});

async function processed(bytes: Uint8Array, mimeType: string, type: DocumentType = "transcript") {
  const person = await makeParticipant(db, { givenName: "Carmen", familyName: "Hernández-López" });
  const document = await makeDocument(db, { participantId: person.id, status: "processing", type });
  const stored = await testFiles.put(Buffer.from(bytes), { folder: "uploads" });
  await db.insert(documentFiles).values({
    documentId: document.id,
    storageKey: stored.key,
    originalName: "upload",
    mimeType,
    sizeBytes: stored.sizeBytes,
    sha256: stored.sha256,
  });
  await processUpload({ documentId: document.id }, ctx, { log: quiet, attempt: 1 });
  return { id: document.id, key: stored.key };
}

const textsOf = (documentId: number) =>
  db
    .select({
      page: documentPages.pageNumber,
      source: documentPageTexts.source,
      words: documentPageTexts.words,
    })
    .from(documentPageTexts)
    .innerJoin(documentPages, eq(documentPages.id, documentPageTexts.pageId))
    .where(eq(documentPages.documentId, documentId))
    .orderBy(documentPages.pageNumber);
const readingOf = async (documentId: number) =>
  (await db.select().from(documentReadings).where(eq(documentReadings.documentId, documentId)))[0];

describe("reading a document", () => {
  test("a PDF with text is read without recognition, and its institution and name are found", async () => {
    const [college] = await db
      .insert(institutions)
      .values({
        name: record.institution.name,
        city: record.institution.city,
        state: record.institution.state,
      })
      .returning();
    const { asked, recogniser } = counting(real);
    const { id } = await processed(await drawTranscriptPdf(record), "application/pdf");
    await read(id, recogniser);
    expect(asked).toEqual([]);
    expect((await textsOf(id)).every(({ source }) => source === "text_layer")).toBe(true);
    const row = await readingOf(id);
    expect(row).toMatchObject({ failure: null, institutionId: college!.id, nameMatch: "same" });
    expect(row!.reading!.rows.courses.length).toBeGreaterThan(10);
  });

  test("a photo is recognised once, its words stand where the page image shows them, and reading again changes nothing", async () => {
    const photo = await drawTranscriptPhoto(record, { orientation: 6 });
    const { asked, recogniser } = counting(real);
    const { id } = await processed(photo, "image/jpeg");
    await read(id, recogniser);
    const [text] = await textsOf(id);
    expect(text!.source).toBe("ocr");
    const heading = text!.words.find((word) => /^GLENDALE|^[A-Z]{5,}$/.test(word.text))!;
    expect(heading.y).toBeLessThan(0.2);
    expect(text!.words.length).toBeGreaterThan(100);
    const first = await readingOf(id);
    await read(id, recogniser);
    expect(asked).toHaveLength(1);
    expect(await readingOf(id)).toMatchObject({ id: first!.id, reading: first!.reading });
  });

  test("pages whose words cannot be recognised leave a reason in words, and the document in the queue", async () => {
    const never: Recogniser = { recognise: async () => null, close: async () => {} };
    const { id } = await processed(await drawTranscriptPhoto(record), "image/jpeg");
    await read(id, never);
    expect(await readingOf(id)).toMatchObject({ reading: null, failure: expect.stringContaining("by hand") });
    const [document] = await db.select().from(documents).where(eq(documents.id, id));
    expect(document!.status).toBe("unverified");
  });

  test("a file that is gone from the store leaves a reason in words", async () => {
    const { id, key } = await processed(await drawTranscriptPhoto(record), "image/jpeg");
    await testFiles.remove(key);
    await read(id);
    expect((await readingOf(id))!.failure).toContain("could not be opened");
  });

  test("a document that is deleted, or gone, is left alone", async () => {
    const { id } = await processed(await drawTranscriptPdf(record), "application/pdf");
    await db.update(documents).set({ status: "deleted" }).where(eq(documents.id, id));
    await read(id);
    await read(2_000_000_000);
    expect(await readingOf(id)).toBeUndefined();
  });
});
