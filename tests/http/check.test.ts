import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { groupedCode, makeCode } from "#api/domains/report-versions/code.ts";
import { pathOf } from "#api/http/log.ts";
import { courses, participants, reportVersions } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { testFiles } from "../support/ctx.ts";
import { type Client, client } from "../support/http.ts";
import { educator, form, uploadForm } from "../support/portal.ts";
import { printablePerson, printReport } from "../support/report-versions.ts";

let db: Awaited<ReturnType<typeof testDb>>;
let browser: Client;
let printed: Awaited<ReturnType<typeof printReport>>;
let who: Awaited<ReturnType<typeof printablePerson>>;
const html = { accept: "text/html" };
const get = (path: string) => browser.request("GET", path, undefined, html);
const sendFile = (bytes: Uint8Array) =>
  browser.request(
    "POST",
    "/check/file",
    uploadForm({}, new Blob([new Uint8Array(bytes)], { type: "application/pdf" })),
    html,
  );

beforeAll(async () => {
  db = await testDb();
  browser = await client();
  who = await printablePerson(db, {
    familyName: "Nguyễn-Ortega",
    birthDate: "1987-03-21",
    email: "secret.address@example.org",
  });
  printed = await printReport(db, who.person.id);
});

describe("the check page", () => {
  test("takes a typed code to its answer, and says what is wrong with one that cannot be", async () => {
    const empty = await get("/check");
    expect(empty.status).toBe(200);
    expect(empty.text).toContain('<label class="usa-label" for="field-code">Verification code');
    expect(empty.text).not.toContain("<script");
    const typed = groupedCode(printed.version.code).toLowerCase();
    const sent = await browser.request("POST", "/check", form({ code: ` ${typed} ` }), html);
    expect([sent.status, sent.headers.get("location")]).toEqual([303, `/check/${printed.version.code}`]);
    const wrong = await browser.request("POST", "/check", form({ code: "K7QM" }), html);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("A verification code has 16 letters and digits.");
    expect(wrong.text).toContain('value="K7QM"');
  });

  test("shows what stands on the paper and nothing else of the person", async () => {
    const answer = await get(`/check/${printed.version.code}`);
    expect(answer.status).toBe(200);
    const { person } = who;
    for (const shown of [
      "Current",
      "Ana Nguyễn-Ortega",
      `ends in ${person.registryNumber.slice(-3)}`,
      "1 line",
      "0 lines",
    ])
      expect(answer.text).toContain(shown);
    for (const hidden of [
      person.registryNumber,
      person.birthDate!,
      "1987",
      "secret.address",
      "CD 1",
      "Child Growth",
      who.institution.name,
      who.clerk.displayName,
      `/documents/`,
      printed.version.contentSha256,
      printed.version.fileSha256!,
    ])
      expect(answer.text, hidden).not.toContain(hidden);
  });

  test("is found by no search engine, kept by no browser and sends no address on", async () => {
    for (const path of ["/check", `/check/${printed.version.code}`, `/check/${makeCode()}`]) {
      const { headers, text } = await get(path);
      expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("set-cookie")).toBeNull();
      expect(text).toContain('<meta name="robots" content="noindex, nofollow"/>');
    }
  });

  test("answers every unknown code alike, whatever it looks like", async () => {
    const bodies = new Set<string>();
    for (const code of [
      makeCode(),
      makeCode(),
      "abc",
      "0".repeat(16),
      encodeURIComponent("<script>alert(1)</script>"),
    ]) {
      const { status, text } = await get(`/check/${code}`);
      expect(status).toBe(404);
      bodies.add(text);
    }
    expect(bodies.size).toBe(1);
    expect([...bodies][0]).toContain("No report has this code");
  });

  test("says superseded without a word of what changed", async () => {
    const change = (values: Partial<typeof courses.$inferInsert>) =>
      db.update(courses).set(values).where(eq(courses.id, who.course.id));
    await change({ title: "A title nobody may learn here" });
    await db.update(participants).set({ familyName: "Newname" }).where(eq(participants.id, who.person.id));
    const newer = await printReport(db, who.person.id);
    const { text } = await get(`/check/${printed.version.code}`);
    expect(text).toContain("Superseded");
    expect(text).toContain("A report that says something else was issued on");
    expect(text).toContain("Ana Nguyễn-Ortega");
    for (const hidden of ["Newname", "nobody may learn", newer.version.code])
      expect(text).not.toContain(hidden);
    await change({ title: who.course.title });
    await db
      .update(participants)
      .set({ familyName: who.person.familyName })
      .where(eq(participants.id, who.person.id));
  });

  test("says withdrawn, and not why", async () => {
    const other = await printablePerson(db);
    const { version } = await printReport(db, other.person.id);
    await db
      .update(reportVersions)
      .set({ withdrawnAt: new Date("2026-05-05T18:00:00Z"), withdrawnReason: "Forged transcript" })
      .where(eq(reportVersions.id, version.id));
    const { text } = await get(`/check/${version.code}`);
    expect(text).toContain("Withdrawn");
    expect(text).toContain("May 5, 2026");
    expect(text).not.toContain("Forged");
  });
});

describe("the check of a file", () => {
  test("knows its own file, keeps nothing of it, and every single changed byte is noticed", async () => {
    const stored = async () => {
      const keys: string[] = [];
      for await (const { key } of testFiles.entries()) keys.push(key);
      return keys.length;
    };
    const before = await stored();
    const whole = await sendFile(printed.file);
    expect(whole.status).toBe(200);
    expect(whole.text).toContain("Unaltered file of a report");
    expect(whole.text).toContain("Ana Nguyễn-Ortega");
    for (const at of [0, 100, printed.file.length >> 1, printed.file.length - 1]) {
      const altered = Buffer.from(printed.file);
      altered[at]! ^= 1;
      const answer = await sendFile(altered);
      expect(answer.status).toBe(404);
      expect(answer.text).toContain("Not a file we issued");
      expect(answer.text).not.toContain("Ortega");
    }
    const appended = await sendFile(Buffer.concat([printed.file, Buffer.from("\n")]));
    expect(appended.text).toContain("Not a file we issued");
    expect(await stored()).toBe(before);
  });

  test("asks for a file where none was chosen, and refuses one that is too large", async () => {
    const none = await browser.request("POST", "/check/file", uploadForm({}), html);
    expect(none.status).toBe(422);
    expect(none.text).toContain("Choose a file to send.");
    const large = await sendFile(Buffer.alloc(50_000_001));
    expect(large.status).toBe(413);
    expect(large.text).toContain("larger than 50 MB");
  });
});

test("the request log shows that a code was checked and not which", () => {
  expect(pathOf("/check/K7QM2RXA9FHTWD4P?x=1")).toBe("/check/…");
  expect(pathOf("/check/K7QM2RXA9FHTWD4P/more")).toBe("/check/…/more");
  expect(pathOf("/CHECK/k7qm")).toBe("/check/…");
  expect(pathOf("/check/file")).toBe("/check/file");
  expect(pathOf("/check")).toBe("/check");
  expect(pathOf("/api/report_versions/4")).toBe("/api/report_versions/4");
});

test("a script that tries codes is slowed, however it names its address", async () => {
  const statuses = new Set<number>();
  for (let n = 0; n < 61; n++)
    statuses.add(
      (
        await browser.request("GET", `/check/${makeCode()}`, undefined, {
          ...html,
          "x-forwarded-for": `10.0.0.${n}`,
        })
      ).status,
    );
  expect([...statuses]).toEqual([404, 429]);
});

test("an educator sees each report made, whether it holds, and its code", async () => {
  const { person, browser: own } = await educator({ familyName: "Okafor" });
  expect((await own.request("GET", "/my/report", undefined, html)).text).not.toContain(
    "Reports you have made",
  );
  const { version } = await printReport(db, person.id);
  const current = (await own.request("GET", "/my/report", undefined, html)).text;
  for (const part of [
    "Reports you have made",
    groupedCode(version.code),
    "Version 1",
    "It says what your record says today.",
  ])
    expect(current).toContain(part);
  await db.update(participants).set({ familyName: "Adeyemi" }).where(eq(participants.id, person.id));
  expect((await own.request("GET", "/my/report", undefined, html)).text).toContain(
    "Your record has changed since.",
  );
});
