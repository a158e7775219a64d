import type { Page } from "playwright-core";

/** One course as the transcript prints it and the record must hold it. */
export type Course = {
  courseNumber: string;
  title: string;
  units: string;
  grade: string;
  term: string;
  /** `YYYY-MM-DD`. */
  completedOn: string;
  classification: "ece_cd" | "general_education";
};

/** A clerk's hands: every key counts one, a held Ctrl, Alt or Shift too. */
export class Hands {
  keys = 0;
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  async press(combo: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time++) {
      this.keys += combo.split("+").length;
      await this.page.keyboard.press(combo);
    }
  }
  async type(text: string): Promise<void> {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }
}

/** Columns of the courses grid in the order Tab visits them. */
const columns = ["courseNumber", "title", "units", "grade", "classification", "term", "completedOn"] as const;
type Cell = (typeof columns)[number];

const american = (day: string) => `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`;
const shown = (course: Course, cell: Cell) =>
  cell === "completedOn" ? american(course.completedOn) : course[cell];
/** As a clerk types it: a day without its slashes, a class by the first letter of its name. */
const typed = (course: Course, cell: Cell) =>
  cell === "completedOn"
    ? american(course.completedOn).replaceAll("/", "")
    : cell === "classification"
      ? course.classification === "ece_cd"
        ? "e"
        : "g"
      : course[cell];

const idOf = (row: number, cell: Cell) => `[id="courses.${row}.${cell}"]`;
const heldBy = (page: Page, row: number, cell: Cell) => page.locator(idOf(row, cell)).inputValue();

/** Looks again every few milliseconds until it is so. @throws Error after ten seconds. */
async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const patience = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > patience) throw new Error(`The screen did not follow: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** From the page to the first cell, with the college chosen on the way. */
async function begin(page: Page, hands: Hands, college: string): Promise<void> {
  await hands.press("e");
  await page.locator(`${idOf(0, "courseNumber")}:focus`).waitFor();
  await hands.press("Shift+Tab", 3);
  await hands.type(college.slice(0, 12));
  await page.getByRole("option", { name: college }).first().waitFor();
  await hands.press("Enter");
  await until(
    async () => (await page.locator("[id='courses.institution']").inputValue()) === college,
    "the college",
  );
  await hands.press("Tab", 3);
}

/** Types what differs from what the grid holds already, from the cell under the cursor to the right. */
async function typeRow(page: Page, hands: Hands, row: number, course: Course): Promise<void> {
  let at = 0;
  for (const [index, cell] of columns.entries()) {
    if ((await heldBy(page, row, cell)) === shown(course, cell)) continue;
    await hands.press("Tab", index - at);
    await hands.type(typed(course, cell));
    at = index;
  }
}

/** Every cell by hand; the grid repeats term, day and class downwards by itself. */
export async function byHand(page: Page, hands: Hands, college: string, courses: readonly Course[]) {
  await begin(page, hands, college);
  for (const [row, course] of courses.entries()) {
    if (row > 0) await hands.press("Enter");
    await page.locator(`${idOf(row, "courseNumber")}:focus`).waitFor();
    await typeRow(page, hands, row, course);
  }
}

/** The number by hand; the rest is offered from what the registry remembers of the college's courses. */
export async function withMemory(page: Page, hands: Hands, college: string, courses: readonly Course[]) {
  await begin(page, hands, college);
  for (const [row, course] of courses.entries()) {
    if (row > 0) await hands.press("Enter");
    await page.locator(`${idOf(row, "courseNumber")}:focus`).waitFor();
    await hands.type(course.courseNumber);
    await until(async () => (await heldBy(page, row, "title")) !== "", `${course.courseNumber} is offered`);
    await typeRow(page, hands, row, course);
  }
}

/** What the machine read is accepted, then every cell that is wrong is gone to and typed over. */
export async function withReader(page: Page, hands: Hands, courses: readonly Course[]) {
  let left = await page.locator("tr[data-proposed]").count();
  while (left > 0) {
    await hands.press("Alt+a");
    const before = left;
    await until(async () => (await page.locator("tr[data-proposed]").count()) < before, "rows are accepted");
    left = await page.locator("tr[data-proposed]").count();
  }
  let corrections = 0;
  let at: { row: number; column: number } | undefined;
  for (const [row, course] of courses.entries()) {
    for (const [column, cell] of columns.entries()) {
      if ((await heldBy(page, row, cell)) === shown(course, cell)) continue;
      corrections++;
      at = await goTo(page, hands, at, { row, column });
      await hands.type(typed(course, cell));
    }
  }
  return corrections;
}

/** The cursor to a cell by the nearer way: rows by Enter, columns by Tab, or the next doubtful cell. */
async function goTo(
  page: Page,
  hands: Hands,
  from: { row: number; column: number } | undefined,
  to: { row: number; column: number },
) {
  const target = page.locator(`${idOf(to.row, columns[to.column]!)}:focus`);
  if (!from) {
    // The first press of Alt N finds the first doubt; from there the way is known.
    await hands.press("Alt+n");
    const id = (await page.locator("[id^='courses.']:focus").getAttribute("id")) ?? "";
    const [, row = "0", cell = ""] = id.split(".");
    from = { row: Number(row), column: Math.max(0, columns.indexOf(cell as Cell)) };
  }
  const down = to.row - from.row;
  await hands.press(down > 0 ? "Enter" : "Shift+Enter", Math.abs(down));
  const right = to.column - from.column;
  await hands.press(right > 0 ? "Tab" : "Shift+Tab", Math.abs(right));
  await target.waitFor();
  return to;
}
