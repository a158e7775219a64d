import fc from "fast-check";
import { expect, test } from "vitest";
import { documentTypes } from "#db/enums.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import type { Box, Reading } from "#db/reading.ts";
import { readDocument } from "#workers/reading/index.ts";

const california = jurisdictionFor("california");
const PIECES =
  "ECE,101,CH,DEV,38,Fall,2019,FA19,Spring,Units,Grade,Title,Course,3.00,12.0,A,B+,W,IP,|,-,.....,Name:,Ruiz,,Ana,Transfer,credit,from,Bay,College,Associate,in,Arts,awarded,06/02/2019,GPA,Total,hours,1.5,CEU,Certificate,No.,PD-123,expires,ñ,漢字,\u202e,(,[,*".split(
    ",",
  );

const word = fc.record({
  text: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  ),
  x: fc.double({ min: -0.2, max: 1.2 }),
  y: fc.double({ min: -0.2, max: 1.2 }),
  width: fc.double({ min: -0.1, max: 0.6 }),
  height: fc.double({ min: 0, max: 0.2, noNaN: false }),
  confidence: fc.double({ min: 0, max: 1 }),
});
const page = fc.record({
  page: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 0, max: 4000 }),
  height: fc.integer({ min: 0, max: 4000 }),
  source: fc.constantFrom("text_layer" as const, "ocr" as const),
  words: fc.array(word, { maxLength: 120 }),
});
const input = fc.record({
  pages: fc.array(page, { maxLength: 3 }),
  documentType: fc.constantFrom(...documentTypes),
  jurisdiction: fc.constant(california),
  today: fc.constant("2024-03-01"),
});

function boxesOf(reading: Reading): Box[] {
  const fields = [reading.person, reading.birthDate, reading.institution, reading.institutionCity];
  const rows = Object.values(reading.rows).flat();
  const all = [...fields, ...rows, ...rows.flatMap((row) => Object.values(row.fields))];
  return all.flatMap((each) => each?.box ?? []);
}

test("any words at all are read without an error, twice the same, with every box on the page", () => {
  fc.assert(
    fc.property(input, (given) => {
      const reading = readDocument(given);
      expect(readDocument(given)).toEqual(reading);
      for (const box of boxesOf(reading)) {
        expect(Math.min(box.x, box.y, box.width, box.height)).toBeGreaterThanOrEqual(0);
        expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
    { numRuns: 150 },
  );
});
