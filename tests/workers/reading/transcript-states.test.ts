import { describe, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { LETTER, makePen } from "#db/seed/demo/drawing/sheet.ts";
import { readDocument } from "#workers/reading/index.ts";
import { read } from "./support/read-text.ts";
import { pagesOfSheets } from "./support/sheet-words.ts";

/** `number | grade | state | term` of each course. */
const states = (text: string): string[] =>
  read(text).reading.rows.courses.map(({ fields }) =>
    ["courseNumber", "grade", "state", "term"].map((key) => fields[key]?.value || "–").join(" | "),
  );

describe("what still runs", () => {
  test.each(["IP", "WIP", "REG", "RG", "CIP", "ENR"])("a mark %s in the column of grades", (mark) => {
    expect(
      states(`
  Fall 2022
  Course      Title                        Units   Grade
  ECE 101     Child Growth                  3.00   A
  ECE 105     Play                          3.00   B+
  Spring 2023
  Course      Title                        Units   Grade
  ECE 110     Child, Family and Community   3.00   ${mark}
  ECE 120     Curriculum                    3.00   ${mark}
`).slice(2),
    ).toEqual([
      `ECE 110 | ${mark} | in_progress | Spring 2023`,
      `ECE 120 | ${mark} | in_progress | Spring 2023`,
    ]);
  });

  test("the last term without a single grade, however long ago its usual end is", () => {
    const { courses } = read(`
  Fall 2022
  ECE 101     Child Growth                  3.00   A
  ECE 105     Play                          3.00   B+
  Spring 2023
  ECE 110     Child, Family and Community   3.00
  ECE 120     Curriculum                    3.00
`).reading.rows;
    expect(courses.map(({ fields }) => fields.state?.value)).toEqual([
      "completed",
      "completed",
      "in_progress",
      "in_progress",
    ]);
    expect(courses[3]!.fields.state!.confidence).toBeLessThan(0.8);
  });

  test("one grade missing among others says nothing of the course", () => {
    expect(
      states(`
  Spring 2023
  ECE 110     Child, Family and Community   3.00   A
  ECE 120     Curriculum                    3.00
`)[1],
    ).toBe("ECE 120 | – | completed | Spring 2023");
  });
});

test("a column that says what each course is, before its number", () => {
  expect(
    states(`
  Status         Course      Title                  Grade   Term    Credits
  Registered     ECE-120     Curriculum                     SP24    3
  Completed      ECE-101     Child Growth           A-      FA23    3
  Dropped        ECE-105     Play                   W       FA23    3
  Transferred    PSY-1       Psychology             T       SP22    3
`),
  ).toEqual([
    "ECE-120 | IP | in_progress | Spring 2024",
    "ECE-101 | A- | completed | Fall 2023",
    "ECE-105 | W | withdrawn | Fall 2023",
    "PSY-1 | T | transfer | Spring 2022",
  ]);
});

describe("headings of terms", () => {
  const termOf = (heading: string): string | undefined =>
    read(`
  ${heading}
  ECE 101     Child Growth      3.00   A
  ECE 105     Play              3.00   B+
`).reading.rows.courses[0]?.fields.term?.value;

  test.each([
    ["Session: Aug 2019 – Dec 2019", "Fall 2019"],
    ["January – May 2020", "Spring 2020"],
    ["06/08/2020 to 07/31/2020", "Summer 2020"],
    ["Applied toward 2018 Spring Semester", "2018 Spring Semester"],
    ["SPR 2019", "Spring 2019"],
    ["Fall 19", "Fall 2019"],
    ["Term: 201908", "Fall 2019"],
  ])("%s", (heading, term) => {
    expect(termOf(heading)).toBe(term);
  });

  test("a code of a month is a guess and marked", () => {
    const { fields } = read(`
  Term: 201908
  ECE 101     Child Growth      3.00   A
`).reading.rows.courses[0]!;
    expect(fields.term!.confidence).toBeLessThan(0.8);
  });
});

describe("degrees", () => {
  const rows = `
  Fall 2018
  ECE 101     Child Growth      3.00   A
  ECE 105     Play              3.00   B+
`;
  test("title, field and day in columns under headings", () => {
    expect(
      read(`
  Degrees Conferred
  Degree                   Field of Study                Confer Date
  Associate in Science     Human Development             05/24/2019
${rows}`).degrees,
    ).toEqual(["associate | Associate in Science | Human Development | 2019-05-24"]);
  });

  test("a program with the day of its award under it", () => {
    expect(
      read(`
  Program: Associate in Arts
  Major: Child Development
  Degree awarded: 12 JUN 2018
${rows}`).degrees,
    ).toEqual(["associate | Associate in Arts | Child Development | 2018-06-12"]);
  });

  test("a program that is merely followed is no degree", () => {
    expect(
      read(`
  Program: Associate in Arts
  Major: Child Development
  Printed 12 JUN 2018
${rows}`).degrees,
    ).toEqual([]);
  });
});

describe("titles over two lines", () => {
  test("in the middle of a cell's height, the row between them", () => {
    const pen = makePen(LETTER, { face: "sans", size: 8, color: "#000000" });
    pen.text(40, 60, "Fall Quarter 2019", { size: 10 });
    const rows = [
      ["CD 10", "Child Growth", "", "4.0", "A"],
      ["CD 11", "Supporting Dual Language", "Learners and Families", "3.0", "B"],
      ["CD 12", "Nutrition", "", "3.0", "A"],
    ] as const;
    rows.forEach(([number, first, second, units, grade], at) => {
      const y = 90 + at * 30;
      pen.text(40, y, number);
      pen.text(120, second ? y - 5 : y, first);
      if (second) pen.text(120, y + 5, second);
      pen.text(330, y, units);
      pen.text(380, y, grade);
    });
    const { rows: read } = readDocument({
      pages: pagesOfSheets([pen.sheet]),
      documentType: "transcript",
      jurisdiction: jurisdictionFor("california"),
      today: "2024-03-01",
    });
    expect(read.courses.map(({ fields }) => fields.title?.value)).toEqual([
      "Child Growth",
      "Supporting Dual Language Learners and Families",
      "Nutrition",
    ]);
  });
});

test("a heading of running courses names their term", () => {
  expect(
    states(`
  Fall Quarter 2022
  CD 10     Child Growth      4.0   A
  CD 11     Play              4.0   B
  Now enrolled in: Winter Quarter 2023
  CD 12     Nutrition         3.0
`)[2],
  ).toBe("CD 12 | – | in_progress | Winter Quarter 2023");
});
