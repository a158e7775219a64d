import { beforeAll, expect, test } from "vitest";
import type { participants } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import * as make from "../support/factories.ts";
import { type Client, client } from "../support/http.ts";
import { pdfCodes } from "../support/pdf-codes.ts";
import { pdfText } from "../support/pdf-text.ts";
import { educator } from "../support/portal.ts";
import { drainQueue } from "../support/queue.ts";

type Person = typeof participants.$inferSelect;
let desk: Client;
beforeAll(async () => {
  desk = await client();
  await desk.signIn((await make.makeStaff(await testDb(), "help_desk")).email);
});

async function card(browser: Client, path: string) {
  await drainQueue();
  const file = await browser.request("GET", path);
  expect(file.status, file.text.slice(0, 200)).toBe(200);
  expect(file.headers.get("content-type")).toBe("application/pdf");
  expect(file.headers.get("content-disposition")).toContain("attachment");
  return file;
}

/** What a scanner reads off the card of a record: its code alone. */
async function scanned(participantId: number): Promise<string> {
  const made = await desk.post("/api/membership-cards", { participantId });
  expect(made.status).toBe(201);
  const { id } = made.body as { id: number };
  const { bytes } = await card(desk, `/api/membership-cards/${id}/pdf`);
  const codes = await pdfCodes(bytes);
  expect(codes).toHaveLength(1);
  return codes[0]!;
}

async function merge(survivor: Person, retired: Person): Promise<void> {
  const version = async (id: number) => ((await desk.get(`/api/participants/${id}`)).body as Person).version;
  const answer = await desk.post("/api/merges", {
    survivorId: survivor.id,
    retiredId: retired.id,
    reason: "One person",
    survivorVersion: await version(survivor.id),
    retiredVersion: await version(retired.id),
  });
  expect(answer.status, answer.text).toBe(201);
}

test("an educator gets the card from the own page, and nobody else's", async () => {
  const { person, browser } = await educator();
  expect((await browser.get("/my")).text).toContain("Get your membership card");
  const asked = await browser.post("/my/card");
  expect(asked.status).toBe(303);
  const path = asked.headers.get("location")!;
  const { bytes } = await card(browser, path);
  expect(await pdfText(bytes)).toContain(person.registryNumber);
  const stranger = await educator();
  expect((await stranger.browser.get(path)).status).toBe(404);
  expect((await (await client()).post("/my/card")).status).not.toBe(200);
});

test("the card carried from before a merge, scanned at a roster or in a search, leads to the survivor, whose new card says so", async () => {
  const db = await testDb();
  const same = { givenName: "Rosa", familyName: "Ortiz" };
  const [retired, survivor] = [await make.makeParticipant(db, same), await make.makeParticipant(db, same)];
  const code = await scanned(retired.id);
  expect(code).toBe(retired.registryNumber);
  const before = await scanned(survivor.id);
  await merge(survivor, retired);

  expect((await desk.get(`/api/participants/lookup?number=${code}`)).body).toMatchObject({ id: survivor.id });
  expect((await desk.list("participants", { filter: { q: code } })).body).toMatchObject([
    { id: survivor.id },
  ]);
  const sponsorId = (await make.makeSponsor(db)).id;
  const event = await make.makeEvent(db, { sponsorId, startsOn: "2099-01-01", endsOn: "2099-01-01" });
  const enrolled = await desk.post("/api/enrollments", { eventId: event.id, registryNumber: code });
  expect(enrolled.body).toMatchObject({ participantId: survivor.id });

  // Asked for by the old record's address too: it is the survivor's, with the survivor's number.
  expect(await scanned(retired.id)).toBe(before);
  const browser = await client();
  await browser.signIn((await make.makeAccount(db, { participantId: survivor.id })).email);
  expect((await browser.get("/my")).text).toContain("Get your new card");
  const asked = await browser.post("/my/card");
  const text = await pdfText((await card(browser, asked.headers.get("location")!)).bytes);
  expect(text).toContain(survivor.registryNumber);
  expect(text).toContain(`Replaces card no. ${code}.`);
});
