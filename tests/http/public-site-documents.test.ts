import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { documentDecisions, documents, participants } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { makeDocument, makeParticipant } from "../support/factories.ts";
import { educator, form, html, pdf, uploadForm } from "../support/portal.ts";

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
