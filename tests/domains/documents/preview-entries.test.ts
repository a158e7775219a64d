import { beforeAll, describe, expect, test } from "vitest";
import {
  claimDocument,
  decideDocument,
  previewEntries,
  previewReport,
  saveDocumentEntries,
} from "#api/domains/documents/index.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeDocument, makeInstitution, makeParticipant, makeStaff } from "#tests/support/factories.ts";
import { courseRow, waiting } from "./support.ts";

let db: Db;
let clerk: Ctx;
const now = new Date("2026-03-10T20:00:00Z");
beforeAll(async () => {
  db = await testDb();
  clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id, now });
});

describe("preview of rows that are not saved", () => {
  test("finished rows are judged by the report's rule and keyed by their place; unfinished ones say what they lack", async () => {
    const college = await makeInstitution(db);
    const closed = await makeInstitution(db, { accredited: false });
    const { id } = await waiting(db);
    const row = (given: Record<string, unknown>) => courseRow(db, { institutionId: college.id, ...given });
    const preview = await previewEntries(clerk, {
      id,
      entries: {
        courses: [
          await row({ courseNumber: "A 1", units: "4.5", unitSystem: "quarter" }),
          await row({ courseNumber: "B 2", grade: "D" }),
          await row({ courseNumber: "C 3", units: "" }),
          await row({ courseNumber: "D 4", institutionId: closed.id }),
          await row({ courseNumber: "a-1", completedOn: "2023-06-01", term: "Spring 2023" }),
          { unitSystem: "quarter", units: 3 },
        ],
        degrees: [{ institutionId: 2_000_000_000, level: "associate" }],
        credentials: [{ name: "cpr", issuedOn: "2026-01-05" }],
        trainingHours: [{ title: "Play", hours: 2, completedOn: "2099-01-01" }],
      },
    });
    expect(preview.courses).toMatchObject([{ index: 0, id: 0, courseNumber: "A 1", semesterUnits: "3.00" }]);
    expect(preview.credentials).toMatchObject([
      { index: 0, validUntil: "2028-01-05", validUntilByRule: true },
    ]);
    expect(
      preview.notPrinting.map(({ place, because, thisDocument }) => [
        place!.section,
        place!.index,
        thisDocument,
        because,
      ]),
    ).toEqual([
      ["courses", 1, true, expect.stringContaining("D")],
      ["courses", 3, true, expect.stringContaining("not an accredited institution")],
      ["courses", 4, true, expect.stringContaining("repeated")],
    ]);
    expect(preview.unfinished).toMatchObject([
      { section: "degrees", index: 0, fields: { institutionId: "Choose the institution from the list." } },
      { section: "courses", index: 2, fields: { units: "Enter the units, such as 3 or 4.5." } },
      { section: "courses", index: 5 },
      {
        section: "trainingHours",
        index: 0,
        fields: { completedOn: "The training has not taken place yet." },
      },
    ]);
    expect(preview.semesterUnits).toEqual([
      { index: 0, units: "3.00" },
      { index: 5, units: "2.00" },
    ]);
    expect(preview.whole).toEqual({ degrees: 0, courses: 1, credentials: 1, training: 0 });
  });

  test("it says what the saved rows would say, and nothing is written", async () => {
    const college = await makeInstitution(db);
    const { id } = await waiting(db);
    const { version } = await claimDocument(clerk, { id });
    const entries = {
      courses: [
        await courseRow(db, { institutionId: college.id, courseNumber: "A 1" }),
        await courseRow(db, { institutionId: college.id, courseNumber: "B 2", grade: "F" }),
      ],
    };
    const before = await previewEntries(clerk, { id, entries });
    expect((await previewReport(clerk, { id })).whole.courses).toBe(0);
    const saved = await saveDocumentEntries(clerk, { id, version, ...entries });
    const stored = await previewReport(clerk, { id });
    expect(before.courses.map((row) => row.courseNumber)).toEqual(
      stored.courses.map((row) => row.courseNumber),
    );
    expect(before.notPrinting.map((row) => row.because)).toEqual(
      stored.notPrinting.map((row) => row.because),
    );
    // Rows saved before are replaced by the grid's, not counted twice.
    const again = await previewEntries(clerk, {
      id,
      entries: { courses: saved.entries.courses.map((row) => ({ ...row })) },
    });
    expect(again.whole).toEqual(stored.whole);
  });

  test("a row of another document that stops printing because of these is named without a place", async () => {
    const college = await makeInstitution(db);
    const person = await makeParticipant(db);
    const first = await makeDocument(db, { participantId: person.id });
    const { version } = await claimDocument(clerk, { id: first.id });
    const row = { institutionId: college.id, courseNumber: "A 1" };
    await decideDocument(clerk, {
      id: first.id,
      version,
      outcome: "verified",
      entries: { courses: [await courseRow(db, { ...row, completedOn: "2020-06-01", term: "Spring 2020" })] },
    });
    const second = await makeDocument(db, { participantId: person.id });
    const preview = await previewEntries(clerk, {
      id: second.id,
      entries: { courses: [await courseRow(db, row)] },
    });
    expect(preview.notPrinting).toMatchObject([
      { place: null, thisDocument: false, row: { documentId: first.id } },
    ]);
  });
});
