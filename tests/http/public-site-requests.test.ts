import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { PDFDocument } from "pdf-lib";
import { expect, test } from "vitest";
import {
  duplicateCandidates,
  requestFiles,
  requestLinks,
  requestMessages,
  requestPages,
  requests,
} from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { testFiles } from "../support/ctx.ts";
import { makeParticipant } from "../support/factories.ts";
import { type Client, client } from "../support/http.ts";
import { educator, form, html, pdf, uploadForm } from "../support/portal.ts";
import { drainQueue, mailbox } from "../support/queue.ts";

const you = (n: string) => ({ name: "Vera Novak", email: `vera${n}@example.org`, locale: "en" });
const post = (browser: Client, path: string, values: Record<string, string>) =>
  browser.request("POST", path, form(values), html);

/** A page that can really be opened. */
async function card(): Promise<Blob> {
  const document = await PDFDocument.create();
  document.addPage([300, 200]).drawText("Registry card", { x: 40, y: 100 });
  return new Blob([Buffer.from(await document.save())], { type: "application/pdf" });
}

/** The first page of a duplicate report. */
async function report(browser: Client, first: string, second: string) {
  const values = { first, second, message: "I have two records." };
  const answer = await post(browser, "/help/ask/duplicate", values);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/help/ask/send"]);
}
const newestOf = async (email: string) =>
  (
    await (
      await testDb()
    )
      .select()
      .from(requests)
      .where(eq(requests.askerEmail, email))
      .orderBy(desc(requests.id))
      .limit(1)
  )[0];

/** The private link as it stands in the e-mail that was really sent. */
async function linkSentTo(email: string): Promise<string> {
  await drainQueue();
  const mails = (await mailbox()).filter((mail) => mail.to?.[0]?.address === email);
  const link = /http:\/\/registry\.test(\/help\/request\?token=[\w-]+)/.exec(mails.at(-1)?.text ?? "")?.[1];
  expect(link).toBeDefined();
  return link!;
}

test("a visitor asks in three pages, proves the address, reads the answer and writes back, without a sign-in", async () => {
  const db = await testDb();
  const [one, two] = [await makeParticipant(db), await makeParticipant(db)];
  const browser = await client();
  expect((await browser.get("/help")).text).toContain("/help/ask");
  expect((await browser.get("/help/ask")).text).toContain("I think I have two records");
  await report(browser, one.registryNumber, two.registryNumber);
  const check = await browser.get("/help/ask/send");
  expect(check.text).toContain(`${one.registryNumber}, ${two.registryNumber}`);
  const email = "vera.journey@example.org";
  const sent = await browser.post("/help/ask/send", uploadForm({ ...you(""), email }, await card()));
  expect(sent.headers.get("location")).toBe("/help/ask/sent");
  const request = await newestOf(email);
  expect(request).toMatchObject({ type: "duplicate", source: "public", emailVerifiedAt: null });
  expect(await db.$count(requestFiles, eq(requestFiles.requestId, request!.id))).toBe(1);

  const link = await linkSentTo(email);
  const [proof] = await db.select().from(requestFiles).where(eq(requestFiles.requestId, request!.id));
  expect(proof).toMatchObject({ status: "ready", unreadableReason: null });
  expect(await db.$count(requestPages, eq(requestPages.fileId, proof!.id))).toBe(1);
  const other = await client();
  const taken = await other.request("GET", link, undefined, html);
  expect([taken.status, taken.headers.get("location")]).toEqual([303, "/help/request"]);
  const page = await other.get("/help/request");
  expect(page.text).toContain("Is this your request?");
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.text).toContain("noindex");
  await post(other, "/help/request/confirm", {});
  expect((await newestOf(email))?.emailVerifiedAt).toBeInstanceOf(Date);
  expect(await db.$count(duplicateCandidates)).toBeGreaterThan(0);
  const empty = await other.post("/help/request", uploadForm({ body: " " }));
  expect(empty.status).toBe(422);
  expect(empty.text).toContain("Write something first.");
  const written = await other.post("/help/request", uploadForm({ body: "My old name was Novakova." }));
  expect(written.headers.get("location")).toBe("/help/request");
  expect((await other.get("/help/request")).text).toContain("My old name was Novakova.");
});

test("numbers that exist and numbers that do not are answered alike, to the letter", async () => {
  const known = await makeParticipant(await testDb());
  const pages = [];
  for (const [at, number] of [known.registryNumber, "9999999"].entries()) {
    const browser = await client();
    await report(browser, number, "");
    const answer = await browser.post("/help/ask/send", uploadForm(you(`alike${at}`)));
    const after = await browser.get(answer.headers.get("location")!);
    pages.push([answer.status, answer.headers.get("location"), answer.text, after.text]);
  }
  expect(pages[0]).toEqual(pages[1]);
  const browser = await client();
  const lost = [];
  for (const values of [
    { number: "R999999", email: "nobody@example.org" },
    { number: (await newestOf("veraalike0@example.org"))!.number, email: "veraalike0@example.org" },
  ]) {
    const answer = await post(browser, "/help/request/link", values);
    lost.push([answer.status, answer.headers.get("location"), (await browser.get("/help/request")).text]);
  }
  expect(lost[0]).toEqual(lost[1]);
});

test("what is wrong stands beside its field, with what was typed; a refused file does not stay", async () => {
  const browser = await client();
  const wrong = await post(browser, "/help/ask/duplicate", {
    first: "12",
    second: "",
    message: "I have two.",
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("A registry number has 7 digits.");
  expect(wrong.text).toContain('href="#field-first"');
  expect(wrong.text).toContain("I have two.");
  await report(browser, "", "");
  const before = await stored();
  const refused = await browser.post(
    "/help/ask/send",
    uploadForm({ ...you("x"), email: "no address" }, pdf()),
  );
  expect(refused.status).toBe(422);
  expect(refused.text).toContain("Enter an e-mail address");
  expect(refused.text).toContain('value="Vera Novak"');
  expect(await stored()).toBe(before);
  expect((await browser.get("/help/ask/anything")).status).toBe(404);
  expect((await (await client()).get("/help/ask/send")).status).toBe(404);
});

async function stored(): Promise<number> {
  let count = 0;
  for await (const _ of testFiles.entries()) count += 1;
  return count;
}

test("a machine that fills in the field no person sees is thanked, and nothing is kept", async () => {
  const browser = await client();
  await report(browser, "", "");
  const answer = await browser.post(
    "/help/ask/send",
    uploadForm({ ...you("trap"), website: "https://spam.example" }, pdf()),
  );
  expect(answer.headers.get("location")).toBe("/help/ask/sent");
  expect(await newestOf("veratrap@example.org")).toBeUndefined();
});

test("a link that is too old or made up opens nothing, and another can be asked for", async () => {
  const db = await testDb();
  const [row] = await db
    .insert(requests)
    .values({
      type: "question",
      source: "public",
      subject: "secret",
      askerName: "V",
      askerEmail: "v@example.org",
    })
    .returning();
  await db.insert(requestLinks).values({
    requestId: row!.id,
    tokenHash: createHash("sha256").update("old").digest("hex"),
    expiresAt: new Date(Date.now() - 1000),
  });
  for (const token of ["old", "made-up"]) {
    const browser = await client();
    await browser.request("GET", `/help/request?token=${token}`, undefined, html);
    const page = await browser.get("/help/request");
    expect(page.status).toBe(410);
    expect(page.text).not.toContain("secret");
    expect((await browser.post("/help/request", uploadForm({ body: "Hello?" }))).status).toBe(404);
  }
  expect(await db.$count(requestMessages, eq(requestMessages.requestId, row!.id))).toBe(0);
});

test("an educator asks without saying who they are, and sees answers among their requests, nobody else's", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  expect((await browser.get("/help/ask")).text).toContain('href="/my/name-change"');
  await post(browser, "/help/ask/question", { subject: "My card", message: "It is lost." });
  const answer = await browser.post("/help/ask/send", uploadForm({}));
  const to = answer.headers.get("location")!;
  expect(to).toMatch(/^\/my\/requests\/\d+$/);
  const [row] = await db.select().from(requests).where(eq(requests.participantId, person.id));
  await db.insert(requestMessages).values([
    { requestId: row!.id, kind: "note", body: "A note of the office." },
    { requestId: row!.id, kind: "reply", body: "A new one is on its way." },
  ]);
  const page = await browser.get(to);
  expect(page.text).toContain("A new one is on its way.");
  expect(page.text).not.toContain("A note of the office.");
  expect((await browser.get("/my")).text).toContain(`Your request ${row!.number} waits for our answer`);
  const stranger = await educator();
  expect((await stranger.browser.get(to)).status).toBe(404);
  expect((await stranger.browser.post(to, uploadForm({ body: "Mine." }))).status).toBe(404);
  expect((await browser.post(to, uploadForm({ body: "Thank you." }))).headers.get("location")).toBe(to);
});
