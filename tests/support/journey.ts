import { mkdirSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import PostalMime, { type Email } from "postal-mime";
import { afterAll, test as base, expect, inject } from "vitest";
import { rawClient } from "#db/client.ts";
import { launchChromium } from "./chromium.ts";
import { openWindow, signIn, type Visit } from "./visitor.ts";

let browser: Promise<Browser> | undefined;
const failures = join(tmpdir(), "rollbook-journey-failures");

/** This file's browser; `journey` closes its windows, the file's end closes it. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= launchChromium();
  return browser;
}

afterAll(async () => {
  await (await browser)?.close();
  await eye?.end();
  browser = undefined;
  eye = undefined;
});

type Fixtures = {
  /** Opens a window, signs in and goes there. The journey fails on any page error, console error or CSP violation. */
  visit: (visit?: Visit) => Promise<Page>;
};

/** A test in a real browser on the run's registry. */
export const journey = base.extend<Fixtures>({
  visit: async ({ task }, use) => {
    const problems: string[] = [];
    const open: BrowserContext[] = [];
    await use(async (visit = {}) => {
      const context = await openWindow(await sharedBrowser(), registry().origin, visit, problems);
      open.push(context);
      const page = await context.newPage();
      if (visit.as) await signIn(page, `${visit.as}@example.org`);
      if (visit.to) await page.goto(visit.to);
      return page;
    });
    if (task.result?.state === "fail") await tell(task.name, open);
    for (const context of open) await context.close();
    expect(problems, "what the browser complained about").toEqual([]);
  },
});

/** Where this run's registry is. */
export const registry = () => inject("registry");

async function tell(name: string, windows: BrowserContext[]): Promise<void> {
  mkdirSync(failures, { recursive: true });
  for (const [at, page] of windows.flatMap((each) => each.pages()).entries()) {
    const file = join(failures, `${name.replace(/\W+/g, "-").slice(0, 80)}-${at}.png`);
    const text = await page
      .locator("body")
      .ariaSnapshot({ timeout: 3000 })
      .catch(() => "");
    await page.screenshot({ path: file, timeout: 5000 }).catch(() => undefined);
    console.error(`${page.url()} looked like this (${file}):\n${text.slice(0, 6000)}`);
  }
}

/** E-mails the registry's worker delivered to an address, oldest first. */
export async function mailTo(address: string): Promise<Email[]> {
  const folder = join(registry().varDir, "mailbox");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml")).sort();
  const mails = await Promise.all(
    names.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))),
  );
  return mails.filter(({ to }) => to?.some((each) => each.address === address));
}

/** Waits until a mail to the address fits and the registry counts it as sent, as a person looks into their inbox. */
export async function mailThat(address: string, fits: RegExp): Promise<Email> {
  const find = async () => {
    const mail = (await mailTo(address)).find(({ subject, text }) => fits.test(`${subject}\n${text}`));
    const [queued] = await look()`
      select 1 from notifications where recipient_email = ${address} and status = 'queued'`;
    return queued ? undefined : mail;
  };
  const message = `a mail to ${address} that says ${fits}`;
  await expect.poll(find, { timeout: 30_000, message }).toBeDefined();
  return (await find())!;
}

let eye: ReturnType<typeof rawClient> | undefined;

/** A look into the run's database: to choose what a journey is about. */
export function look(): ReturnType<typeof rawClient> {
  eye ??= rawClient(registry().databaseUrl, { max: 1 });
  return eye;
}
