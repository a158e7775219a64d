import { describe, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { numberIn, plausibleUnits, usualDecimals } from "#workers/reading/transcript/numbers.ts";
import { pagesOfText } from "./support/drawn-pages.ts";

/** Below this a clerk sees a value marked. */
const MARKED = 0.8;

/** Units of each row of a scanned table, with a `?` where they are marked. */
function scanned(text: string): string[] {
  const pages = pagesOfText(text).map((page) => ({ ...page, source: "ocr" as const }));
  const reading = readDocument({
    ...{
      pages,
      documentType: "transcript",
      jurisdiction: jurisdictionFor("california"),
      today: "2024-03-01",
    },
  });
  return reading.rows.courses.map(({ fields }) => {
    const { units } = fields;
    return units ? `${units.value}${units.confidence < MARKED ? "?" : ""}` : "–";
  });
}

describe("Units whose point was lost in scanning", () => {
  test("get it back where the column prints decimals, marked", () => {
    expect(
      scanned(`
  Fall 2019
  Course    Title              Units   Grade
  CD 1      Growth             300     A
  CD 2      Family             300     B
  CD 3      Music Lab          3.00    A
  CD 4      Practicum          4.00    A
  CD 5      Safety             150     A
`),
    ).toEqual(["3?", "3?", "3", "4", "1.5?"]);
  });

  test("get it back where the whole column lost it", () => {
    const column = (...units: string[]) =>
      scanned(
        `\n  Fall 2019\n  Course    Title              Units   Grade\n${units.map((each, at) => `  CD ${at + 1}      Growth             ${each.padEnd(4)}    A\n`).join("")}`,
      );
    expect(column("30", "40", "15", "30", "10")).toEqual(["3?", "4?", "1.5?", "3?", "1?"]);
    expect(column("300", "400", "150", "300")).toEqual(["3?", "4?", "1.5?", "3?"]);
  });

  test("are certain again where the grade points multiply out or a second column agrees", () => {
    expect(
      scanned(`
  Fall 2019
  Course    Title              Att    Earn   Grade   Points
  CD 1      Growth             300    0.00   B       9.00
  CD 2      Family             3.00   3.00   A       12.00
  CD 3      Music              400    4.00   P       0.00
  CD 4      Health             3.00   3.00   B       9.00
`),
    ).toEqual(["3", "3", "4", "3"]);
  });

  test("that were not read at all follow from grade points, marked", () => {
    expect(
      scanned(`
  Fall 2019
  Course    Title              Units   Grade   Points
  CD 1      Growth             3.00    B       9.00
  CD 2      Family                     A       12.00
  CD 3      Music              4.00    A       16.00
`),
    ).toEqual(["3", "3?", "4"]);
  });

  test("stand against grade points that lost a figure, marked", () => {
    expect(
      scanned(`
  Fall 2019
  Course    Title              Units   Grade   Points
  CD 1      Growth             3.00    B       9.00
  CD 2      Family             3.00    A       2.00
  CD 3      Music              4.00    A       16.00
`),
    ).toEqual(["3", "3?", "4"]);
  });

  test("stay as printed where the column has no decimals, and a lone stroke is a one", () => {
    expect(
      scanned(`
  Fall 2019
  Course    Title              Units   Grade
  CD 1      Growth             3       A
  CD 2      Family             12      B
  CD 3      Music              4       A
  CD 4      Safety             I       A
`),
    ).toEqual(["3", "12?", "4", "1?"]);
  });
});

describe("How many decimals a column has", () => {
  test("is told by numbers with noughts behind the point, not by halves among whole numbers", () => {
    expect(usualDecimals(["3.0", "300", "4.0", "1.5"])).toBe(1);
    expect(usualDecimals(["3.000", "3.000", "4500"])).toBe(3);
    expect(usualDecimals(["3", "4.5", "4.5", "3"])).toBe(0);
  });

  test("is told by numbers that are too large without a point", () => {
    expect(usualDecimals(["30", "40", "15", "30"])).toBe(1);
    expect(usualDecimals(["300", "150", "400", "300"])).toBe(2);
    expect(usualDecimals(["3", "12", "4", "3"])).toBe(0);
  });

  test("numbers of units are plausible by quarters", () => {
    expect([0.25, 3, 4.5, 12].every(plausibleUnits)).toBe(true);
    expect([0, 3.1, 30].some(plausibleUnits)).toBe(false);
    expect(numberIn("3000", true)?.value).toBe(3000);
    expect(numberIn("3000", false)).toBeNull();
  });
});
