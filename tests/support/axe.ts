import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Serious and critical findings of axe on what the page shows now, one line each: rule, what is wrong, where.
 * `rules` narrows it, e.g. to the one that differs between light and dark.
 */
export async function seriousFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // The browser's own evaluation, not a script of the page, so the content security policy stays as it is.
  await page.evaluate(source);
  const { violations } = (await page.evaluate(
    `axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], ...(rules ? { runOnly: rules } : {}) })})`,
  )) as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes
        .slice(0, 5)
        .map(({ target, html }) => `${id}: ${help} at ${target.join(" ")} (${html.slice(0, 160)})`),
    );
}

/** Pixels by which the page is wider than the window: what a phone would have to scroll sideways. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
