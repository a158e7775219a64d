import { and, asc, eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { createCoversheet } from "#api/domains/coversheets/index.ts";
import { getDocument } from "#api/domains/documents/index.ts";
import {
  discardIntakeScan,
  fileIntakeScan,
  getIntakeScan,
  uploadIntakeScan,
} from "#api/domains/intake/index.ts";
import type { UploadScan } from "#api/domains/intake/schemas.ts";
import { toRegistryError } from "#api/http/error-handler.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { hashDistance, nearDuplicateDistance } from "#db/page-hash.ts";
import {
  auditEvents,
  coversheets,
  documentFiles,
  documentPages,
  documentPageTexts,
  documents,
  intakePages,
  intakeScans,
} from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor, systemCtx, testFiles } from "#tests/support/ctx.ts";
import { makeParticipant, makeStaff } from "#tests/support/factories.ts";
import { lockedPdf } from "#tests/support/hostile-files.ts";
import { withOpenedUpload } from "#workers/sandbox/open-upload.ts";
import { fileIntakePart } from "#workers/tasks/file-intake-part.ts";
import { processIntakeScan } from "#workers/tasks/process-intake-scan.ts";
import { sweepLeftovers } from "#workers/tasks/sweep-leftovers.ts";
import { received } from "../documents/support.ts";
import { coversheetPdf, paperPdf, scanOf } from "./support.ts";

let db: Db;
let clerk: Ctx;
let system: Ctx;
beforeAll(async () => {
  db = await testDb();
  clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
  system = systemCtx(db, "process_intake_scan");
});

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const open = (scanId: number, attempt = 1) => processIntakeScan({ scanId }, system, { log: quiet, attempt });
const finish = (documentId: number, attempt = 1) =>
  fileIntakePart({ documentId }, system, { log: quiet, attempt });
const errorOf = async (promise: Promise<unknown>) =>
  toRegistryError(await promise.then(() => undefined).catch((error: unknown) => error));
const scanRow = async (id: number) => (await db.select().from(intakeScans).where(eq(intakeScans.id, id)))[0]!;
const pagesOf = (id: number) =>
  db.select().from(intakePages).where(eq(intakePages.scanId, id)).orderBy(asc(intakePages.pageNumber));
const waitingTasks = async (documentId: number) =>
  (
    (await db.execute(
      sql`select t.identifier from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
          where (j.payload ->> 'documentId')::int = ${documentId} order by 1`,
    )) as unknown as { identifier: string }[]
  ).map((task) => task.identifier);

async function uploaded(bytes: Buffer, given: Partial<UploadScan> = {}) {
  const file = { ...(await received(bytes)), originalName: "tuesday mail.pdf" };
  return uploadIntakeScan(clerk, { source: "mail", file, ...given });
}
const sheetFor = async (participantId: number, documentType: "transcript" | "permit" = "transcript") =>
  coversheetPdf(await createCoversheet(clerk, { participantId, documentType }));

/** Two people's papers, with or without a coversheet for the first. */
async function mixedScan(withSheets: boolean) {
  const [ana, ben] = [await makeParticipant(db), await makeParticipant(db)];
  const bytes = await scanOf([
    withSheets ? await sheetFor(ana.id) : null,
    await paperPdf(`ana ${ana.id}`),
    await sheetFor(ben.id, "permit"),
    await paperPdf(`ben ${ben.id}`),
  ]);
  const { id } = await uploaded(bytes);
  await open(id);
  return { id, ana, ben };
}

/** The same as it stands after the sandbox: four pages with pictures, the third a coversheet. */
async function readyScan() {
  const [ana, ben] = [await makeParticipant(db), await makeParticipant(db)];
  const sheet = await createCoversheet(clerk, { participantId: ben.id, documentType: "permit" });
  const file = await received();
  const [scan] = await db
    .insert(intakeScans)
    .values({
      status: "ready",
      storageKey: file.key,
      originalName: "tuesday mail.pdf",
      mimeType: "application/pdf",
      sizeBytes: 1,
      sha256: file.sha256,
    })
    .returning();
  for (const pageNumber of [1, 2, 3, 4]) {
    const picture = await sharp({ create: { width: 85, height: 110, channels: 3, background: "#fff" } })
      .webp()
      .toBuffer();
    const [image, thumbnail] = await Promise.all(
      [1, 2].map(() => testFiles.put(picture, { folder: "pages" })),
    );
    await db.insert(intakePages).values({
      scanId: scan!.id,
      pageNumber,
      width: 85,
      height: 110,
      imageKey: image!.key,
      thumbnailKey: thumbnail!.key,
      coversheetId: pageNumber === 3 ? sheet.id : null,
    });
  }
  return { id: scan!.id, ana, ben };
}

describe("a scan with a coversheet before every document", () => {
  test("files itself: two people, two types, nobody asked; the sheets are no pages of the documents", async () => {
    const { id, ana, ben } = await mixedScan(true);
    expect(await scanRow(id)).toMatchObject({ status: "filed" });
    const made = await db.select().from(documents).where(eq(documents.source, "mail")).orderBy(documents.id);
    const [first, second] = [ana, ben].map((person) =>
      made.find(({ participantId }) => participantId === person.id),
    );
    expect(first).toMatchObject({ type: "transcript", status: "processing", lane: "standard" });
    expect(second).toMatchObject({ type: "permit", status: "processing" });
    for (const row of [first!, second!]) {
      expect(await waitingTasks(row.id)).toEqual(["file_intake_part", "notify_document_received"]);
      await finish(row.id);
      const view = await getDocument(clerk, row.id);
      expect(view.status).toBe("unverified");
      expect(await waitingTasks(row.id), "it is read next").toContain("read_document");
      expect(view.pages.length).toBe(
        (await pagesOf(id)).filter(({ documentId }) => documentId === row.id).length,
      );
    }
    const [sheet] = await db.select().from(coversheets).where(eq(coversheets.participantId, ana.id));
    expect(sheet!.usedAt).not.toBeNull();
    const audit = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.subjectType, "intake_scans"), eq(auditEvents.subjectId, id)))
      .orderBy(auditEvents.id);
    expect(audit.map(({ action, actorKind }) => `${action} ${actorKind}`)).toEqual([
      "intake_scan.uploaded account",
      "intake_scan.processed system",
      "intake_scan.filed system",
    ]);
  });

  test("a task that runs twice makes nothing twice", async () => {
    const { id, ana } = await mixedScan(true);
    await open(id);
    const own = await db.select().from(documents).where(eq(documents.participantId, ana.id));
    expect(own.length).toBe(1);
    await finish(own[0]!.id);
    await finish(own[0]!.id);
    expect(await db.$count(documentFiles, eq(documentFiles.documentId, own[0]!.id))).toBe(1);
    expect(await db.$count(intakePages, eq(intakePages.scanId, id))).toBe((await pagesOf(id)).length);
  });

  test("words that the sent file tells itself come along, page by page; its own pictures are recognised", async () => {
    const [ana, ben] = [await makeParticipant(db), await makeParticipant(db)];
    const { id } = await uploaded(
      await scanOf([
        await sheetFor(ana.id),
        await paperPdf(`ana ${ana.id}`),
        null,
        await sheetFor(ben.id),
        await paperPdf(`ben ${ben.id}`),
      ]),
      { source: "email" },
    );
    await open(id);
    for (const [person, name] of [
      [ana, "ana"],
      [ben, "ben"],
    ] as const) {
      const [document] = await db.select().from(documents).where(eq(documents.participantId, person.id));
      await finish(document!.id);
      const texts = await db
        .select({
          page: documentPages.pageNumber,
          source: documentPageTexts.source,
          words: documentPageTexts.words,
        })
        .from(documentPageTexts)
        .innerJoin(documentPages, eq(documentPages.id, documentPageTexts.pageId))
        .where(eq(documentPages.documentId, document!.id));
      expect(texts, name).toMatchObject([{ page: 1, source: "text_layer" }]);
      const said = texts[0]!.words.map(({ text }) => text).join(" ");
      expect(said).toContain(`Line 0 of the paper of ${name} ${person.id}`);
      const [first] = texts[0]!.words;
      expect(first!.x).toBeCloseTo(60 / 612, 2);
      expect(first!.y).toBeCloseTo(1 - 700 / 792, 1);
    }
  });

  test("the document's file is made of the page pictures: no word of the sent file is in it", async () => {
    const { ana } = await mixedScan(true);
    const [document] = await db.select().from(documents).where(eq(documents.participantId, ana.id));
    await finish(document!.id);
    const [file] = await db.select().from(documentFiles).where(eq(documentFiles.documentId, document!.id));
    expect(file).toMatchObject({ mimeType: "application/pdf" });
    expect(file!.originalName).toMatch(/^tuesday mail, pages? 2/);
    const path = testFiles.localPath(file!.storageKey);
    const pages = await withOpenedUpload({ path, mimeType: file!.mimeType }, async (opened) =>
      "pages" in opened ? opened.pages : [],
    );
    expect(pages.length).toBe(await db.$count(documentPages, eq(documentPages.documentId, document!.id)));
    expect(pages.every(({ words }) => words === null)).toBe(true);
    const [first] = await db.select().from(documentPages).where(eq(documentPages.documentId, document!.id));
    const [kept, again] = [first!.perceptualHash!, pages[0]!.hash!];
    expect(hashDistance(kept, again), "the same page is found again").toBeLessThan(nearDuplicateDistance);
  });
});

describe("a scan with pages nobody has claimed", () => {
  test("waits with what its coversheets propose", async () => {
    const { id, ben } = await mixedScan(false);
    const view = await getIntakeScan(clerk, id);
    expect(view).toMatchObject({ status: "ready", documentCount: 0 });
    const last = view.proposed.at(-1)!;
    expect(last).toMatchObject({
      participantId: ben.id,
      registryNumber: ben.registryNumber,
      type: "permit",
    });
    expect(view.proposed[0]).toMatchObject({ participantId: null, type: null, coversheetPage: null });
  });

  test("is filed by hand in one go; pages in no part are dropped and named in the audit", async () => {
    const { id, ana, ben } = await readyScan();
    const { version, pages } = await getIntakeScan(clerk, id);
    const wanted = { id, version, parts: [] as Parameters<typeof fileIntakeScan>[1]["parts"] };
    wanted.parts = [
      { pages: [2], participantId: ana.id, type: "transcript", lane: "licensing_visit" },
      { pages: [4], participantId: ben.id, type: "permit" },
    ];
    const { documentIds } = await fileIntakeScan(clerk, wanted);
    expect(documentIds.length).toBe(2);
    const [first] = await db.select().from(documents).where(eq(documents.id, documentIds[0]!));
    expect(first).toMatchObject({ lane: "licensing_visit", laneRank: 0, source: "mail" });
    expect(first!.receivedAt).toEqual((await scanRow(id)).receivedAt);
    const [audit] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, "intake_scan.filed"))
      .orderBy(sql`id desc`)
      .limit(1);
    const dropped = pages.map(({ pageNumber }) => pageNumber).filter((page) => page !== 2 && page !== 4);
    expect(audit!.after).toMatchObject({ dropped, documents: documentIds });
    const again = await errorOf(fileIntakeScan(clerk, wanted));
    expect(again?.status).toBe(409);
    expect(await db.$count(documents, eq(documents.participantId, ana.id))).toBe(1);
  });

  test("files all or nothing: a page twice, a page that is not there, a person who is not there, an old version", async () => {
    const { id, ana } = await readyScan();
    const { version } = await getIntakeScan(clerk, id);
    const part = { pages: [2], participantId: ana.id, type: "transcript" as const };
    const tryFiling = (parts: (typeof part)[], seen = version) =>
      errorOf(fileIntakeScan(clerk, { id, version: seen, parts }));
    expect((await tryFiling([part, part]))?.fields).toHaveProperty(["parts.1.pages"]);
    expect((await tryFiling([{ ...part, pages: [99] }]))?.fields).toHaveProperty(["parts.0.pages"]);
    expect(
      (await tryFiling([part, { ...part, pages: [4], participantId: 2_000_000_000 }]))?.fields,
    ).toHaveProperty(["parts.1.participantId"]);
    expect((await tryFiling([part], version + 1))?.status).toBe(409);
    expect((await scanRow(id)).status).toBe("ready");
    expect(await db.$count(documents, eq(documents.participantId, ana.id))).toBe(0);
  });

  test("can be put aside with the reason, once", async () => {
    const { id } = await readyScan();
    const { version } = await getIntakeScan(clerk, id);
    expect((await errorOf(discardIntakeScan(clerk, { id, version, reason: "" })))?.status).toBe(422);
    await discardIntakeScan(clerk, { id, version, reason: "Advertising only." });
    expect((await scanRow(id)).status).toBe("discarded");
    expect((await errorOf(discardIntakeScan(clerk, { id, version, reason: "again" })))?.status).toBe(409);
  });
});

describe("the file itself", () => {
  test("a repeat of the same request answers with the same scan; the same bytes later are asked about first", async () => {
    const bytes = await scanOf([await paperPdf("same bytes")]);
    const uploadKey = "a-key-of-its-own";
    const first = await uploaded(bytes, { uploadKey });
    expect((await uploaded(bytes, { uploadKey })).id).toBe(first.id);
    const refused = await errorOf(uploaded(bytes));
    expect(refused).toMatchObject({ status: 409, details: { scanId: first.id } });
    const second = await uploaded(bytes, { again: "true" });
    expect(second.id).not.toBe(first.id);
    expect((await getIntakeScan(clerk, second.id)).sameFile).toMatchObject([{ scanId: first.id }]);
  });

  test("taken in again on purpose, it never files itself a second time", async () => {
    const ana = await makeParticipant(db);
    const bytes = await scanOf([await sheetFor(ana.id), await paperPdf(`again ${ana.id}`)]);
    await open((await uploaded(bytes)).id);
    const { id } = await uploaded(bytes, { again: "true" });
    await open(id);
    expect((await scanRow(id)).status).toBe("ready");
    expect(await db.$count(documents, eq(documents.participantId, ana.id))).toBe(1);
  });

  test("what cannot be opened ends unreadable with the reason, and can be put aside", async () => {
    const { id } = await uploaded(lockedPdf());
    await open(id);
    const row = await scanRow(id);
    expect(row.status).toBe("unreadable");
    expect(row.unreadableReason).toMatch(/password/i);
    await discardIntakeScan(clerk, { id, version: row.version, reason: "Asked for a new scan." });
    const { id: lost } = await uploaded(await scanOf([await paperPdf("lost")]));
    await testFiles.remove((await scanRow(lost)).storageKey);
    await expect(open(lost, 1)).rejects.toThrow("not in the store");
    await open(lost, 3);
    expect((await scanRow(lost)).status).toBe("unreadable");
  });

  test("a page picture that is gone ends the document as unreadable, with the reason, and its owner is told", async () => {
    const { id, ana } = await readyScan();
    const { version } = await getIntakeScan(clerk, id);
    const parts = [{ pages: [2], participantId: ana.id, type: "transcript" as const }];
    const { documentIds } = await fileIntakeScan(clerk, { id, version, parts });
    const documentId = documentIds[0]!;
    const [page] = await db.select().from(intakePages).where(eq(intakePages.documentId, documentId));
    await testFiles.remove(page!.imageKey);
    const told = async () =>
      (await waitingTasks(documentId)).filter((task) => task === "notify_document_received").length;
    const atFiling = await told();
    await expect(finish(documentId, 1)).rejects.toThrow();
    await finish(documentId, 3);
    await finish(documentId, 4);
    expect(await told(), "once more, and once only").toBe(atFiling + 1);
    const [after] = await db.select().from(documents).where(eq(documents.id, documentId));
    expect(after).toMatchObject({ status: "unreadable" });
    expect(after!.unreadableReason).toContain("lost");
  });
});

test("the sweep of leftovers knows every file of a scan and of a coversheet, and removes what a failed try left", async () => {
  const { id } = await readyScan();
  const stray = await testFiles.put(Buffer.from("left behind"), { folder: "pages" });
  const keys = [
    (await scanRow(id)).storageKey,
    ...(await pagesOf(id)).flatMap((p) => [p.imageKey, p.thumbnailKey]),
  ];
  const later = { ...systemCtx(db, "sweep_leftovers"), now: new Date(Date.now() + 2 * 86_400_000) };
  await sweepLeftovers({}, later, { log: quiet, attempt: 1 });
  for (const key of keys) (await testFiles.read(key)).stream.destroy();
  expect((await errorOf(testFiles.read(stray.key)))?.status).toBe(404);
});
