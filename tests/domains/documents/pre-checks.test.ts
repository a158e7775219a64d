import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { claimDocument, preCheckDocument, saveDocumentEntries } from "#api/domains/documents/index.ts";
import type { PreCheck } from "#api/domains/documents/schemas.ts";
import type { Ctx } from "#api/kernel/context.ts";
import { plainCode } from "#api/kernel/search.ts";
import type { Db } from "#db/client.ts";
import { nearDuplicateDistance } from "#db/page-hash.ts";
import { credentials, documentFiles, trainingHours } from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeInstitution, makeStaff } from "#tests/support/factories.ts";
import { box, makePage, makeReading, reading, readRow, rowsOf } from "./reading-support.ts";
import { waiting } from "./support.ts";

let db: Db;
let clerk: Ctx;
const now = new Date("2026-03-10T20:00:00Z");
beforeAll(async () => {
  db = await testDb();
  clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id, now });
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
    await makeReading(db, id, { nameMatch });
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

  /** A hash of 64 hex digits that differs from `hash` in the first so many bits. */
  const differing = (hash: string, bits: number) =>
    [...hash]
      .map((digit, at) => (at * 4 < bits ? (Number.parseInt(digit, 16) ^ 15).toString(16) : digit))
      .join("");

  test("a look-alike shares a band and few bits differ, most alike first; the same file is not said twice", async () => {
    const hash = "f0e1d2c3b4a59687".repeat(4);
    const page = (perceptualHash: string) => ({
      perceptualHash,
      hashBands: ["60:687", `0:${perceptualHash.slice(0, 3)}`],
    });
    const first = await waiting(db);
    await makePage(db, first.id, page(hash));
    const near = await waiting(db, { participantId: first.participantId });
    await makePage(db, near.id, page(differing(hash, nearDuplicateDistance)));
    const far = await waiting(db);
    await makePage(db, far.id, page(differing(hash, nearDuplicateDistance + 4)));
    expect((await checks(first.id)).near_duplicate).toMatchObject({
      light: "amber",
      page: 1,
      says: "A page looks like one of another document of this person.",
      documents: [{ documentId: near.id }],
    });
    // Four bits away from the near one: they look alike, and belong to two people.
    expect((await checks(far.id)).near_duplicate).toMatchObject({
      says: "A page looks like one of another person's document.",
      documents: [{ documentId: near.id }],
    });
  });

  test("look-alikes and numbers are found by their indexes", async () => {
    const plan = await db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      const lines = [
        ...(await tx.execute(sql`explain select 1 from document_pages where hash_bands && array['0:abc']`)),
        ...(await tx.execute(
          sql`explain select 1 from credentials where ${plainCode(credentials.documentNumber)} = 'A1234'`,
        )),
        ...(await tx.execute(
          sql`explain select 1 from training_hours where ${plainCode(trainingHours.certificateNumber)} = 'A1234'`,
        )),
      ];
      return JSON.stringify(lines);
    });
    for (const index of [
      "document_pages_hash_bands_idx",
      "credentials_plain_number_idx",
      "training_hours_plain_number_idx",
    ])
      expect(plan).toContain(index);
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
    await makeReading(db, permit.id, {
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
    await makeReading(db, id, {
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
    await makeReading(db, id, {
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
    await makeReading(db, id, {
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
    await makeReading(db, known.id, { institutionId: (await makeInstitution(db)).id });
    expect((await checks(known.id)).institution).toMatchObject({ light: "green", box });
    const closed = await waiting(db);
    await makeReading(db, closed.id, {
      institutionId: (await makeInstitution(db, { accredited: false })).id,
    });
    expect((await checks(closed.id)).institution).toMatchObject({ light: "red" });
    const unknown = await waiting(db);
    await makeReading(db, unknown.id);
    expect((await checks(unknown.id)).institution).toMatchObject({
      light: "amber",
      says: '"College of the Valley" was not found on the registry\'s list of institutions.',
    });
  });

  test("page problems are said page by page", async () => {
    const { id } = await waiting(db);
    await makePage(db, id, { problems: ["blurred", "too_dark"] });
    expect((await checks(id)).page_problems).toMatchObject({
      light: "amber",
      says: "Page 1 is blurred and is too dark.",
      page: 1,
    });
  });
});
