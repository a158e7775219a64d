import { expect, test } from "vitest";
import { testDb } from "../setup/db.ts";
import { makeAccount, makeParticipant, makeStaff } from "../support/factories.ts";
import { client } from "../support/http.ts";

test("staff sign in, are told their role and permissions, and sign out", async () => {
  const staff = await makeStaff(await testDb(), "data_entry");
  const browser = await client();
  expect((await browser.get("/api/me")).status).toBe(401);
  const signedIn = await browser.signIn(staff.email);
  expect(signedIn.status).toBe(200);
  expect(signedIn.body).toMatchObject({ id: staff.id, role: "data_entry" });
  expect((signedIn.body as { permissions: string[] }).permissions).toContain("documents:claim");
  expect((await browser.get("/api/me")).status).toBe(200);
  expect((await browser.delete("/api/session")).status).toBe(200);
  expect((await browser.get("/api/me")).status).toBe(401);
});

test("a wrong password and an unknown address are answered alike", async () => {
  const staff = await makeStaff(await testDb(), "help_desk");
  const browser = await client();
  const wrong = await browser.signIn(staff.email, "not the password at all");
  const unknown = await browser.signIn("nobody@example.org", "not the password at all");
  expect(wrong.status).toBe(401);
  expect([unknown.status, unknown.text]).toEqual([wrong.status, wrong.text]);
});

test("a disabled account cannot sign in", async () => {
  const account = await makeAccount(await testDb(), { staffRole: "help_desk", status: "disabled" });
  expect((await (await client()).signIn(account.email)).status).toBe(401);
});

test("after ten wrong passwords an account rests, even for the right one", async () => {
  const staff = await makeStaff(await testDb(), "help_desk");
  const browser = await client();
  for (let i = 0; i < 10; i++) await browser.signIn(staff.email, "guess number something");
  const answer = await browser.signIn(staff.email);
  expect(answer.status).toBe(428);
  expect(answer.text).toContain("Too many tries");
});

test("the session id changes at sign-in, so a planted cookie is worth nothing", async () => {
  const staff = await makeStaff(await testDb(), "data_entry");
  const browser = await client();
  const first = (await browser.signIn(staff.email)).headers.getSetCookie()[0];
  const second = (await browser.signIn(staff.email)).headers.getSetCookie()[0];
  expect(first).toMatch(/^registry=.*HttpOnly; SameSite=Lax/);
  expect(second).not.toBe(first);
});

test("an unsafe request from another site is refused", async () => {
  const staff = await makeStaff(await testDb(), "data_entry");
  const browser = await client();
  await browser.signIn(staff.email);
  const refused = await browser.request("DELETE", "/api/session", undefined, {
    "sec-fetch-site": "cross-site",
  });
  expect(refused.status).toBe(403);
  const byOrigin = await browser.request("DELETE", "/api/session", undefined, {
    "sec-fetch-site": "",
    origin: "https://evil.example",
  });
  expect(byOrigin.status).toBe(403);
  expect((await browser.get("/api/me")).status).toBe(200);
});

test("lists speak simple-rest, hide merged records, and refuse what is not on the allow-list", async () => {
  const db = await testDb();
  const staff = await makeStaff(db, "data_entry");
  const survivor = await makeParticipant(db, { givenName: "Zoë", familyName: "Quiñones-Park" });
  const retired = await makeParticipant(db, {
    familyName: "Quinones",
    status: "merged",
    mergedIntoId: survivor.id,
  });
  const browser = await client();
  await browser.signIn(staff.email);
  const found = await browser.list("participants", {
    filter: { q: "quinones zoe" },
    range: [0, 9],
    sort: ["familyName", "ASC"],
  });
  expect(found.headers.get("content-range")).toBe("participants 0-0/1");
  expect(found.body).toMatchObject([{ id: survivor.id, registryNumber: survivor.registryNumber }]);
  const byOldNumber = await browser.list("participants", { filter: { q: retired.registryNumber } });
  expect(byOldNumber.body).toMatchObject([{ id: survivor.id }]);
  expect((await browser.list("participants", { filter: { searchText: "x" } })).status).toBe(400);
  expect((await browser.list("participants", { sort: ["searchText", "ASC"] })).status).toBe(400);
  expect((await browser.list("participants", { range: [0, 500] })).status).toBe(400);
  expect((await browser.list("participants", { range: [5000, 5009] })).status).toBe(416);
  expect((await browser.get("/api/participants?filter={oops")).status).toBe(400);
  expect((await browser.list("participants", { filter: { constructor: "x" } })).status).toBe(400);
});
