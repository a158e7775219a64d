import { expect, test } from "vitest";
import { client } from "../support/http.ts";

test("a burst of requests for links is slowed with a page, and the API shares the budget", async () => {
  const browser = await client();
  const ask = () =>
    browser.request("POST", "/forgot-password", new URLSearchParams({ email: "nobody@example.org" }), {
      accept: "text/html",
      "x-forwarded-for": `10.0.0.${Math.floor(Math.random() * 250)}`,
    });
  const statuses = new Set<number>();
  for (let i = 0; i < 61; i++) statuses.add((await ask()).status);
  expect([...statuses]).toEqual([303, 429]);
  const page = await ask();
  expect(page.text).toContain("<h1>Too many tries</h1>");
  const api = await browser.post("/api/session", { email: "nobody@example.org", password: "some password" });
  expect(api.status).toBe(429);
  expect(api.body).toMatchObject({ code: "TOO_MANY" });
});
