import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  claimDocument,
  decideDocument,
  getDocument,
  removeDocument,
  uploadDocument,
} from "#api/domains/documents/index.ts";
import type { UploadDocument } from "#api/domains/documents/schemas.ts";
import { toRegistryError } from "#api/http/error-handler.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { auditEvents, documentFiles, documents, nameChanges, participants } from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor, testFiles } from "#tests/support/ctx.ts";
import { makeAccount, makeParticipant, makeStaff } from "#tests/support/factories.ts";
import { svg } from "#tests/support/hostile-files.ts";
import { received, upload, waiting } from "./support.ts";

let db: Db;
let clerk: Ctx;
beforeAll(async () => {
  db = await testDb();
  clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
});

async function educator() {
  const person = await makeParticipant(db);
  const account = await makeAccount(db, { participantId: person.id });
  return ctxFor(db, "participant", { accountId: account.id, participantId: person.id });
}
const idOf = (ctx: Ctx) => (ctx.actor.type === "account" ? ctx.actor.participantId! : 0);
const row = async (id: number) => (await db.select().from(documents).where(eq(documents.id, id)))[0]!;
const errorOf = async (promise: Promise<unknown>) =>
  toRegistryError(await promise.then(() => undefined).catch((error: unknown) => error));
const waitingTasks = async (id: number) =>
  (
    (await db.execute(
      sql`select t.identifier from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
          where (j.payload ->> 'documentId')::int = ${id} order by 1`,
    )) as unknown as { identifier: string }[]
  ).map((task) => task.identifier);

describe("by the participant", () => {
  test("a document is stored with what was stated, its tasks wait, and it is on the audit", async () => {
    const ana = await educator();
    const { id, status } = await uploadDocument(
      ana,
      await upload({
        type: "permit",
        statedLevel: "teacher",
        statedNumber: "102478522",
        statedIssuedOn: "2024-03-05",
        statedExpiresOn: "2029-03-05",
      }),
    );
    expect(status).toBe("processing");
    expect(await row(id)).toMatchObject({
      participantId: idOf(ana),
      source: "portal",
      lane: "standard",
      statedNumber: "102478522",
    });
    expect(await waitingTasks(id)).toEqual(["notify_document_received", "process_upload"]);
    const view = await getDocument(ana, id);
    expect(view.files).toMatchObject([{ originalName: "transcript.pdf", mimeType: "application/pdf" }]);
    const audit = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, id));
    expect(audit.map((event) => event.action)).toEqual(["document.uploaded"]);
  });

  test("only to the own record, only in the standard lane, only as what a participant may send", async () => {
    const ana = await educator();
    const other = await makeParticipant(db);
    const refused = async (given: Partial<UploadDocument>) =>
      Object.keys((await errorOf(uploadDocument(ana, await upload(given))))?.fields ?? {});
    expect(await refused({ participantId: other.id })).toEqual(["participantId"]);
    expect(await refused({ lane: "licensing_visit" })).toEqual(["lane"]);
    expect(await refused({ source: "fax" })).toEqual(["source"]);
    expect(await refused({ type: "selfie" as "other" })).toEqual(["type"]);
    expect(
      await refused({ type: "permit", statedIssuedOn: "2024-03-05", statedExpiresOn: "2023-03-05" }),
    ).toEqual(["statedExpiresOn"]);
    expect(
      (await errorOf(uploadDocument(ana, { ...(await upload()), status: "verified" } as never)))?.status,
    ).toBe(422);
    expect(await db.$count(documents, eq(documents.participantId, idOf(ana)))).toBe(0);
  });
});

describe("what a file is, is told by its bytes", () => {
  const ftyp = (brand: string) => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`)]);
  test.each([
    ["a HEIC photo", () => ftyp("heic"), /Most Compatible/],
    ["an SVG", () => svg, /drawing \(SVG\)/],
    [
      "an SVG behind a byte mark",
      () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), svg]),
      /drawing \(SVG\)/,
    ],
    ["a web page", () => Buffer.from("\n <!DOCTYPE html><script>alert(1)</script>"), /web page/],
    ["a web page that also says %PDF-", () => Buffer.from("<script>1</script>%PDF-1.7"), /web page/],
    ["a Word file", () => Buffer.from("PK\x03\x04[Content_Types].xml"), /Word, Excel or zip/],
    ["an old Word file", () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /Word, Excel or zip/],
    ["a program", () => Buffer.from("MZ\x90\x00"), /program/],
    ["a script", () => Buffer.from("#!/bin/sh\nrm -rf /"), /program/],
    ["a GIF", () => Buffer.from("GIF89a"), /JPEG or PNG/],
    ["plain text", () => Buffer.from("hello"), /cannot be opened here/],
  ])("%s named transcript.pdf is refused with what to send instead", async (_what, bytes, sentence) => {
    const ana = await educator();
    const error = await errorOf(uploadDocument(ana, await upload({ file: await received(bytes()) })));
    expect(error?.status).toBe(422);
    expect(error?.fields?.file).toMatch(sentence);
    expect(await db.$count(documents, eq(documents.participantId, idOf(ana)))).toBe(0);
  });

  test.each([
    ["a PDF with bytes before its mark", () => Buffer.from("\r\n\r\n%PDF-1.4 x"), "application/pdf"],
    ["a JPEG named .pdf", () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]), "image/jpeg"],
    ["a PNG", () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), "image/png"],
    ["a WebP", () => Buffer.from("RIFF\x10\0\0\0WEBPVP8 "), "image/webp"],
  ])("%s is taken for what it is", async (_what, bytes, mimeType) => {
    const { id } = await uploadDocument(await educator(), await upload({ file: await received(bytes()) }));
    const [file] = await db.select().from(documentFiles).where(eq(documentFiles.documentId, id));
    expect(file?.mimeType).toBe(mimeType);
  });
});

describe("the same file again", () => {
  test("on the own record is refused with its number, state and place in the queue; elsewhere staff see it", async () => {
    const ana = await educator();
    const file = await received("%PDF-1.7 same bytes");
    const first = await uploadDocument(ana, await upload({ file }));
    await db.update(documents).set({ status: "unverified" }).where(eq(documents.id, first.id));
    const error = await errorOf(uploadDocument(ana, await upload({ file, type: "other" })));
    expect(error).toMatchObject({
      status: 409,
      details: { documentId: first.id, status: "unverified", placeInQueue: expect.any(Number) },
    });
    const ben = await educator();
    const second = await uploadDocument(ben, await upload({ file: await received("%PDF-1.7 same bytes") }));
    expect(second).not.toHaveProperty("sameFile");
    expect((await getDocument(ben, second.id)).files[0]!.sameFileElsewhere).toEqual([]);
    expect((await getDocument(clerk, second.id)).files[0]!.sameFileElsewhere).toMatchObject([
      { documentId: first.id, participantId: idOf(ana) },
    ]);
    const carla = await makeParticipant(db);
    const third = await uploadDocument(
      clerk,
      await upload({ participantId: carla.id, file: await received("%PDF-1.7 same bytes") }),
    );
    expect(third.sameFile).toHaveLength(2);
  });

  test("may come again where the first was deleted, or was refused for its type", async () => {
    const ana = await educator();
    const send = async (type: "transcript" | "other" = "transcript") =>
      uploadDocument(ana, await upload({ type, file: await received("%PDF-1.7 again and again") }));
    const first = await send();
    await removeDocument(ana, { id: first.id });
    const second = await send();
    await db.update(documents).set({ status: "action_required" }).where(eq(documents.id, second.id));
    expect((await errorOf(send()))?.status).toBe(409);
    expect((await send("other")).id).toBeGreaterThan(second.id);
  });

  test("two clicks at once make one document", async () => {
    const ana = await educator();
    const answers = await Promise.allSettled(
      [1, 2, 3].map(async () =>
        uploadDocument(ana, await upload({ file: await received("%PDF-1.7 twice") })),
      ),
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(await db.$count(documents, eq(documents.participantId, idOf(ana)))).toBe(1);
  });

  test("a repeated request with the same key answers with the same document and keeps no second file", async () => {
    const ana = await educator();
    const send = async () => upload({ uploadKey: "key-of-ana-1", file: await received("%PDF-1.7 once") });
    const first = await uploadDocument(ana, await send());
    const again = await send();
    expect(await uploadDocument(ana, again)).toEqual(first);
    await expect(testFiles.read(again.file.key)).rejects.toMatchObject({ status: 404 });
    expect((await errorOf(uploadDocument(ana, await upload({ uploadKey: "key-of-ana-1" }))))?.status).toBe(
      409,
    );
    expect(
      (await errorOf(uploadDocument(await educator(), await upload({ uploadKey: "key-of-ana-1" }))))?.status,
    ).toBe(409);
  });
});

describe("by staff", () => {
  test("on behalf of a participant, as mail, e-mail or fax, into a lane", async () => {
    const person = await makeParticipant(db);
    const { id } = await uploadDocument(
      clerk,
      await upload({ participantId: person.id, source: "fax", lane: "licensing_visit" }),
    );
    expect(await row(id)).toMatchObject({ source: "fax", laneRank: 0, participantId: person.id });
  });

  test("sent to a merged record it lands on the survivor; to nobody it is refused", async () => {
    const survivor = await makeParticipant(db);
    const retired = await makeParticipant(db);
    await db
      .update(participants)
      .set({ status: "merged", mergedIntoId: survivor.id })
      .where(eq(participants.id, retired.id));
    const { id } = await uploadDocument(clerk, await upload({ participantId: retired.id }));
    expect((await row(id)).participantId).toBe(survivor.id);
    for (const participantId of [undefined, 2_000_000_000])
      expect((await errorOf(uploadDocument(clerk, await upload({ participantId }))))?.fields).toHaveProperty(
        "participantId",
      );
  });

  test.each(["auditor", "sponsor_manager", "instructor"] as const)("a %s sends none", async (role) => {
    expect((await errorOf(uploadDocument(ctxFor(db, role), await upload())))?.status).toBe(403);
  });
});

describe("taking a document back", () => {
  test("works until it is verified, never after; a deleted one is gone for its owner", async () => {
    const ana = await educator();
    const document = await waiting(db, { participantId: idOf(ana), type: "other" });
    await removeDocument(ana, { id: document.id });
    expect((await errorOf(getDocument(ana, document.id)))?.status).toBe(404);
    expect((await errorOf(removeDocument(ana, { id: document.id })))?.status).toBe(404);
    const kept = await waiting(db, { participantId: idOf(ana), type: "other" });
    const { version } = await claimDocument(clerk, { id: kept.id });
    await decideDocument(clerk, { id: kept.id, version, outcome: "verified" });
    expect(await errorOf(removeDocument(ana, { id: kept.id }))).toMatchObject({
      status: 409,
      details: { current: { status: "verified" } },
    });
    expect((await row(kept.id)).status).toBe("verified");
  });

  test("while a clerk works on it: the clerk's decision is refused", async () => {
    const ana = await educator();
    const document = await waiting(db, { participantId: idOf(ana), type: "other" });
    const { version } = await claimDocument(clerk, { id: document.id });
    await removeDocument(ana, { id: document.id });
    const error = await errorOf(decideDocument(clerk, { id: document.id, version, outcome: "verified" }));
    expect(error).toMatchObject({
      status: 409,
      message: "Nothing was saved: the document was deleted by the participant.",
    });
    expect((await row(document.id)).status).toBe("deleted");
  });

  test("is refused for the proof of a name change", async () => {
    const ana = await educator();
    const document = await waiting(db, { participantId: idOf(ana), type: "name_change_evidence" });
    await db.insert(nameChanges).values({
      participantId: idOf(ana),
      oldGivenName: "Ana",
      oldFamilyName: "Reyes",
      newGivenName: "Ana",
      newFamilyName: "Luna",
      evidenceDocumentId: document.id,
    });
    expect((await errorOf(removeDocument(ana, { id: document.id })))?.message).toContain("name change");
  });

  test("is nobody else's: another participant is told there is no such document", async () => {
    const document = await waiting(db);
    expect((await errorOf(removeDocument(await educator(), { id: document.id })))?.status).toBe(404);
    expect((await errorOf(removeDocument(clerk, { id: document.id })))?.status).toBe(403);
  });
});
