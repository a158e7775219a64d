import { expect, test } from "vitest";
import type { Box, ReadRow } from "#db/reading.ts";
import { type Draft, edited, newRow, toEntries } from "../../admin-ui/src/documents/entries.ts";
import {
  acceptAll,
  accepted,
  cellAt,
  doubt,
  doubtfulCells,
  guessedClass,
  placeOf,
  toProposals,
  withProposals,
  withTermDay,
} from "../../admin-ui/src/documents/proposals.ts";
import type { DocumentReading, MemoryHit } from "../../admin-ui/src/providers/wire.ts";

const empty: Draft = { degrees: [], courses: [], credentials: [], trainingHours: [] };
const line = (y: number): Box => ({ page: 1, x: 0.1, y, width: 0.8, height: 0.02 });

type Cell = string | { value: string; raw?: string; confidence: number };
function courseLine(y: number, cells: Record<string, Cell>): ReadRow {
  const fields = Object.entries(cells).map(([name, given], index) => {
    const cell = typeof given === "string" ? { value: given, confidence: 0.95 } : given;
    return [name, { raw: cell.value, ...cell, box: { ...line(y), x: 0.1 + index * 0.15, width: 0.12 } }];
  });
  return { confidence: 0.9, box: line(y), fields: Object.fromEntries(fields) };
}

const hit: MemoryHit = {
  id: 1,
  version: 1,
  courseKey: "cd101",
  institutionId: 3,
  courseNumber: "CD 101",
  title: "Child Growth and Development",
  units: "3.00",
  unitSystem: "semester",
  classification: "ece_cd",
  decidedByName: "Miguel Barragán",
  decidedAt: "2026-03-04T10:00:00Z",
  documentId: 12,
};

const lines = [
  courseLine(0.2, {
    courseNumber: "CD 101",
    title: { value: "Chlld Growth and Developmcnt", confidence: 0.6 },
    units: "3.00",
    grade: "A",
    term: "Fall 2019",
    completedOn: "2019-12-17",
  }),
  courseLine(0.25, {
    courseNumber: "ENGL 1",
    title: "English Composition",
    units: { value: "4.5", confidence: 0.5 },
    unitSystem: "quarter",
    grade: "B",
    term: "Fall 2019",
    completedOn: "2019-12-17",
  }),
  courseLine(0.3, {
    courseNumber: "CD 110",
    title: "Child, Family and Community",
    units: "3",
    grade: "A-",
    term: "Fall 2019",
    completedOn: "2019-12-17",
  }),
];
const answer: DocumentReading = {
  state: "read",
  readerVersion: "1",
  failure: null,
  reading: {
    kind: "transcript",
    person: null,
    birthDate: null,
    institution: {
      value: "Pasadena City Collegc",
      raw: "PASADENA CITY COLLEGC",
      confidence: 0.7,
      box: line(0.05),
    },
    institutionCity: null,
    rows: { degrees: [], courses: lines, credentials: [], trainingHours: [] },
  },
  institution: { id: 3, name: "Pasadena City College", city: "Pasadena", state: "CA", accredited: true },
  institutionConfidence: 0.95,
  nameMatch: "same",
  memory: [hit],
  pages: [],
};
const proposals = toProposals(answer);
const offered = withProposals(empty, proposals, []);

test("lines of the page become proposed rows with the college of the directory, which are not sent", () => {
  expect(offered.courses.map((row) => [row.courseNumber, row.completedOn, row.units])).toEqual([
    ["CD 101", "12/17/2019", "3"],
    ["ENGL 1", "12/17/2019", "4.5"],
    ["CD 110", "12/17/2019", "3"],
  ]);
  expect(offered.courses[0]).toMatchObject({ institutionId: 3, institutionName: "Pasadena City College" });
  expect(toEntries(offered).entries.courses).toEqual([]);
  expect(toEntries(offered, true).entries.courses).toHaveLength(3);
});

test("memory gives the class, a misread title its remembered words, and says who decided it", () => {
  const [first] = offered.courses;
  expect(first).toMatchObject({ title: "Child Growth and Development", classification: "ece_cd" });
  const mark = proposals.get(first!.mark!.from!)!.marks;
  expect(mark.classification).toMatchObject({ by: "memory", memory: hit });
  expect(mark.title).toMatchObject({ by: "memory", raw: "Chlld Growth and Developmcnt" });
  expect(doubt(first!, "title", proposals), "what memory settled is no doubt").toBeUndefined();
});

test("a class nobody has decided is guessed from the number and marked for a look", () => {
  expect(doubt(offered.courses[1]!, "classification", proposals)).toMatchObject({ by: "guess" });
  expect(offered.courses[1]).toMatchObject({ classification: "general_education" });
  expect(offered.courses[2]).toMatchObject({ classification: "ece_cd" });
});

test.each([
  ["ECE 101", "ece_cd"],
  ["CH DEV 7", "ece_cd"],
  ["CHDV-1", "ece_cd"],
  ["CDES 31", "ece_cd"],
  ["CS 1", "general_education"],
  ["CHEM 1", "general_education"],
  ["EDUC 240", "general_education"],
])("%s is first taken for %s", (number, guess) => {
  expect(guessedClass(number)).toBe(guess);
});

test("where a department teaches more than early childhood, the title tells", () => {
  expect(guessedClass("EDUC 201", "Child Growth and Development")).toBe("ece_cd");
  expect(guessedClass("EDUC 240", "School Law and Finance")).toBe("general_education");
});

test("accept all takes what is sure and leaves what is doubtful; once more takes that too", () => {
  const once = acceptAll(offered, proposals);
  expect(once.courses.map(({ mark }) => mark?.proposed)).toEqual([undefined, true, undefined]);
  expect(
    doubtfulCells(once, proposals, {
      courses: ["units", "classification"],
      degrees: [],
      credentials: [],
      trainingHours: [],
    } as never),
  ).toEqual([]);
  const twice = acceptAll(once, proposals);
  expect(twice.courses.every(({ mark }) => !mark?.proposed)).toBe(true);
  expect(toEntries(twice).entries.courses).toMatchObject([
    { enteredAs: "read", pageBox: line(0.2), pageNumber: 1 },
    { enteredAs: "read" },
    { enteredAs: "read" },
  ]);
});

test("doubtful cells are named in the order of the grid until their row is looked at", () => {
  const columns = {
    degrees: [],
    courses: [{ cell: "title" }, { cell: "units" }, { cell: "classification" }],
    credentials: [],
    trainingHours: [],
  };
  expect(doubtfulCells(offered, proposals, columns)).toEqual([
    "courses.1.units",
    "courses.1.classification",
    "courses.2.classification",
  ]);
  const looked = { ...offered, courses: offered.courses.map(accepted) };
  expect(doubtfulCells(looked, proposals, columns)).toEqual([]);
});

test("typing into a proposed row takes it as corrected and leaves its other doubts marked", () => {
  const row = edited(offered.courses[1]!, { units: "4" });
  expect(row.mark).toMatchObject({ source: "corrected", unsure: true });
  expect(row.mark?.proposed).toBeUndefined();
  expect(doubt(row, "units", proposals)).toBeUndefined();
  expect(doubt(row, "classification", proposals)).toBeDefined();
});

test("a saved row hides the proposal of its line, a skipped one stays away, the rest keep the order of the page", () => {
  const saved = {
    ...newRow("courses", undefined, 1),
    id: 9,
    courseNumber: "CD 110",
    mark: { source: "read" as const, box: line(0.3) },
  };
  const skipped = offered.courses[1]!.mark!.from!;
  const rows = withProposals({ ...empty, courses: [saved] }, proposals, [skipped]).courses;
  expect(rows.map((row) => [row.courseNumber, row.mark?.proposed])).toEqual([
    ["CD 101", true],
    ["CD 110", undefined],
  ]);
});

test("a row typed while the pages were read is not proposed a second time and learns its place", () => {
  const typed = { ...newRow("courses", undefined, 1), courseNumber: "cd-101", term: "FALL 2019" };
  const rows = withProposals({ ...empty, courses: [typed] }, proposals, []).courses;
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({ courseNumber: "cd-101", mark: { source: "typed", box: line(0.2) } });
});

test("the same course in another term is another row", () => {
  const typed = { ...newRow("courses", undefined, 1), courseNumber: "CD 101", term: "Spring 2018" };
  expect(withProposals({ ...empty, courses: [typed] }, proposals, []).courses).toHaveLength(4);
});

test("offering twice changes nothing", () => {
  expect(withProposals(offered, proposals, [])).toEqual(offered);
});

test("a cell is lit at its own words, a click on them finds it, beside them its row", () => {
  const place = placeOf(offered.courses[1], "title", proposals)!;
  expect(place).toMatchObject({ x: 0.25, y: 0.25 });
  const point = { page: 1, x: 0.26, y: 0.26, width: 0, height: 0 };
  expect(cellAt(offered, proposals, point)).toEqual({ section: "courses", row: 1, cell: "title" });
  expect(cellAt(offered, proposals, { ...point, x: 0.235 })).toEqual({ section: "courses", row: 1 });
  expect(cellAt(offered, proposals, { ...point, page: 2 })).toBeUndefined();
});

test("a day that no page prints is one doubt for its term, blocks no acceptance, and is typed once", () => {
  const estimate = { value: "2019-12-15", raw: "Fall 2019", confidence: 0.7 };
  const rows = [0.2, 0.25].map((y, index) =>
    courseLine(y, {
      courseNumber: `CD ${index}`,
      title: "Play",
      units: "3",
      term: "Fall 2019",
      completedOn: estimate,
    }),
  );
  const reading = { ...answer.reading!, rows: { ...answer.reading!.rows, courses: rows } };
  const estimated = toProposals({ ...answer, reading, memory: [] });
  const draft = withProposals(empty, estimated, []);
  const columns = { degrees: [], courses: [{ cell: "completedOn" }], credentials: [], trainingHours: [] };
  expect(doubtfulCells(draft, estimated, columns)).toEqual(["courses.0.completedOn"]);
  expect(acceptAll(draft, estimated).courses.some(({ mark }) => mark?.proposed)).toBe(false);
  const typed = withTermDay(draft.courses, 0, "12/17/2019", estimated);
  expect(typed[1]).toMatchObject({ completedOn: "12/17/2019", mark: { proposed: true } });
});
