import { describe, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { sampleCertificate, samplePermit } from "#db/seed/demo/certificates.ts";
import { certificateSheet } from "#db/seed/demo/drawing/certificate.ts";
import { permitSheet } from "#db/seed/demo/drawing/permit.ts";
import { transcriptSheets } from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript, TRANSCRIPT_LOOKS, type TranscriptRecord } from "#db/seed/demo/transcripts.ts";
import { readDocument } from "#workers/reading/index.ts";
import type { PageWords } from "#workers/reading/page-words.ts";
import { scanned } from "./support/noise.ts";
import { pagesOfSheets } from "./support/sheet-words.ts";

const california = jurisdictionFor("california");
const key = (text: string) => text.toLowerCase().replace(/\s+/g, "");

const sample = (look: (typeof TRANSCRIPT_LOOKS)[number], seed: number): TranscriptRecord => {
  const calendar = look === "quarterly" ? "quarter" : "semester";
  return sampleTranscript(makeRandom(`reader/${look}/${seed}`), { look, calendar });
};

const truthOf = (record: TranscriptRecord): string[] =>
  record.terms.flatMap((term) =>
    term.courses.map((course) => {
      const units = record.look === "quarterly" ? course.units * 1.5 : course.units;
      return key(`${course.number}/${units}/${course.inProgress ? "ip" : course.grade}/${term.label}`);
    }),
  );

function rowsRead(record: TranscriptRecord, pages: PageWords[]): string[] {
  const reading = readDocument({
    pages,
    documentType: "transcript",
    jurisdiction: california,
    today: record.issuedOn,
  });
  return reading.rows.courses.map(({ fields }) =>
    key(`${fields.courseNumber?.value}/${fields.units?.value}/${fields.grade?.value}/${fields.term?.value}`),
  );
}

/** Twice the rows that are right, over the rows that are true and those that were read. */
function f1(truth: string[], read: string[]): number {
  const open = [...truth];
  const right = read.filter((row) => {
    const at = open.indexOf(row);
    if (at >= 0) open.splice(at, 1);
    return at >= 0;
  });
  return (2 * right.length) / (truth.length + read.length);
}

describe.each(TRANSCRIPT_LOOKS)("a transcript in the look %s", (look) => {
  test.each([1, 2, 3])("every row of its text layer is read (%i)", (seed) => {
    const record = sample(look, seed);
    expect(rowsRead(record, pagesOfSheets(transcriptSheets(record)))).toEqual(truthOf(record));
  });

  test("a scan with slips and a slope still gives most rows", () => {
    const records = [1, 2, 3].map((seed) => sample(look, seed));
    const truth = records.flatMap(truthOf);
    const read = records.flatMap((record) =>
      rowsRead(record, scanned(pagesOfSheets(transcriptSheets(record)), record.student.studentNumber)),
    );
    expect(f1(truth, read)).toBeGreaterThan(0.9);
  });

  test("whose it is, where it is from and what it awarded", () => {
    const record = sample(look, 4);
    const pages = pagesOfSheets(transcriptSheets(record));
    const reading = readDocument({
      pages,
      documentType: "transcript",
      jurisdiction: california,
      today: record.issuedOn,
    });
    expect(key(reading.person?.value ?? "")).toBe(key(record.student.name));
    expect(key(reading.institution?.value ?? "")).toBe(key(record.institution.name));
    expect(key(reading.institutionCity?.value ?? "")).toBe(key(record.institution.city));
    expect(reading.rows.degrees.map(({ fields }) => fields.conferredOn?.value)).toEqual(
      record.degree ? [record.degree.conferredOn] : [],
    );
  });
});

describe("certificates and permits of the demo", () => {
  test.each([1, 2, 3, 4, 5, 6])("a certificate in either look (%i)", (seed) => {
    const sponsor =
      seed % 2 === 0 ? "Bright Path Training Collaborative" : "Valley Child Care Resource Network";
    const record = sampleCertificate(makeRandom(`certificate/${seed}`), { sponsor });
    const pages = pagesOfSheets([certificateSheet(record)]);
    const reading = readDocument({
      pages,
      documentType: "training_certificate",
      jurisdiction: california,
      today: "2026-10-01",
    });
    const [row] = reading.rows.trainingHours;
    expect(reading.person?.value).toBe(record.holder);
    expect(row?.fields).toMatchObject({
      title: { value: record.title },
      hours: { value: String(record.hours) },
      completedOn: { value: record.completedOn },
      certificateNumber: { value: record.number },
      sponsorName: { value: record.sponsor },
    });
  });

  test.each([
    ["Child Development Teacher Permit", "permit", "child_development_permit", "teacher"],
    ["Child Development Associate Teacher Permit", "permit", "child_development_permit", "associate_teacher"],
    ["Child Development Site Supervisor Permit", "permit", "child_development_permit", "site_supervisor"],
    ["Pediatric CPR", "health_safety", "cpr", undefined],
    ["Multiple Subject Teaching Credential", "teaching_credential", "multiple_subject_credential", undefined],
  ] as const)("%s", (name, documentType, code, level) => {
    const record = samplePermit(makeRandom(name), { name });
    const pages = pagesOfSheets([permitSheet(record)]);
    const reading = readDocument({ pages, documentType, jurisdiction: california, today: "2026-10-01" });
    expect(reading.person?.value).toBe(record.holder);
    expect(reading.rows.credentials).toHaveLength(1);
    const fields = reading.rows.credentials[0]!.fields;
    expect(fields).toMatchObject({
      name: { value: code },
      documentNumber: { value: record.number },
      issuedOn: { value: record.issuedOn },
      expiresOn: { value: record.expiresOn },
    });
    expect(fields.level?.value).toBe(level);
  });

  test("an expiry that is not printed is proposed from the state's rules, unsure and without a place", () => {
    const record = samplePermit(makeRandom("no expiry"), {
      name: "Pediatric First Aid",
      issuedOn: "2024-03-15",
      expiresOn: null,
    });
    const pages = pagesOfSheets([permitSheet(record)]);
    const reading = readDocument({
      pages,
      documentType: "health_safety",
      jurisdiction: california,
      today: "2026-10-01",
    });
    expect(reading.rows.credentials[0]?.fields.expiresOn).toEqual({
      value: "2026-03-15",
      raw: "",
      confidence: 0.6,
      box: null,
    });
  });
});
