import { describe, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { LETTER, makePen } from "#db/seed/demo/drawing/sheet.ts";
import { readDocument } from "#workers/reading/index.ts";
import type { PageWords } from "#workers/reading/page-words.ts";
import { pagesOfText } from "./support/drawn-pages.ts";
import { pagesOfSheets } from "./support/sheet-words.ts";

const certificate = (pages: readonly PageWords[]) =>
  readDocument({
    pages,
    documentType: "training_certificate",
    jurisdiction: jurisdictionFor("california"),
    today: "2024-08-01",
  });

/** A page of centred lines, each in its size. */
function centred(...lines: readonly (readonly [number, string])[]): PageWords[] {
  const pen = makePen(LETTER, { face: "serif", size: 11, color: "#000000" });
  lines.forEach(([size, text], at) => {
    pen.text(306, 80 + at * 46, text, { size, align: "center" });
  });
  return pagesOfSheets([pen.sheet]);
}

describe("a title that no words introduce", () => {
  const page = centred(
    [14, "Little Lanterns"],
    [26, "Responsive Routines for Toddlers"],
    [13, "CERTIFICATE OF COMPLETION"],
    [11, "awarded this 5th day of March, 2024 to"],
    [20, "Ana Ruiz"],
    [11, "in recognition of completing 3 clock hours."],
    [10, "Lee Wong, Trainer"],
  );

  test("is what is printed largest besides heading, person and sponsor", () => {
    const { rows, person, institution } = certificate(page);
    const { title, hours, completedOn } = rows.trainingHours[0]!.fields;
    expect([title?.value, hours?.value, completedOn?.value]).toEqual([
      "Responsive Routines for Toddlers",
      "3",
      "2024-03-05",
    ]);
    expect(person?.value).toBe("Ana Ruiz");
    expect(institution?.value).toBe("Little Lanterns");
  });

  test("is marked, as is a sponsor without a word for an organization in its name", () => {
    const { rows, institution } = certificate(page);
    expect(rows.trainingHours[0]!.fields.title!.confidence).toBeLessThan(0.8);
    expect(institution!.confidence).toBeLessThan(0.8);
  });
});

test("values on lines over their labels", () => {
  const pen = makePen(LETTER, { face: "serif", size: 11, color: "#000000" });
  pen.text(306, 60, "VERIFICATION OF TRAINING", { size: 14, align: "center" });
  const lines = [
    ["Ana Ruiz", "Name of attendee"],
    ["Outdoor Play", "Workshop title"],
    ["Little Lanterns Consulting", "Training organization"],
    ["2.5", "Contact hrs"],
    ["03/05/2024", "Date of training"],
  ] as const;
  lines.forEach(([value, label], at) => {
    pen.text(60, 130 + at * 60, value);
    pen.text(60, 145 + at * 60, label, { size: 8 });
  });
  const reading = certificate(pagesOfSheets([pen.sheet]));
  const { title, hours, completedOn } = reading.rows.trainingHours[0]!.fields;
  expect([
    reading.person?.value,
    reading.institution?.value,
    title?.value,
    hours?.value,
    completedOn?.value,
  ]).toEqual(["Ana Ruiz", "Little Lanterns Consulting", "Outdoor Play", "2.5", "2024-03-05"]);
});

describe("who gave it", () => {
  const sponsorOf = (line: string): string | undefined =>
    certificate(
      pagesOfText(`
                     CERTIFICATE OF ATTENDANCE
                       is hereby granted to
                             Ana Ruiz
                       for participation in
                         Outdoor Play
             ${line}
                           2 clock hours
`),
    ).institution?.value;

  test.each([
    ["offered by the Valley Resource Network on March 4, 2024", "Valley Resource Network"],
    ["Sponsored by: Northern Plains Child Care Aware", "Northern Plains Child Care Aware"],
    ["Lee Wong, Director, Hampden Early Childhood Coalition", "Hampden Early Childhood Coalition"],
  ])("%s", (line, sponsor) => {
    expect(sponsorOf(line)).toBe(sponsor);
  });
});

describe("whose permit it is", () => {
  const holderOf = (text: string): string | undefined =>
    readDocument({
      pages: pagesOfText(text),
      documentType: "permit",
      jurisdiction: jurisdictionFor("california"),
      today: "2024-08-01",
    }).person?.value;

  test.each([
    ["be it known", "  Be it known that\n  Ana Ruiz\n  has met the requirements", "Ana Ruiz"],
    ["a sentence", "  The Commission finds that Ana M. Ruiz has met the requirements.", "Ana M. Ruiz"],
    ["an address", "  ANA RUIZ\n  12 ELM STREET\n  FRESNO, CA 93721", "ANA RUIZ"],
    ["an address of honour", "  Dear Ms. Ana Ruiz:\n  your permit was granted.", "Ana Ruiz"],
    ["family name first, over the verb", "  RUIZ-CRUZ, ANA M.\n  is qualified", "ANA M. RUIZ-CRUZ"],
    ["a subject that is no name", "  Re: Child Development\n  Name: Ana Ruiz", "Ana Ruiz"],
    ["family name first", "  Licensee\n  RUIZ, ANA", "ANA RUIZ"],
  ])("by %s", (_, text, name) => {
    expect(holderOf(`\n  Child Development Teacher Permit\n\n\n${text}\n\n\n  Valid 01/01/2024\n`)).toBe(
      name,
    );
  });

  test("the agency is meant, not the state over it", () => {
    const reading = readDocument({
      pages: pagesOfText("\n  STATE OF CALIFORNIA\n  Office of Child Care\n\n  Teacher Permit\n"),
      documentType: "permit",
      jurisdiction: jurisdictionFor("california"),
      today: "2024-08-01",
    });
    expect(reading.institution?.value).toBe("Office of Child Care");
  });
});
