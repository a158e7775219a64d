import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { makeApp } from "#api/app.ts";
import { makeDb } from "#db/client.ts";
import { noRole } from "#db/roles/tiers.ts";
import { announcements } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { depsFor } from "../support/ctx.ts";
import { makeAccount, makeParticipant, makeStaff, testPassword } from "../support/factories.ts";
import { Client, client, testOrigin } from "../support/http.ts";

const form = (values: Record<string, string>) => new URLSearchParams(values);

test("home shows published announcements newest first, and neither drafts nor expired ones", async () => {
  const db = await testDb();
  await db.insert(announcements).values([
    {
      title: "Office closed on Friday",
      body: "We are back on Monday.",
      isNew: true,
      publishedOn: "2026-01-02",
    },
    { title: "Older news", body: "Still true.", publishedOn: "2025-12-01" },
    { title: "Not yet", body: "Later.", publishedOn: "2099-01-01" },
    { title: "Long gone", body: "Past.", publishedOn: "2020-01-01", expiresOn: "2020-02-01" },
  ]);
  const { status, text, headers } = await (await client()).get("/");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toContain("text/html");
  expect(text.indexOf("Office closed on Friday")).toBeGreaterThan(0);
  expect(text.indexOf("Office closed on Friday")).toBeLessThan(text.indexOf("Older news"));
  expect(text).not.toContain("Not yet");
  expect(text).not.toContain("Long gone");
});

test("pages carry no script at all, so they work without JavaScript", async () => {
  const browser = await client();
  for (const path of ["/", "/help", "/about", "/privacy", "/sign-in"]) {
    const { status, text } = await browser.get(path);
    expect(status, path).toBe(200);
    expect(text, path).not.toMatch(/<script|\son[a-z]+=|javascript:/i);
    expect(text.match(/<h1/g), path).toHaveLength(1);
  }
});

test("styles come compressed from an address that may be kept for a year", async () => {
  const browser = await client();
  const [, path] = /href="(\/assets\/uswds\/[^"]+)"/.exec((await browser.get("/")).text)!;
  const { status, headers } = await browser.get(path!);
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toContain("immutable");
  expect(headers.get("content-encoding")).toBe("gzip");
});

test("an educator signs in on the home page, sees number and status on top, and signs out", async () => {
  const db = await testDb();
  const person = await makeParticipant(db, { givenName: "Rosa", status: "active" });
  const account = await makeAccount(db, { participantId: person.id });
  const browser = await client();
  const answer = await browser.request(
    "POST",
    "/sign-in",
    form({ email: account.email, password: testPassword }),
  );
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/my"]);
  const home = await browser.get("/");
  expect(home.text).toContain(person.registryNumber);
  expect(home.text).toContain("Active");
  expect(home.headers.get("cache-control")).toBe("no-store");
  expect((await browser.post("/sign-out")).status).toBe(303);
  expect((await browser.get("/")).text).not.toContain(person.registryNumber);
});

test("a wrong password and an unknown address get the same page, and the password is not written back", async () => {
  const account = await makeAccount(await testDb());
  const browser = await client();
  const guess = "not the password at all";
  const wrong = await browser.request("POST", "/sign-in", form({ email: account.email, password: guess }));
  const unknown = await browser.request(
    "POST",
    "/sign-in",
    form({ email: "nobody@example.org", password: guess }),
  );
  expect(wrong.status).toBe(401);
  expect(unknown.status).toBe(401);
  expect(wrong.text.replaceAll(account.email, "")).toBe(unknown.text.replaceAll("nobody@example.org", ""));
  expect(wrong.text).toContain("The e-mail address or the password is not right.");
  expect(wrong.text).not.toContain(guess);
});

test("after signing in a person lands on the page they wanted, and never on another site", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const account = await makeAccount(db, { participantId: person.id });
  const asks = async (next: string) => {
    const browser = new Client(await testOrigin());
    const values = { email: account.email, password: testPassword, next };
    return (await browser.request("POST", "/sign-in", form(values))).headers.get("location");
  };
  expect(await asks("/my/documents")).toBe("/my/documents");
  expect(await asks("//evil.example/")).toBe("/my");
  expect(await asks("https://evil.example/")).toBe("/my");
  expect(await asks("/\\evil.example")).toBe("/my");
});

test("staff without a record of their own see no number, and a way to the console", async () => {
  const staff = await makeStaff(await testDb(), "data_entry");
  const browser = await client();
  await browser.request("POST", "/sign-in", form({ email: staff.email, password: testPassword }));
  const { text } = await browser.get("/");
  expect(text).toContain("Staff console");
  expect(text).not.toContain("Registry number");
});

test("an unknown address is a friendly page in a browser", async () => {
  const browser = await client();
  const page = await browser.request("GET", "/no-such-page", undefined, { accept: "text/html" });
  expect(page.status).toBe(404);
  expect(page.text).toContain("We cannot find this page");
  const api = await browser.get("/api/no-such-thing");
  expect(api.body).toMatchObject({ code: "NOT_FOUND" });
});

test("a form sent from another site is refused with a page", async () => {
  const browser = await client();
  const refused = await browser.request("POST", "/sign-in", form({ email: "a@example.org", password: "x" }), {
    "sec-fetch-site": "cross-site",
    accept: "text/html",
  });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain("<h1>This is not for you to open</h1>");
});

test("with the database away visitors read that the registry is back in a moment; the API answers in JSON", async () => {
  const away = makeDb("postgres://nobody@127.0.0.1:1/none", { role: noRole, max: 1 });
  const app = makeApp({
    ...depsFor(away.db),
    sessionSecret: "a secret of the tests",
    publicOrigin: "http://127.0.0.1",
    trustProxy: 0,
  });
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  try {
    const browser = new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const page = await browser.request("GET", "/", undefined, {
      accept: "text/html",
      cookie: "registry=s%3Aab.cd",
    });
    expect(page.status).toBe(503);
    expect(page.text).toContain("We are back in a moment");
    expect(page.headers.get("retry-after")).toBe("5");
    expect((await browser.get("/api/announcements")).body).toMatchObject({ code: "UNAVAILABLE" });
  } finally {
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
    await away.close();
  }
});
