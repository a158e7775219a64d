import type { Locator, Page } from "playwright-core";

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
    await rows.nth(left - 1).waitFor({ state: "detached" });
  }
}
