import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "#tests/support/journey.ts";

const openedDocument = async (page: Page) => {
  await page.waitForURL(/documents\/\d+\/show/);
  return Number(/documents\/(\d+)/.exec(page.url())![1]);
};
const takeNext = (page: Page) => page.getByRole("button", { name: "Take next" }).click();
const giveBack = async (page: Page) => {
  await page.getByRole("button", { name: "Give back" }).click();
  await page.getByText("The document is back in the queue.").waitFor();
};

journey("two clerks who take the next document at once get different ones", async ({ visit }) => {
  const [dana, miguel] = await Promise.all([
    visit({ as: "clerk", to: "/admin/documents" }),
    visit({ as: "clerk2", to: "/admin/documents" }),
  ]);
  await Promise.all([dana.getByText("Take next").waitFor(), miguel.getByText("Take next").waitFor()]);
  await Promise.all([takeNext(dana), takeNext(miguel)]);
  const [first, second] = await Promise.all([openedDocument(dana), openedDocument(miguel)]);
  expect(first).not.toBe(second);
  await dana.getByText(/^Yours for/).waitFor();

  await dana.goto(`/admin/documents/${second}/show`);
  await dana.getByText(/Miguel Barragán has it until/).waitFor();
  expect(await dana.getByRole("button", { name: "Take it", exact: true }).count()).toBe(0);
  await dana.goto(`/admin/documents/${first}/show`);
  await giveBack(dana);
  await giveBack(miguel);
});

journey(
  "a clerk reads, zooms and turns a page by key, and finds every key in the overlay",
  async ({ visit }) => {
    const page = await visit({ as: "clerk", to: "/admin/documents" });
    await page.getByText("Take next").waitFor();
    await page.keyboard.press("n");
    await openedDocument(page);
    const image = page.getByRole("img", { name: "Page 1 of the document" });
    await image.waitFor();
    const pixels = () => image.evaluate((element: { naturalWidth?: number }) => element.naturalWidth);
    await expect.poll(pixels).toBeGreaterThan(500);
    const box = async () => (await image.boundingBox())!;
    const upright = await box();
    const isWide = async () => (await box()).width > (await box()).height;
    const wasWide = await isWide();
    await page.keyboard.press("r");
    await expect.poll(isWide).toBe(!wasWide);
    for (let turns = 0; turns < 3; turns++) await page.keyboard.press("r");
    await expect.poll(async () => (await box()).width).toBeCloseTo(upright.width, 0);
    await page.keyboard.press("+");
    await expect.poll(async () => (await box()).width).toBeGreaterThan(upright.width);
    await page.keyboard.press("0");
    await expect.poll(async () => (await box()).width).toBeCloseTo(upright.width, 0);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).getByText("Turn right").waitFor();
    await page.keyboard.press("Escape");
    await giveBack(page);
  },
);

journey(
  "a decision on rows that changed meanwhile is refused with what changed, and nothing typed is lost",
  async ({ visit }) => {
    const first = await visit({ as: "clerk", to: "/admin/documents", expects: /409/ });
    await first.getByText("Take next").waitFor();
    await takeNext(first);
    await openedDocument(first);
    await first.getByText(/^Yours for/).waitFor();
    const second = await first.context().newPage();
    await second.goto(first.url());
    await second.getByText(/^Yours for/).waitFor();

    const number = (page: Page) =>
      page.getByRole("table").getByRole("textbox", { name: "Number 1", exact: true });
    const rowOn = async (page: Page, value: string) => {
      await page.getByRole("button", { name: "Add row" }).first().click();
      await number(page).fill(value);
      const name = page.getByRole("table").getByRole("combobox", { name: "Document 1", exact: true });
      await name.selectOption({ index: 1 });
      await page.getByRole("table").getByLabel("Issued 1").fill("2024-03-01");
    };
    await rowOn(first, "240011111");
    await rowOn(second, "240022222");
    await second.getByRole("button", { name: "Save rows" }).click();
    await second.getByText("The rows are saved.").waitFor();

    await first.getByRole("button", { name: "Verified", exact: true }).click();
    await first.getByRole("button", { name: "Save", exact: true }).click();
    await first.getByText("A colleague changed this while you had it open").waitFor();
    expect(await number(first).inputValue(), "what was typed is still there").toBe("240011111");
    await first.getByRole("button", { name: "Reload and decide again" }).click();
    await first
      .getByText(/Verified/)
      .first()
      .waitFor();
    await first.getByText("A colleague changed this while you had it open").waitFor({ state: "hidden" });
  },
);
