import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { expect } from "vitest";
import { journey, look, mailThat } from "#tests/support/journey.ts";
import { pdfText } from "#tests/support/pdf-text.ts";
import { acceptAll, chooseAndSend, proposedRows, takeDocument } from "./harness/hands.ts";
import { college, courses, failed, passed, transcriptPhoto } from "./harness/paper.ts";
import { type Newcomer, sendDocument, signUp } from "./harness/participant.ts";

const ana: Newcomer = {
  givenName: "Anabel",
  familyName: "Quiñones Ward",
  birth: { month: "April", day: "12", year: "1988" },
};
const fullName = `${ana.givenName} ${ana.familyName}`;

async function makeReport(page: Page): Promise<string> {
  await page.goto("/my/report");
  await page.getByRole("button", { name: "Make my report (PDF)" }).click();
  await page.getByRole("heading", { name: "Your report is ready" }).waitFor({ timeout: 45_000 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the PDF" }).click(),
  ]);
  return pdfText(await readFile(await download.path()));
}

journey(
  "a bad phone photo becomes a verified transcript, an e-mail and lines of the report without one retyped row",
  async ({ visit }) => {
    const photo = await transcriptPhoto(fullName);
    const file = { name: "IMG_2041.jpg", mimeType: "image/jpeg", bytes: photo };

    const phone = await visit({ phone: true });
    const { email, registryNumber } = await signUp(phone, ana);
    expect(await makeReport(phone), "before anything is verified").not.toContain(passed.title);

    const id = await sendDocument(phone, "Transcript", file);
    await phone.getByText(/documents? (is|are) ahead of yours|You are next in line/).waitFor();
    const image = phone.getByRole("img", { name: "Page 1" });
    await image.scrollIntoViewIfNeeded();
    const pageImage = await phone.request.get(`/my/documents/${id}/pages/1`);
    const seen = await sharp(await pageImage.body()).metadata();
    expect(seen.height, "the photo stands upright").toBeGreaterThan(seen.width);
    expect(seen.exif, "nobody learns where it was taken").toBeUndefined();

    const again = await visit({ phone: true, expects: /409/ });
    await again.context().addCookies(await phone.context().cookies());
    await chooseAndSend(again, "Transcript", file);
    await again
      .getByText(/already|sent this file before/i)
      .first()
      .waitFor();
    await again.goto("/my/documents");
    expect(await again.getByRole("link", { name: "Transcript" }).count(), "one document, not two").toBe(1);

    const clerk = await visit({ as: "clerk", to: "/admin/documents" });
    await clerk.getByRole("textbox", { name: /number or name/ }).fill(registryNumber);
    await clerk.getByRole("row", { name: new RegExp(registryNumber) }).waitFor();
    await takeDocument(clerk, id);
    await clerk.getByRole("img", { name: "Page 1 of the document" }).waitFor();
    const rows = await proposedRows(clerk);
    expect(await rows.count(), "every course and the degree are proposed").toBe(courses.length + 1);
    await acceptAll(clerk);
    await clerk.getByRole("button", { name: "Save rows" }).click();
    await clerk.getByText("The rows are saved.").waitFor();
    await clerk.getByText(new RegExp(`^${failed.number} ${failed.title}.*F`)).waitFor();
    const refused = clerk.getByText("Does not print", { exact: true }).locator("..");
    expect(await refused.textContent(), "the preview says what will not print").toContain(failed.title);

    await clerk.getByRole("button", { name: "Verified", exact: true }).click();
    await clerk.getByText("The rows above will print on the report.").waitFor();
    await clerk.getByRole("button", { name: "Save", exact: true }).click();
    await clerk.getByText("Decided: Verified. The participant is told.").waitFor();

    const how = await look()`select distinct entered_as from courses where document_id = ${id}`;
    expect(
      how.map((row) => row.enteredAs ?? row.entered_as),
      "nothing was typed",
    ).toEqual(["read"]);
    const mail = await mailThat(email, /is verified/);
    expect(mail.text).toMatch(
      /Your transcript .* is verified\. Your Education & Training Report shows it now/,
    );
    await clerk.goto("/admin/notifications");
    await clerk.getByRole("row", { name: new RegExp(`${email}.*is verified`) }).click();
    await clerk.getByRole("tab", { name: "Plain text" }).click();
    await clerk.getByText(/Your transcript .* is verified/).waitFor();
    await phone.goto("/my/documents");
    await phone.getByText("Checked and accepted").waitFor();
    const text = await makeReport(phone);
    for (const { title } of courses.filter(({ grade }) => grade !== "F")) expect(text).toContain(title);
    expect(text).toContain("Associate in Arts");
    expect(text).toContain(college.name);
    expect(text, "a failed course is stored, not printed").not.toContain(failed.title);
  },
);
