import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isCommonPassword, isPersonalPassword } from "#api/domains/accounts/common-passwords.ts";
import { changeLoginEmail, confirmEmail, resetPassword, signUp } from "#api/domains/accounts/index.ts";
import { safeNext } from "#api/public-site/pages/sign-in.tsx";
import { accounts, accountTokens, participants } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { anonymousCtx, ctxFor } from "../support/ctx.ts";
import { makeAccount, makeParticipant, testPassword } from "../support/factories.ts";
import { finishSignUps } from "../support/sign-ups.ts";

const password = "purple lantern over quiet rivers";

async function makeLink(accountId: number, purpose: "reset_password" | "verify_email") {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  const expiresAt = new Date(Date.now() + 600_000);
  await (await testDb()).insert(accountTokens).values({ accountId, purpose, tokenHash, expiresAt });
  return token;
}
const person = (given: Record<string, unknown> = {}) => ({
  givenName: "Quynh",
  familyName: "Phạm",
  birthDate: "1991-02-03",
  email: `quynh${randomBytes(4).toString("hex")}@example.org`,
  password,
  acceptsTerms: true as const,
  ...given,
});

test.each([
  "password1234567",
  "PasswordPassword",
  "P@ssw0rdP@ssw0rd",
  "qwertyuiop12345",
  "111111111111111",
  "abcabcabcabcabc",
  "123456789012345",
  "letmeinletmein1",
  "correct horse battery staple",
  "Thequickbrownfox",
  "iloveyou iloveyou",
  "admin1234567890",
])("%s is a common password", (common) => {
  expect(isCommonPassword(common)).toBe(true);
});

test.each([
  "purple lantern over quiet rivers",
  "我喜欢在早上读书和喝茶听音乐呀呀",
  "mi abuela cocina los domingos",
  "j4#kfPz!0qLwX2m",
  "teachers plant forty tulips",
])("%s may be used", (good) => {
  expect(isCommonPassword(good)).toBe(false);
});

test("a password of one's own name and digits is personal, a sentence with the name in it is not", () => {
  expect(isPersonalPassword("marisolibarra1988", ["Marisol", "Ibarra"])).toBe(true);
  expect(isPersonalPassword("marisol waters the tall cactus", ["Marisol", "Ibarra"])).toBe(false);
});

test("two sign-ups with one address at the same moment make one account and one record", async () => {
  const db = await testDb();
  const input = person();
  await Promise.all([1, 2, 3].map(() => signUp(anonymousCtx(db), input)));
  await finishSignUps();
  expect(await db.$count(accounts, eq(accounts.email, input.email))).toBe(1);
  expect(await db.$count(participants, eq(participants.email, input.email))).toBe(1);
});

test.each([
  ["2999-01-01", "year"],
  ["1899-12-31", "year"],
  [`${new Date().getUTCFullYear() - 10}-01-01`, "14 years"],
])("a birth date of %s is refused and nothing is made", async (birthDate, words) => {
  const db = await testDb();
  const input = person({ birthDate });
  await expect(signUp(anonymousCtx(db), input)).rejects.toMatchObject({
    fields: { birthDate: expect.stringContaining(words) },
  });
  expect(await db.$count(accounts, eq(accounts.email, input.email))).toBe(0);
});

test("a reset link used by two at once works for one", async () => {
  const db = await testDb();
  const account = await makeAccount(db);
  const token = await makeLink(account.id, "reset_password");
  const tries = await Promise.allSettled(
    [1, 2, 3, 4].map(() => resetPassword(anonymousCtx(db), { token, password })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a link for an address given before does not prove the one given after it", async () => {
  const db = await testDb();
  const account = await makeAccount(db);
  const ctx = ctxFor(db, "participant", { accountId: account.id });
  await changeLoginEmail(ctx, { email: "first-try@example.org", password: testPassword });
  const token = await makeLink(account.id, "verify_email");
  await changeLoginEmail(ctx, { email: "second-try@example.org", password: testPassword });
  await expect(confirmEmail(anonymousCtx(db), { token, password: testPassword })).rejects.toThrow(
    "does not work",
  );
  const next = await makeLink(account.id, "verify_email");
  await confirmEmail(anonymousCtx(db), { token: next, password: testPassword });
  const [row] = await db.select().from(accounts).where(eq(accounts.id, account.id));
  expect(row).toMatchObject({ email: "second-try@example.org", pendingEmail: null });
});

test("an address that somebody else took meanwhile is not taken from them", async () => {
  const db = await testDb();
  const account = await makeAccount(db);
  const ctx = ctxFor(db, "participant", { accountId: account.id });
  await changeLoginEmail(ctx, { email: "contested@example.org", password: testPassword });
  const token = await makeLink(account.id, "verify_email");
  const other = await makeAccount(db, { email: "contested@example.org" });
  await expect(confirmEmail(anonymousCtx(db), { token, password: testPassword })).rejects.toMatchObject({
    status: 409,
  });
  const [row] = await db.select().from(accounts).where(eq(accounts.id, other.id));
  expect(row!.email).toBe("contested@example.org");
});

test("a reset proves the address of an account that was never confirmed", async () => {
  const db = await testDb();
  const record = await makeParticipant(db);
  const account = await makeAccount(db, { status: "unconfirmed", participantId: record.id });
  await resetPassword(anonymousCtx(db), { token: await makeLink(account.id, "reset_password"), password });
  const [row] = await db.select().from(accounts).where(eq(accounts.id, account.id));
  expect(row!.status).toBe("active");
});

test("where to go after signing in is always a path of this site", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const wished of [text, `/${text}`, `//${text}`, `/\\${text}`, `https://${text}`]) {
        const safe = safeNext(wished);
        if (safe) expect(new URL(safe, "https://registry.test").origin).toBe("https://registry.test");
      }
    }),
    { numRuns: 2000 },
  );
  expect(safeNext("/calendar/12?invitation=abc-_1")).toBe("/calendar/12?invitation=abc-_1");
});
