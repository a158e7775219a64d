import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listCourseMemory } from "#api/domains/course-memory/index.ts";
import {
  claimDocument,
  decideDocument,
  getDocument,
  getReading,
  handOverDocument,
  preCheckDocument,
  previewReport,
  resetDocument,
  saveDocumentEntries,
} from "#api/domains/documents/index.ts";
import {
  claimNextSecondLook,
  getSecondLook,
  listSecondLooks,
  releaseSecondLook,
  settleSecondLook,
} from "#api/domains/second-looks/index.ts";
import { rowsOf } from "#api/kernel/list.ts";
import { courseMemory, documentReadings, secondLooks } from "#db/schema/index.ts";
import { courseRow, waiting } from "#tests/domains/documents/support.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeInstitution, makeStaff } from "#tests/support/factories.ts";
import {
  accountId,
  db,
  disagreement,
  first,
  held,
  openDesk,
  rowsFor,
  second,
  submit,
  third,
} from "./desk.ts";
import { clerkOf, decided, lookOf } from "./support.ts";

openDesk();

describe("take next", () => {
  test("never gives the decision one took oneself, nor one taken back since", async () => {
    await db.update(secondLooks).set({ status: "agreed" }).where(eq(secondLooks.status, "waiting"));
    const document = await decided(first);
    expect(await claimNextSecondLook(first)).toEqual({ id: null });
    const { version } = await getDocument(first, document.id);
    await resetDocument(first, { id: document.id, version, reason: "Wrong page." });
    expect(await claimNextSecondLook(second), "there is no decision to look at").toEqual({ id: null });
    const claim = await claimDocument(second, { id: document.id });
    await decideDocument(second, {
      id: document.id,
      version: claim.version,
      ...rowsFor([await courseRow(db)]),
    });
    // The first has decided this document before and has seen it: no second eye.
    expect(await claimNextSecondLook(first)).toEqual({ id: null });
    expect(await claimNextSecondLook(third)).toMatchObject({ id: (await lookOf(db, document.id))!.id });
  });

  test("gives clerks who ask at once different looks, each once", async () => {
    await db.update(secondLooks).set({ status: "agreed" }).where(eq(secondLooks.status, "waiting"));
    for (let i = 0; i < 6; i++) await decided(first);
    const clerks = await Promise.all(Array.from({ length: 8 }, () => clerkOf(db)));
    const claims = await Promise.all(clerks.map((clerk) => claimNextSecondLook(clerk)));
    const given = claims.flatMap(({ id }) => id ?? []);
    expect(given).toHaveLength(6);
    expect(new Set(given).size).toBe(6);
  });

  test("returns to one's own unfinished look, and gives an abandoned one to somebody else", async () => {
    const { look } = await held();
    expect(await claimNextSecondLook(second)).toMatchObject({ id: look.id, version: look.version });
    expect(await claimNextSecondLook(third)).toEqual({ id: null });
    await db
      .update(secondLooks)
      .set({ claimedUntil: sql`now() - interval '1 minute'` })
      .where(eq(secondLooks.id, look.id));
    expect(await claimNextSecondLook(third)).toMatchObject({ id: look.id });
    await expect(submit(second, look, {})).rejects.toThrow("You no longer hold this second look.");
  });

  test("a look put back waits again", async () => {
    const { look } = await held();
    await expect(releaseSecondLook(third, { id: look.id })).rejects.toThrow("You do not hold");
    await releaseSecondLook(second, { id: look.id });
    expect(await claimNextSecondLook(third)).toMatchObject({ id: look.id });
  });
});

describe("blind", () => {
  test("nothing of the first clerk's rows, decision, notes or name is told before the look is done", async () => {
    const named = ctxFor(db, "data_entry", {
      accountId: (await makeStaff(db, "data_entry")).id,
    });
    const college = await makeInstitution(db);
    const row = await courseRow(db, {
      institutionId: college.id,
      courseNumber: "ZYX 777",
      title: "Xylophone Pedagogy",
      grade: "C-",
      units: "7.25",
    });
    await db.update(secondLooks).set({ status: "agreed" }).where(eq(secondLooks.status, "waiting"));
    const document = await waiting(db);
    // The machine read the course's number; the first clerk's classification of it is remembered from this very document.
    const field = { value: "ZYX 777", raw: "ZYX 777", confidence: 0.9, box: null };
    await db.insert(documentReadings).values({
      documentId: document.id,
      readerVersion: "1",
      institutionId: college.id,
      reading: {
        kind: "transcript",
        person: null,
        birthDate: null,
        institution: null,
        institutionCity: null,
        rows: {
          degrees: [],
          courses: [{ confidence: 0.9, box: null, fields: { courseNumber: field } }],
          credentials: [],
          trainingHours: [],
        },
      },
    });
    const { version } = await claimDocument(named, { id: document.id });
    await decideDocument(named, {
      id: document.id,
      version,
      ...rowsFor([row]),
      internalNote: "Looks like a scanned copy of a copy",
    });
    expect(await db.$count(courseMemory, eq(courseMemory.institutionId, college.id))).toBe(1);
    await claimNextSecondLook(second);
    const look = (await lookOf(db, document.id))!;
    expect(look.reason).toBe("pass_boundary");
    const view = await getSecondLook(second, look.id);
    const listed = await listSecondLooks(second, { filter: { id: look.id } });
    const [account] = (await db.execute(
      sql`select display_name as name from accounts where id = ${accountId(named)}`,
    )) as unknown as { name: string }[];
    for (const told of [JSON.stringify(view), listed.json]) {
      for (const secret of [
        "Xylophone",
        "7.25",
        "C-",
        "verified",
        "scanned copy",
        "pass_boundary",
        account!.name,
        'decidedAt":"',
      ])
        expect(told).not.toContain(secret);
    }
    // What one is to read is there.
    expect(view.mine).toBe(true);
    expect(view.reading?.reading?.rows.courses).toHaveLength(1);
    expect(view.reading?.memory).toEqual([]);
    await submit(second, look, rowsFor([row]));
    const done = await getSecondLook(second, look.id);
    expect(done).toMatchObject({
      status: "agreed",
      reason: "pass_boundary",
      first: { outcome: "verified", decidedByName: account!.name },
      mine: false,
    });
  });
});

describe("the document of a look one holds", () => {
  test("is not opened with what the first clerk entered until the look is handed in or given back", async () => {
    const { document, look } = await held();
    for (const open of [
      () => getDocument(second, document.id),
      () => previewReport(second, { id: document.id }),
      () => getReading(second, { id: document.id }),
      () => preCheckDocument(second, { id: document.id }),
    ])
      await expect(open()).rejects.toThrow("blind");
    expect((await getDocument(third, document.id)).entries.courses).toHaveLength(1);
    await releaseSecondLook(second, { id: look.id });
    expect((await getDocument(second, document.id)).id).toBe(document.id);
  });

  test("offers nothing that the registry remembers from this very document", async () => {
    const row = await courseRow(db, { courseNumber: "CD 44" });
    const { look } = await held(rowsFor([row]));
    const remembered = { filter: { institutionId: row.institutionId, courseNumbers: ["CD 44"] } };
    expect(rowsOf(await listCourseMemory(second, remembered))).toEqual([]);
    expect(rowsOf(await listCourseMemory(third, remembered))).toHaveLength(1);
    await releaseSecondLook(second, { id: look.id });
    expect(rowsOf(await listCourseMemory(second, remembered))).toHaveLength(1);
  });
});

test("whoever typed the rows of a document takes no second look at them, though a colleague decided it", async () => {
  await db.update(secondLooks).set({ status: "agreed" }).where(eq(secondLooks.status, "waiting"));
  const document = await waiting(db);
  const { version } = await claimDocument(second, { id: document.id });
  const courses = [await courseRow(db)];
  const saved = await saveDocumentEntries(second, { id: document.id, version, courses });
  const handed = {
    id: document.id,
    version: saved.version,
    toAccountId: accountId(first),
    note: "Please decide",
  };
  await handOverDocument(second, handed);
  const claim = await claimDocument(first, { id: document.id });
  await decideDocument(first, { id: document.id, version: claim.version, outcome: "verified" });
  expect(await claimNextSecondLook(second)).toEqual({ id: null });
  expect(await claimNextSecondLook(third)).toMatchObject({ id: (await lookOf(db, document.id))!.id });
});

test("nobody settles a disagreement about their own record", async () => {
  const { document, look } = await disagreement();
  const { id } = await makeStaff(db, "data_entry");
  const self = ctxFor(db, "data_entry", { accountId: id, participantId: document.participantId });
  expect((await getSecondLook(self, look.id)).maySettle).toEqual([]);
  const settled = {
    id: look.id,
    version: look.version,
    settlement: "first_stands" as const,
    note: "It is mine",
  };
  await expect(settleSecondLook(self, settled)).rejects.toThrow("your own record");
});

describe("one's own decision", () => {
  test("is refused by the verb, however one came to hold it", async () => {
    const { look } = await held();
    await db
      .update(secondLooks)
      .set({ claimedById: accountId(first) })
      .where(eq(secondLooks.id, look.id));
    const { version } = (await lookOf(db, look.documentId))!;
    await expect(submit(first, { id: look.id, version }, {})).rejects.toThrow(
      "You worked on this document yourself",
    );
  });

  test("is refused by the database", async () => {
    const { look } = await held();
    const own = db
      .update(secondLooks)
      .set({ reviewerId: accountId(first) })
      .where(eq(secondLooks.id, look.id));
    await expect(own).rejects.toMatchObject({
      cause: expect.objectContaining({ message: expect.stringContaining("another person") }),
    });
  });
});

describe("handing in", () => {
  test("where both read the same it is agreed; the record is not touched", async () => {
    const row = await courseRow(db);
    const { document, look } = await held(rowsFor([row]));
    const before = await getDocument(first, document.id);
    const result = await submit(second, look, rowsFor([{ ...row, title: row.title.toUpperCase() }]));
    expect(result).toEqual({ id: look.id, status: "agreed", differences: [] });
    expect(await getDocument(first, document.id)).toEqual(before);
    expect(await lookOf(db, document.id)).toMatchObject({
      fieldsCompared: 12,
      fieldsAgreed: 12,
      claimedById: null,
    });
    await expect(submit(second, look, rowsFor([row]))).rejects.toThrow("done already");
  });

  test("what differs is kept with both values and waits to be settled", async () => {
    const { look } = await disagreement();
    expect(look).toMatchObject({ status: "disagreed", fieldsCompared: 12, fieldsAgreed: 10 });
    const view = await getSecondLook(third, look.id);
    expect(view.differences?.map(({ cell, first, second }) => [cell, first, second])).toEqual([
      ["units", "3.00", "4.00"],
      ["classification", "ece_cd", "other"],
    ]);
    expect(view.maySettle).toEqual(["first_stands", "corrected"]);
    expect((await getSecondLook(first, look.id)).maySettle).toEqual(["corrected"]);
    expect((await getSecondLook(second, look.id)).maySettle).toEqual(["first_stands"]);
  });

  test("is checked as a decision is: rows, reasons, colleges that exist", async () => {
    const { look } = await held();
    await expect(submit(second, look, {})).rejects.toThrow("Enter at least one row");
    await expect(submit(second, look, { outcome: "not_accepted" })).rejects.toThrow("Choose a reason");
    const unknown = { ...(await courseRow(db)), institutionId: 2_000_000_000 };
    await expect(submit(second, look, rowsFor([unknown]))).rejects.toMatchObject({
      fields: { "courses.0.institutionId": "Choose the institution from the list." },
    });
  });

  test("a decision taken back meanwhile leaves nothing to compare, and the look is gone from the list", async () => {
    const { document, look } = await held();
    const { version } = await getDocument(first, document.id);
    await resetDocument(third, { id: document.id, version, reason: "Another page came." });
    await expect(submit(second, look, rowsFor([await courseRow(db)]))).rejects.toThrow(
      "taken back meanwhile",
    );
    const listed = rowsOf<{ id: number }>(await listSecondLooks(second, { filter: { status: "waiting" } }));
    expect(listed.map(({ id }) => id)).not.toContain(look.id);
  });
});
