import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { journey, look } from "#tests/support/journey.ts";
import { fileTranscript, type Person, people } from "./harness/desk.ts";
import { acceptAll, takeDocument } from "./harness/hands.ts";
import { courses, passed, transcriptPdf } from "./harness/paper.ts";
import { sendDocument, signUp } from "./harness/participant.ts";

type Box = { page: number; x: number; y: number; width: number; height: number };

/** Drags over a part of the page's picture, given in fractions of it. */
async function drag(page: Page, picture: Locator, { x, y, width, height }: Omit<Box, "page">): Promise<void> {
  const frame = (await picture.boundingBox())!;
  const at = (across: number, down: number) =>
    [frame.x + across * frame.width, frame.y + down * frame.height] as const;
  await page.mouse.move(...at(x, y));
  await page.mouse.down();
  await page.mouse.move(...at(x + width / 2, y + height / 2));
  await page.mouse.move(...at(x + width, y + height));
  await page.mouse.up();
}

/** Where the lit place lies on the page's picture, in fractions of it. */
async function litPlace(page: Page): Promise<Omit<Box, "page">> {
  const lit = page.locator("[data-lit]");
  await lit.waitFor();
  const [frame, box] = [
    (await page.getByRole("img", { name: /of the document$/ }).boundingBox())!,
    (await lit.boundingBox())!,
  ];
  return {
    x: (box.x - frame.x) / frame.width,
    y: (box.y - frame.y) / frame.height,
    width: box.width / frame.width,
    height: box.height / frame.height,
  };
}

async function verify(page: Page, id: number): Promise<void> {
  await takeDocument(page, id);
  await acceptAll(page);
  await page.getByRole("button", { name: "Verified", exact: true }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Decided: Verified. The participant is told.").waitFor();
}

journey(
  "a clerk drags over the place that is wrong, and its owner sees it marked on the page",
  async ({ visit }) => {
    const phone = await visit({ phone: true });
    const birth = { month: "May", day: "3", year: "1991" };
    await signUp(phone, { givenName: "Rosalba", familyName: "Ochoa Finch", birth });
    const bytes = await transcriptPdf("Rosalba Ochoa Finch");
    const id = await sendDocument(phone, "Transcript", { name: "t.pdf", mimeType: "application/pdf", bytes });

    const clerk = await visit({ as: "clerk" });
    await takeDocument(clerk, id);
    const picture = clerk.getByRole("img", { name: "Page 1 of the document" });
    await picture.waitFor();
    await clerk.keyboard.press("Escape");
    await clerk.keyboard.press("a");
    await clerk.getByRole("combobox", { name: "Reason" }).click();
    await clerk.getByRole("option").first().click();
    await clerk.getByLabel("The one thing to fix").fill("Send the page with this corner whole.");
    await clerk.getByRole("button", { name: "Point to a place" }).click();
    await clerk.getByText("Drag over the place on the page.").waitFor();
    const wanted = { x: 0.2, y: 0.1, width: 0.4, height: 0.05 };
    await drag(clerk, picture, wanted);
    await clerk.getByText("A place on page 1 is marked.").waitFor();
    await clerk.getByRole("button", { name: "Save", exact: true }).click();
    await clerk.getByText(/^Decided: /).waitFor();
    const [decision] =
      await look()`select pointed_at as place from document_decisions where document_id = ${id}`;
    const stored = decision!.place as Box;
    expect(stored.page).toBe(1);
    for (const side of ["x", "y", "width", "height"] as const)
      expect(stored[side], side).toBeCloseTo(wanted[side], 1.5);

    await clerk.goto(`/admin/documents/${id}/show`);
    await clerk.getByRole("button", { name: "A place on page 1 is marked." }).click();
    expect((await litPlace(clerk)).y).toBeCloseTo(wanted.y, 1);

    await phone.goto(`/my/documents/${id}`);
    await phone.getByText("Send the page with this corner whole.").first().waitFor();
    const mark = phone.locator(".page-mark");
    await mark.scrollIntoViewIfNeeded();
    const [page1, box] = [
      (await phone.locator(".page-picture--marked img").boundingBox())!,
      (await mark.boundingBox())!,
    ];
    expect((box.y - page1.y) / page1.height).toBeCloseTo(wanted.y, 1);
  },
);

journey("course memory is corrected, and the records decided the other way are listed", async ({ visit }) => {
  const clerk = await visit({ as: "clerk" });
  const [person] = (await people(10, 1)) as [Person];
  const id = await fileTranscript(clerk, person.id, await transcriptPdf(person.name));
  await verify(clerk, id);
  await clerk.goto("/admin/course-memory");
  await clerk.getByRole("textbox", { name: "Course or college" }).fill(passed.title);
  const row = clerk.getByRole("row", { name: new RegExp(`${passed.number}.*${passed.title}`) });
  await expect.poll(() => row.count()).toBe(1);
  const [before] = await look()`
    select id, classification, version from course_memory where course_number = ${passed.number}
      and title = ${passed.title}`;
  await row.getByRole("button", { name: "Correct" }).click();
  const dialog = clerk.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Class" }).click();
  await clerk.getByRole("option", { name: "General Education" }).click();
  await dialog.getByRole("button", { name: "Correct" }).click();
  await dialog.getByText("Required").first().waitFor();
  await dialog.getByLabel("Why is it corrected?").fill("The catalogue lists it as general education.");
  await dialog.getByRole("button", { name: "Correct" }).click();
  await clerk.getByText("Course memory is corrected.").waitFor();
  const other = clerk.getByRole("dialog", { name: "Decided the other way" });
  await other.getByRole("link", { name: new RegExp(`^Document ${id} of participant`) }).waitFor();
  const [after] = await look()`select classification from course_memory where id = ${before!.id}`;
  expect(after!.classification).not.toBe(before!.classification);
  const [kept] = await look()`
    select classification from courses where document_id = ${id} and course_number = ${passed.number}`;
  expect(kept!.classification, "what was verified stays as it was decided").toBe(before!.classification);
  await other.getByRole("link", { name: new RegExp(`^Document ${id} of`) }).click();
  await clerk.waitForURL(new RegExp(`/documents/${id}/show`));
});

journey(
  "the lights tell a strange name and a file that somebody else sent, each with where to look",
  async ({ visit }) => {
    const clerk = await visit({ as: "clerk" });
    const [owner, stranger] = (await people(11, 2)) as [Person, Person];
    const pdf = await transcriptPdf(owner.name);
    const first = await fileTranscript(clerk, owner.id, pdf);
    const second = await fileTranscript(clerk, stranger.id, pdf);
    await takeDocument(clerk, second);
    const lights = clerk.getByRole("listitem").filter({ hasText: /\./ });
    const name = lights.filter({ hasText: `"${owner.name}" is not a name on this record.` });
    await name.getByRole("img", { name: "to settle" }).waitFor();
    const same = lights.filter({ hasText: "The very same file is on another person's record." });
    await same.waitFor();
    expect(await clerk.getByText("The same file is on another record").count(), "it is said once").toBe(0);
    await name.getByRole("button", { name: /page 1/i }).click();
    expect((await litPlace(clerk)).y, "the name stands in the head of the page").toBeLessThan(0.35);
    await clerk.getByRole("button", { name: "Give back" }).click();
    await clerk.getByText("The document is back in the queue.").waitFor();
    await clerk.goto(`/admin/documents/${second}/show`);
    await same.getByRole("link").first().click();
    await clerk.waitForURL(new RegExp(`/documents/${first}/show`));
  },
);

journey(
  "the queue tells each document's place and day; a newer one takes an older one's place, and gives it back",
  async ({ visit }) => {
    const clerk = await visit({ as: "clerk" });
    const [person] = (await people(13, 1)) as [Person];
    const older = await fileTranscript(clerk, person.id, await transcriptPdf(person.name));
    const asked: string[] = [];
    clerk.on("request", (request) => {
      if (request.url().includes("/documents/places")) asked.push(request.url());
    });
    await clerk.goto("/admin/documents");
    await clerk.getByRole("textbox", { name: /number or name/ }).fill(person.name);
    const row = clerk.getByRole("row", { name: new RegExp(person.name) });
    await row.locator("[data-place]").waitFor();
    expect(asked.every((url) => /ids=[\d%2C,]+$/.test(url)) && asked.length < 4, asked.join(" ")).toBe(true);
    await verify(clerk, older);

    await clerk.goto(`/admin/documents/${older}/show`);
    await clerk.getByRole("button", { name: "Replaced by a newer one" }).click();
    const dialog = clerk.getByRole("dialog", { name: "Replaced by a newer document?" });
    await dialog.getByText("has no other verified document of this type").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    const newer = await fileTranscript(clerk, person.id, await transcriptPdf(`${person.name} again`));
    await verify(clerk, newer);
    await clerk.goto(`/admin/documents/${older}/show`);
    await clerk.getByRole("button", { name: "Replaced by a newer one" }).click();
    await dialog.getByText(/^\d+ lines stop printing:/).waitFor();
    await dialog.getByRole("combobox", { name: "The newer document" }).click();
    await clerk.getByRole("option", { name: new RegExp(`^Document ${newer},`) }).click();
    await dialog.getByRole("button", { name: "Replace" }).click();
    await dialog.getByText("Required").first().waitFor();
    await dialog.getByLabel("Why is it replaced?").fill("The college corrected it.");
    await dialog.getByRole("button", { name: "Replace" }).click();
    await clerk.getByText("Replaced: its rows no longer print.").waitFor();
    await clerk.getByRole("link", { name: `Document ${newer}`, exact: true }).waitFor();
    const status = async () => (await look()`select status from documents where id = ${older}`)[0]?.status;
    expect(await status()).toBe("superseded");

    await clerk.getByRole("button", { name: "Let it count again" }).click();
    const back = clerk.getByRole("dialog", { name: "Let this document count again?" });
    await back.getByLabel("Why does it count again?").fill("Both are needed.");
    await back.getByRole("button", { name: "Let it count again" }).click();
    await clerk.getByText("The document counts again.").waitFor();
    expect(await status()).toBe("verified");
  },
);

journey(
  "a printed line leads to its place on the page; the report is withdrawn and its code says so",
  async ({ visit }) => {
    const phone = await visit({ phone: true });
    const birth = { month: "July", day: "21", year: "1986" };
    await signUp(phone, { givenName: "Ludmila", familyName: "Aguirre Stone", birth });
    const bytes = await transcriptPdf("Ludmila Aguirre Stone");
    const id = await sendDocument(phone, "Transcript", { name: "t.pdf", mimeType: "application/pdf", bytes });
    const clerk = await visit({ as: "clerk" });
    await verify(clerk, id);
    await phone.goto("/my/report");
    await phone.getByRole("button", { name: "Make my report (PDF)" }).click();
    await phone.getByRole("heading", { name: "Your report is ready" }).waitFor({ timeout: 45_000 });
    const [version] = await look()`
    select v.id, v.code from report_versions v join documents d on d.participant_id = v.participant_id
    where d.id = ${id}`;
    const anybody = await visit({ to: `/check/${version!.code}` });
    await anybody.getByText("Current", { exact: true }).first().waitFor();

    const desk = await visit({ as: "helpdesk", to: `/admin/report-versions/${version!.id}/show` });
    const line = desk.getByRole("row", { name: new RegExp(courses[1].title) });
    await line.getByRole("link", { name: /page 1/i }).click();
    await desk.waitForURL(/\?page=1&box=/);
    const lit = await litPlace(desk);
    const [course] = await look()`
    select page_box as box from courses where document_id = ${id} and title = ${courses[1].title}`;
    const box = course!.box as Box;
    for (const side of ["x", "y", "width", "height"] as const)
      expect(lit[side], side).toBeCloseTo(box[side], 1.5);

    await desk.goBack();
    await desk.getByRole("button", { name: "Withdraw" }).click();
    await desk.getByRole("dialog").getByLabel("Why is it withdrawn?").fill("Printed for another person.");
    await desk.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
    await desk.getByText("The report is withdrawn.").waitFor();
    await desk.getByText(/Withdrawn by .*Printed for another person\./).waitFor();
    await anybody.reload();
    await anybody.getByText("Withdrawn", { exact: true }).first().waitFor();
    expect(await anybody.getByText("Printed for another person.").count(), "the reason stays inside").toBe(0);
  },
);
