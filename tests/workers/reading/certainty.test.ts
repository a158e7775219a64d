import { describe, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { pagesOfText } from "./support/drawn-pages.ts";

/** Below this a clerk sees a value marked. */
const MARKED = 0.8;

const read = (documentType: "transcript" | "permit", text: string) =>
  readDocument({
    pages: pagesOfText(text),
    documentType,
    jurisdiction: jurisdictionFor("california"),
    today: "2024-03-01",
  });

/** Units of each row with a `?` where they are marked. */
const unitsOf = (text: string): string[] =>
  read("transcript", text).rows.courses.map(({ fields }) => {
    const units = fields.units!;
    return `${units.value}${units.confidence < MARKED ? "?" : ""}`;
  });

describe("what is clearly printed but weakly placed is marked", () => {
  test("units without decimals among units with decimals", () => {
    expect(
      unitsOf(`
  Fall 2019
  Course    Title              Units   Grade
  CD 1      Growth             3.0     A
  CD 2      Family             3.0     B
  CD 3      Music Lab          15      A
  CD 4      Practicum          1.5     A
`),
    ).toEqual(["3", "3", "15?", "1.5"]);
  });

  test("units that do not multiply out with the grade to the grade points", () => {
    expect(
      unitsOf(`
  Fall 2019
  Course    Title              Units   Grade   Points
  CD 1      Growth             3.0     A       12.0
  CD 2      Family             3.0     B        9.0
  CD 3      Music              3.0     A        6.0
`),
    ).toEqual(["3", "3", "3?"]);
  });

  test("a name that no label introduces", () => {
    const named = (text: string) => read("transcript", text).person!;
    const alone = named("\n        Bay College\n        OFFICIAL TRANSCRIPT\n        Ana Ruiz\n");
    expect(alone.value).toBe("Ana Ruiz");
    expect(alone.confidence).toBeLessThan(MARKED);
    expect(
      named("\n  Bay College\n  OFFICIAL TRANSCRIPT\n  Student Name: Ana Ruiz\n").confidence,
    ).toBeGreaterThan(MARKED);
  });

  test("a name in three labelled parts", () => {
    expect(
      read(
        "transcript",
        "\n  Bay College\n\n  Last Name        First Name       Middle Name\n  Ruiz             Ana              Maria\n",
      ).person?.value,
    ).toBe("Ana Maria Ruiz");
  });

  test("a term code without a legend stands for itself, with no date", () => {
    const [row] = read(
      "transcript",
      "\n  Bay College\n  Term: 201940\n  ECE 101   Growth    3.00   A\n  ECE 102   Family    3.00   A\n",
    ).rows.courses;
    expect(row?.fields.term).toMatchObject({ value: "201940" });
    expect(row?.fields.term?.confidence).toBeLessThan(MARKED);
    expect(row?.fields.completedOn).toBeUndefined();
  });

  test("a term carried over into the next column without a heading there", () => {
    const reading = read(
      "transcript",
      `
  Fall 2014                                   ECE 4  Infants           3.0 A
  ECE 1  Child Growth      3.0 A              ECE 5  Toddlers          3.0 C
  ECE 2  Curriculum        3.0 B              Spring 2015
  ECE 3  Practicum         4.0 A              ECE 6  Music             2.0 P
`,
    );
    expect(
      reading.rows.courses.map(({ fields }) => [
        fields.courseNumber?.value,
        fields.term?.value,
        (fields.term?.confidence ?? 0) < MARKED,
      ]),
    ).toEqual([
      ["ECE 1", "Fall 2014", false],
      ["ECE 2", "Fall 2014", false],
      ["ECE 3", "Fall 2014", false],
      ["ECE 4", "Fall 2014", true],
      ["ECE 5", "Fall 2014", true],
      ["ECE 6", "Spring 2015", false],
    ]);
  });

  test("a range of days that nothing calls the validity", () => {
    const [row] = read(
      "permit",
      "\n  Child Development Permit\n  Teacher\n  Name: Ana Ruiz\n  01/15/2022 - 02/01/2027\n",
    ).rows.credentials;
    expect(row?.fields.expiresOn?.value).toBe("2027-02-01");
    expect(row?.fields.expiresOn?.confidence).toBeLessThan(MARKED);
  });
});
