import { beforeAll, describe, expect, test } from "vitest";
import {
  claimDocument,
  decideDocument,
  getReading,
  preCheckDocument,
  previewEntries,
  previewReport,
  saveDocumentEntries,
} from "#api/domains/documents/index.ts";
import type { PreCheck } from "#api/domains/documents/schemas.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import type { ReadField, Reading, ReadRow } from "#db/reading.ts";
import {
  credentials,
  documentFiles,
  documentPages,
  documentPageTexts,
  documentReadings,
  trainingHours,
} from "#db/schema/index.ts";
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

const box = { page: 1, x: 0.1, y: 0.2, width: 0.3, height: 0.02 };
const field = (value: string): ReadField => ({ value, raw: value.toUpperCase(), confidence: 0.9, box });
const readRow = (cells: Record<string, string>): ReadRow => ({
  confidence: 0.9,
  box,
  fields: Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, field(value)])),
});
const reading = (given: Partial<Reading> = {}): Reading => ({
  kind: "transcript",
  person: field("Ana Reyes"),
  birthDate: null,
  institution: field("College of the Valley"),
  institutionCity: null,
  rows: { degrees: [], courses: [], credentials: [], trainingHours: [] },
  ...given,
});
const rowsOf = (rows: Partial<Reading["rows"]>): Reading["rows"] => ({ ...reading().rows, ...rows });

async function pageOf(documentId: number, given: Partial<typeof documentPages.$inferInsert> = {}) {
  const [file] = await db
    .insert(documentFiles)
    .values({
      documentId,
      storageKey: `uploads/${documentId}-${Math.random()}`,
      originalName: "scan.pdf",
      mimeType: "application/pdf",
      sizeBytes: 1,
      sha256: documentId.toString(16).padStart(64, "0"),
    })
    .returning();
  const [page] = await db
    .insert(documentPages)
    .values({
      documentId,
      fileId: file!.id,
      pageNumber: 1,
      imageKey: "i",
      thumbnailKey: "t",
      width: 9,
      height: 9,
      ...given,
    })
    .returning();
  return page!;
}
type Read = Partial<Omit<typeof documentReadings.$inferInsert, "documentId">>;
const read = (documentId: number, given: Read = {}) =>
  db.insert(documentReadings).values({ documentId, readerVersion: "1", reading: reading(), ...given });

describe("reading", () => {
  test("waiting until it is read, failed with words, then what was read with the words of each page", async () => {
    const { id } = await waiting(db);
    expect(await getReading(clerk, { id })).toMatchObject({
      state: "waiting",
      reading: null,
      pages: [],
      memory: [],
    });
    const failed = await waiting(db);
    await read(failed.id, { reading: null, failure: "No words were found on the page." });
    expect(await getReading(clerk, { id: failed.id })).toMatchObject({
      state: "failed",
      failure: "No words were found on the page.",
    });
    const page = await pageOf(id);
    const words = [{ text: "ECE", x: 0.1, y: 0.1, width: 0.05, height: 0.01, confidence: 0.97 }];
    await db.insert(documentPageTexts).values({ pageId: page.id, source: "ocr", words });
    const college = await makeInstitution(db);
    await read(id, { institutionId: college.id, institutionConfidence: 0.93, nameMatch: "same" });
    expect(await getReading(clerk, { id })).toMatchObject({
      state: "read",
      readerVersion: "1",
      reading: { kind: "transcript" },
      institution: { id: college.id, name: college.name, accredited: true },
      nameMatch: "same",
      pages: [{ page: 1, source: "ocr", words }],
    });
  });

  test("every proposed course that is remembered at this college comes with who decided it", async () => {
    const college = await makeInstitution(db);
    const taught = await waiting(db);
    const { version } = await claimDocument(clerk, { id: taught.id });
    await decideDocument(clerk, {
      id: taught.id,
      version,
      outcome: "verified",
      entries: {
        courses: [await courseRow(db, { institutionId: college.id, courseNumber: "CD 2", units: 3 })],
      },
    });
    const { id } = await waiting(db);
    const courses = ["cd-2", "CD 20"].map((courseNumber) => readRow({ courseNumber }));
    await read(id, { institutionId: college.id, reading: reading({ rows: rowsOf({ courses }) }) });
    const { memory } = await getReading(clerk, { id });
    expect(memory).toMatchObject([
      {
        courseKey: "cd2",
        units: "3.00",
        classification: "ece_cd",
        documentId: taught.id,
        decidedByName: expect.any(String),
      },
    ]);
  });

  test.each(["help_desk", "auditor", "participant", "program_admin"] as const)(
    "is not for a %s",
    async (role) => {
      const ctx = ctxFor(db, role);
      for (const verb of [
        getReading(ctx, { id: 1 }),
        preCheckDocument(ctx, { id: 1 }),
        previewEntries(ctx, {} as never),
      ])
        await expect(verb).rejects.toMatchObject({ status: 403 });
    },
  );

  test("a document that is not there, or deleted, is not found", async () => {
    const { id } = await waiting(db, { status: "deleted" });
    for (const gone of [id, 2_000_000_000]) {
      await expect(getReading(clerk, { id: gone })).rejects.toMatchObject({ status: 404 });
      await expect(preCheckDocument(clerk, { id: gone })).rejects.toMatchObject({ status: 404 });
      await expect(previewEntries(clerk, { id: gone, entries: {} })).rejects.toMatchObject({ status: 404 });
    }
  });
});

describe("pre-checks", () => {
  const checks = async (id: number) =>
    Object.fromEntries(
      (await preCheckDocument(clerk, { id })).checks.map((each) => [each.key, each]),
    ) as Partial<Record<PreCheck["key"], PreCheck>>;

  test("an unread document is judged by its file alone", async () => {
    const { id } = await waiting(db);
    expect(await checks(id)).toEqual({
      same_file: { key: "same_file", light: "green", says: "The file is nowhere else in the registry." },
      near_duplicate: { key: "near_duplicate", light: "green", says: "No other page looks like these." },
    });
  });

  test.each([
    ["same", "green"],
    ["former", "green"],
    ["absent", "amber"],
    ["differs", "red"],
  ] as const)("a name that is %s is %s", async (nameMatch, light) => {
    const { id } = await waiting(db);
    await read(id, { nameMatch });
    expect((await checks(id)).name).toMatchObject({ light, box: nameMatch === "absent" ? null : box });
  });

  test("the same file on another person is red, on the same one amber, and names the documents", async () => {
    const sha256 = "ab".repeat(32);
    const file = (documentId: number) =>
      db.insert(documentFiles).values({
        documentId,
        storageKey: `uploads/same-${documentId}`,
        originalName: "a.pdf",
        mimeType: "application/pdf",
        sizeBytes: 1,
        sha256,
      });
    const first = await waiting(db);
    const again = await waiting(db, { participantId: first.participantId });
    await file(first.id);
    await file(again.id);
    expect((await checks(again.id)).same_file).toMatchObject({
      light: "amber",
      documents: [{ documentId: first.id }],
    });
    const other = await waiting(db);
    await file(other.id);
    expect((await checks(other.id)).same_file).toMatchObject({
      light: "red",
      documents: [{ documentId: first.id, participantId: first.participantId }, { documentId: again.id }],
    });
  });

  test("a look-alike shares a band and few bits differ; the same file is not said twice", async () => {
    const hash = "f0e1d2c3b4a59687";
    const hashBands = ["0:f0e1", "1:d2c3"];
    const first = await waiting(db);
    await pageOf(first.id, { perceptualHash: hash, hashBands });
    const alike = await waiting(db);
    await pageOf(alike.id, { perceptualHash: "f0e1d2c3b4a59688", hashBands });
    expect((await checks(alike.id)).near_duplicate).toMatchObject({
      light: "amber",
      page: 1,
      documents: [{ documentId: first.id }],
    });
    const far = await waiting(db);
    await pageOf(far.id, { perceptualHash: "f0e1d2c300000000", hashBands });
    expect((await checks(far.id)).near_duplicate).toMatchObject({ light: "green" });
  });

  test("one permit number on two people is red however it is spaced; a training's is amber; a short one is no number", async () => {
    const holder = await waiting(db, { status: "verified", type: "permit" });
    await db.insert(credentials).values({
      participantId: holder.participantId,
      documentId: holder.id,
      kind: "permit",
      name: "child_development_permit",
      documentNumber: "CDP-200 31977",
    });
    await db.insert(trainingHours).values({
      participantId: holder.participantId,
      documentId: holder.id,
      evidence: "certificate",
      title: "Play",
      hours: "2",
      completedOn: "2025-01-05",
      certificateNumber: "EV 2025/77",
    });
    const permit = await waiting(db, { type: "permit" });
    await read(permit.id, {
      reading: reading({
        kind: "credential",
        rows: rowsOf({ credentials: [readRow({ documentNumber: "cdp20031977" })] }),
      }),
    });
    expect((await checks(permit.id)).same_certificate).toMatchObject({
      light: "red",
      says: "Number cdp20031977 is on another person's record.",
      documents: [{ documentId: holder.id }],
    });
    const certificate = await waiting(db, { type: "training_certificate", statedNumber: "EV-2025-77" });
    expect((await checks(certificate.id)).same_certificate).toMatchObject({ light: "amber" });
    const own = await waiting(db, { participantId: holder.participantId, statedNumber: "CDP20031977" });
    expect((await checks(own.id)).same_certificate).toMatchObject({ light: "green" });
    const short = await waiting(db, { statedNumber: "12-3" });
    expect((await checks(short.id)).same_certificate).toBeUndefined();
  });

  test.each([
    ["red", { completedOn: "2026-03-11", hours: "2" }, "Play has a date to come: 2026-03-11."],
    [
      "red",
      { completedOn: "1980-01-01", hours: "2" },
      "Play is dated 1980-01-01, before the person was born.",
    ],
    [
      "amber",
      { completedOn: "2000-01-01", hours: "2" },
      "Play is dated 2000-01-01: the person was not yet 14.",
    ],
    [
      "amber",
      { completedOn: "2026-03-01", hours: "45" },
      "45 hours end on 2026-03-01: look whether the training took several days.",
    ],
    ["green", { completedOn: "2026-03-01", hours: "8" }, "Hours and dates are plausible."],
    ["green", { completedOn: "2026-02-30", hours: "8" }, undefined],
  ] as const)("hours and dates: %s for %o", async (light, cells, says) => {
    const { id } = await waiting(db, { type: "training_certificate" });
    await read(id, {
      reading: reading({ rows: rowsOf({ trainingHours: [readRow({ title: "Play", ...cells })] }) }),
    });
    const found = (await checks(id)).hours_dates;
    if (says) expect(found).toMatchObject({ light, says });
    else expect(found).toBeUndefined();
  });

  test("hours add up with what other documents hold of the same day, and the clerk's rows go before what was read", async () => {
    const earlier = await waiting(db, { status: "verified" });
    await db.insert(trainingHours).values({
      participantId: earlier.participantId,
      documentId: earlier.id,
      evidence: "certificate",
      title: "Play",
      hours: "8",
      completedOn: "2026-02-07",
    });
    const { id } = await waiting(db, { type: "training_certificate", participantId: earlier.participantId });
    await read(id, {
      reading: reading({
        rows: rowsOf({ trainingHours: [readRow({ title: "Art", hours: "1", completedOn: "2026-02-07" })] }),
      }),
    });
    expect((await checks(id)).hours_dates).toMatchObject({ light: "green" });
    const { version } = await claimDocument(clerk, { id });
    await saveDocumentEntries(clerk, {
      id,
      version,
      trainingHours: [{ title: "Art", hours: 6, completedOn: "2026-02-07" }],
    });
    expect((await checks(id)).hours_dates).toMatchObject({
      light: "amber",
      says: "14 hours end on 2026-02-07, 8 of them on the record already.",
    });
  });

  test.each([
    [{ name: "cpr", issuedOn: "2025-05-01", expiresOn: "2027-05-01" }, "green", "valid until 2027-05-01."],
    [{ name: "cpr", issuedOn: "2025-05-01" }, "amber", "by the rule it is valid until 2027-05-01."],
    [{ name: "cpr", issuedOn: "2023-05-01" }, "red", "by the rule it was valid until 2025-05-01."],
    [{ name: "cpr" }, "amber", "neither an issue date nor an expiration date."],
    [{ name: "cpr", expiresOn: "2026-03-09" }, "red", "expired on 2026-03-09."],
    [{ name: "family_child_care_license" }, "amber", "has no expiration date."],
  ] as const)("expiry of %o is %s", async (cells, light, says) => {
    const { id } = await waiting(db, { type: "health_safety" });
    await read(id, {
      reading: reading({
        kind: "credential",
        institution: null,
        rows: rowsOf({ credentials: [readRow(cells as never)] }),
      }),
    });
    expect((await checks(id)).expiry).toMatchObject({ light, says: expect.stringContaining(says) });
  });

  test("the college: accredited, not accredited, unknown", async () => {
    const known = await waiting(db);
    await read(known.id, { institutionId: (await makeInstitution(db)).id });
    expect((await checks(known.id)).institution).toMatchObject({ light: "green", box });
    const closed = await waiting(db);
    await read(closed.id, { institutionId: (await makeInstitution(db, { accredited: false })).id });
    expect((await checks(closed.id)).institution).toMatchObject({ light: "red" });
    const unknown = await waiting(db);
    await read(unknown.id);
    expect((await checks(unknown.id)).institution).toMatchObject({
      light: "amber",
      says: '"College of the Valley" was not found on the registry\'s list of institutions.',
    });
  });

  test("page problems are said page by page", async () => {
    const { id } = await waiting(db);
    await pageOf(id, { problems: ["blurred", "too_dark"] });
    expect((await checks(id)).page_problems).toMatchObject({
      light: "amber",
      says: "Page 1 is blurred and is too dark.",
      page: 1,
    });
  });
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
