import type { Page } from "playwright-core";
import { college } from "./paper.ts";

export type FileToSend = { name: string; mimeType: string; bytes: Uint8Array };
type Course = { number: string; title: string; units: number; grade: string };

/** Fills in the two steps of sending a document and presses the button, whatever comes of it. */
export async function chooseAndSend(page: Page, kind: string, file: FileToSend): Promise<void> {
  await page.goto("/my/documents/new");
  await page
    .locator("label")
    .filter({ hasText: new RegExp(`^${kind}`) })
    .click();
  await page.getByRole("button", { name: "Next" }).click();
  const { name, mimeType, bytes } = file;
  await page.getByLabel("File or photo").setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) });
  await page.getByRole("button", { name: "Send this document" }).click();
}

/** Types the rows of the transcript as a clerk reads them off the page; the college repeats downwards by itself. */
export async function enterTranscript(page: Page, courses: readonly Course[]): Promise<void> {
  const add = page.getByRole("button", { name: "Add row" });
  const table = page.getByRole("table", { name: "Courses" });
  const cell = (label: string) => table.getByLabel(label, { exact: true });
  for (const [index, course] of courses.entries()) {
    const row = index + 1;
    await add.first().click();
    await cell(`Number ${row}`).fill(course.number);
    await cell(`Course ${row}`).fill(course.title);
    await cell(`Units ${row}`).fill(String(course.units));
    await cell(`Grade ${row}`).fill(course.grade);
    if (row > 1) continue;
    await cell("Term 1").fill("Spring 2019");
    await cell("Completed 1").fill("2019-06-02");
    await cell("Institution 1").fill(college.name.slice(0, 12));
    await page.getByRole("option", { name: college.name }).first().click();
  }
  const degrees = page.getByRole("table", { name: "Degrees" });
  await add.last().click();
  await degrees.getByLabel("Level 1").selectOption({ label: "Associate" });
  await degrees.getByLabel("Title 1").fill("Associate in Arts");
  await degrees.getByLabel("Major 1").fill("Early Childhood Education");
  await degrees.getByLabel("Conferred 1").fill("2019-06-02");
  await degrees.getByLabel("Institution 1").fill(college.name.slice(0, 12));
  await page.getByRole("option", { name: college.name }).first().click();
}
