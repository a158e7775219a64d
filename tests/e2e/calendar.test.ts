import { expect } from "vitest";
import { journey } from "#tests/support/journey.ts";
import { newcomerPassword, signUp } from "./harness/participant.ts";

journey(
  "without scripts, on a phone: find a training, sign in, enroll, see it on the own record",
  async ({ visit }) => {
    const other = await visit({ phone: true });
    const { email } = await signUp(other, {
      givenName: "Rosalind",
      familyName: "Okonkwo",
      birth: { month: "May", day: "3", year: "1991" },
    });

    const page = await visit({ phone: true, javaScript: false, to: "/calendar" });
    const titles = () => page.getByRole("listitem").getByRole("heading", { level: 2 }).allTextContents();
    const all = await titles();
    expect(all.length).toBeGreaterThan(3);
    // No scripts run here: the page's own box says whether it would scroll sideways.
    expect((await page.locator("html").boundingBox())!.width).toBeLessThanOrEqual(360);
    const open = page.getByRole("listitem").filter({ hasText: /seats? left/ });
    const words = (await open.last().getByRole("heading").textContent())!.trim();
    await page.getByText("Search and filter").click();
    await page.getByLabel("Words").fill(words);
    await page.getByRole("button", { name: "Search" }).click();
    expect(new Set((await titles()).map((title) => title.trim()))).toContain(words);
    expect((await titles()).length).toBeLessThan(all.length);

    await open.first().getByRole("link").first().click();
    const title = await page.getByRole("heading", { level: 1 }).textContent();
    await page.getByRole("link", { name: "Sign in to enroll" }).click();
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill(newcomerPassword);
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent(), "back at the training").toBe(title);
    await page.getByRole("button", { name: "Enroll" }).click();
    await page.getByText("You are enrolled. We have sent you an e-mail.").waitFor();
    await page.goto("/my/trainings");
    await page.getByText(title!.trim()).first().waitFor();
    await page.getByText("Enrolled", { exact: true }).waitFor();
  },
);
