import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { eq, sql } from "drizzle-orm";
import ExcelJS from "exceljs";
import { beforeAll, expect, test } from "vitest";
import { createReportRun, downloadReportRun, getReportRun } from "#api/domains/reports/index.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { FileStore } from "#api/kernel/files.ts";
import type { Db } from "#db/client.ts";
import { duplicateCandidates, enrollments, participants, reportRuns } from "#db/schema/index.ts";
import { generateReport } from "#workers/tasks/generate-report.ts";
import type { TaskHelpers } from "#workers/tasks/task.ts";
import { testDb } from "../setup/db.ts";
import { ctxFor, systemCtx } from "../support/ctx.ts";
import { makeEnrollment, makeEvent, makeParticipant, makeSponsor, makeStaff } from "../support/factories.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const helpers: TaskHelpers = { log: quiet, attempt: 1 };
const period = { from: "2026-01-01", to: "2026-12-31" };
let db: Db;
let staff: Ctx;

beforeAll(async () => {
  db = await testDb();
  staff = ctxFor(db, "registry_admin", { accountId: (await makeStaff(db, "registry_admin")).id });
});

const attend = (
  eventId: number,
  participantId: number,
  given: Partial<typeof enrollments.$inferInsert> = {},
) =>
  makeEnrollment(db, {
    eventId,
    participantId,
    status: "attended",
    hoursGranted: "3",
    setting: "center_based",
    position: "teacher",
    homeCounty: "Fresno",
    ...given,
  });

async function run(reportKey: string, params: object, ctx = staff) {
  const asked = await createReportRun(ctx, { reportKey, params: { ...params } });
  await generateReport({ reportRunId: asked.id }, systemCtx(db, "generate_report"), helpers);
  return getReportRun(ctx, asked.id);
}

async function open(id: number, ctx = staff) {
  const file = await downloadReportRun(ctx, { id });
  const bytes = await buffer(file.stream);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
  );
  const [sheet, readMe] = workbook.worksheets as [ExcelJS.Worksheet, ExcelJS.Worksheet];
  const labels = (sheet.getRow(1).values as string[]).slice(1);
  const rows: Record<string, ExcelJS.CellValue>[] = [];
  sheet.eachRow((row, number) => {
    if (number > 1)
      rows.push(Object.fromEntries(labels.map((label, n) => [label, row.getCell(n + 1).value])));
  });
  const notes: string[] = [];
  readMe.eachRow((row) => notes.push((row.values as unknown[]).slice(1).join(" | ")));
  return { bytes, file, sheet, labels, rows, notes };
}

test("the Direct Service Profile: codes and numbers as text, days as days, hours as numbers, a Read me that counts", async () => {
  const sponsor = await makeSponsor(db, { vendorCode: "0A01", name: "=cmd|' /C calc'!A0" });
  const event = await makeEvent(db, {
    sponsorId: sponsor.id,
    title: "Spiel & Lernen \ufffe_x0041_",
    hours: "2.50",
    county: "Alameda",
    startsOn: "2026-03-07",
    endsOn: "2026-03-08",
    deliveryType: "coaching",
    deliveryMethod: "online",
    funding: "fee_for_service",
  });
  const person = await makeParticipant(db, {
    zip: "00501",
    gender: "female",
    ethnicity: "hispanic_or_latino",
    race: ["asian", "white"],
    primaryLanguage: "Spanish",
  });
  await attend(event.id, person.id, { hoursGranted: "1.25" });
  await makeEnrollment(db, {
    eventId: event.id,
    participantId: (await makeParticipant(db)).id,
    status: "no_show",
  });
  const done = await run("direct_service_profile", { ...period, sponsorId: sponsor.id });
  expect(done).toMatchObject({
    status: "done",
    rowsDone: 1,
    rowsTotal: 1,
    peopleCount: 1,
    errorMessage: null,
  });
  expect(done.fileName).toBe("direct-service-profile-2026-01-01-to-2026-12-31.xlsx");
  const { rows, labels, sheet, notes, bytes } = await open(done.id);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(done.sha256);
  expect(bytes.length).toBe(done.sizeBytes);
  expect(labels.slice(0, 3)).toEqual(["ORGCODE", "Training title", "Training ID"]);
  expect(rows).toEqual([
    expect.objectContaining({
      ORGCODE: "0A0101C518",
      "Training title": "Spiel & Lernen _x005F_x0041_",
      "Training ID": String(event.id),
      "First day": new Date("2026-03-07T00:00:00Z"),
      "Last day": new Date("2026-03-08T00:00:00Z"),
      "Hours offered": 2.5,
      "Hours attended": 1.25,
      "Registry number": person.registryNumber,
      "Employment setting": "Child care center",
      "Job position": "Teacher",
      "Participant county": "Fresno",
      "Training county": "Alameda",
      Provider: "=cmd|' /C calc'!A0",
      Program: "Child Care Initiative Project (CCIP)",
      "Activity category": "Coaching",
      "Trainings attended": 1,
      Competency: "Child Development and Learning",
      Gender: "Female",
      Race: "Asian; White",
      "Participant ZIP": "00501",
    }),
  ]);
  expect(sheet.getCell("A2").numFmt).toBe("@");
  expect(sheet.getCell("D2").numFmt).toBe("yyyy-mm-dd");
  expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
  expect(sheet.autoFilter).toBe("A1:Z2");
  expect(notes).toEqual(
    expect.arrayContaining([
      "Definition | direct_service_profile 2026-1",
      "Rows | 1",
      "Different people who attended | 1",
      "Trainings that ended from | 2026-01-01",
      expect.stringMatching(/^Figures as of \| .+ (P[SD]T|UTC)/),
      expect.stringMatching(/^ORGCODE \| Vendor number/),
    ]),
  );
});

test("records merged since count as the one person that lives now, and never twice at one training", async () => {
  const sponsor = await makeSponsor(db);
  const events = [
    await makeEvent(db, { sponsorId: sponsor.id }),
    await makeEvent(db, { sponsorId: sponsor.id }),
  ];
  const survivor = await makeParticipant(db);
  const [first, second] = [await makeParticipant(db), await makeParticipant(db)];
  await attend(events[0]!.id, survivor.id, { hoursGranted: "2" });
  await attend(events[0]!.id, first.id, { hoursGranted: "3" });
  await attend(events[1]!.id, second.id);
  await makeEnrollment(db, { eventId: events[1]!.id, participantId: survivor.id, status: "no_show" });
  const merge = (id: number, into: number) =>
    db.update(participants).set({ status: "merged", mergedIntoId: into }).where(eq(participants.id, id));
  await merge(second.id, first.id);
  await merge(first.id, survivor.id);
  const done = await run("direct_service_profile", { ...period, sponsorId: sponsor.id });
  expect(done).toMatchObject({ rowsDone: 2, peopleCount: 1 });
  const { rows } = await open(done.id);
  expect(
    rows.map((row) => [row["Registry number"], row["Hours attended"], row["Trainings attended"]]),
  ).toEqual([
    [survivor.registryNumber, 3, 2],
    [survivor.registryNumber, 3, 2],
  ]);
  const summary = await open((await run("sponsor_training", { ...period, sponsorId: sponsor.id })).id);
  expect(summary.rows.map((row) => [row.Attended, row["No show"], row["Hours granted"]])).toEqual([
    [1, 0, 3],
    [1, 0, 3],
  ]);
});

test("filters hold: period, programs, counties, and cancelled trainings are left out", async () => {
  const sponsor = await makeSponsor(db);
  const make = async (given: Partial<Parameters<typeof makeEvent>[1]>) => {
    const event = await makeEvent(db, { sponsorId: sponsor.id, ...given });
    await attend(event.id, (await makeParticipant(db)).id);
    return String(event.id);
  };
  const inside = await make({ endsOn: "2026-12-31", programCode: "R", county: "Kern" });
  await make({ endsOn: "2027-01-01" });
  await make({ programCode: "H", county: "Kern" });
  await make({ programCode: "R", county: "Kings" });
  await make({ programCode: "R", county: "Kern", status: "cancelled" });
  const params = { ...period, sponsorId: sponsor.id, programCodes: ["R", "C"], counties: ["Kern"] };
  const done = await run("sponsor_training", { ...params, columns: ["Training ID", "Attended"] });
  const { rows, labels } = await open(done.id);
  expect(labels).toEqual(["Training ID", "Attended"]);
  expect(rows).toEqual([{ "Training ID": inside, Attended: 1 }]);
});

test("what is missing is said before the figures are sent on", async () => {
  const sponsor = await makeSponsor(db);
  const event = await makeEvent(db, { sponsorId: sponsor.id, county: "Nowhere" });
  const [left, right] = [await makeParticipant(db), await makeParticipant(db)];
  await attend(event.id, left.id, { position: null });
  await attend(event.id, right.id);
  await makeEnrollment(db, { eventId: event.id, participantId: (await makeParticipant(db)).id });
  await db.insert(duplicateCandidates).values({
    leftId: left.id,
    rightId: right.id,
    band: "likely",
    score: 80,
    signals: [],
  } as typeof duplicateCandidates.$inferInsert);
  const done = await run("direct_service_profile", { ...period, sponsorId: sponsor.id });
  const { rows, notes } = await open(done.id);
  expect(rows.map((row) => row.ORGCODE)).toEqual([null, null]);
  const text = notes.join("\n");
  expect(text).toContain("1 | Events that lack one of the six reporting codes");
  expect(text).toContain("1 | People on rosters of past events");
  expect(text).toContain("1 | Attendances without setting, position or county");
  expect(text).toContain("1 | Pairs of attendees who may be one person");
});

test("the same question over the same data gives the same sheet", async () => {
  const sponsor = await makeSponsor(db);
  const event = await makeEvent(db, { sponsorId: sponsor.id });
  for (let n = 0; n < 5; n++) await attend(event.id, (await makeParticipant(db)).id);
  const params = { ...period, sponsorId: sponsor.id };
  const [one, two] = [
    await run("direct_service_profile", params),
    await run("direct_service_profile", params),
  ];
  expect((await open(one.id)).rows).toEqual((await open(two.id)).rows);
});

test("a report of more rows than one batch holds has them all, in order", async () => {
  const sponsor = await makeSponsor(db);
  const event = await makeEvent(db, { sponsorId: sponsor.id });
  const people = await db
    .insert(participants)
    .values(Array.from({ length: 1203 }, (_, n) => ({ givenName: "P", familyName: String(n) })))
    .returning({ id: participants.id, number: participants.registryNumber });
  await db.insert(enrollments).values(
    people.map(({ id }) => ({
      eventId: event.id,
      participantId: id,
      status: "attended" as const,
      hoursGranted: "3",
    })),
  );
  const done = await run("direct_service_profile", { ...period, sponsorId: sponsor.id });
  expect(done).toMatchObject({ rowsDone: 1203, rowsTotal: 1203, peopleCount: 1203 });
  const { rows } = await open(done.id);
  expect(rows.map((row) => row["Registry number"])).toEqual(people.map((person) => person.number).sort());
});

/** A store that counts what rests in it and breaks where it is told to. */
function brokenStore(files: FileStore, after: number): { store: FileStore; kept: string[] } {
  const kept: string[] = [];
  const store: FileStore = {
    ...files,
    async put(source, options) {
      let seen = 0;
      if (!Buffer.isBuffer(source))
        source.on("data", (chunk: Buffer) => {
          seen += chunk.length;
          if (seen > after) source.destroy(Object.assign(new Error("no space left"), { code: "ENOSPC" }));
        });
      const file = await files.put(source, options);
      kept.push(file.key);
      return file;
    },
  };
  return { store, kept };
}

test("a failure half way leaves no file and a run that is tried again; the next try replaces it", async () => {
  const sponsor = await makeSponsor(db);
  const event = await makeEvent(db, { sponsorId: sponsor.id });
  for (let n = 0; n < 50; n++) await attend(event.id, (await makeParticipant(db)).id);
  const asked = await createReportRun(staff, {
    reportKey: "direct_service_profile",
    params: { ...period, sponsorId: sponsor.id },
  });
  const ctx = systemCtx(db, "generate_report");
  const { store, kept } = brokenStore(ctx.files, 500);
  const before = await keysOf(ctx.files);
  await expect(generateReport({ reportRunId: asked.id }, { ...ctx, files: store }, helpers)).rejects.toThrow(
    "no space left",
  );
  expect(kept).toEqual([]);
  expect(await keysOf(ctx.files)).toEqual(before);
  expect(await getReportRun(staff, asked.id)).toMatchObject({ status: "queued", fileName: null });
  await expect(downloadReportRun(staff, { id: asked.id })).rejects.toMatchObject({ status: 409 });
  await generateReport({ reportRunId: asked.id }, { ...ctx, files: store }, { ...helpers, attempt: 4 });
  expect(await getReportRun(staff, asked.id)).toMatchObject({
    status: "failed",
    errorMessage: expect.stringContaining("disk is full"),
  });
  expect(await keysOf(ctx.files)).toEqual(before);
});

async function keysOf(files: FileStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of files.entries()) keys.push(key);
  return keys.sort();
}

test("a run whose worker died is taken up again; a finished one is left alone", async () => {
  const sponsor = await makeSponsor(db);
  const asked = await createReportRun(staff, {
    reportKey: "sponsor_training",
    params: { ...period, sponsorId: sponsor.id },
  });
  await db
    .update(reportRuns)
    .set({ status: "running", startedAt: new Date(), rowsDone: 17 })
    .where(eq(reportRuns.id, asked.id));
  const ctx = systemCtx(db, "generate_report");
  await generateReport({ reportRunId: asked.id }, ctx, { ...helpers, attempt: 2 });
  const done = await getReportRun(staff, asked.id);
  expect(done).toMatchObject({ status: "done", rowsDone: 0, rowsTotal: 0 });
  const before = await keysOf(ctx.files);
  await generateReport({ reportRunId: asked.id }, ctx, helpers);
  expect(await getReportRun(staff, asked.id)).toEqual(done);
  expect(await keysOf(ctx.files)).toEqual(before);
});

test("two workers with the same run leave one file", async () => {
  const sponsor = await makeSponsor(db);
  const asked = await createReportRun(staff, {
    reportKey: "sponsor_training",
    params: { ...period, sponsorId: sponsor.id },
  });
  const ctx = systemCtx(db, "generate_report");
  const before = await keysOf(ctx.files);
  await Promise.allSettled([1, 2].map(() => generateReport({ reportRunId: asked.id }, ctx, helpers)));
  expect((await getReportRun(staff, asked.id)).status).toBe("done");
  expect((await keysOf(ctx.files)).length).toBe(before.length + 1);
});

test("a run of a report this registry no longer has fails in words", async () => {
  const asked = await createReportRun(staff, { reportKey: "sponsor_training", params: period });
  await db.execute(sql`update report_runs set report_key = 'gone' where id = ${asked.id}`);
  await generateReport({ reportRunId: asked.id }, systemCtx(db, "generate_report"), helpers);
  const [row] = await db.select().from(reportRuns).where(eq(reportRuns.id, asked.id));
  expect(row).toMatchObject({ status: "failed", errorMessage: expect.stringContaining("no longer knows") });
});
