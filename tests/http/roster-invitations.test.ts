import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { revokeInvitation } from "#api/domains/roster-imports/decide-row.ts";
import { enrollments, notifications, participants } from "#db/schema/index.ts";
import { applied, bringIn, makeEventWorld } from "../domains/roster-imports/support.ts";
import { testDb } from "../setup/db.ts";
import { makeAccount, makeParticipant } from "../support/factories.ts";
import { type Client, client } from "../support/http.ts";
import { educator, form } from "../support/portal.ts";
import { drainQueue, mailbox } from "../support/queue.ts";

const password = "purple lantern over quiet rivers";
let serial = 0;

/** An address that was invited by a list, and the link its e-mail carries. */
async function invited(said = "attended") {
  const far = said === "attended" ? {} : { startsOn: "2099-05-06", endsOn: "2099-05-06" };
  const world = await makeEventWorld({ title: "Sand and Water", ...far });
  const email = `invited${process.pid}x${++serial}@example.org`;
  const text = `Name\tEmail\tHours\nMarisol Invited\t${email}\t2`;
  const list = await applied(world.manager, await bringIn(world.manager, world.event.id, text));
  await drainQueue();
  const mail = (await mailbox()).find(({ to }) => to![0]!.address === email)!;
  return {
    ...world,
    list,
    email,
    mail,
    link: /http:\/\/registry\.test(\/invitation\?token=[\w-]+)/.exec(mail.text!)![1]!,
  };
}

/** Follows redirects of a GET by hand, as a browser does. */
async function open(browser: Client, path: string) {
  let answer = await browser.get(path);
  for (let n = 0; n < 3 && [302, 303].includes(answer.status); n++)
    answer = await browser.get(answer.headers.get("location")!);
  return answer;
}

test("who opens the link and signs up is put on the roster with the hours, after pressing one button", async () => {
  const { event, email, link, mail } = await invited();
  expect(mail.subject).toBe("Your hours for Sand and Water");
  const browser = await client();
  const page = await open(browser, link);
  expect(page.text).toContain("Sand and Water");
  expect(page.text).toContain("2 hours");
  await browser.request(
    "POST",
    "/sign-up",
    form({
      givenName: "Marisol",
      familyName: `Invited ${serial}`,
      "birthDate-month": "4",
      "birthDate-day": "12",
      "birthDate-year": "1988",
      ...{ email, password, acceptsTerms: "yes" },
    }),
  );
  await drainQueue();
  const proof = (await mailbox()).filter(({ to }) => to![0]!.address === email).map(({ text }) => text!);
  const verify = /(\/verify-email\?token=[\w-]+)/.exec(
    proof.find((text) => text.includes("/verify-email"))!,
  )![1]!;
  await open(browser, verify);
  const confirmed = await browser.request("POST", "/verify-email", form({ password }));
  expect(confirmed.headers.get("location")).toBe("/invitation");
  expect((await browser.get("/invitation")).text).toContain("Put the hours on my record");
  const taken = await browser.request("POST", "/invitation", form({}));
  expect(taken.headers.get("location")).toBe("/my/trainings");
  expect((await browser.get("/my/trainings")).text).toContain("The hours are on your record.");
  const db = await testDb();
  const [person] = await db.select().from(participants).where(eq(participants.email, email));
  const [row] = await db
    .select()
    .from(enrollments)
    .where(and(eq(enrollments.eventId, event.id), eq(enrollments.participantId, person!.id)));
  expect(row).toMatchObject({ status: "attended", hoursGranted: "2.00", source: "invitation" });
  expect((await browser.get("/invitation")).status).toBe(410);
});

test("who signs in after opening the link keeps it, whatever address the record has", async () => {
  const { db, event, link } = await invited("enrolled");
  const person = await makeParticipant(db);
  const account = await makeAccount(db, { participantId: person.id });
  const browser = await client();
  await open(browser, link);
  await browser.signIn(account.email);
  expect((await browser.get("/invitation")).text).toContain("Take my place");
  await browser.request("POST", "/invitation", form({}));
  const [row] = await db.select().from(enrollments).where(eq(enrollments.eventId, event.id));
  expect(row).toMatchObject({ participantId: person.id, status: "enrolled", hoursGranted: null });
});

test("an invitation waits under My trainings of who signs in with the invited address, and of nobody else", async () => {
  const { db, email } = await invited();
  const { browser: other } = await educator();
  expect((await other.get("/my/trainings")).text).not.toContain("Invitations");
  const account = await makeAccount(db, { participantId: (await makeParticipant(db)).id, email });
  const browser = await client();
  await browser.signIn(account.email);
  const { text } = await browser.get("/my/trainings");
  const address = /action="(\/my\/invitations\/\d+)"/.exec(text)![1]!;
  expect((await other.request("POST", address, form({}), { accept: "text/html" })).status).toBe(404);
  await browser.request("POST", address, form({}));
  expect((await browser.get("/my/trainings")).text).toContain("The hours are on your record.");
});

test("a withdrawn invitation's link is dead, and its stored e-mail never held the token", async () => {
  const { db, manager, list, link, email } = await invited();
  await revokeInvitation(manager, { id: list.id, rowId: list.rows[0]!.id });
  expect((await open(await client(), link)).status).toBe(410);
  expect((await open(await client(), "/invitation?token=guess")).status).toBe(410);
  const [stored] = await db.select().from(notifications).where(eq(notifications.recipientEmail, email));
  expect(stored!.bodyText).toContain("[one-time link]");
  expect(stored!.bodyText).not.toContain(link.split("=")[1]!);
});
