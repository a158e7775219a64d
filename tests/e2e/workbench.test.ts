import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey, look, registry } from "#tests/support/journey.ts";
import { fileTranscript, type Person, people } from "./harness/desk.ts";
import { acceptAll, proposedRows, takeDocument } from "./harness/hands.ts";
import { courses, transcriptPdf } from "./harness/paper.ts";

const file = async (page: Page, person: Person) =>
  fileTranscript(page, person.id, await transcriptPdf(person.name));
const shownId = (page: Page) => Number(/documents\/(\d+)/.exec(page.url())![1]);
/** Opens a person's one document in a tab of the queue, once the tab shows its own rows. */
async function openFrom(page: Page, tab: string, person: Person): Promise<void> {
  await page.getByRole("tab", { name: tab }).click();
  await page.getByRole("tab", { name: tab, selected: true }).waitFor();
  const row = page.getByRole("row", { name: new RegExp(person.name) });
  await expect.poll(() => row.count()).toBe(1);
  await row.click();
}

journey("a shift of two transcripts is worked from the keyboard alone", async ({ visit }) => {
  const miguel = await visit({ as: "clerk2", to: "/admin/documents" });
  const two = await people(0, 2);
  const ids: number[] = [];
  for (const person of two) ids.push(await file(miguel, person));
  const [me] = await look()`select id from accounts where email = 'clerk@example.org'`;
  for (const id of ids) {
    const { version } = (await (await miguel.request.get(`/api/documents/${id}`)).json()) as {
      version: number;
    };
    const handed = await miguel.request.post(`/api/documents/${id}/hand-over`, {
      headers: { origin: registry().origin },
      data: { version, toAccountId: Number(me!.id), note: "For your shift." },
    });
    expect(handed.status(), await handed.text()).toBe(200);
  }

  const page = await visit({ as: "clerk", to: "/admin/documents" });
  await page.getByText("Take next").waitFor();
  await page.keyboard.press("n");
  const done: number[] = [];
  for (const _document of two) {
    await page.waitForURL(
      (url) =>
        /documents\/\d+\/show/.test(url.pathname) && !done.some((id) => url.pathname.includes(`/${id}/`)),
    );
    done.push(shownId(page));
    await proposedRows(page);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).getByText("Next doubtful cell").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "hidden" });
    await acceptAll(page);
    // A row is corrected by typing over it.
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await page.locator("table :focus").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("v");
    await page.getByRole("button", { name: "Save and next" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Decided: Verified. The participant is told.").first().waitFor();
    const status = async () =>
      (await look()`select status from documents where id = ${done.at(-1)!}`)[0]?.status;
    await expect.poll(status).toBe("verified");
  }
  expect([...done].sort()).toEqual([...ids].sort());
  const stored =
    await look()`select document_id, count(*)::integer as rows, bool_and(page_box is not null) as placed,
      bool_and(entered_as = 'read') as read
    from courses where document_id in ${look()(ids)} group by document_id`;
  expect(stored.map(({ rows, placed, read }) => ({ rows, placed, read }))).toEqual(
    ids.map(() => ({ rows: courses.length, placed: true, read: true })),
  );
});

journey("a document is put aside, handed over and escalated, each with its word", async ({ visit }) => {
  const dana = await visit({ as: "clerk", to: "/admin/documents" });
  const [person] = (await people(2, 1)) as [Person];
  const id = await file(dana, person);
  await takeDocument(dana, id);
  await dana.keyboard.press("h");
  await dana.getByLabel("What does it wait for?").fill("The college sends page 2.");
  await dana.getByRole("button", { name: "Put aside" }).click();
  await dana.getByText("Put aside.").waitFor();

  await openFrom(dana, "On hold", person);
  await dana
    .getByText(/Put aside until .*The college sends page 2\./)
    .first()
    .waitFor();
  await dana.getByRole("button", { name: "Return to the line" }).click();
  await dana.getByRole("button", { name: "Take it", exact: true }).click();
  await dana.getByText("Yours for").waitFor();
  await proposedRows(dana);
  await dana.keyboard.press("Alt+a");
  await dana.keyboard.press("Escape");
  await dana.keyboard.press("o");
  await dana.getByRole("combobox", { name: "Colleague" }).click();
  await dana.getByRole("option", { name: /Miguel Barragán/ }).click();
  await dana.getByLabel("What should they know?").fill("You know this college.");
  await dana.getByRole("button", { name: "Hand over" }).last().click();
  await dana.getByText("Handed over.").waitFor();

  const miguel = await visit({ as: "clerk2", to: "/admin/documents" });
  await openFrom(miguel, "Handed to me", person);
  await miguel.getByText("You know this college.").first().waitFor();
  await miguel.getByRole("button", { name: "Take it", exact: true }).click();
  await miguel.getByText("Yours for").waitFor();
  const table = miguel.getByRole("table", { name: "Courses" });
  await expect
    .poll(() => table.getByLabel("Number 1", { exact: true }).inputValue(), {
      message: "the rows came along",
    })
    .toBe(courses[0].number);
  await miguel.keyboard.press("s");
  await miguel.getByLabel("What is to be decided?").fill("Two names on one paper.");
  await miguel.getByRole("button", { name: "Escalate" }).last().click();
  await miguel.getByText("Escalated.").waitFor();

  const ruth = await visit({ as: "admin", to: "/admin/documents" });
  await openFrom(ruth, "Escalated", person);
  await ruth.getByText("Two names on one paper.").first().waitFor();
  await ruth.getByText("At the desk").waitFor();
});

journey(
  "a browser that dies loses nothing: typed, accepted and skipped rows are as they were",
  async ({ visit }) => {
    const first = await visit({ as: "clerk", to: "/admin/documents" });
    const [person] = (await people(3, 1)) as [Person];
    const id = await file(first, person);
    await takeDocument(first, id);
    const proposed = await proposedRows(first);
    const count = await proposed.count();
    const cell = (page: Page, label: string) =>
      page.getByRole("table", { name: "Courses" }).getByLabel(label, { exact: true });
    await cell(first, "Grade 1").fill("B");
    await cell(first, "Number 2").press("Enter");
    await cell(first, "Number 3").focus();
    await first.keyboard.press("Alt+x");
    await expect.poll(() => proposed.count()).toBe(count - 3);
    await first.waitForTimeout(600);
    const again = await first.context().newPage();
    await first.close({ runBeforeUnload: false });

    await again.goto(`/admin/documents/${id}/show`);
    await again.getByText(/Your unsaved rows of .* were brought back\./).waitFor();
    const rows = await proposedRows(again);
    await expect.poll(() => rows.count()).toBe(count - 3);
    expect(await cell(again, "Grade 1").inputValue()).toBe("B");
    expect(await cell(again, "Number 3").inputValue(), "the skipped row stays away").toBe(courses[3].number);
    await again.getByRole("button", { name: "Save rows" }).click();
    await again.getByText("The rows are saved.").waitFor();
    const stored =
      await look()`select course_number, entered_as from courses where document_id = ${id} order by id`;
    expect(stored.map((row) => row.entered_as ?? row.enteredAs)).toEqual(["corrected", "read"]);
    await again.getByRole("button", { name: "Give back" }).click();
    await again.getByText("The document is back in the queue.").waitFor();
  },
);

journey(
  "the cursor lights its words on the page and a click on the page finds its cell",
  async ({ visit }) => {
    const page = await visit({ as: "clerk", to: "/admin/documents" });
    const [person] = (await people(4, 1)) as [Person];
    await takeDocument(page, await file(page, person));
    await proposedRows(page);
    const lit = page.locator("[data-lit]");
    await page.getByLabel("Course 2", { exact: true }).focus();
    await lit.waitFor();
    const second = (await lit.boundingBox())!;
    await page.getByLabel("Course 4", { exact: true }).focus();
    await expect.poll(async () => (await lit.boundingBox())!.y).toBeGreaterThan(second.y);
    await page.keyboard.press("Escape");
    await page.keyboard.press("r");
    await expect
      .poll(async () => (await lit.boundingBox())!.height, { message: "it turns with the page" })
      .toBeGreaterThan(second.height * 2);
    for (let turn = 0; turn < 3; turn++) await page.keyboard.press("r");
    await page.mouse.click(second.x + second.width / 2, second.y + second.height / 2);
    await page.locator("[id='courses.1.title']:focus").waitFor();
    await page.getByRole("button", { name: "Give back" }).click();
  },
);
