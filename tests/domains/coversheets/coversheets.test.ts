import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { isCode } from "#api/domains/coversheets/code.ts";
import { createCoversheet, getCoversheet, readCoversheetFile } from "#api/domains/coversheets/index.ts";
import { toRegistryError } from "#api/http/error-handler.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { auditEvents, coversheets, participants } from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor, systemCtx, testFiles } from "#tests/support/ctx.ts";
import {
  makeAccount,
  makeEmployment,
  makeParticipant,
  makeProgram,
  makeStaff,
} from "#tests/support/factories.ts";
import { pdfText } from "#tests/support/pdf-text.ts";
import { withOpenedUpload } from "#workers/sandbox/open-upload.ts";
import { renderCoversheet } from "#workers/tasks/render-coversheet.ts";

let db: Db;
let clerk: Ctx;
beforeAll(async () => {
  db = await testDb();
  clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
});

const errorOf = async (promise: Promise<unknown>) =>
  toRegistryError(await promise.then(() => undefined).catch((error: unknown) => error));
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const draw = (coversheetId: number) =>
  renderCoversheet({ coversheetId }, systemCtx(db, "render_coversheet"), { log: quiet, attempt: 1 });

async function programWith(person: { id: number }, given: object = {}) {
  const program = await makeProgram(db);
  await makeEmployment(db, {
    participantId: person.id,
    programId: program.id,
    status: "confirmed",
    ...given,
  });
  const director = await makeParticipant(db);
  const account = await makeAccount(db, { participantId: director.id });
  return ctxFor(db, "program_admin", {
    accountId: account.id,
    participantId: director.id,
    programIds: [program.id],
  });
}

describe("who prints one", () => {
  test("staff for anybody; the code says nothing about the person and is on no other sheet", async () => {
    const ana = await makeParticipant(db);
    const first = await createCoversheet(clerk, { participantId: ana.id, documentType: "transcript" });
    const second = await createCoversheet(clerk, { participantId: ana.id, documentType: "permit" });
    expect(first).toMatchObject({ participantId: ana.id, registryNumber: ana.registryNumber });
    expect(isCode(first.code) && isCode(second.code)).toBe(true);
    expect(first.code).not.toBe(second.code);
    expect(first.code).not.toContain(ana.registryNumber);
    const [audit] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, "coversheet.created"))
      .orderBy(sql`id desc`)
      .limit(1);
    expect(audit).toMatchObject({ participantId: ana.id, subjectId: second.id });
    expect(JSON.stringify(audit), "the code is not on the audit").not.toContain(second.code);
  });

  test("an educator for itself, and for nobody else", async () => {
    const ana = await makeParticipant(db);
    const other = await makeParticipant(db);
    const account = await makeAccount(db, { participantId: ana.id });
    const educator = ctxFor(db, "participant", { accountId: account.id, participantId: ana.id });
    const own = await createCoversheet(educator, { participantId: ana.id, documentType: "transcript" });
    expect((await getCoversheet(educator, own.id)).code).toBe(own.code);
    const refused = await errorOf(
      createCoversheet(educator, { participantId: other.id, documentType: "transcript" }),
    );
    expect(refused?.fields).toHaveProperty("participantId");
    const theirs = await createCoversheet(clerk, { participantId: other.id, documentType: "transcript" });
    expect((await errorOf(getCoversheet(educator, theirs.id)))?.status).toBe(404);
  });

  test("a program's administrator for people who work there now, not for those who left", async () => {
    const ana = await makeParticipant(db);
    const gone = await makeParticipant(db);
    const director = await programWith(ana);
    const made = await createCoversheet(director, { participantId: ana.id, documentType: "cda" });
    expect(made.registryNumber).toBe(ana.registryNumber);
    const formerDirector = await programWith(gone, { endedOn: "2024-01-31" });
    for (const ctx of [director, formerDirector])
      expect(
        (await errorOf(createCoversheet(ctx, { participantId: gone.id, documentType: "cda" })))?.fields,
      ).toHaveProperty("participantId");
  });
});

test("the same sheet is printed again until the record changes; the older code goes on working", async () => {
  const ana = await makeParticipant(db);
  const wish = { participantId: ana.id, documentType: "transcript" as const };
  const first = await createCoversheet(clerk, wish);
  expect((await createCoversheet(clerk, wish)).id).toBe(first.id);
  await db.update(participants).set({ familyName: "Newname" }).where(eq(participants.id, ana.id));
  const second = await createCoversheet(clerk, wish);
  expect(second.id).not.toBe(first.id);
  expect(second.participantName).toContain("Newname");
  expect((await getCoversheet(clerk, first.id)).participantId).toBe(ana.id);
});

test("the sheet is drawn once, says whose it is and where to send it, and its QR code holds the code alone", async () => {
  const ana = await makeParticipant(db, { givenName: "Xochitl", familyName: "Núñez-Đặng" });
  const made = await createCoversheet(clerk, { participantId: ana.id, documentType: "transcript" });
  await draw(made.id);
  await draw(made.id);
  const [row] = await db.select().from(coversheets).where(eq(coversheets.id, made.id));
  const file = await readCoversheetFile(clerk, { id: made.id });
  file.stream.destroy();
  expect(file).toMatchObject({ mimeType: "application/pdf", disposition: "attachment" });
  const bytes = await testFiles.readAll(row!.storageKey!);
  const text = await pdfText(bytes);
  for (const said of [
    "Put this page on top",
    "Xochitl Núñez-Đặng",
    ana.registryNumber,
    "(916) 555-0143",
    "help@",
  ])
    expect(text).toContain(said);
  const path = testFiles.localPath(row!.storageKey!);
  const codes = await withOpenedUpload(
    { path, mimeType: "application/pdf" },
    async (opened) => ("pages" in opened ? opened.pages.map((page) => page.codes) : []),
    { codes: true },
  );
  expect(codes).toEqual([[made.code]]);
});
