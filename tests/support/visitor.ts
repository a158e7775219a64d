import type { Browser, BrowserContext, Page } from "playwright-core";
import { DEMO_PASSWORD } from "#db/seed/demo/sign-ins.ts";

export type Visit = {
  /** Local part of a demo sign-in (`clerk`, `helpdesk`, …); absent: a visitor who is not signed in. */
  as?: string;
  /** Where to go first, e.g. `/admin/documents`. */
  to?: string;
  phone?: boolean;
  dark?: boolean;
  javaScript?: boolean;
  /** Console messages that belong to the story, e.g. a refusal's 409. */
  expects?: RegExp;
};

/** The console asks who is signed in; before a sign-in the answer is nobody. */
const askedWhoIAm = /status of 401 .*\/api\/me\)/;

let visitors = 0;

/** A window of a browser of its own: own cookies, own network address, everything that goes wrong written down. */
export async function openWindow(
  from: Browser,
  origin: string,
  visit: Visit,
  problems: string[],
): Promise<BrowserContext> {
  visitors += 1;
  const context = await from.newContext({
    baseURL: origin,
    viewport: visit.phone ? { width: 360, height: 800 } : { width: 1440, height: 900 },
    hasTouch: visit.phone ?? false,
    deviceScaleFactor: 1,
    locale: "en-US",
    timezoneId: "America/Los_Angeles",
    colorScheme: visit.dark ? "dark" : "light",
    reducedMotion: "reduce",
    javaScriptEnabled: visit.javaScript ?? true,
    acceptDownloads: true,
    extraHTTPHeaders: { "x-forwarded-for": `10.${process.pid % 250}.${visitors >> 8}.${visitors & 255}` },
  });
  context.setDefaultTimeout(20_000);
  context.on("weberror", (error) => problems.push(`page error: ${error.error().stack ?? error.error()}`));
  context.on("console", (message) => {
    // Chromium reports refusals, missing files and violations of the content security policy as console errors.
    const said = `${message.text()} (${message.location().url})`;
    if (message.type() === "error" && !askedWhoIAm.test(said) && !visit.expects?.test(said))
      problems.push(`console: ${said}`);
  });
  return context;
}

/** Signs in where people of that sign-in do: educators on the site, everybody else in the console. */
export async function signIn(
  page: Page,
  email: string,
  { password = DEMO_PASSWORD, educator = email.startsWith("educator@") } = {},
): Promise<void> {
  await page.goto(educator ? "/sign-in" : "/admin/");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  if (educator) await page.waitForURL((url) => url.pathname !== "/sign-in");
  else await page.getByRole("menuitem").first().waitFor();
}
