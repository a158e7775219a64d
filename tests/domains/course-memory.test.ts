import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { correctCourseMemory, listCourseMemory } from "#api/domains/course-memory/index.ts";
import type { MemoryRow } from "#api/domains/course-memory/schemas.ts";
import { claimDocument, decideDocument } from "#api/domains/documents/index.ts";
import { toRegistryError } from "#api/http/error-handler.ts";
import type { Ctx } from "#api/kernel/context.ts";
import { rowsOf } from "#api/kernel/list.ts";
import type { Db } from "#db/client.ts";
import { auditEvents, courseMemory, courses } from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeDocument, makeInstitution, makeParticipant, makeStaff } from "#tests/support/factories.ts";
import { courseRow, waiting } from "./documents/support.ts";

let db: Db;
let clerk: Ctx;
let colleague: Ctx;
beforeAll(async () => {
  db = await testDb();
  const staff = async () => ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
  clerk = await staff();
  colleague = await staff();
});

type Row = Record<string, unknown>;
/** Verifies a new document with the given course rows. */
async function verify(ctx: Ctx, institutionId: number, rows: Row[]) {
  const document = await waiting(db);
  const { version } = await claimDocument(ctx, { id: document.id });
  const given = await Promise.all(rows.map((row) => courseRow(db, { institutionId, ...row })));
  const result = await decideDocument(ctx, {
    id: document.id,
    version,
    outcome: "verified",
    entries: { courses: given },
  });
  return { ...result, participantId: document.participantId };
}
const remembered = async (institutionId: number, courseNumbers?: string[]) =>
  rowsOf<MemoryRow>(
    await listCourseMemory(clerk, {
      filter: { institutionId, ...(courseNumbers ? { courseNumbers } : {}) },
      sort: ["courseNumber", "ASC"],
    }),
  );
const fieldsOf = async (promise: Promise<unknown>) =>
  toRegistryError(await promise.then(() => undefined).catch((error: unknown) => error))?.fields;

describe("remembering", () => {
  test("a verified course is remembered with its units, who decided it and where", async () => {
    const { id: institutionId, name } = await makeInstitution(db);
    const { id, memoryChanges } = await verify(clerk, institutionId, [
      { courseNumber: "ECE 101", title: "Child Growth", units: "4.5", unitSystem: "quarter" },
      { courseNumber: "ENGL 1A", classification: "general_education" },
    ]);
    expect(memoryChanges).toEqual([]);
    expect(await remembered(institutionId)).toMatchObject([
      {
        courseKey: "ece101",
        courseNumber: "ECE 101",
        title: "Child Growth",
        units: "4.50",
        unitSystem: "quarter",
        classification: "ece_cd",
        documentId: id,
        institutionName: name,
        decidedByName: expect.any(String),
      },
      { courseKey: "engl1a", classification: "general_education" },
    ]);
  });

  test("a document that is not verified, and a college known by its typed name alone, teach nothing", async () => {
    const { id: institutionId } = await makeInstitution(db);
    const document = await waiting(db);
    const { version } = await claimDocument(clerk, { id: document.id });
    await decideDocument(clerk, {
      id: document.id,
      version,
      outcome: "action_required",
      reasonCode: "illegible_page",
      entries: {
        courses: [
          await courseRow(db, { institutionId }),
          await courseRow(db, { institutionId: null, institutionName: "Some College" }),
        ],
      },
    });
    expect(await remembered(institutionId)).toEqual([]);
  });

  test("however its number is spaced it is one course, and other units alone change nothing", async () => {
    const { id: institutionId } = await makeInstitution(db);
    await verify(clerk, institutionId, [{ courseNumber: "CH-DEV 38", units: 3 }]);
    const { memoryChanges } = await verify(colleague, institutionId, [
      { courseNumber: "Ch Dev38", units: 2 },
    ]);
    expect(memoryChanges).toEqual([]);
    expect(await remembered(institutionId, ["chdev 38"])).toMatchObject([
      { courseNumber: "CH-DEV 38", units: "3.00", version: 1 },
    ]);
  });

  test("the newest of several rows of one course counts", async () => {
    const { id: institutionId } = await makeInstitution(db);
    await verify(clerk, institutionId, [
      { courseNumber: "ECE 1", completedOn: "2020-06-01", classification: "other" },
      { courseNumber: "ECE 1", completedOn: "2024-06-01", classification: "ece_cd", term: "Spring 2024" },
    ]);
    expect(await remembered(institutionId)).toMatchObject([{ classification: "ece_cd" }]);
  });

  test("another classification corrects it and lists the records decided the other way", async () => {
    const { id: institutionId, name } = await makeInstitution(db);
    const elsewhere = await makeInstitution(db);
    const first = await verify(clerk, institutionId, [
      { courseNumber: "PSYC 1", classification: "general_education" },
    ]);
    await verify(clerk, elsewhere.id, [{ courseNumber: "PSYC 1", classification: "general_education" }]);
    const second = await verify(colleague, institutionId, [
      { courseNumber: "psyc-1", classification: "ece_cd" },
    ]);
    expect(second.memoryChanges).toMatchObject([
      {
        institutionId,
        institutionName: name,
        courseNumber: "psyc-1",
        before: { classification: "general_education", decidedByName: expect.any(String) },
        after: { classification: "ece_cd" },
        otherWay: [{ documentId: first.id, classification: "general_education" }],
      },
    ]);
    expect(await remembered(institutionId)).toMatchObject([
      { classification: "ece_cd", documentId: second.id },
    ]);
    const [memory] = await remembered(institutionId);
    const audit = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.subjectType, "course_memory"), eq(auditEvents.subjectId, memory!.id)));
    expect(audit).toMatchObject([
      { action: "course_memory.corrected", before: { classification: "general_education" } },
    ]);
  });

  test("two clerks verifying the same new courses at once, in different order, remember each once", async () => {
    const { id: institutionId } = await makeInstitution(db);
    const numbers = Array.from({ length: 20 }, (_, n) => ({ courseNumber: `ECE ${n}` }));
    const answers = await Promise.all([
      verify(clerk, institutionId, numbers),
      verify(colleague, institutionId, [...numbers].reverse()),
      verify(clerk, institutionId, numbers),
    ]);
    expect(answers.flatMap(({ memoryChanges }) => memoryChanges)).toEqual([]);
    expect(await remembered(institutionId)).toHaveLength(20);
  });

  test("any spelling of a number finds what was remembered under another", async () => {
    const { id: institutionId } = await makeInstitution(db);
    await verify(clerk, institutionId, [{ courseNumber: "ÉD 中 101" }]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(" ", "-", ".", "/", ""), { minLength: 3, maxLength: 3 }),
        async (gaps) => {
          const spelling = `é${gaps[0]}d${gaps[1]}中${gaps[2]}101`;
          expect(await remembered(institutionId, [spelling])).toHaveLength(1);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe("correcting", () => {
  test("says why, is audited, and lists verified rows decided the other way, newest first", async () => {
    const { id: institutionId } = await makeInstitution(db);
    const older = await verify(clerk, institutionId, [{ courseNumber: "HIST 7", classification: "ece_cd" }]);
    const newer = await verify(clerk, institutionId, [{ courseNumber: "Hist. 7", classification: "ece_cd" }]);
    // Neither a waiting document's row nor a row of another course is listed.
    const person = await makeParticipant(db);
    const unverified = await makeDocument(db, { participantId: person.id });
    await db.insert(courses).values([
      {
        participantId: person.id,
        documentId: unverified.id,
        institutionId,
        courseNumber: "HIST 7",
        title: "History",
        units: "3",
        classification: "ece_cd",
      },
    ]);
    await verify(clerk, institutionId, [{ courseNumber: "HIST 70", classification: "ece_cd" }]);
    const [memory] = await remembered(institutionId, ["HIST 7"]);
    const result = await correctCourseMemory(colleague, {
      ...asForm(memory!),
      classification: "general_education",
      reason: "It is a history course.",
    });
    expect(result).toMatchObject({ id: memory!.id, version: 2 });
    expect(result.otherWay.map(({ documentId }) => documentId)).toEqual([newer.id, older.id]);
    expect(result.otherWay[0]).toMatchObject({
      classification: "ece_cd",
      registryNumber: expect.any(String),
    });
    const [audit] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.subjectType, "course_memory"), eq(auditEvents.subjectId, memory!.id)));
    expect(audit).toMatchObject({
      reason: "It is a history course.",
      after: { classification: "general_education" },
    });
  });

  test("a stale version and a missing reason are refused", async () => {
    const { id: institutionId } = await makeInstitution(db);
    await verify(clerk, institutionId, [{ courseNumber: "ART 3" }]);
    const [memory] = await remembered(institutionId);
    const form = { ...asForm(memory!), classification: "other" as const };
    expect(await fieldsOf(correctCourseMemory(clerk, { ...form, units: "three", reason: " " }))).toEqual({
      reason: "Say why it is corrected: colleagues will ask.",
      units: "Enter the units, such as 3 or 4.5.",
    });
    const answers = await Promise.allSettled([
      correctCourseMemory(clerk, { ...form, reason: "Because." }),
      correctCourseMemory(colleague, { ...form, reason: "Because." }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(
      correctCourseMemory(clerk, { ...form, id: 2_000_000_000, reason: "Because." }),
    ).rejects.toMatchObject({
      status: 404,
    });
  });

  test.each(["help_desk", "auditor"] as const)("a %s reads it and corrects nothing", async (role) => {
    const ctx = ctxFor(db, role);
    await listCourseMemory(ctx, {});
    await expect(correctCourseMemory(ctx, {} as never)).rejects.toMatchObject({ status: 403 });
  });

  test.each(["participant", "program_admin", "sponsor_manager"] as const)(
    "a %s may not see it",
    async (role) => {
      await expect(listCourseMemory(ctxFor(db, role), {})).rejects.toMatchObject({ status: 403 });
    },
  );
});

test("the records decided the other way are found by probes of one index, however many rows a college has", async () => {
  const { id: institutionId } = await makeInstitution(db);
  const person = await makeParticipant(db);
  await db.execute(sql`insert into courses (participant_id, institution_id, course_number, title, units, classification)
    select ${person.id}, ${institutionId}, 'BIO ' || n % 40, 'Biology', 3, 'other' from generate_series(1, 20000) n`);
  await db.execute(sql`analyze courses`);
  const plan = (await db.execute(sql`explain (costs off)
    select min(c.course_number) from courses c where c.institution_id = ${institutionId} and c.course_number > 'BIO 1'`)) as unknown as {
    "QUERY PLAN": string;
  }[];
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain(
    "Index Only Scan using courses_institution_id_idx",
  );
  expect(await db.$count(courseMemory, eq(courseMemory.institutionId, institutionId))).toBe(0);
});

function asForm({ id, version, title, units, unitSystem }: MemoryRow) {
  return { id, version, title, units, unitSystem };
}
