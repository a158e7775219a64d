import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { confirmEmail } from "#api/domains/accounts/index.ts";
import { accountTokens } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { anonymousCtx } from "../support/ctx.ts";
import { makeAccount, makeParticipant, testPassword } from "../support/factories.ts";
import { drainQueue, mailbox } from "../support/queue.ts";

/** Opens the link of an account, as the e-mail carries it. */
async function open(accountId: number): Promise<void> {
  const db = await testDb();
  const token = `${accountId}`.padEnd(43, "x");
  await db.insert(accountTokens).values({
    accountId,
    purpose: "verify_email",
    tokenHash: createHash("sha256").update(token).digest("hex"),
    expiresAt: new Date(Date.now() + 60_000),
  });
  await confirmEmail(anonymousCtx(db), { token, password: testPassword });
  await drainQueue();
}
const mailTo = async (email: string) =>
  (await mailbox()).filter(
    (mail) => mail.to?.[0]?.address === email && /sign-in address/.test(mail.subject ?? ""),
  );

test("the address that was left is told that the sign-in moved, and not where to (S42)", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const account = await makeAccount(db, { participantId: person.id, pendingEmail: "moved.here@example.org" });
  await open(account.id);
  const [mail, ...more] = await mailTo(account.email);
  expect(more).toEqual([]);
  expect(mail?.text).toContain("You no longer sign in to the registry with this e-mail address");
  expect(mail?.text).toContain("(916) 555-0142");
  expect(`${mail?.text}${mail?.html}`).not.toContain("moved.here");
  expect(await mailTo("moved.here@example.org")).toEqual([]);
});

test("an address that is proven for the first time was moved from nowhere: nobody is told", async () => {
  const fresh = await makeAccount(await testDb(), { status: "unconfirmed" });
  await open(fresh.id);
  expect(await mailTo(fresh.email)).toEqual([]);
});
