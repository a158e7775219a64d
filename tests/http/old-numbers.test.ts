import { beforeAll, expect, test } from "vitest";
import type { participants } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import * as make from "../support/factories.ts";
import { type Client, client } from "../support/http.ts";

type Person = typeof participants.$inferSelect;
let desk: Client;
let people: [Person, Person, Person];

/** A was merged into B, and B into C: both old numbers are C's for ever. */
beforeAll(async () => {
  const db = await testDb();
  desk = await client();
  await desk.signIn((await make.makeStaff(db, "help_desk")).email);
  const same = { givenName: "Rosa", familyName: "Ortiz" };
  people = [
    await make.makeParticipant(db, same),
    await make.makeParticipant(db, same),
    await make.makeParticipant(db, same),
  ];
  for (const at of [0, 1]) {
    const version = async (id: number) =>
      ((await desk.get(`/api/participants/${id}`)).body as Person).version;
    const [retired, survivor] = [people[at]!, people[at + 1]!];
    const answer = await desk.post("/api/merges", {
      survivorId: survivor.id,
      retiredId: retired.id,
      reason: "One person",
      survivorVersion: await version(survivor.id),
      retiredVersion: await version(retired.id),
    });
    expect(answer.status).toBe(201);
  }
});

test.each([0, 1])(
  "number %i of the chain is found by search, list filter and lookup, blanks and hyphens aside",
  async (at) => {
    const [number, last] = [people[at]!.registryNumber, people[2]];
    expect((await desk.list("participants", { filter: { q: number } })).body).toMatchObject([
      { id: last.id },
    ]);
    expect((await desk.list("participants", { filter: { registryNumber: number } })).body).toMatchObject([
      { id: last.id },
    ]);
    const typed = `${number.slice(0, 3)}-${number.slice(3)} `;
    expect((await desk.get(`/api/participants/lookup?number=${encodeURIComponent(typed)}`)).body).toEqual({
      id: last.id,
      registryNumber: last.registryNumber,
    });
  },
);

test.each([0, 1])("record %i of the chain leads to the one that stayed", async (at) => {
  const answer = await desk.get(`/api/participants/${people[at]!.id}`);
  expect(answer.status).toBe(307);
  expect(answer.headers.get("location")).toBe(`/api/participants/${people[2].id}`);
  expect(answer.headers.get("cache-control")).toContain("no-store");
  expect((await desk.get(answer.headers.get("location")!)).body).toMatchObject({ id: people[2].id });
});

test.each([0, 1])("record %i of the chain, asked for as it rests, names the number it is now", async (at) => {
  const answer = await desk.get(`/api/participants/${people[at]!.id}?retired=show`);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    status: "merged",
    mergedInto: { id: people[2].id, registryNumber: people[2].registryNumber },
  });
});

test.each([0, 1])(
  "a roster takes number %i of the chain, by hand or at the door, for the living record",
  async (at) => {
    const db = await testDb();
    const sponsorId = (await make.makeSponsor(db)).id;
    const ahead = await make.makeEvent(db, { sponsorId, startsOn: "2099-01-01", endsOn: "2099-01-01" });
    const enrolled = await desk.post("/api/enrollments", {
      eventId: ahead.id,
      registryNumber: people[at]!.registryNumber,
    });
    expect(enrolled.body).toMatchObject({ participantId: people[2].id });
    const today = await make.makeEvent(db, { sponsorId });
    const manager = await make.makeParticipant(db);
    await make.makeSponsorManager(db, sponsorId, manager.id);
    const atTheDoor = await client();
    await atTheDoor.signIn((await make.makeAccount(db, { participantId: manager.id })).email);
    const walkIn = await atTheDoor.post(`/api/events/${today.id}/walk-in`, {
      registryNumber: people[at]!.registryNumber,
    });
    expect(walkIn.body).toMatchObject({ participantId: people[2].id });
  },
);

test.each([0, 1])("comparing by number %i of the chain compares the living record", async (at) => {
  const other = await make.makeParticipant(await testDb());
  const numbers = `left=${people[at]!.registryNumber}&right=${other.registryNumber}`;
  expect((await desk.get(`/api/duplicates/compare?${numbers}`)).body).toMatchObject({
    left: { id: people[2].id },
  });
  const ids = [people[at]!.registryNumber, other.registryNumber];
  expect((await desk.post("/api/merges/preview-together", { ids })).body).toMatchObject({
    records: expect.arrayContaining([expect.objectContaining({ id: people[2].id })]),
  });
});

test("the person's own page says that the number changed and which numbers still lead there", async () => {
  const browser = await client();
  await browser.signIn((await make.makeAccount(await testDb(), { participantId: people[2].id })).email);
  const own = await browser.get(`/api/participants/${people[2].id}`);
  const numbers = [people[0].registryNumber, people[1].registryNumber];
  expect(own.body).toMatchObject({ formerNumbers: numbers });
  const page = await browser.get("/my");
  expect(page.text).toContain(`${people[2].registryNumber} is your number`);
  expect(page.text).toContain(numbers.join(", "));
});

test("a coversheet printed under an old number is the living record's", async () => {
  const answer = await desk.post("/api/coversheets", {
    participantId: people[0].id,
    documentType: "transcript",
  });
  expect(answer.body).toMatchObject({
    participantId: people[2].id,
    registryNumber: people[2].registryNumber,
  });
});
