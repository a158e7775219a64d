import { beforeAll, describe, expect, test } from "vitest";
import {
  claimDocument,
  decideDocument,
  getReading,
  preCheckDocument,
  previewEntries,
} from "#api/domains/documents/index.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { documentPageTexts } from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeInstitution, makeStaff } from "#tests/support/factories.ts";
import { makePage, makeReading, reading, readRow, rowsOf } from "./reading-support.ts";
import { courseRow, waiting } from "./support.ts";

let db: Db;
let clerk: Ctx;
const now = new Date("2026-03-10T20:00:00Z");
beforeAll(async () => {
  db = await testDb();
  clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id, now });
});

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
    await makeReading(db, failed.id, { reading: null, failure: "No words were found on the page." });
    expect(await getReading(clerk, { id: failed.id })).toMatchObject({
      state: "failed",
      failure: "No words were found on the page.",
    });
    const page = await makePage(db, id);
    const words = [{ text: "ECE", x: 0.1, y: 0.1, width: 0.05, height: 0.01, confidence: 0.97 }];
    await db.insert(documentPageTexts).values({ pageId: page.id, source: "ocr", words });
    const college = await makeInstitution(db);
    await makeReading(db, id, { institutionId: college.id, institutionConfidence: 0.93, nameMatch: "same" });
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
    await makeReading(db, id, { institutionId: college.id, reading: reading({ rows: rowsOf({ courses }) }) });
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
