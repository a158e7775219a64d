import { expect, test } from "vitest";
import { launchChromium } from "#tests/support/chromium.ts";

test("two browsers start at once, run scripts and draw text", async () => {
  const browsers = await Promise.all([launchChromium(), launchChromium()]);
  try {
    for (const browser of browsers) {
      const page = await browser.newPage();
      await page.setContent("<h1>Peña</h1><script>document.title = String(6 * 7)</script>");
      expect(await page.title()).toBe("42");
      const box = await page.locator("h1").boundingBox();
      expect(box!.height).toBeGreaterThan(20);
      const drawn = await page.locator("h1").screenshot();
      await page.setContent("<h1>&nbsp;</h1>");
      expect(drawn.equals(await page.locator("h1").screenshot())).toBe(false);
    }
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
});
