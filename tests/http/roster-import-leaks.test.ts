import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { applyList } from "#api/domains/roster-imports/apply.ts";
import { pasteList } from "#api/domains/roster-imports/bring-in.ts";
import { getRosterImport } from "#api/domains/roster-imports/get.ts";
import { keepRows, matchRosterList } from "#api/domains/roster-imports/index.ts";
import type { RosterImportView } from "#api/domains/roster-imports/schemas.ts";
import { participants } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { ctxFor, systemCtx } from "../support/ctx.ts";
import {
  makeAccount,
  makeEnrollment,
  makeEvent,
  makeParticipant,
  makeSponsor,
  makeSponsorManager,
} from "../support/factories.ts";
import { client } from "../support/http.ts";
import { drainQueue, mailbox } from "../support/queue.ts";
import { noting } from "../support/statements.ts";

/** Family names far from each other; of the first people are registered, of the second nobody is. */
const worlds = { known: "Abernathy", unknown: "Quillfeather" } as const;
type World = keyof typeof worlds;
const told = { givenName: "Zephyrine", birthDate: "1988-04-12" };
let someNumber = "";
let freeNumber = "";

beforeAll(async () => {
  const db = await testDb();
  const person = await makeParticipant(db, { ...told, familyName: worlds.known, email: "hers@example.org" });
  await makeAccount(db, { participantId: person.id, email: "hers@example.org" });
  // She is on another organization's roster, which is no business of this one.
  const rival = await makeEvent(db, { sponsorId: (await makeSponsor(db)).id });
  await makeEnrollment(db, { eventId: rival.id, participantId: person.id });
  someNumber = person.registryNumber;
  const last = await makeParticipant(db, { familyName: "Last" });
  freeNumber = last.registryNumber;
  await db.delete(participants).where(eq(participants.id, last.id));
});

/** Rows that name somebody without proving it: by name, with a date, with another address, and with a number of somebody else. */
const listOf = (world: World) => {
  const name = `${told.givenName}\t${worlds[world]}`;
  const number = world === "known" ? someNumber : freeNumber;
  return [
    "Registry ID\tFirst name\tLast name\tDOB\tEmail",
    `\t${name}\t\t`,
    `\t${name}\t4/12/1988\t`,
    `\t${name}\t4/12/1988\tguest.${worlds[world]}@example.org`,
    `\t${name}\t\thers.not@example.org`,
    `${number}\tBoris\tOglethorpe\t\t`,
    `${number}\tBoris\tOglethorpe\t\tboris.${worlds[world]}@example.org`,
  ].join("\n");
};

/** What a list says without what differs whoever is known: ids, numbers, names and moments. */
const plain = (list: unknown, world: World): string =>
  JSON.stringify(list, (key, value) =>
    [
      "id",
      "eventId",
      "sha256",
      "createdAt",
      "updatedAt",
      "appliedAt",
      "expiresAt",
      "plan",
      "version",
      "createdByName",
      "appliedByName",
      "title",
      "eventTitle",
      "participantId",
    ].includes(key)
      ? undefined
      : value,
  )
    .replaceAll(new RegExp(worlds[world], "gi"), "NAME")
    .replaceAll(someNumber, "NUMBER")
    .replaceAll(freeNumber, "NUMBER");

async function sponsorWorld() {
  const db = await testDb();
  const sponsor = await makeSponsor(db, { name: "The Sponsor" });
  const event = await makeEvent(db, { sponsorId: sponsor.id, title: "Play", hours: "3" });
  const person = await makeParticipant(db);
  await makeSponsorManager(db, sponsor.id, person.id);
  const account = await makeAccount(db, { participantId: person.id });
  return { sponsor, event, account };
}

test("whoever is known, a sponsor's list sends the same statements and says the same, before and after it is applied", async () => {
  const { db, during } = await noting();
  const seen: Record<World, { statements: string[][]; said: string[] }> = {
    known: { statements: [], said: [] },
    unknown: { statements: [], said: [] },
  };
  for (const world of ["known", "unknown"] as const) {
    const { sponsor, event, account } = await sponsorWorld();
    const manager = ctxFor(db, "sponsor_manager", { accountId: account.id, sponsorIds: [sponsor.id] });
    const system = systemCtx(db);
    const rows = listOf(world)
      .split("\n")
      .map((text, at) => ({ line: at + 1, cells: text.split("\t") }));
    let list: RosterImportView | undefined;
    const { statements, said } = seen[world];
    const { id } = await pasteList(manager, { eventId: event.id, text: listOf(world) });
    statements.push(await during(() => keepRows(system, id, rows)));
    statements.push(await during(() => matchRosterList(system, id)));
    statements.push(
      await during(async () => {
        list = await getRosterImport(manager, id);
      }),
    );
    said.push(plain(list, world));
    statements.push(await during(() => applyList(manager, { id, seen: list!.plan! })));
    said.push(plain(await getRosterImport(manager, id), world));
  }
  expect(JSON.parse(seen.known.said[0]!).rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    "not_placed",
    "not_placed",
    "invited",
    "invited",
    "not_placed",
    "invited",
  ]);
  expect(seen.unknown.said).toEqual(seen.known.said);
  for (const [at, statements] of seen.known.statements.entries()) {
    expect(statements.length).toBeGreaterThan(2);
    expect(seen.unknown.statements[at], `step ${at}`).toEqual(statements);
  }
});

test("through the door itself the answers are the same, and so are the words that leave by mail", async () => {
  const answers: Record<string, unknown[]> = {};
  for (const world of ["known", "unknown"] as const) {
    const { event, account } = await sponsorWorld();
    const browser = await client();
    await browser.signIn(account.email);
    const brought = await browser.request("POST", "/api/roster-imports/paste", {
      eventId: event.id,
      text: listOf(world),
    });
    const { id } = brought.body as { id: number };
    await drainQueue();
    const looked = await browser.get(`/api/roster-imports/${id}`);
    const { plan } = looked.body as RosterImportView;
    const done = await browser.request("POST", `/api/roster-imports/${id}/apply`, { seen: plan });
    await drainQueue();
    answers[world] = [
      [brought.status, looked.status, done.status],
      ...[looked, done].map(({ body }) => plain(body, world)),
    ];
    const file = await browser.get(`/api/roster-imports/${id}/not-placed`);
    answers[world]!.push(plain(file.text, world));
  }
  expect(answers.unknown).toEqual(answers.known);
  const mails = (await mailbox()).map(({ to, text }) => ({ to: to![0]!.address!, text: text! }));
  const words = (address: string, world: World) =>
    mails
      .filter(({ to }) => to.toLowerCase() === address.toLowerCase())
      .map(({ text }) => text.replaceAll(worlds[world], "NAME").replaceAll(/token=[\w-]+/g, "token=T"));
  // One of each list that invited the address: the test before brought one in too.
  expect(words("guest.Abernathy@example.org", "known")).toHaveLength(2);
  expect(words("guest.Quillfeather@example.org", "unknown")).toEqual(
    words("guest.Abernathy@example.org", "known"),
  );
  // Her own address hears nothing of a list that only knew her name.
  expect(mails.filter(({ to }) => to === "hers@example.org")).toEqual([]);
});
