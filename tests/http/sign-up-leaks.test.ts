import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { signUp } from "#api/domains/accounts/index.ts";
import type { SignUp } from "#api/domains/accounts/schemas.ts";
import { participantIdentifiers } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { anonymousCtx } from "../support/ctx.ts";
import { makeAccount, makeParticipant } from "../support/factories.ts";
import { client } from "../support/http.ts";
import { drainQueue, mailbox } from "../support/queue.ts";
import { noting } from "../support/statements.ts";

const password = "purple lantern over quiet rivers";
const certification = "CDP-8801";
const stated = { birthDate: "1988-04-12", givenName: "Marisol" };

/** Family names far from each other, so that no case is another one's match. */
const worlds = {
  "nobody alike": "Quackenbush",
  "a record, nothing to prove it with": "Ibarra",
  "a record that somebody signs in to": "Zwingli",
  "a record, with a wrong number": "Oyelaran",
  "a record, with its number and another address": "Tchaikovsky",
  "a record, with its number and its address": "Fernsby",
  "an address that has an account": "Mbeki",
} as const;
type World = keyof typeof worlds;

const typedAddress = (world: World) => `typed.${worlds[world].toLowerCase()}@example.org`;
const onFile = (world: World) => `onfile.${worlds[world].toLowerCase()}@example.org`;

/** What the registry knows before the sign-up of this case. */
async function build(world: World): Promise<void> {
  const db = await testDb();
  if (world === "nobody alike") return;
  if (world === "an address that has an account") {
    await makeAccount(db, { email: typedAddress(world) });
    return;
  }
  const email = world === "a record, with its number and its address" ? typedAddress(world) : onFile(world);
  const { id } = await makeParticipant(db, { ...stated, familyName: worlds[world], email });
  if (world === "a record that somebody signs in to") await makeAccount(db, { participantId: id, email });
  const value = world === "a record, with a wrong number" ? "CDP-1" : certification;
  if (world === "a record, nothing to prove it with") return;
  await db.insert(participantIdentifiers).values({ participantId: id, kind: "certification_number", value });
}

const typed = (world: World): SignUp => ({
  ...stated,
  familyName: worlds[world],
  email: typedAddress(world),
  password,
  identifiers: { certification_number: certification },
  acceptsTerms: true,
});

const formOf = (world: World) =>
  new URLSearchParams({
    givenName: stated.givenName,
    middleName: "",
    familyName: worlds[world],
    "birthDate-month": "4",
    "birthDate-day": "12",
    "birthDate-year": "1988",
    "claim-certification_number": "yes",
    "identifiers.certification_number": certification,
    email: typedAddress(world),
    password,
    acceptsTerms: "yes",
  });

/** Headers that differ from one answer to the next whoever asks. */
const ofTheMoment = new Set(["date", "x-request-id", "ratelimit-remaining", "ratelimit-reset"]);

async function answerTo(world: World) {
  const browser = await client();
  const answer = await browser.request("POST", "/sign-up", formOf(world));
  const next = await browser.get(answer.headers.get("location")!);
  const seen = ({ status, headers, text }: typeof answer) => ({
    status,
    headers: [...headers].filter(([name]) => !ofTheMoment.has(name)),
    text: text.replaceAll(/nonce-?="?[\w+/=-]+"?/g, ""),
  });
  return { answer: seen(answer), next: seen(next) };
}

const names = Object.keys(worlds) as World[];
beforeAll(async () => {
  for (const world of names) await build(world);
});

test("whatever the registry knows, a sign-up sends the same statements before it is answered", async () => {
  const { db, during } = await noting();
  const sent: string[][] = [];
  for (const world of names) sent.push(await during(() => signUp(anonymousCtx(db), typed(world))));
  expect(sent[0]!.length).toBeGreaterThan(2);
  for (const [at, statements] of sent.entries()) expect(statements, names[at]).toEqual(sent[0]);
  await db.execute(sql`truncate private.sign_ups`);
});

test("whatever the registry knows, the visitor sees the same; what differs reaches addresses alone", async () => {
  const first = await answerTo("nobody alike");
  expect([first.answer.status, first.next.status]).toEqual([303, 200]);
  for (const world of names.slice(1)) expect(await answerTo(world), world).toEqual(first);

  await drainQueue();
  const mails = (await mailbox()).map(({ to, text }) => ({ to: to![0]!.address!, text: text! }));
  const sentTo = (address: string) =>
    mails
      .filter(({ to }) => to === address)
      .map(({ text }) => /\/(verify-email|reset-password)\?/.exec(text)![1]);
  for (const world of names) {
    const own = world === "an address that has an account" ? "reset-password" : "verify-email";
    expect(sentTo(typedAddress(world)), world).toEqual([own]);
    const told = ["a record that somebody signs in to", "a record, with its number and another address"];
    expect(sentTo(onFile(world)), world).toEqual(told.includes(world) ? ["reset-password"] : []);
  }
  const words = (world: World) =>
    mails
      .find(({ to }) => to === typedAddress(world))!
      .text.replaceAll(worlds[world], "NAME")
      .replaceAll(/token=[\w-]+/g, "token=TOKEN");
  for (const world of names.slice(1, 6)) expect(words(world), world).toBe(words("nobody alike"));
});
