import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { PageProblem } from "#db/enums.ts";
import {
  documentDecisions,
  documentFiles,
  documentPages,
  documents,
  participants,
  reviewRequests,
} from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { makeDocument, makeParticipant } from "../support/factories.ts";
import { educator, form, html, pdf, uploadForm } from "../support/portal.ts";

/** Pages as the sandbox leaves them, each with what is wrong with it. */
async function withPages(documentId: number, problems: PageProblem[][]): Promise<void> {
  const db = await testDb();
  const stored = { storageKey: `uploads/${documentId}`, sha256: "0".repeat(64), sizeBytes: 1 };
  const [file] = await db
    .insert(documentFiles)
    .values({ documentId, originalName: "a.jpg", mimeType: "image/jpeg", ...stored })
    .returning();
  await db.insert(documentPages).values(
    problems.map((each, index) => ({
      documentId,
      fileId: file!.id,
      pageNumber: index + 1,
      imageKey: `pages/${documentId}-${index}`,
      thumbnailKey: `pages/${documentId}-${index}-small`,
      width: 850,
      height: 1100,
      problems: each,
    })),
  );
}

test("a document is sent, waits in line with the count ahead, and is not taken twice", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const file = pdf();
  const sent = await browser.post(
    "/my/documents/new?type=transcript",
    uploadForm({ type: "transcript" }, file),
  );
  expect(sent.status, sent.text).toBe(303);
  const [document] = await db.select().from(documents).where(eq(documents.participantId, person.id));
  expect(sent.headers.get("location")).toBe(`/my/documents/${document!.id}`);
  await db.update(documents).set({ status: "unverified" }).where(eq(documents.id, document!.id));
  const other = await makeParticipant(db);
  for (let i = 0; i < 3; i++)
    await makeDocument(db, { participantId: other.id, receivedAt: new Date("2020-01-01") });
  const list = await browser.get("/my/documents");
  expect(list.text).toMatch(/[3-9] documents are ahead of yours\./);
  expect(list.text).not.toContain("staff");
  const again = await browser.post(
    "/my/documents/new?type=transcript",
    uploadForm({ type: "transcript" }, file),
  );
  expect(again.status).toBe(409);
  expect(again.text).toContain("You have sent this file before.");
  expect(again.text).toContain(`href="/my/documents/${document!.id}"`);
});

test("a permit needs the facts printed on it; what was typed stays when no file was chosen", async () => {
  const { person, browser } = await educator();
  const path = "/my/documents/new?type=permit";
  const empty = await browser.post(path, uploadForm({ type: "permit" }, pdf()));
  expect(empty.status).toBe(422);
  for (const field of ["statedLevel", "statedNumber", "statedIssuedOn"])
    expect(empty.text, field).toContain(`href="#field-${field}"`);
  const facts = {
    type: "permit",
    statedLevel: "teacher",
    statedNumber: "CDP-12345",
    "statedIssuedOn-month": "3",
    "statedIssuedOn-day": "1",
    "statedIssuedOn-year": "2024",
  };
  const noFile = await browser.post(path, uploadForm(facts));
  expect(noFile.status).toBe(422);
  expect(noFile.text).toContain("Choose a file");
  expect(noFile.text).toContain('value="CDP-12345"');
  expect((await browser.post(path, uploadForm(facts, pdf()))).status).toBe(303);
  const [row] = await (await testDb()).select().from(documents).where(eq(documents.participantId, person.id));
  expect(row).toMatchObject({
    statedLevel: "Teacher",
    statedNumber: "CDP-12345",
    statedIssuedOn: "2024-03-01",
  });
});

test("a file that is no document is refused beside the form and nothing is kept", async () => {
  const { person, browser } = await educator();
  const lie = new Blob(["#!/bin/sh\necho hello"], { type: "application/pdf" });
  const answer = await browser.post(
    "/my/documents/new?type=transcript",
    uploadForm({ type: "transcript" }, lie),
  );
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('href="#field-file"');
  expect(await (await testDb()).$count(documents, eq(documents.participantId, person.id))).toBe(0);
});

test("a decision reads as the reason and the one thing to fix, without the internal note", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const document = await makeDocument(db, { participantId: person.id, status: "action_required" });
  await db.insert(documentDecisions).values({
    documentId: document.id,
    outcome: "action_required",
    toFix: "Send page 2 as well.",
    internalNote: "looks odd to me",
  });
  const page = await browser.get(`/my/documents/${document.id}`);
  expect(page.text).toContain("Send page 2 as well.");
  expect(page.text).not.toContain("looks odd to me");
  expect((await browser.get("/my")).text).toContain("Transcript: something to fix");
});

test("an own document can be deleted until it is verified, never after", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const waiting = await makeDocument(db, { participantId: person.id });
  const verified = await makeDocument(db, { participantId: person.id, status: "verified" });
  expect((await browser.get(`/my/documents/${waiting.id}`)).text).toContain("Delete this document");
  expect((await browser.get(`/my/documents/${verified.id}`)).text).not.toContain("Delete this document");
  expect((await browser.post(`/my/documents/${waiting.id}/remove`)).status).toBe(303);
  const refused = await browser.request("POST", `/my/documents/${verified.id}/remove`, form({}), html);
  expect(refused.status).toBe(409);
  expect(refused.text).toContain("<h1>");
});

test("why and what to fix stand in the person's language too, with the English", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  await db.update(participants).set({ correspondenceLanguage: "es" }).where(eq(participants.id, person.id));
  const document = await makeDocument(db, { participantId: person.id, status: "not_accepted" });
  await db.insert(documentDecisions).values({
    documentId: document.id,
    outcome: "not_accepted",
    reasonCode: "in_progress",
    toFix: "Upload it again after you finish and the final grade, certificate or approval shows on it.",
  });
  const { text } = await browser.get(`/my/documents/${document.id}`);
  expect(text).toContain("Upload it again after you finish");
  expect(text).toMatch(/<div lang="es">.*Todavía está en curso.*Súbalo otra vez cuando termine/s);
});

test("pages that are hard to read are named in plain words, with a better picture or keeping it as the two ways on", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const document = await makeDocument(db, { participantId: person.id });
  await withPages(document.id, [["blurred", "cut_off"], []]);
  const { text } = await browser.get(`/my/documents/${document.id}`);
  expect(text).toContain("Some pages are hard to read");
  expect(text).toContain("Hold the phone still");
  expect(text).toContain("All four edges");
  expect(text).toContain(`href="/my/documents/${document.id}/replace"`);
  expect((await browser.get(`/my/documents/${document.id}/replace`)).text).toContain("Hold the phone still");
  const kept = await browser.post(`/my/documents/${document.id}/keep`);
  expect(kept.headers.get("location")).toBe("/my/documents");
  const [row] = await db.select().from(documents).where(eq(documents.id, document.id));
  expect(row!.status).toBe("unverified");
});

test("a better picture takes the place of the first in one step: same type, same facts, same place in line", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const stated = { type: "permit" as const, statedNumber: "102478522", receivedAt: new Date("2026-01-05") };
  const before = await makeDocument(db, { participantId: person.id, ...stated });
  const sent = await browser.post(`/my/documents/${before.id}/replace`, uploadForm({}, pdf()));
  expect(sent.status, sent.text).toBe(303);
  const rows = await db.select().from(documents).where(eq(documents.participantId, person.id));
  const after = rows.find(({ id }) => id !== before.id)!;
  expect(rows.find(({ id }) => id === before.id)!.status).toBe("deleted");
  expect(after).toMatchObject({ ...stated, status: "processing" });
  expect(sent.headers.get("location")).toBe(`/my/documents/${after.id}`);
});

test("nothing is replaced without a file, with the same file, or once it is verified", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const file = pdf();
  await browser.post("/my/documents/new?type=transcript", uploadForm({ type: "transcript" }, file));
  const [first] = await db.select().from(documents).where(eq(documents.participantId, person.id));
  const path = `/my/documents/${first!.id}/replace`;
  expect((await browser.post(path, uploadForm({}))).status).toBe(422);
  const same = await browser.post(path, uploadForm({}, file));
  expect(same.status).toBe(422);
  expect(same.text).toContain("This is the same file as before.");
  await db.update(documents).set({ status: "verified" }).where(eq(documents.id, first!.id));
  expect((await browser.post(path, uploadForm({}, pdf()))).status).toBe(409);
  expect(await db.$count(documents, eq(documents.participantId, person.id))).toBe(1);
});

test("the place a decision means is drawn on its page, and the reason is told in the person's language too", async () => {
  const db = await testDb();
  const { person, browser } = await educator({ correspondenceLanguage: "es" });
  const document = await makeDocument(db, { participantId: person.id, status: "action_required" });
  await withPages(document.id, [[]]);
  await db.insert(documentDecisions).values({
    documentId: document.id,
    outcome: "action_required",
    reasonCode: "page_cut_off",
    pointedAt: { page: 1, x: 0.1, y: 0.25, width: 0.5, height: 0.125 },
  });
  const { text } = await browser.get(`/my/documents/${document.id}`);
  expect(text).toContain("left:10%;top:25%;width:50%;height:12.5%");
  expect(text).toContain("with the place we mean in a box");
  expect(text).toMatch(/lang="es"/);
});

test("a review is asked for with a document that proves it, shows its day, and can be taken back", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const document = await makeDocument(db, { participantId: person.id, status: "not_accepted" });
  await db.insert(documentDecisions).values({ documentId: document.id, outcome: "not_accepted" });
  const path = `/my/documents/${document.id}/review`;
  expect((await browser.get(`/my/documents/${document.id}`)).text).toContain(`href="${path}"`);
  const empty = await browser.post(path, uploadForm({ reason: "" }));
  expect(empty.status).toBe(422);
  expect(empty.text).toContain('href="#field-reason"');
  const sent = await browser.post(path, uploadForm({ reason: "The hours stand on the back." }, pdf()));
  expect(sent.status, sent.text).toBe(303);
  const [review] = await db.select().from(reviewRequests).where(eq(reviewRequests.documentId, document.id));
  expect(review).toMatchObject({ status: "requested", reason: "The hours stand on the back." });
  const [evidence] = await db.select().from(documents).where(eq(documents.id, review!.evidenceDocumentId!));
  expect(evidence).toMatchObject({ participantId: person.id, type: "other", source: "portal" });
  const page = await browser.get(`/my/documents/${document.id}`);
  expect(page.text).toContain("We answer by");
  expect(page.text).not.toContain("Do you think this decision is wrong?");
  const again = await browser.post(path, uploadForm({ reason: "Once more, please." }, pdf()));
  expect(again.status).toBe(409);
  expect(await db.$count(documents, eq(documents.participantId, person.id)), "no stray evidence").toBe(2);
  const back = form({ review: String(review!.id), version: String(review!.version) });
  expect((await browser.request("POST", `${path}/withdraw`, back, html)).status).toBe(303);
  const [withdrawn] = await db.select().from(reviewRequests).where(eq(reviewRequests.id, review!.id));
  expect(withdrawn!.status).toBe("withdrawn");
});

test("a coversheet is made for oneself; somebody else's is not found", async () => {
  const { browser } = await educator();
  const other = await educator();
  const path = "/my/documents/coversheet";
  expect((await browser.request("POST", path, form({ documentType: "" }), html)).status).toBe(422);
  const made = await browser.request("POST", path, form({ documentType: "transcript" }), html);
  expect(made.status, made.text).toBe(303);
  const sheet = made.headers.get("location")!;
  const page = await browser.get(sheet);
  expect(page.text).toContain("Your coversheet is ready");
  expect(page.text).toContain("(916) 555-0143");
  expect((await other.browser.request("GET", sheet, undefined, html)).status).toBe(404);
});
