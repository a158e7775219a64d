import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { getDocument, uploadDocument } from "#api/domains/documents/index.ts";
import { toRegistryError } from "#api/http/error-handler.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { auditEvents, documents, type programs } from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeAccount, makeEmployment, makeParticipant, makeProgram } from "#tests/support/factories.ts";
import { drainQueue, mailbox } from "#tests/support/queue.ts";
import { received, upload } from "../documents/support.ts";

let db: Db;
let program: typeof programs.$inferSelect;
let director: Ctx;
let accountId: number;
beforeAll(async () => {
  db = await testDb();
  program = await makeProgram(db);
  const person = await makeParticipant(db);
  accountId = (await makeAccount(db, { participantId: person.id })).id;
  director = ctxFor(db, "program_admin", { accountId, participantId: person.id, programIds: [program.id] });
});

const errorOf = async (promise: Promise<unknown>) =>
  toRegistryError(await promise.then(() => undefined).catch((error: unknown) => error));
async function staffMember(given: object = {}, person: object = {}) {
  const who = await makeParticipant(db, person);
  await makeEmployment(db, { participantId: who.id, programId: program.id, status: "confirmed", ...given });
  return who;
}

test("an administrator sends a document in for confirmed staff; the educator is the one who is written to", async () => {
  const ana = await staffMember();
  const { id } = await uploadDocument(director, await upload({ participantId: ana.id }));
  const [row] = await db.select().from(documents).where(eq(documents.id, id));
  expect(row).toMatchObject({
    participantId: ana.id,
    source: "program",
    lane: "standard",
    uploadedById: accountId,
  });
  expect((await getDocument(director, id)).participantId).toBe(ana.id);
  const [audit] = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, id));
  expect(audit).toMatchObject({ action: "document.uploaded", accountId, actorRole: "program_admin" });
  await drainQueue({ allowFailures: true });
  const to = (await mailbox()).flatMap((mail) => mail.to ?? []).map(({ address }) => address);
  expect(to).toContain(ana.email);
});

describe("is refused in the same words, whatever the reason,", () => {
  const words =
    "You can send documents only for people whose job at your program is confirmed and who share their documents with it.";
  const refusal = async (participantId: number) =>
    (await errorOf(uploadDocument(director, await upload({ participantId }))))?.fields;

  test.each([
    ["who hides documents from employers", {}, { hiddenFromEmployers: true }],
    ["whose job is not confirmed", { status: "reported" }, {}],
    ["who has left", { endedOn: "2024-05-31" }, {}],
  ])("for somebody %s", async (_case, employment, person) => {
    const who = await staffMember(employment, person);
    expect(await refusal(who.id)).toEqual({ participantId: words });
    expect(await db.$count(documents, eq(documents.participantId, who.id))).toBe(0);
  });

  test("for a stranger and for a number nobody has", async () => {
    expect(await refusal((await makeParticipant(db)).id)).toEqual({ participantId: words });
    expect(await refusal(2_000_000_000)).toEqual({ participantId: words });
  });
});

test("lanes and channels stay with the registry's staff", async () => {
  const ana = await staffMember();
  const refused = async (given: object) =>
    Object.keys(
      (await errorOf(uploadDocument(director, await upload({ participantId: ana.id, ...given }))))?.fields ??
        {},
    );
  expect(await refused({ lane: "licensing_visit" })).toEqual(["lane"]);
  expect(await refused({ source: "mail" })).toEqual(["source"]);
  expect(await refused({ participantId: undefined })).toEqual(["participantId"]);
});

test("the same file twice is one document; a file only a hidden document has tells nothing of it", async () => {
  const ana = await staffMember();
  const file = await received("%PDF-1.7 the same for both");
  const { id } = await uploadDocument(director, await upload({ participantId: ana.id, file }));
  const again = await errorOf(
    uploadDocument(
      director,
      await upload({ participantId: ana.id, file: await received("%PDF-1.7 the same for both") }),
    ),
  );
  expect(again).toMatchObject({ status: 409, details: { documentId: id } });
  await db.update(documents).set({ hiddenFromEmployers: true }).where(eq(documents.id, id));
  const third = await uploadDocument(
    director,
    await upload({ participantId: ana.id, file: await received("%PDF-1.7 the same for both") }),
  );
  expect(third.sameFile).toBeUndefined();
});
