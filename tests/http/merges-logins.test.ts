import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accountTokens, sessions } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import * as make from "../support/factories.ts";
import { client } from "../support/http.ts";

/** A process remembers for a second who asks. */
const aSecondLater = () => new Promise((resolve) => setTimeout(resolve, 1100));

async function mergedPair() {
  const db = await testDb();
  const same = { givenName: "Rosa", familyName: "Ortiz", birthDate: null };
  const survivor = await make.makeParticipant(db, same);
  const retired = await make.makeParticipant(db, same);
  const kept = await make.makeAccount(db, { participantId: retired.id });
  const lost = await make.makeAccount(db, { participantId: survivor.id, pendingEmail: "next@example.org" });
  const [keeper, loser, desk] = [await client(), await client(), await client()];
  await keeper.signIn(kept.email);
  await loser.signIn(lost.email);
  await db.insert(accountTokens).values({
    accountId: lost.id,
    purpose: "verify_email",
    tokenHash: `link ${lost.id}`,
    expiresAt: new Date(Date.now() + 1e7),
  });
  await desk.signIn((await make.makeStaff(db, "help_desk")).email);
  const merged = await desk.post("/api/merges", {
    survivorId: survivor.id,
    retiredId: retired.id,
    keepAccountId: kept.id,
    reason: "One person",
    survivorVersion: survivor.version,
    retiredVersion: retired.version,
  });
  expect(merged.status).toBe(201);
  await aSecondLater();
  return { db, survivor, retired, kept, lost, keeper, loser, desk, id: (merged.body as { id: number }).id };
}

test("the sign-in that a merge disables is dead within a second: its open session, a new sign-in and the links on their way", async () => {
  const { db, survivor, lost, loser, keeper } = await mergedPair();
  expect((await loser.get("/api/me")).status).toBe(401);
  expect((await loser.get(`/api/participants/${survivor.id}`)).status).toBe(401);
  expect(await db.select().from(sessions).where(eq(sessions.accountId, lost.id))).toEqual([]);
  const [link] = await db.select().from(accountTokens).where(eq(accountTokens.accountId, lost.id));
  expect(link!.usedAt).not.toBeNull();
  const again = await (await client()).post("/api/session", {
    email: lost.email,
    password: make.testPassword,
  });
  expect(again.status).toBe(401);
  expect((await keeper.get("/api/me")).body).toMatchObject({ participantId: survivor.id });
});

test("after the undo each sign-in leads to its own record again, and the one that was disabled has to sign in anew", async () => {
  const { survivor, retired, lost, loser, keeper, desk, id } = await mergedPair();
  const { version } = (await desk.get(`/api/merges/${id}`)).body as { version: number };
  expect((await desk.post(`/api/merges/${id}/undo`, { version, reason: "Two people" })).status).toBe(200);
  await aSecondLater();
  expect((await loser.get("/api/me")).status).toBe(401);
  await loser.signIn(lost.email);
  expect((await loser.get("/api/me")).body).toMatchObject({ participantId: survivor.id });
  expect((await keeper.get("/api/me")).body).toMatchObject({ participantId: retired.id });
});
