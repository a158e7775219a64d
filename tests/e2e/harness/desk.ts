import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { look, registry } from "#tests/support/journey.ts";

export type FileToSend = { name: string; mimeType: string; bytes: Uint8Array };
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

/** Opens a document and takes it, as its own page of the console. */
export async function takeDocument(page: Page, id: number): Promise<void> {
  await page.goto(`/admin/documents/${id}/show`);
  await page.getByRole("button", { name: "Take it", exact: true }).click();
  await page.getByText("Yours for").waitFor();
}

/** Waits until the machine has read the pages and returns the rows it proposes. */
export async function proposedRows(page: Page): Promise<Locator> {
  const rows = page.locator("tr[data-proposed]");
  await rows.first().waitFor({ timeout: 90_000 });
  return rows;
}

/** Accepts what is proposed by its key: the sure rows first, then the doubtful ones. */
export async function acceptAll(page: Page): Promise<void> {
  const rows = await proposedRows(page);
  for (let left = await rows.count(); left > 0; left = await rows.count()) {
    await page.keyboard.press("Alt+a");
    await expect.poll(() => rows.count()).toBeLessThan(left);
  }
}

/** Sends a transcript for somebody as staff do and waits until the machine has read it. */
export async function fileTranscript(page: Page, participantId: number, pdf: Uint8Array): Promise<number> {
  const sent = await page.request.post("/api/documents/upload", {
    headers: { origin: registry().origin },
    multipart: {
      type: "transcript",
      participantId: String(participantId),
      file: { name: "transcript.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdf) },
    },
  });
  expect(sent.status(), await sent.text()).toBe(201);
  const { id } = (await sent.json()) as { id: number };
  await expect
    .poll(async () => (await look()`select 1 from document_readings where document_id = ${id}`).length, {
      timeout: 90_000,
    })
    .toBe(1);
  return id;
}
