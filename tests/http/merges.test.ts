import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { StaffRole } from "#db/enums.ts";
import { participants } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import * as make from "../support/factories.ts";
import { client } from "../support/http.ts";

async function signedIn(role: StaffRole) {
  const browser = await client();
  const account = await make.makeStaff(await testDb(), role);
  await browser.signIn(account.email);
  return browser;
}
async function two() {
  const db = await testDb();
  const left = await make.makeParticipant(db, { givenName: "Rosa", familyName: "Ortiz" });
  const right = await make.makeParticipant(db, { givenName: "Rosa", familyName: "Ortiz" });
  const body = {
    survivorId: left.id,
    retiredId: right.id,
    reason: "One person",
    survivorVersion: left.version,
    retiredVersion: right.version,
  };
  return { db, left, right, body };
}
const message = (answer: { body: unknown }) => (answer.body as { message: string }).message;

test("the help desk compares, merges, opens the survivor by the old number, and undoes", async () => {
  const { left, right, body } = await two();
  const desk = await signedIn("help_desk");
  const comparison = await desk.get(
    `/api/duplicates/compare?left=${left.registryNumber}&right=${right.registryNumber}`,
  );
  expect(comparison.body).toMatchObject({ left: { id: left.id }, right: { id: right.id }, blocks: [] });
  const merged = await desk.post("/api/merges", body);
  expect(merged.status).toBe(201);
  const { id } = merged.body as { id: number };
  const found = await desk.list("participants", { filter: { q: right.registryNumber } });
  expect(found.body).toMatchObject([{ id: left.id }]);
  const view = (await desk.get(`/api/merges/${id}`)).body as { version: number };
  expect(view).toMatchObject({ status: "merged", survivor: { id: left.id }, undoBlockedBy: null });
  expect((await desk.list("merges", { filter: { participantId: right.id } })).body).toMatchObject([{ id }]);
  const undone = await desk.post(`/api/merges/${id}/undo`, { version: view.version, reason: "Two people" });
  expect(undone.body).toEqual({ id, changedSince: [] });
});

test("roles that may not merge are refused, and a visitor has to sign in", async () => {
  const { db, right, body } = await two();
  for (const role of ["data_entry", "auditor"] as const) {
    const browser = await signedIn(role);
    expect((await browser.post("/api/merges", body)).status).toBe(403);
    expect((await browser.post("/api/merges/propose", body)).status).toBe(403);
    expect((await browser.post("/api/merges/1/undo", { version: 1, reason: "Because" })).status).toBe(403);
    expect((await browser.post("/api/duplicates/scan")).status).toBe(403);
    expect((await browser.get("/api/merges")).status).toBe(200);
  }
  const person = await client();
  const account = await make.makeAccount(db, { participantId: right.id });
  await person.signIn(account.email);
  for (const path of [
    "duplicates",
    "merges",
    `duplicates/compare?left=${body.survivorId}&right=${body.retiredId}`,
  ]) {
    expect((await person.get(`/api/${path}`)).status).toBe(403);
  }
  expect((await person.post("/api/merges", body)).status).toBe(403);
  expect((await (await client()).post("/api/merges", body)).status).toBe(401);
});

test("bad merges get the right answer in words, and nothing changes", async () => {
  const { db, left, right, body } = await two();
  const desk = await signedIn("help_desk");
  const self = await desk.post("/api/merges", { ...body, retiredId: left.id });
  expect([self.status, message(self)]).toEqual([409, "A record cannot be merged with itself."]);
  const stale = await desk.post("/api/merges", { ...body, survivorVersion: 77 });
  expect(stale.status).toBe(409);
  expect(stale.body).toMatchObject({
    details: { current: { survivor: { id: left.id, version: left.version } } },
  });
  expect((await desk.post("/api/merges", { ...body, retiredId: 2_000_000 })).status).toBe(404);
  expect((await desk.post("/api/merges", { ...body, choices: { nonsense: "survivor" } })).status).toBe(422);
  expect((await desk.post("/api/merges", { ...body, extra: true })).status).toBe(422);
  expect((await desk.post("/api/merges", { ...body, reason: "" })).body).toMatchObject({
    errors: { reason: expect.any(String) },
  });
  await make.makeAccount(db, { participantId: left.id });
  await make.makeAccount(db, { participantId: right.id });
  const logins = await desk.post("/api/merges", body);
  expect(logins.status).toBe(428);
  expect(message(logins)).toContain("Both records have an active sign-in");
  const rows = await db.select().from(participants).where(eq(participants.id, right.id));
  expect(rows).toMatchObject([{ status: "pending", mergedIntoId: null, version: right.version }]);
  const third = await make.makeParticipant(db, { mergedIntoId: left.id, status: "merged" });
  const again = await desk.post("/api/merges", {
    ...body,
    retiredId: third.id,
    retiredVersion: third.version,
  });
  expect(message(again)).toBe(
    `Record ${third.registryNumber} has been merged already: it is now ${left.registryNumber}.`,
  );
});

test("name changes and access grants over HTTP: own requests only, decisions by the help desk", async () => {
  const { db, left, right } = await two();
  const account = await make.makeAccount(db, { participantId: left.id });
  const program = await make.makeProgram(db);
  const person = await client();
  await person.signIn(account.email);
  const wish = { newGivenName: "Rosa", newFamilyName: "Delgado", evidenceKind: "passport" };
  expect((await person.post("/api/name_changes", { ...wish, participantId: right.id })).status).toBe(404);
  const change = await person.post("/api/name_changes", { ...wish, participantId: left.id });
  expect(change.status).toBe(201);
  const { id, version } = change.body as { id: number; version: number };
  expect((await person.post(`/api/name_changes/${id}/approve`, { version })).status).toBe(403);
  const grant = await person.post("/api/access_grants", {
    participantId: left.id,
    programNumber: program.programNumber,
  });
  expect(grant.status).toBe(201);
  const desk = await signedIn("help_desk");
  expect((await desk.post(`/api/name_changes/${id}/approve`, { version: version + 5 })).status).toBe(409);
  expect((await desk.post(`/api/name_changes/${id}/approve`, { version })).body).toMatchObject({
    status: "approved",
  });
  const asked = grant.body as { id: number; version: number };
  expect(
    (await desk.post(`/api/access_grants/${asked.id}/grant`, { version: asked.version })).body,
  ).toMatchObject({ status: "granted" });
  const stranger = await client();
  await stranger.signIn((await make.makeAccount(db, { participantId: right.id })).email);
  expect((await stranger.get(`/api/name_changes/${id}`)).status).toBe(404);
  expect((await stranger.get(`/api/access_grants/${asked.id}`)).status).toBe(404);
  expect((await stranger.list("access_grants")).body).toEqual([]);
});
