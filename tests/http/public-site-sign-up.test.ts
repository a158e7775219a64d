import { createHash, randomBytes } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  accounts,
  accountTokens,
  auditEvents,
  participantIdentifiers,
  participants,
} from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { makeAccount, makeParticipant, testPassword } from "../support/factories.ts";
import { type Client, client } from "../support/http.ts";
import { drainQueue, mailbox } from "../support/queue.ts";
import { finishSignUps } from "../support/sign-ups.ts";

const password = "purple lantern over quiet rivers";
let serial = 0;
const filledIn = (given: Record<string, string> = {}) =>
  new URLSearchParams({
    givenName: "Marisol",
    middleName: "",
    familyName: `Ibarra ${++serial}`,
    "birthDate-month": "4",
    "birthDate-day": "12",
    "birthDate-year": "1988",
    email: `marisol${process.pid}x${serial}@example.org`,
    password,
    acceptsTerms: "yes",
    ...given,
  });

/** A sign-up and what its task does after the answer. */
async function signUpAt(browser: Client, form: URLSearchParams) {
  const answer = await browser.request("POST", "/sign-up", form);
  await finishSignUps();
  return answer;
}

const accountOf = async (email: string) =>
  (await (await testDb()).select().from(accounts).where(eq(accounts.email, email)))[0];

/** Links asked for, as the queue holds them. */
async function linksFor(accountId: number): Promise<string[]> {
  const rows = (await (
    await testDb()
  ).execute(sql`
    select j.payload ->> 'purpose' as purpose from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'send_account_link' and (j.payload ->> 'accountId')::int = ${accountId}
    order by 1`)) as unknown as { purpose: string }[];
  return rows.map(({ purpose }) => purpose);
}

/** A link as the mail would carry it. */
async function makeLink(accountId: number, purpose: "reset_password" | "verify_email", minutes = 60) {
  const token = randomBytes(32).toString("base64url");
  await (await testDb()).insert(accountTokens).values({
    accountId,
    purpose,
    tokenHash: createHash("sha256").update(token).digest("hex"),
    expiresAt: new Date(Date.now() + minutes * 60_000),
  });
  return token;
}

const count = async () => (await (await testDb()).$count(participants)) as number;

test("a new educator gets a pending record with a number, and the account opens only by the link and the password", async () => {
  const browser = await client();
  const form = filledIn({
    "claim-certification_number": "yes",
    "identifiers.certification_number": "CDP-771",
  });
  const answer = await signUpAt(browser, form);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/check-your-email?for=signUp"]);
  const account = (await accountOf(form.get("email")!))!;
  expect(account.status).toBe("unconfirmed");
  const db = await testDb();
  const [person] = await db.select().from(participants).where(eq(participants.id, account.participantId!));
  expect(person).toMatchObject({ status: "pending", birthDate: "1988-04-12", givenName: "Marisol" });
  expect(person!.registryNumber).toMatch(/^\d{7}$/);
  const [number] = await db
    .select()
    .from(participantIdentifiers)
    .where(eq(participantIdentifiers.participantId, person!.id));
  expect(number).toMatchObject({ kind: "certification_number", value: "CDP-771" });
  expect(await linksFor(account.id)).toEqual(["verify_email"]);
  expect((await browser.signIn(account.email, password)).status).toBe(401);

  const token = await makeLink(account.id, "verify_email");
  const opened = await browser.get(`/verify-email?token=${token}`);
  expect([opened.status, opened.headers.get("location")]).toEqual([303, "/verify-email"]);
  const stranger = await browser.request(
    "POST",
    "/verify-email",
    new URLSearchParams({ password: "something else entirely" }),
  );
  expect(stranger.status).toBe(422);
  expect((await accountOf(account.email))!.status).toBe("unconfirmed");
  const confirmed = await browser.request("POST", "/verify-email", new URLSearchParams({ password }));
  expect([confirmed.status, confirmed.headers.get("location")]).toEqual([303, "/my"]);
  expect((await browser.get("/")).text).toContain(person!.registryNumber);
  const again = await (await client()).get(`/verify-email?token=${token}`);
  expect(again.status).toBe(303);
});

test("a form with mistakes comes back with every message linked to its field, what was typed, and no password", async () => {
  const before = await count();
  const form = filledIn({
    givenName: "",
    "birthDate-month": "2",
    "birthDate-day": "30",
    email: "not an address",
    password: "short",
  });
  form.delete("acceptsTerms");
  const answer = await signUpAt(await client(), form);
  expect(answer.status).toBe(422);
  for (const field of ["givenName", "birthDate", "email", "password", "acceptsTerms"]) {
    expect(answer.text, field).toContain(`href="#field-${field}"`);
    expect(answer.text, field).toContain(`id="field-${field}"`);
  }
  const order = [...answer.text.matchAll(/href="#field-(\w+)"/g)].map(([, name]) => name);
  expect(order).toEqual(["givenName", "birthDate", "email", "password", "acceptsTerms"]);
  expect(answer.text).toContain('value="not an address"');
  expect(answer.text).not.toContain('value="short"');
  expect(answer.text).toContain("<title>Error: ");
  expect(await count()).toBe(before);
});

test.each([
  ["password1234567", "easy to guess"],
  ["qwertyuiop12345", "easy to guess"],
  ["marisol marisol 1988", "Leave your name"],
])("the password %s is refused", async (weak, words) => {
  const answer = await signUpAt(await client(), filledIn({ password: weak }));
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(words);
});

test("a known address gets the same answer as a new one; its owner gets a link and nothing is made", async () => {
  const account = await makeAccount(await testDb(), { email: `known${process.pid}@example.org` });
  const before = await count();
  const browser = await client();
  const known = await signUpAt(browser, filledIn({ email: account.email.toUpperCase() }));
  const fresh = await signUpAt(browser, filledIn());
  expect(known.status).toBe(fresh.status);
  expect(known.headers.get("location")).toBe(fresh.headers.get("location"));
  expect(known.text).toBe(fresh.text);
  expect(await count()).toBe(before + 1);
  expect(await linksFor(account.id)).toEqual(["reset_password"]);
});

test("a record the program started is taken over by whoever proves the address on file", async () => {
  const db = await testDb();
  const form = filledIn({
    "claim-employer_file_number": "yes",
    "identifiers.employer_file_number": "EMP-4410",
  });
  const record = await makeParticipant(db, {
    givenName: "Marisol",
    familyName: form.get("familyName")!,
    birthDate: "1988-04-12",
    email: form.get("email")!,
  });
  await db
    .insert(participantIdentifiers)
    .values({ participantId: record.id, kind: "employer_file_number", value: "EMP-4410" });
  const before = await count();
  await signUpAt(await client(), form);
  expect(await count()).toBe(before);
  expect(await accountOf(form.get("email")!)).toMatchObject({
    participantId: record.id,
    status: "unconfirmed",
  });
});

test("identifiers alone open nobody's record: another address gets its own record, the one on file gets the link", async () => {
  const db = await testDb();
  const form = filledIn({
    "claim-certification_number": "yes",
    "identifiers.certification_number": "CDP-9001",
  });
  const onFile = `onfile${process.pid}@example.org`;
  const record = await makeParticipant(db, {
    givenName: "Marisol",
    familyName: form.get("familyName")!,
    birthDate: "1988-04-12",
    email: onFile,
    phone: "555-0199",
  });
  await db
    .insert(participantIdentifiers)
    .values({ participantId: record.id, kind: "certification_number", value: "CDP-9001" });
  const browser = await client();
  const answer = await signUpAt(browser, form);
  const plain = await signUpAt(browser, filledIn({ givenName: "Bao", familyName: "Nguyen" }));
  expect([answer.status, answer.headers.get("location"), answer.text]).toEqual([
    plain.status,
    plain.headers.get("location"),
    plain.text,
  ]);
  const mine = (await accountOf(form.get("email")!))!;
  expect(mine.participantId).not.toBe(record.id);
  const holder = (await accountOf(onFile))!;
  expect(holder).toMatchObject({ participantId: record.id, status: "unconfirmed" });
  expect(await linksFor(holder.id)).toEqual(["reset_password"]);

  const token = await makeLink(mine.id, "verify_email");
  await browser.get(`/verify-email?token=${token}`);
  await browser.request("POST", "/verify-email", new URLSearchParams({ password }));
  const page = await browser.get("/my");
  expect(page.text).not.toContain(record.registryNumber);
  expect(page.text).not.toContain("555-0199");
  expect((await browser.get(`/api/participants/${record.id}`)).status).toBe(404);
});

test("someone who signs up again with a new address sends a link to the account they have, and staff get the pair", async () => {
  const db = await testDb();
  const form = filledIn({ "claim-fcc_license": "yes", "identifiers.fcc_license": "FCC-31337" });
  const record = await makeParticipant(db, {
    givenName: "Marisol",
    familyName: form.get("familyName")!,
    birthDate: "1988-04-12",
  });
  await db
    .insert(participantIdentifiers)
    .values({ participantId: record.id, kind: "fcc_license", value: "FCC-31337" });
  const old = await makeAccount(db, { participantId: record.id });
  await signUpAt(await client(), form);
  const mine = (await accountOf(form.get("email")!))!;
  expect(mine.participantId).not.toBe(record.id);
  expect(await linksFor(old.id)).toEqual(["reset_password"]);
  const [scan] = await db.execute(
    sql`select 1 from private.changed_people where participant_id = ${mine.participantId}`,
  );
  expect(scan).toBeDefined();
});

test("asking for a reset link answers the same for a known and an unknown address", async () => {
  const account = await makeAccount(await testDb());
  const browser = await client();
  const ask = (email: string) => browser.request("POST", "/forgot-password", new URLSearchParams({ email }));
  const known = await ask(account.email);
  const unknown = await ask("nobody-here@example.org");
  expect([known.status, known.headers.get("location"), known.text]).toEqual([
    unknown.status,
    unknown.headers.get("location"),
    unknown.text,
  ]);
  expect(await linksFor(account.id)).toEqual(["reset_password"]);
});

test("a reset link sets the password once, ends every session, and leaves no token in an address", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const account = await makeAccount(db, { participantId: person.id });
  const elsewhere = await client();
  await elsewhere.signIn(account.email);
  expect((await elsewhere.get("/api/me")).status).toBe(200);
  const token = await makeLink(account.id, "reset_password");
  const browser = await client();
  expect((await browser.get(`/reset-password?token=${token}`)).headers.get("location")).toBe(
    "/reset-password",
  );
  const weak = await browser.request(
    "POST",
    "/reset-password",
    new URLSearchParams({ password: "too short" }),
  );
  expect(weak.status).toBe(422);
  const saved = await browser.request("POST", "/reset-password", new URLSearchParams({ password }));
  expect([saved.status, saved.headers.get("location")]).toEqual([303, "/sign-in"]);
  expect((await browser.get("/sign-in")).text).toContain("Your new password is saved");
  await new Promise((done) => setTimeout(done, 1100));
  expect((await elsewhere.get("/api/me")).status).toBe(401);
  expect((await browser.signIn(account.email, testPassword)).status).toBe(401);
  expect((await browser.signIn(account.email, password)).status).toBe(200);
  const second = await client();
  await second.get(`/reset-password?token=${token}`);
  const page = await second.get("/reset-password");
  expect(page.status).toBe(410);
  expect(page.text).toContain("This link does not work any more");
  const [entry] = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, "account.password_reset"))
    .orderBy(desc(auditEvents.id));
  expect(JSON.stringify(entry)).not.toContain(token);
});

test("links that are too old, of another purpose or of a disabled account do not work", async () => {
  const db = await testDb();
  const account = await makeAccount(db);
  const disabled = await makeAccount(db, { status: "disabled" });
  const tokens = [
    await makeLink(account.id, "reset_password", -1),
    await makeLink(account.id, "verify_email"),
    await makeLink(disabled.id, "reset_password"),
  ];
  for (const token of tokens) {
    const browser = await client();
    await browser.get(`/reset-password?token=${token}`);
    const answer = await browser.request("POST", "/reset-password", new URLSearchParams({ password }), {
      accept: "text/html",
    });
    expect(answer.status).toBe(404);
  }
  expect((await accountOf(disabled.email))!.status).toBe("disabled");
});

test("the e-mail that really leaves carries a link that opens the account, and never a token in the database", async () => {
  const browser = await client();
  const sent = filledIn({ givenName: "Thúy", familyName: "Trần" });
  await signUpAt(browser, sent);
  await drainQueue();
  const mail = (await mailbox()).find(({ to }) => to?.some(({ address }) => address === sent.get("email")));
  const link = /http:\/\/registry\.test(\/\S+)/.exec(mail!.text!)![1]!;
  expect(link).toMatch(/^\/verify-email\?token=/);
  await browser.get(link);
  const opened = await browser.request("POST", "/verify-email", new URLSearchParams({ password }));
  expect(opened.headers.get("location")).toBe("/my");
  expect((await browser.get("/my")).text).toContain("Thúy");
  const token = new URLSearchParams(link.split("?")[1]).get("token")!;
  const [leak] = await (await testDb()).execute(
    sql`select 1 from notifications where body_text like ${`%${token}%`} or body_html like ${`%${token}%`}`,
  );
  expect(leak).toBeUndefined();
});
