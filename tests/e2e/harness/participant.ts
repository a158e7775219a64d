import { randomInt } from "node:crypto";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { mailThat } from "#tests/support/journey.ts";
import { chooseAndSend, type FileToSend } from "./hands.ts";

export type Newcomer = {
  givenName: string;
  familyName: string;
  birth: { month: string; day: string; year: string };
};
export type Joined = { email: string; registryNumber: string };

export const newcomerPassword = "lilac harbor seventeen";

/** Signs somebody up on the public site, follows the link in the e-mail and lands signed in on the own record. */
export async function signUp(page: Page, { givenName, familyName, birth }: Newcomer): Promise<Joined> {
  const email = `newcomer${randomInt(1e9)}@example.org`;
  await page.goto("/sign-up");
  await page.getByLabel("First name").fill(givenName);
  await page.getByLabel("Last name").fill(familyName);
  await page.getByLabel("Month").selectOption(birth.month);
  await page.getByLabel("Day").fill(birth.day);
  await page.getByLabel("Year").fill(birth.year);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(newcomerPassword);
  await page.getByText(/I agree to the privacy rules/).click();
  await page.getByRole("button", { name: "Create my profile" }).click();
  await page.getByRole("heading", { name: "Check your e-mail" }).waitFor();
  const mail = await mailThat(email, /verify-email\?token=/);
  const link = new URL(/\S+\/verify-email\?token=[\w-]+/.exec(mail.text ?? "")![0]);
  await page.goto(link.pathname + link.search);
  await page.getByLabel("Password").fill(newcomerPassword);
  await page.getByRole("button", { name: "Open my record" }).click();
  const number = await page
    .getByText(/^\d{7}$/)
    .first()
    .textContent();
  return { email, registryNumber: number!.trim() };
}

/** Sends one file as a document of the signed-in participant and waits until its page images are there. */
export async function sendDocument(page: Page, kind: string, file: FileToSend): Promise<number> {
  await chooseAndSend(page, kind, file);
  await page.getByText("We have your document. You can follow it here.").waitFor();
  const id = Number(/documents\/(\d+)/.exec(page.url())![1]);
  // The page looks again by itself every ten seconds; a person in a hurry reloads it.
  await expect
    .poll(() => page.reload().then(() => page.getByText("In line to be checked").count()), {
      timeout: 45_000,
    })
    .toBeGreaterThan(0);
  return id;
}
