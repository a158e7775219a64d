import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { DocumentReading, DocumentView } from "#api/domains/documents/schemas.ts";
import type { Db } from "#db/client.ts";
import { accessGrants, documentPages, documents, employments } from "#db/schema/index.ts";
import { drawTranscriptPhoto } from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript } from "#db/seed/demo/transcripts.ts";
import { processUpload } from "#workers/tasks/process-upload.ts";
import { testDb } from "../setup/db.ts";
import { systemCtx, testFiles } from "../support/ctx.ts";
import {
  makeAccount,
  makeDocument,
  makeInstitution,
  makeParticipant,
  makeProgram,
  makeStaff,
} from "../support/factories.ts";
import { type Client, client } from "../support/http.ts";
import { drainQueue } from "../support/queue.ts";

let db: Db;
let photo: Buffer;
beforeAll(async () => {
  db = await testDb();
  photo = Buffer.from(
    await drawTranscriptPhoto(sampleTranscript(makeRandom("photo"), { look: "modern" }), { orientation: 6 }),
  );
});

async function educator() {
  const person = await makeParticipant(db);
  const account = await makeAccount(db, { participantId: person.id });
  const browser = await client();
  await browser.signIn(account.email);
  return { person, browser };
}
async function staff(role: "data_entry" | "auditor" = "data_entry") {
  const browser = await client();
  await browser.signIn((await makeStaff(db, role)).email);
  return browser;
}
function send(browser: Client, fields: Record<string, string>, file?: Buffer, name = "transcript.jpg") {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  if (file) form.append("file", new Blob([new Uint8Array(file)]), name);
  return browser.post("/api/documents/upload", form);
}
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const process = (documentId: number) =>
  processUpload({ documentId }, systemCtx(db, "process_upload"), { log: quiet, attempt: 1 });
async function storedFiles() {
  let count = 0;
  for await (const _ of testFiles.entries()) count += 1;
  return count;
}

test("from the phone photo to the decision: upload, queue, page image, entries, verified", async () => {
  const { person, browser: ana } = await educator();
  const sent = await send(ana, { type: "transcript" }, photo);
  expect(sent.status).toBe(201);
  const { id } = sent.body as { id: number };
  expect((await drainQueue()).done).toContain("process_upload");
  const again = await send(ana, { type: "transcript" }, photo);
  expect([again.status, again.body]).toMatchObject([
    409,
    { details: { documentId: id, status: "unverified", placeInQueue: 1 } },
  ]);

  const clerk = await staff();
  const queue = await clerk.list("documents", { filter: { waiting: true, q: person.registryNumber } });
  expect(queue.body).toMatchObject([
    { id, status: "unverified", pageCount: 1, hasThumbnail: true, registryNumber: person.registryNumber },
  ]);
  const claimed = await clerk.post("/api/documents/claim-next");
  expect(claimed.body).toMatchObject({ id });
  const view = (await clerk.get(`/api/documents/${id}`)).body as DocumentView;
  expect(view).toMatchObject({ claim: { mine: true }, pages: [{ pageNumber: 1 }] });
  // The photo was taken lying on its side: the page stands upright, its background cut away.
  expect(view.pages[0]!.height / view.pages[0]!.width).toBeGreaterThan(1.2);

  const reading = (await clerk.get(`/api/documents/${id}/reading`)).body as DocumentReading;
  expect(reading).toMatchObject({ state: "read", pages: [{ page: 1, source: "ocr" }] });
  expect(reading.pages[0]!.words.length).toBeGreaterThan(50);

  const page = await clerk.get(`/api/documents/${id}/pages/1`);
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "image/webp"]);
  expect(page.headers.get("content-disposition")).toMatch(/^inline/);
  const thumbnail = await clerk.get(`/api/documents/${id}/pages/1/thumbnail`);
  expect(Number(thumbnail.headers.get("content-length"))).toBeLessThan(
    Number(page.headers.get("content-length")),
  );
  const original = await clerk.get(`/api/documents/${id}/original`);
  expect(original.headers.get("content-disposition")).toMatch(/^attachment; .*transcript\.jpg/);
  expect(original.headers.get("content-security-policy")).toContain("sandbox");

  const institution = await makeInstitution(db);
  const course = {
    institutionId: institution.id,
    courseNumber: "ECE 1",
    title: "Child Growth",
    completedOn: "2024-06-02",
    units: "3",
    grade: "A",
    classification: "ece_cd",
  };
  const wrong = await clerk.post(`/api/documents/${id}/save-entries`, {
    version: view.version,
    courses: [{ ...course, units: "a few" }],
  });
  expect([wrong.status, wrong.body]).toMatchObject([
    422,
    { errors: { "courses.0.units": expect.any(String) } },
  ]);
  const saved = await clerk.post(`/api/documents/${id}/save-entries`, {
    version: view.version,
    courses: [course],
  });
  expect(saved.status).toBe(200);
  const preview = await clerk.get(`/api/documents/${id}/report-preview`);
  expect(preview.body).toMatchObject({ courses: [{ courseNumber: "ECE 1", classificationLabel: "ECE/CD" }] });
  const stale = await clerk.post(`/api/documents/${id}/decide`, {
    version: view.version,
    outcome: "verified",
  });
  expect(stale.status).toBe(409);
  const { version } = saved.body as { version: number };
  const decided = await clerk.post(`/api/documents/${id}/decide`, {
    version,
    outcome: "verified",
    takeNext: true,
  });
  expect(decided.body).toMatchObject({ id, status: "verified", nextId: null });
  expect((await ana.post(`/api/documents/${id}/remove`)).status).toBe(409);
});

describe("what is refused at the door leaves nothing in the store", () => {
  test.each([
    ["an empty file", () => Buffer.alloc(0), 422],
    ["no file at all", () => undefined, 422],
    ["51 MB", () => Buffer.concat([Buffer.from("%PDF-1.7"), Buffer.alloc(51_000_000)]), 413],
    ["a web page named scan.pdf", () => Buffer.from("<!doctype html><script>1</script>"), 422],
  ] satisfies [string, () => Buffer | undefined, number][])("%s", async (_what, bytes, status) => {
    const { browser } = await educator();
    const before = await storedFiles();
    const answer = await send(browser, { type: "transcript" }, bytes(), "scan.pdf");
    expect(answer.status).toBe(status);
    expect((answer.body as { message: string }).message).toMatch(/\.$/);
    expect(await storedFiles()).toBe(before);
  });

  test("an unknown field and a broken form are refused in words", async () => {
    const { browser } = await educator();
    expect((await send(browser, { type: "transcript", status: "verified" }, photo)).status).toBe(422);
    const broken = await browser.request("POST", "/api/documents/upload", "--x\r\nnonsense", {
      "content-type": "multipart/form-data; boundary=x",
    });
    expect(broken.status).toBe(400);
    expect((await browser.post("/api/documents/upload", { type: "transcript" })).status).toBe(400);
  });
});

describe("nobody sees what is not theirs", () => {
  test("another participant gets 404 for the document, its page, its original and every action, and lists nothing", async () => {
    const { browser: ana, person } = await educator();
    const sent = await send(ana, { type: "transcript" }, photo);
    const { id } = sent.body as { id: number };
    await process(id);
    const { browser: ben } = await educator();
    const paths = ["", "/pages/1", "/pages/1/thumbnail", "/original", "/report-preview"];
    for (const path of paths) {
      expect((await ana.get(`/api/documents/${id}${path}`)).status).toBe(200);
      expect((await ben.get(`/api/documents/${id}${path}`)).status).toBe(404);
    }
    expect((await ben.post(`/api/documents/${id}/remove`)).status).toBe(404);
    expect((await ben.list("documents", { filter: { participantId: person.id } })).body).toEqual([]);
    expect((await ana.list("documents")).body).toMatchObject([{ id }]);
    expect(JSON.stringify((await ana.list("documents")).body)).not.toContain("claimed");
    expect((await ana.list("documents", { filter: { mine: true } })).status).toBe(400);
    expect((await (await client()).get(`/api/documents/${id}`)).status).toBe(401);
  });

  test("a page image is not found past the last page, for odd numbers and after deletion", async () => {
    const { browser: ana } = await educator();
    const { id } = (await send(ana, { type: "transcript" }, photo)).body as { id: number };
    await process(id);
    for (const page of ["2", "0", "-1", "x", "1e9"])
      expect((await ana.get(`/api/documents/${id}/pages/${page}`)).status).toBe(404);
    await ana.post(`/api/documents/${id}/remove`);
    for (const path of ["", "/pages/1", "/original"])
      expect((await ana.get(`/api/documents/${id}${path}`)).status).toBe(404);
    expect(await db.$count(documentPages, eq(documentPages.documentId, id))).toBe(1);
  });

  test("a program administrator sees documents of current confirmed staff, unless hidden", async () => {
    const program = await makeProgram(db);
    const manager = await makeParticipant(db);
    const account = await makeAccount(db, { participantId: manager.id });
    await db.insert(accessGrants).values({
      participantId: manager.id,
      programId: program.id,
      programNumber: program.programNumber,
      status: "granted",
      level: "administrator",
    });
    const worker = await makeParticipant(db);
    const [job] = await db
      .insert(employments)
      .values({
        participantId: worker.id,
        programId: program.id,
        position: "teacher",
        startedOn: "2024-01-01",
      })
      .returning();
    const document = await makeDocument(db, { participantId: worker.id, status: "verified" });
    const browser = await client();
    await browser.signIn(account.email);
    expect((await browser.put("/api/me/role", { role: "program_admin" })).status).toBe(200);
    const status = async () => (await browser.get(`/api/documents/${document.id}`)).status;
    expect(await status()).toBe(404);
    await db.update(employments).set({ status: "confirmed" }).where(eq(employments.id, job!.id));
    expect(await status()).toBe(200);
    await db.update(documents).set({ hiddenFromEmployers: true }).where(eq(documents.id, document.id));
    expect(await status()).toBe(404);
    expect((await browser.post("/api/documents/claim-next")).status).toBe(403);
  });

  test("an auditor reads and changes nothing", async () => {
    const person = await makeParticipant(db);
    const document = await makeDocument(db, { participantId: person.id });
    const auditor = await staff("auditor");
    expect((await auditor.get(`/api/documents/${document.id}`)).status).toBe(200);
    for (const action of [
      "claim",
      "release",
      "renew-lease",
      "remove",
      "set-lane",
      "reset",
      "decide",
      "save-entries",
    ])
      expect((await auditor.post(`/api/documents/${document.id}/${action}`)).status).toBe(403);
  });
});

test("the list filters and sorts by what the queue needs and by nothing else", async () => {
  const clerk = await staff();
  const person = await makeParticipant(db, { familyName: "Zapatero" });
  await makeDocument(db, { participantId: person.id, type: "permit", lane: "permit_renewal", laneRank: 2 });
  await makeDocument(db, { participantId: person.id, type: "cda", status: "verified" });
  const types = async (filter: object, sort?: [string, string]) =>
    (
      (await clerk.list("documents", { filter: { q: "zapatero", ...filter }, ...(sort && { sort }) }))
        .body as {
        type: string;
      }[]
    ).map((row) => row.type);
  expect(await types({}, ["queue", "ASC"])).toEqual(["permit", "cda"]);
  expect(await types({ status: ["unverified", "processing"] })).toEqual(["permit"]);
  expect(await types({ waiting: false })).toEqual(["cda"]);
  expect(await types({ lane: "permit_renewal", type: "permit" })).toEqual(["permit"]);
  expect(await types({ mine: true })).toEqual([]);
  for (const filter of [{ storageKey: "x" }, { status: "nonsense" }, { lane: [] }])
    expect((await clerk.list("documents", { filter })).status).toBe(400);
  expect((await clerk.list("documents", { sort: ["sha256", "ASC"] })).status).toBe(400);
});

test("institutions: searched by every word of name, alias or city; changed with a version; added once", async () => {
  const clerk = await staff();
  const row = await makeInstitution(db, {
    name: "City College of San Francisco",
    aliases: ["CCSF"],
    city: "San Francisco",
  });
  const names = async (q: string) =>
    ((await clerk.list("institutions", { filter: { q } })).body as { name: string }[]).map(
      ({ name }) => name,
    );
  expect(await names("francisco college")).toEqual([row.name]);
  expect(await names("ccsf")).toEqual([row.name]);
  expect(await names("100%")).toEqual([]);
  const seen = (await clerk.get(`/api/institutions/${row.id}`)).body as object;
  const changed = await clerk.put(`/api/institutions/${row.id}`, { ...seen, accredited: false });
  expect(changed.body).toMatchObject({ accredited: false, version: 2 });
  const stale = await clerk.put(`/api/institutions/${row.id}`, { ...seen, name: "Other" });
  expect([stale.status, stale.body]).toMatchObject([409, { details: { current: { accredited: false } } }]);
  const college = { name: "Colegio Nuevo", city: "Fresno", state: "CA" };
  expect((await clerk.post("/api/institutions", college)).status).toBe(201);
  const twin = await clerk.post("/api/institutions", { ...college, name: "colegio nuevo" });
  expect([twin.status, twin.body]).toMatchObject([422, { errors: { name: expect.any(String) } }]);
  expect((await clerk.post("/api/institutions", { ...college, ipedsUnitId: 5 })).status).toBe(422);
  const { browser: ana } = await educator();
  expect((await ana.post("/api/institutions", college)).status).toBe(403);
});
