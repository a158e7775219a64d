import { expect, test } from "vitest";
import { newRow } from "../../admin-ui/src/documents/entries.ts";
import { isTable, type PasteColumn, pastedChoice, pasteRows } from "../../admin-ui/src/documents/paste.ts";
import { shownDate, typedDate } from "../../admin-ui/src/documents/typedDate.ts";

const classes = [
  { id: "ece_cd", name: "ECE/CD" },
  { id: "general_education", name: "General Education" },
];
const columns: PasteColumn[] = [
  { cell: "courseNumber", kind: "text" },
  { cell: "title", kind: "text" },
  { cell: "classification", kind: "choice", options: classes },
  { cell: "completedOn", kind: "date" },
];

test("a table from a spreadsheet fills rows to the right and downwards and adds what is missing", () => {
  const rows = [newRow("courses", undefined, 1)];
  const text = "CD 101\tChild Growth\tece/cd\t12/15/2019\r\nHIST 1\tHistory\tGeneral Ed\t5/20/20\r\n";
  const pasted = pasteRows("courses", rows, columns, { row: 0, column: 0 }, text, 2);
  expect(pasted).toHaveLength(2);
  expect(pasted[0]).toMatchObject({
    courseNumber: "CD 101",
    classification: "ece_cd",
    completedOn: "12/15/2019",
  });
  expect(pasted[1]).toMatchObject({
    courseNumber: "HIST 1",
    classification: "general_education",
    completedOn: "05/20/2020",
  });
  expect(rows[0]?.courseNumber).toBeUndefined();
});

test("pasting in the middle leaves the cells before it alone, and columns past the last are dropped", () => {
  const rows = [{ ...newRow("courses", undefined, 1), courseNumber: "KEEP", title: "old" }];
  const pasted = pasteRows(
    "courses",
    rows,
    columns,
    { row: 0, column: 1 },
    "new\tECE/CD\t1/2/2020\textra",
    1,
  );
  expect(pasted[0]).toMatchObject({ courseNumber: "KEEP", title: "new", completedOn: "01/02/2020" });
});

test("one value is no table and is pasted by the browser", () => {
  expect(isTable("CD 101")).toBe(false);
  expect(isTable("CD 101\n")).toBe(false);
  expect(isTable("CD 101\tChild")).toBe(true);
  expect(isTable("CD 101\nCD 102")).toBe(true);
});

test("a choice that fits nothing is left as it was", () => {
  expect(pastedChoice("Basket weaving", classes)).toBe("");
  const pasted = pasteRows(
    "courses",
    [newRow("courses", undefined, 1)],
    columns,
    { row: 0, column: 2 },
    "???\t1/2/2020",
    1,
  );
  expect(pasted[0]?.classification).toBe("ece_cd");
});

test.each([
  ["5/20/2019", "2019-05-20"],
  ["5-20-19", "2019-05-20"],
  ["05202019", "2019-05-20"],
  ["1/2/75", "1975-01-02"],
  ["2019-05-20", "2019-05-20"],
  ["May 2019", "May 2019"],
])("a date typed as %s is read as %s", (typed, read) => {
  expect(typedDate(typed)).toBe(read);
});

test.each([
  ["2019-05-20", "05/20/2019"],
  ["5/20/19", "05/20/2019"],
  ["May 2019", "May 2019"],
  ["", ""],
])("a date given as %s stands in the grid as %s", (given, shown) => {
  expect(shownDate(given)).toBe(shown);
});

const courses: PasteColumn[] = [
  { cell: "courseNumber", kind: "text", label: "Number" },
  { cell: "title", kind: "text", label: "Course" },
  { cell: "units", kind: "text", label: "Units" },
  { cell: "grade", kind: "text", label: "Grade" },
];
const pasted = (text: string, at = { row: 0, column: 0 }) =>
  pasteRows("courses", [newRow("courses", undefined, 1)], courses, at, text, 1);

test("running text of a transcript falls into its columns", () => {
  const rows = pasted(
    "ECE 101 Child Growth and Development 3.00 A-\nENGL 1A Reading and Composition 4.0 B\n",
  );
  expect(rows).toMatchObject([
    { courseNumber: "ECE 101", title: "Child Growth and Development", units: "3.00", grade: "A-" },
    { courseNumber: "ENGL 1A", title: "Reading and Composition", units: "4.0", grade: "B" },
  ]);
});

test("columns set apart by wide gaps are columns", () => {
  expect(pasted("ECE 1   Child Growth   3\nECE 2   Families       3")).toMatchObject([
    { courseNumber: "ECE 1", title: "Child Growth", units: "3" },
    { courseNumber: "ECE 2", title: "Families", units: "3" },
  ]);
});

test("a heading line says which column is which, wherever the cursor stands", () => {
  const text = "Course\tGrade\tNumber\nChild Growth\tA\tECE 1";
  const rows = pasted(text, { row: 0, column: 2 });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ courseNumber: "ECE 1", title: "Child Growth", grade: "A" });
});

test("pasted rows say so; a row of the reader that is pasted over is a corrected one", () => {
  expect(pasted("ECE 1\tChild Growth")[0]?.mark?.source).toBe("pasted");
  const read = { ...newRow("courses", undefined, 1), title: "Chlld", mark: { source: "read" as const } };
  const over = pasteRows("courses", [read], courses, { row: 0, column: 0 }, "ECE 1\tChild Growth", 1);
  expect(over[0]?.mark?.source).toBe("corrected");
});
