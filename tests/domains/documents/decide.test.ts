import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  claimDocument,
  decideDocument,
  getDocument,
  previewReport,
  resetDocument,
  saveDocumentEntries,
  setDocumentLane,
} from "#api/domains/documents/index.ts";
import { toRegistryError } from "#api/http/error-handler.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { auditEvents, courses, documentDecisions, documents } from "#db/schema/index.ts";
import { loadRecord, printableRecord } from "#reports/rules/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeInstitution, makeStaff } from "#tests/support/factories.ts";
import { courseRow, waiting } from "./support.ts";

let db: Db;
let clerk: Ctx;
let colleague: Ctx;
beforeAll(async () => {
  db = await testDb();
  clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
  colleague = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
});

async function claimed(given: Parameters<typeof waiting>[1] = {}) {
  const document = await waiting(db, given);
  const { version } = await claimDocument(clerk, { id: document.id });
  return { ...document, version };
}
const fieldsOf = async (promise: Promise<unknown>) =>
  toRegistryError(await promise.then(() => undefined).catch((error: unknown) => error))?.fields;
const tasks = async (name: string, key: string, id: number) =>
  (
    await db.execute(
      sql`select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
          where t.identifier = ${name} and (j.payload ->> ${key})::int = ${id}`,
    )
  ).length;

describe("entries", () => {
  test("the whole set is saved: rows stay, change, come and go with their ids", async () => {
    const { id, version } = await claimed();
    const institution = await makeInstitution(db);
    const base = { institutionId: institution.id };
    const first = await saveDocumentEntries(clerk, {
      id,
      version,
      courses: [
        await courseRow(db, { ...base, courseNumber: "A 1" }),
        await courseRow(db, { ...base, courseNumber: "B 2", units: "4.5" }),
      ],
      degrees: [{ ...base, level: "associate", major: "Child Development", conferredOn: "2024-06-02" }],
      credentials: [{ name: "cpr", issuedOn: "2026-01-05", expiresOn: "" }],
      trainingHours: [{ title: "Play", hours: 2, completedOn: "2026-01-05" }],
    });
    expect(first.entries.courses.map((row) => [row.courseNumber, row.units])).toEqual([
      ["A 1", "3.00"],
      ["B 2", "4.50"],
    ]);
    expect(first.entries.credentials[0]).toMatchObject({ kind: "health_safety", expiresOn: null });
    expect(first.entries.trainingHours[0]).toMatchObject({ evidence: "certificate", hours: "2.00" });
    expect(first.entries.degrees[0]!.institution).toMatchObject({ name: institution.name });
    const [a, b] = first.entries.courses;
    const second = await saveDocumentEntries(clerk, {
      id,
      version: first.version,
      courses: [{ ...b!, grade: "A-" }, await courseRow(db, { ...base, courseNumber: "C 3" })],
      degrees: first.entries.degrees,
    });
    expect(second.entries.courses.map((row) => [row.id === b!.id, row.courseNumber, row.grade])).toEqual([
      [true, "B 2", "A-"],
      [false, "C 3", "B"],
    ]);
    expect(second.entries.courses.some((row) => row.id === a!.id)).toBe(false);
    expect(second.entries).toMatchObject({ credentials: [], trainingHours: [] });
  });

  test("a key left out of a row stays as it is, null clears it", async () => {
    const { id, version } = await claimed();
    const base = { institutionId: (await makeInstitution(db)).id, level: "associate" as const };
    const degree = { ...base, major: "Welding", conferredOn: "2024-06-02", conferredOnEstimated: true };
    const first = await saveDocumentEntries(clerk, { id, version, degrees: [degree] });
    const again = await saveDocumentEntries(clerk, {
      id,
      version: first.version,
      degrees: [{ ...base, id: first.entries.degrees[0]!.id, major: null }],
    });
    expect(again.entries.degrees).toMatchObject([
      { major: null, conferredOn: "2024-06-02", conferredOnEstimated: true },
    ]);
  });

  test("saving the same again changes no row, no version and writes no audit", async () => {
    const { id, version } = await claimed();
    const saved = await saveDocumentEntries(clerk, { id, version, courses: [await courseRow(db)] });
    const again = await saveDocumentEntries(clerk, {
      id,
      version: saved.version,
      courses: saved.entries.courses,
    });
    expect(again.version).toBe(saved.version);
    const audit = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, id));
    expect(audit.filter((event) => event.action === "document.entries_saved")).toHaveLength(1);
  });

  test("what is wrong is told by row and field, and nothing is saved", async () => {
    const { id, version } = await claimed();
    const wrong = await fieldsOf(
      saveDocumentEntries(clerk, {
        id,
        version,
        courses: [
          await courseRow(db),
          await courseRow(db, { units: "three", courseNumber: " " }),
          await courseRow(db, { grade: "" }),
        ],
        credentials: [{ name: "cpr", issuedOn: "2026-01-05", expiresOn: "2025-01-05" }],
        trainingHours: [{ title: "Play", hours: 0, completedOn: "2026-02-30" }],
      }),
    );
    expect(Object.keys(wrong ?? {}).sort()).toEqual([
      "courses.1.courseNumber",
      "courses.1.units",
      "courses.2.grade",
      "credentials.0.expiresOn",
      "trainingHours.0.completedOn",
      "trainingHours.0.hours",
    ]);
    const unknown = await fieldsOf(
      saveDocumentEntries(clerk, {
        id,
        version,
        courses: [await courseRow(db, { institutionId: 2_000_000_000 })],
        credentials: [{ name: "driving_licence" }],
        trainingHours: [{ title: "Play", hours: 1, completedOn: "2026-01-05", competency: "juggling" }],
      }),
    );
    expect(Object.keys(unknown ?? {}).sort()).toEqual([
      "courses.0.institutionId",
      "credentials.0.name",
      "trainingHours.0.competency",
    ]);
    expect(await db.$count(courses, eq(courses.documentId, id))).toBe(0);
  });

  test("rows of another document cannot be pulled over", async () => {
    const one = await claimed();
    const saved = await saveDocumentEntries(clerk, { ...pick(one), courses: [await courseRow(db)] });
    const two = await claimed();
    await expect(
      saveDocumentEntries(clerk, { ...pick(two), courses: saved.entries.courses }),
    ).rejects.toMatchObject({ status: 409 });
    expect((await getDocument(clerk, one.id)).entries.courses).toHaveLength(1);
  });

  test("only the clerk who holds the claim saves; a stale version is refused with the row as it is now", async () => {
    const { id, version } = await claimed();
    await expect(saveDocumentEntries(colleague, { id, version })).rejects.toMatchObject({ status: 409 });
    const saved = await saveDocumentEntries(clerk, { id, version, courses: [await courseRow(db)] });
    await expect(saveDocumentEntries(clerk, { id, version })).rejects.toMatchObject({
      status: 409,
      details: { current: { id, version: saved.version } },
    });
    await db
      .update(documents)
      .set({ claimedUntil: sql`now() - interval '1 second'` })
      .where(eq(documents.id, id));
    await expect(saveDocumentEntries(clerk, { id, version: saved.version })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining("no longer hold"),
    });
  });
});

const pick = ({ id, version }: { id: number; version: number }) => ({ id, version });

describe("decisions", () => {
  test("verified with its rows: they print, D and F are kept and do not, the participant is told", async () => {
    const document = await claimed();
    const result = await decideDocument(clerk, {
      ...pick(document),
      outcome: "verified",
      internalNote: "clear scan",
      entries: {
        courses: [
          await courseRow(db, { courseNumber: "A 1", grade: "C-" }),
          await courseRow(db, { courseNumber: "B 2", grade: "D" }),
          await courseRow(db, { courseNumber: "C 3", grade: "F" }),
        ],
      },
    });
    expect(result).toEqual({ id: document.id, status: "verified", memoryChanges: [] });
    const record = printableRecord(
      await loadRecord(db, document.participantId),
      clerk.jurisdiction,
      "2026-11-21",
    );
    expect(record.courses.map((row) => row.courseNumber)).toEqual(["A 1"]);
    expect(record.notPrinting.map(({ row }) => (row as { grade?: string }).grade).sort()).toEqual(["D", "F"]);
    const view = await getDocument(clerk, document.id);
    expect(view).toMatchObject({ status: "verified", claim: null, placeInQueue: null });
    expect(view.decisions).toMatchObject([{ outcome: "verified", internalNote: "clear scan" }]);
    expect(await tasks("notify_document_decision", "decisionId", view.decisions[0]!.id)).toBe(1);
  });

  test("a transcript without a row cannot be verified; a document of another kind can", async () => {
    await expect(
      decideDocument(clerk, { ...pick(await claimed()), outcome: "verified" }),
    ).rejects.toMatchObject({ status: 422 });
    const other = await claimed({ type: "name_change_evidence" });
    expect((await decideDocument(clerk, { ...pick(other), outcome: "verified" })).status).toBe("verified");
  });

  test("action required needs a reason from the catalogue, for that outcome and type; the thing to fix goes with it", async () => {
    const document = await claimed();
    for (const reasonCode of [undefined, "made_up", "expired", "no_hours"]) {
      const fields = await fieldsOf(
        decideDocument(clerk, { ...pick(document), outcome: "action_required", reasonCode }),
      );
      expect(fields).toEqual({ reasonCode: "Choose a reason from the list." });
    }
    await decideDocument(clerk, {
      ...pick(document),
      outcome: "action_required",
      reasonCode: "page_cut_off",
    });
    const { decisions, status } = await getDocument(clerk, document.id);
    expect(status).toBe("action_required");
    expect(decisions[0]).toMatchObject({
      reasonCode: "page_cut_off",
      toFix: expect.stringContaining("all four edges"),
    });
  });

  test("the second of two decisions at once is refused", async () => {
    const document = await claimed({ type: "other" });
    const answers = await Promise.allSettled(
      [1, 2, 3].map(() => decideDocument(clerk, { ...pick(document), outcome: "verified" })),
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(await db.$count(documentDecisions, eq(documentDecisions.documentId, document.id))).toBe(1);
  });

  test("who does not hold the document, or saw an older version, decides nothing", async () => {
    const document = await claimed({ type: "other" });
    await expect(decideDocument(colleague, { ...pick(document), outcome: "verified" })).rejects.toMatchObject(
      { status: 409, details: { current: { status: "unverified" } } },
    );
    await expect(
      decideDocument(clerk, { id: document.id, version: document.version - 1, outcome: "verified" }),
    ).rejects.toMatchObject({ status: 409, details: { current: { version: document.version } } });
  });

  test("save and next: the answer carries the next document, already claimed", async () => {
    const document = await claimed({ type: "other" });
    const next = await waiting(db, {
      lane: "licensing_visit",
      laneRank: 0,
      receivedAt: new Date("2020-01-01"),
    });
    const { nextId } = await decideDocument(clerk, {
      ...pick(document),
      outcome: "verified",
      takeNext: true,
    });
    expect(nextId).toBe(next.id);
    expect((await getDocument(clerk, next.id)).claim).toMatchObject({ mine: true });
  });

  test("a decision can be taken back: the rows no longer print, the history keeps both", async () => {
    const document = await claimed();
    await decideDocument(clerk, {
      ...pick(document),
      outcome: "verified",
      entries: { courses: [await courseRow(db)] },
    });
    const decided = await getDocument(colleague, document.id);
    await expect(
      resetDocument(colleague, { id: document.id, version: document.version, reason: "x" }),
    ).rejects.toMatchObject({ status: 409 });
    await resetDocument(colleague, { ...pick(decided), reason: "Wrong college" });
    const view = await getDocument(clerk, document.id);
    expect(view).toMatchObject({ status: "unverified", decidedAt: null });
    expect(view.decisions.map((each) => each.outcome)).toEqual(["reset", "verified"]);
    const record = printableRecord(
      await loadRecord(db, document.participantId),
      clerk.jurisdiction,
      "2026-11-21",
    );
    expect(record.courses).toEqual([]);
    expect(record.notPrinting).toHaveLength(1);
    await expect(
      db.update(documentDecisions).set({ toFix: "x" }).where(eq(documentDecisions.documentId, document.id)),
    ).rejects.toThrow();
  });

  test("a participant does not read internal notes or who holds the document", async () => {
    const document = await claimed({ type: "other" });
    const owner = ctxFor(db, "participant", { participantId: document.participantId });
    expect(await getDocument(owner, document.id)).toMatchObject({ claim: null });
    await decideDocument(clerk, { ...pick(document), outcome: "verified", internalNote: "secret" });
    expect(JSON.stringify(await getDocument(owner, document.id))).not.toContain("secret");
  });
});

test("the preview shows what will print and why the rest will not, before anything is decided", async () => {
  const institution = await makeInstitution(db);
  const unknown = await makeInstitution(db, { accredited: false, name: "Hilltop Academy" });
  const earlier = await claimed();
  const base = { institutionId: institution.id };
  await decideDocument(clerk, {
    ...pick(earlier),
    outcome: "verified",
    entries: { courses: [await courseRow(db, { ...base, courseNumber: "R 1", completedOn: "2020-06-02" })] },
  });
  const document = await claimed({ participantId: earlier.participantId });
  await saveDocumentEntries(clerk, {
    ...pick(document),
    courses: [
      await courseRow(db, { ...base, courseNumber: "A 1" }),
      await courseRow(db, { ...base, courseNumber: "B 2", grade: "F" }),
      await courseRow(db, { ...base, courseNumber: "C 3", grade: "", state: "in_progress" }),
      await courseRow(db, { institutionId: unknown.id, courseNumber: "D 4" }),
      await courseRow(db, { ...base, courseNumber: "R 1" }),
    ],
  });
  const preview = await previewReport(clerk, { id: document.id });
  expect(preview.courses.map((row) => row.courseNumber).sort()).toEqual(["A 1", "R 1"]);
  expect(preview.whole).toEqual({ degrees: 0, courses: 2, credentials: 0, training: 0 });
  const reasons = preview.notPrinting.map((each) => [
    (each.row as { courseNumber: string }).courseNumber,
    each.thisDocument,
    each.because,
  ]);
  expect(reasons).toContainEqual(["D 4", true, "Hilltop Academy is not an accredited institution."]);
  expect(reasons).toContainEqual(["C 3", true, "The course is still in progress."]);
  expect(reasons).toContainEqual(["R 1", false, expect.stringContaining("repeated")]);
  expect(reasons).toHaveLength(4);
});

test("the lane of a waiting document changes; of a decided one it does not", async () => {
  const document = await claimed({ type: "other" });
  const { version } = await setDocumentLane(clerk, { id: document.id, lane: "licensing_visit" });
  expect(await getDocument(clerk, document.id)).toMatchObject({ lane: "licensing_visit", laneRank: 0 });
  await decideDocument(clerk, { id: document.id, version, outcome: "verified" });
  await expect(setDocumentLane(clerk, { id: document.id, lane: "standard" })).rejects.toMatchObject({
    status: 409,
  });
});
