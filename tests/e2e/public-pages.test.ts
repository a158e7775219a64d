import { expect } from "vitest";
import { seriousFindings, sidewaysScroll } from "#tests/support/axe.ts";
import { journey } from "#tests/support/journey.ts";

const publicPages = [
  "/",
  "/about",
  "/help",
  "/privacy",
  "/calendar",
  "/trainers",
  "/check",
  "/sign-in",
  "/sign-up",
  "/forgot-password",
  "/check-your-email?for=signUp",
];

for (const phone of [false, true]) {
  const where = phone ? "on a phone of 360 pixels" : "on a desk";
  journey(`every public page is free of serious accessibility findings ${where}`, async ({ visit }) => {
    const page = await visit({ phone });
    const findings: Record<string, string[]> = {};
    for (const path of publicPages) {
      const answer = await page.goto(path);
      const found = [
        ...(answer?.status() === 200 ? [] : [`answered ${answer?.status()}`]),
        ...(await seriousFindings(page)),
        ...((await sidewaysScroll(page)) > 0 ? ["scrolls sideways"] : []),
      ];
      if (found.length > 0) findings[path] = found;
    }
    expect(findings).toEqual({});
  });
}

journey("somebody without a mouse signs in, and is told what was wrong before", async ({ visit }) => {
  const page = await visit({ to: "/", expects: /401/ });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate("document.activeElement?.id"), "the skip link leads to the content").toBe(
    "main-content",
  );
  await page.goto("/sign-in");
  const focused = () =>
    page.evaluate(
      "document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent?.trim()",
    );
  const tabTo = async (name: string) => {
    for (let steps = 0; steps < 40 && (await focused()) !== name; steps++) await page.keyboard.press("Tab");
    expect(await focused()).toBe(name);
  };
  await tabTo("email");
  await page.keyboard.type("educator@example.org");
  await page.keyboard.press("Tab");
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await page.getByText("The e-mail address or the password is not right.").waitFor();
  expect(await page.getByLabel("E-mail address").inputValue()).toBe("educator@example.org");
  await tabTo("password");
  await page.keyboard.type("demo registry 2026");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Sign out" }).first().waitFor();
});
