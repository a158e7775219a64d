import { expect } from "vitest";
import { seriousFindings } from "#tests/support/axe.ts";
import { journey } from "#tests/support/journey.ts";
import { screens } from "./harness/screens.ts";

for (const dark of [false, true]) {
  journey(
    `the console's main screens are free of serious accessibility findings, ${dark ? "dark" : "light"}`,
    async ({ visit }) => {
      const page = await visit({ as: "admin", dark });
      const findings: Record<string, string[]> = {};
      for (const { path, shows } of await screens()) {
        await page.goto(path);
        const arrived = await page
          .getByText(shows)
          .first()
          .waitFor({ timeout: 10_000 })
          .then(() => [])
          .catch(() => [`does not show ${shows}`]);
        await page.waitForLoadState("networkidle");
        await expect.poll(() => page.getByRole("progressbar").count()).toBe(0);
        const found = [...arrived, ...(await seriousFindings(page, dark ? ["color-contrast"] : undefined))];
        if (found.length > 0) findings[path] = found;
      }
      expect(findings).toEqual({});
    },
  );
}
