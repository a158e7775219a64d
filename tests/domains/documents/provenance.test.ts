import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  claimDocument,
  decideDocument,
  getDocument,
  previewReport,
  resetDocument,
  saveDocumentEntries,
  supersedeDocument,
} from "#api/domains/documents/index.ts";
import type { EntriesInput } from "#api/domains/documents/schemas.ts";
import { toRegistryError } from "#api/http/error-handler.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { auditEvents, documentDecisions, documentFiles, documentPages, documents } from "#db/schema/index.ts";
import { loadRecord, printableRecord } from "#reports/rules/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeParticipant, makeStaff } from "#tests/support/factories.ts";
import { courseRow, waiting } from "./support.ts";

let db: Db;
let clerk: Ctx;
let colleague: Ctx;
const idOf = (ctx: Ctx) => (ctx.actor.type === "account" ? ctx.actor.accountId : 0);
beforeAll(async () => {
  db = await testDb();
  const staff = async () => ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
  clerk = await staff();
  colleague = await staff();
});

const box = { page: 2, x: 0.1, y: 0.25, width: 0.8, height: 0.015 };
async function paged(pages = 2, given: Parameters<typeof waiting>[1] = {}) {
  const document = await waiting(db, given);
  const [file] = await db
    .insert(documentFiles)
    .values({
      documentId: document.id,
      storageKey: `uploads/paged-${document.id}`,
      originalName: "scan.pdf",
      mimeType: "application/pdf",
      sizeBytes: 1,
      sha256: document.id.toString(16).padStart(64, "0"),
    })
    .returning();
  for (let pageNumber = 1; pageNumber <= pages; pageNumber++)
    await db.insert(documentPages).values({
      documentId: document.id,
      fileId: file!.id,
      pageNumber,
      imageKey: "i",
      thumbnailKey: "t",
      width: 9,
      height: 9,
      problems: pageNumber === 2 ? ["blurred"] : [],
    });
  const { version } = await claimDocument(clerk, { id: document.id });
  return { ...document, version };
}
const fieldsOf = async (promise: Promise<unknown>) =>
  toRegistryError(await promise.then(() => undefined).catch((error: unknown) => error))?.fields;

describe("where a row comes from", () => {
  test("a row keeps its place on the page, how it came to be, and who entered it", async () => {
    const { id, version } = await paged();
    const saved = await saveDocumentEntries(clerk, {
      id,
      version,
      courses: [await courseRow(db, { pageBox: box, enteredAs: "read" }), await courseRow(db)],
      trainingHours: [{ title: "Play", hours: 2, completedOn: "2026-01-05", enteredAs: "pasted" }],
    });
    expect(saved.entries.courses).toMatchObject([
      { pageBox: box, pageNumber: 2, enteredAs: "read", enteredById: idOf(clerk) },
      { pageBox: null, enteredAs: "typed", enteredById: idOf(clerk) },
    ]);
    expect(saved.entries.trainingHours).toMatchObject([{ enteredAs: "pasted" }]);
    expect(saved.pages).toMatchObject([{ problems: [] }, { problems: ["blurred"] }]);
  });

  test("whoever changes a row has entered it; rows left alone stay their writer's; sending them again changes nothing", async () => {
    const { id, version } = await paged();
    const first = await saveDocumentEntries(clerk, {
      id,
      version,
      courses: [
        await courseRow(db, { courseNumber: "A 1", enteredAs: "remembered", pageBox: box }),
        await courseRow(db, { courseNumber: "B 2", enteredAs: "read", pageBox: box }),
      ],
    });
    const same = await saveDocumentEntries(clerk, {
      id,
      version: first.version,
      courses: first.entries.courses,
    });
    expect(same.version).toBe(first.version);
    await db
      .update(documents)
      .set({ claimedById: idOf(colleague) })
      .where(eq(documents.id, id));
    const { version: now } = await getDocument(colleague, id);
    const [a, b] = first.entries.courses;
    const second = await saveDocumentEntries(colleague, {
      id,
      version: now,
      courses: [a!, { ...b!, grade: "A-" }],
    });
    expect(second.entries.courses).toMatchObject([
      { enteredAs: "remembered", enteredById: idOf(clerk) },
      { enteredAs: "corrected", enteredById: idOf(colleague), grade: "A-" },
    ]);
  });

  test("a row moved to another page without a new mark loses the old one", async () => {
    const { id, version } = await paged();
    const first = await saveDocumentEntries(clerk, {
      id,
      version,
      courses: [await courseRow(db, { pageBox: box })],
    });
    const { pageBox: _, ...row } = first.entries.courses[0]!;
    const second = await saveDocumentEntries(clerk, {
      id,
      version: first.version,
      courses: [{ ...row, pageNumber: 1 }],
    });
    expect(second.entries.courses).toMatchObject([{ pageNumber: 1, pageBox: null, enteredAs: "typed" }]);
  });

  test("who entered a row is not for the browser to say", async () => {
    const { id, version } = await paged();
    const row = await courseRow(db, { enteredById: idOf(colleague) });
    const saved = await saveDocumentEntries(clerk, { id, version, courses: [row] });
    expect(saved.entries.courses).toMatchObject([{ enteredById: idOf(clerk) }]);
  });

  test.each([
    [{ pageBox: { ...box, page: 3 } }, "pageBox", "The document has no page 3."],
    [{ pageBox: { ...box, x: 1.2 } }, "pageBox", "Mark the place again."],
    [{ pageBox: { ...box, width: 0.95 } }, "pageBox", "Mark the place again."],
    [{ pageBox: box, pageNumber: 1 }, "pageNumber", "The marked place is on page 2."],
    [{ pageNumber: 7 }, "pageNumber", "The document has no page 7."],
  ])("a place that cannot be is refused beside the field: %o", async (given, field, message) => {
    const { id, version } = await paged();
    const courses = [await courseRow(db, given)] as EntriesInput["courses"];
    expect(await fieldsOf(saveDocumentEntries(clerk, { id, version, courses }))).toEqual({
      [`courses.0.${field}`]: message,
    });
  });
});

describe("a decision", () => {
  test("keeps the place it points to and the rules it was taken under", async () => {
    const { id, version } = await paged();
    const decision = { id, version, outcome: "action_required", reasonCode: "illegible_page" } as const;
    expect(await fieldsOf(decideDocument(clerk, { ...decision, pointedAt: { ...box, page: 3 } }))).toEqual({
      pointedAt: "The document has no page 3.",
    });
    await decideDocument(clerk, { ...decision, pointedAt: box });
    const { decisions } = await getDocument(clerk, id);
    const { rulesVersion } = jurisdictionFor("california");
    expect(decisions).toMatchObject([{ pointedAt: box, rulesVersion }]);
    const own = await getDocument(
      ctxFor(db, "participant", { participantId: (await getDocument(clerk, id)).participantId }),
      id,
    );
    expect(own.decisions).toMatchObject([{ pointedAt: box }]);
  });

  test("taken back, everything of it stays: a second row, not a changed one", async () => {
    const { id, version } = await paged();
    await decideDocument(clerk, {
      id,
      version,
      outcome: "action_required",
      reasonCode: "illegible_page",
      pointedAt: box,
      internalNote: "Dark.",
    });
    const before = await db.select().from(documentDecisions).where(eq(documentDecisions.documentId, id));
    const { version: decided } = await getDocument(clerk, id);
    await resetDocument(clerk, { id, version: decided, reason: "It can be read after all." });
    const after = await db
      .select()
      .from(documentDecisions)
      .where(eq(documentDecisions.documentId, id))
      .orderBy(documentDecisions.id);
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).toMatchObject({
      outcome: "reset",
      rulesVersion: jurisdictionFor("california").rulesVersion,
    });
  });
});

describe("superseding", () => {
  const permit = { name: "cpr", issuedOn: "2024-01-05", expiresOn: "2026-01-05" };
  async function verified(
    participantId: number,
    given: Record<string, unknown> = {},
    type = "health_safety" as const,
  ) {
    const document = await waiting(db, { participantId, type });
    const { version } = await claimDocument(clerk, { id: document.id });
    await decideDocument(clerk, {
      id: document.id,
      version,
      outcome: "verified",
      entries: { credentials: [{ ...permit, ...given }] },
    });
    return getDocument(clerk, document.id);
  }
  const printed = async (participantId: number) =>
    printableRecord(
      await loadRecord(db, participantId),
      jurisdictionFor("california"),
      "2026-03-10",
    ).credentials.map((row) => row.documentId);
  const lastAudit = async (id: number) =>
    (
      await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.subjectId, id))
        .orderBy(desc(auditEvents.id))
        .limit(1)
    )[0]!;

  test("the older version stops printing, nothing is deleted, and it can be taken back", async () => {
    const person = await makeParticipant(db);
    const older = await verified(person.id);
    const newer = await verified(person.id, { issuedOn: "2026-01-06", expiresOn: "2028-01-06" });
    expect(await printed(person.id)).toEqual([newer.id, older.id]);
    const marked = await supersedeDocument(clerk, {
      id: older.id,
      version: older.version,
      byDocumentId: newer.id,
      reason: "The renewed permit came.",
    });
    expect(marked).toMatchObject({ status: "superseded", supersededById: newer.id });
    expect(await printed(person.id)).toEqual([newer.id]);
    expect((await getDocument(clerk, older.id)).entries.credentials).toHaveLength(1);
    expect((await previewReport(clerk, { id: newer.id })).notPrinting).toEqual([]);
    expect(await lastAudit(older.id)).toMatchObject({
      action: "document.superseded",
      reason: "The renewed permit came.",
    });
    await supersedeDocument(clerk, {
      id: older.id,
      version: marked.version,
      byDocumentId: null,
      reason: "A newer one came.",
    });
    expect(await printed(person.id)).toEqual([newer.id, older.id]);
    expect(await lastAudit(older.id)).toMatchObject({ action: "document.reinstated" });
  });

  test("wants the reason", async () => {
    const person = await makeParticipant(db);
    const older = await verified(person.id);
    const newer = await verified(person.id, { issuedOn: "2026-01-06", expiresOn: "2028-01-06" });
    const marked = { id: older.id, version: older.version, byDocumentId: newer.id, reason: "  " };
    expect(await fieldsOf(supersedeDocument(clerk, marked))).toEqual({ reason: "Say why." });
  });

  test("only a verified document of the same person and type replaces a verified one", async () => {
    const person = await makeParticipant(db);
    const older = await verified(person.id);
    const stranger = await verified((await makeParticipant(db)).id);
    const undecided = await waiting(db, { participantId: person.id, type: "health_safety" });
    const otherType = await waiting(db, { participantId: person.id, type: "other", status: "verified" });
    for (const byDocumentId of [older.id, stranger.id, undecided.id, otherType.id, 2_000_000_000])
      expect(
        await fieldsOf(
          supersedeDocument(clerk, {
            id: older.id,
            version: older.version,
            byDocumentId,
            reason: "A newer one came.",
          }),
        ),
      ).toEqual({
        byDocumentId: "Choose a verified document of the same person and type.",
      });
    await expect(
      supersedeDocument(clerk, {
        id: undecided.id,
        version: undecided.version,
        byDocumentId: older.id,
        reason: "A newer one came.",
      }),
    ).rejects.toMatchObject({ status: 409 });
    await expect(
      supersedeDocument(clerk, {
        id: older.id,
        version: older.version,
        byDocumentId: null,
        reason: "A newer one came.",
      }),
    ).rejects.toMatchObject({ status: 409 });
    await expect(
      supersedeDocument(clerk, {
        id: older.id,
        version: older.version + 1,
        byDocumentId: stranger.id,
        reason: "A newer one came.",
      }),
    ).rejects.toMatchObject({ status: 409 });
  });

  test("two at once cannot replace each other", async () => {
    const person = await makeParticipant(db);
    const a = await verified(person.id);
    const b = await verified(person.id, { issuedOn: "2026-01-06", expiresOn: "2028-01-06" });
    const answers = await Promise.allSettled([
      supersedeDocument(clerk, {
        id: a.id,
        version: a.version,
        byDocumentId: b.id,
        reason: "A newer one came.",
      }),
      supersedeDocument(colleague, {
        id: b.id,
        version: b.version,
        byDocumentId: a.id,
        reason: "A newer one came.",
      }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await printed(person.id)).toHaveLength(1);
  });

  test("once the newer one's decision is taken back, the older prints again", async () => {
    const person = await makeParticipant(db);
    const older = await verified(person.id);
    const newer = await verified(person.id, { issuedOn: "2026-01-06", expiresOn: "2028-01-06" });
    await supersedeDocument(clerk, {
      id: older.id,
      version: older.version,
      byDocumentId: newer.id,
      reason: "A newer one came.",
    });
    await resetDocument(clerk, { id: newer.id, version: newer.version, reason: "Wrong person." });
    expect(await printed(person.id)).toEqual([older.id]);
    expect(await getDocument(clerk, older.id)).toMatchObject({ status: "verified", supersededById: null });
  });

  test.each(["help_desk", "auditor", "participant"] as const)("is not for a %s", async (role) => {
    await expect(
      supersedeDocument(ctxFor(db, role), {
        id: 1,
        version: 1,
        byDocumentId: 2,
        reason: "A newer one came.",
      }),
    ).rejects.toMatchObject({ status: 403 });
  });
});
