import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  accessGrants,
  accounts,
  courses,
  documents,
  employments,
  enrollments,
  nameChanges,
  participants,
  reportRuns,
} from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { testFiles } from "../support/ctx.ts";
import {
  makeAccount,
  makeDocument,
  makeEmployment,
  makeEvent,
  makeParticipant,
  makeProgram,
  makeSponsor,
  makeStaff,
} from "../support/factories.ts";
import { Client, client, testOrigin } from "../support/http.ts";
import { educator, form, html, pdf, uploadForm } from "../support/portal.ts";

const pages = [
  "/my",
  "/my/documents",
  "/my/documents/new",
  "/my/documents/coversheet",
  "/my/report",
  "/my/trainings",
  "/my/employment",
  "/my/employment/new",
  "/my/profile",
  "/my/profile/contact",
  "/my/profile/personal",
  "/my/profile/demographic",
  "/my/profile/privacy",
  "/my/name-change",
  "/my/email",
  "/my/access",
  "/my/requests",
];

test("every page of the portal shows the number, is never cached, and needs no JavaScript", async () => {
  const { person, browser } = await educator();
  for (const path of pages) {
    const { status, text, headers } = await browser.get(path);
    expect(status, path).toBe(200);
    expect(text, path).toContain(person.registryNumber);
    expect(headers.get("cache-control"), path).toBe("no-store");
    expect(text, path).not.toMatch(/<script|\son[a-z]+=|javascript:/i);
    expect(text.match(/<h1/g), path).toHaveLength(1);
  }
});

test("a visitor is asked to sign in and comes back; staff without a record go to the console", async () => {
  const visitor = await client();
  const answer = await visitor.request("GET", "/my/documents", undefined, html);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/sign-in?next=%2Fmy%2Fdocuments"]);
  const staff = await makeStaff(await testDb(), "data_entry");
  await visitor.signIn(staff.email);
  expect((await visitor.get("/my")).headers.get("location")).toBe("/admin");
});

test("a program administrator uses the portal as the educator they are", async () => {
  const db = await testDb();
  const { person, account } = await educator();
  const program = await makeProgram(db);
  await db.insert(accessGrants).values({
    participantId: person.id,
    programId: program.id,
    programNumber: program.programNumber,
    status: "granted",
  });
  const browser = new Client(await testOrigin());
  await new Promise((done) => setTimeout(done, 1100));
  await browser.signIn(account.email);
  expect(((await browser.get("/api/me")).body as { role: string }).role).toBe("program_admin");
  const page = await browser.get("/my/profile");
  expect(page.status).toBe(200);
  expect(page.text).toContain(person.familyName);
});

test("registering makes a pending record active", async () => {
  const { person, browser } = await educator();
  expect((await browser.get("/my")).text).toContain("You are not registered yet");
  expect((await browser.post("/my/register")).headers.get("location")).toBe("/my");
  const page = await browser.get("/my");
  expect(page.text).toContain("You are registered.");
  expect(page.text).not.toContain("You are not registered yet");
  expect((await browser.get("/my")).text).not.toContain("You are registered.");
  const [row] = await (await testDb()).select().from(participants).where(eq(participants.id, person.id));
  expect(row!.status).toBe("active");
  await browser.post("/my/register");
  const [again] = await (await testDb()).select().from(participants).where(eq(participants.id, person.id));
  expect(again!.version).toBe(row!.version);
});

test("the profile is edited section by section, names are not, and a stale form says so before it saves", async () => {
  const { person, browser } = await educator();
  const contact = {
    version: String(person.version),
    phone: "916 555 0111",
    city: "Davis",
    state: "ca",
    zip: "95616",
  };
  const wrong = await browser.request("POST", "/my/profile/contact", form({ ...contact, zip: "9561" }));
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('href="#field-zip"');
  const saved = await browser.request(
    "POST",
    "/my/profile/contact",
    form({ ...contact, givenName: "Hacked" }),
  );
  expect(saved.headers.get("location")).toBe("/my/profile");
  const db = await testDb();
  const read = async () => (await db.select().from(participants).where(eq(participants.id, person.id)))[0]!;
  expect(await read()).toMatchObject({ phone: "916 555 0111", state: "CA", givenName: person.givenName });
  const stale = await browser.request("POST", "/my/profile/contact", form({ ...contact, phone: "000" }));
  expect(stale.status).toBe(409);
  expect((await read()).phone).toBe("916 555 0111");
  const races = form({ version: String((await read()).version), gender: "female" });
  races.append("race", "asian");
  races.append("race", "white");
  await browser.request("POST", "/my/profile/demographic", races);
  expect((await read()).race).toEqual(["asian", "white"]);
});

test("another person's document, page image, report run and job are pages that do not exist", async () => {
  const db = await testDb();
  const other = await makeParticipant(db);
  const theirs = await makeDocument(db, { participantId: other.id });
  const job = await makeEmployment(db, { participantId: other.id, programId: (await makeProgram(db)).id });
  const { browser } = await educator();
  const paths = [
    `/my/documents/${theirs.id}`,
    `/my/documents/${theirs.id}/original`,
    `/my/documents/${theirs.id}/pages/1`,
    `/my/employment/${job.id}`,
    "/my/report/runs/999999",
    "/my/report/runs/999999/file",
    "/my/documents/0",
    "/my/documents/1e3",
  ];
  for (const path of paths) {
    const answer = await browser.request("GET", path, undefined, html);
    expect(answer.status, path).toBe(404);
    expect(answer.text, path).toContain("We cannot find this page");
  }
  const removed = await browser.request("POST", `/my/documents/${theirs.id}/remove`, form({}), html);
  expect(removed.status).toBe(404);
});

test("a name change takes the proof along, waits, and cannot be asked for twice", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const same = await browser.post(
    "/my/name-change",
    uploadForm({ newGivenName: person.givenName, newFamilyName: person.familyName }, pdf()),
  );
  expect(same.status).toBe(422);
  expect(await db.$count(documents, eq(documents.participantId, person.id))).toBe(0);
  const names = { newGivenName: person.givenName, newFamilyName: "Reyes-Okafor", requestReason: "Marriage" };
  const unsaid = await browser.post("/my/name-change", uploadForm(names, pdf()));
  expect(unsaid.text).toContain("Choose what proves the new name.");
  const wish = {
    ...names,
    evidenceKind: "marriage_certificate",
    "effectiveOn-year": "2026",
    "effectiveOn-month": "2",
    "effectiveOn-day": "14",
  };
  const noProof = await browser.post("/my/name-change", uploadForm(wish));
  expect(noProof.status).toBe(422);
  expect(noProof.text).toContain('value="Reyes-Okafor"');
  const sent = await browser.post("/my/name-change", uploadForm(wish, pdf()));
  expect(sent.headers.get("location")).toBe("/my/name-change");
  const [row] = await db.select().from(nameChanges).where(eq(nameChanges.participantId, person.id));
  expect(row).toMatchObject({
    newFamilyName: "Reyes-Okafor",
    status: "requested",
    requestReason: "Marriage",
    evidenceKind: "marriage_certificate",
    effectiveOn: "2026-02-14",
  });
  const [proof] = await db.select().from(documents).where(eq(documents.id, row!.evidenceDocumentId!));
  expect(proof).toMatchObject({ participantId: person.id, type: "name_change_evidence" });
  expect((await browser.get("/my")).text).toContain("Your name change is being looked at");
  expect((await browser.post("/my/name-change", uploadForm(wish, pdf()))).status).toBe(409);
  expect(await db.$count(nameChanges, eq(nameChanges.participantId, person.id))).toBe(1);
});

test("the sign-in address changes only when the link sent to the new one is opened", async () => {
  const { account, browser } = await educator();
  const email = `moved${process.pid}@example.org`;
  const ask = (values: Record<string, string>) => browser.request("POST", "/my/email", form(values));
  const wrong = await ask({ email, password: "not my password at all" });
  expect(wrong.status).toBe(422);
  const taken = await makeAccount(await testDb());
  const good = { password: "correct horse battery staple" };
  const forTaken = await ask({ email: taken.email, ...good });
  const forFree = await ask({ email, ...good });
  expect([forTaken.status, forTaken.headers.get("location")]).toEqual([
    forFree.status,
    forFree.headers.get("location"),
  ]);
  const [row] = await (await testDb()).select().from(accounts).where(eq(accounts.id, account.id));
  expect(row).toMatchObject({ email: account.email, pendingEmail: email, status: "active" });
});

test("a job is added from the program directory; once confirmed only the last day can change", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const program = await makeProgram(db, { name: `Sunny Hill ${process.pid}` });
  const found = await browser.get(`/my/employment/new?q=${encodeURIComponent(program.name)}`);
  expect(found.text).toContain(`/my/employment/new/${program.id}`);
  const path = `/my/employment/new/${program.id}`;
  const missing = await browser.request("POST", path, form({ position: "teacher" }));
  expect(missing.status).toBe(422);
  expect(missing.text).toContain('href="#field-startedOn"');
  const job = {
    position: "teacher",
    "startedOn-month": "8",
    "startedOn-day": "15",
    "startedOn-year": "2023",
    "wage.amount": "$21.50",
    "wage.period": "hour",
  };
  expect((await browser.request("POST", path, form(job))).headers.get("location")).toBe("/my/employment");
  const [row] = await db.select().from(employments).where(eq(employments.participantId, person.id));
  expect(row).toMatchObject({ status: "reported", startedOn: "2023-08-15", position: "teacher" });
  const page = `/my/employment/${row!.id}`;
  expect((await browser.get(page)).text).toContain('value="21.50"');
  await db.update(employments).set({ status: "confirmed" }).where(eq(employments.id, row!.id));
  const confirmed = await browser.get(page);
  expect(confirmed.text).not.toContain('name="position"');
  const version = /name="version" value="(\d+)"/.exec(confirmed.text)![1]!;
  const end = {
    version,
    "endedOn-month": "1",
    "endedOn-day": "31",
    "endedOn-year": "2026",
    position: "director",
  };
  expect((await browser.request("POST", page, form(end))).status).toBe(303);
  const [after] = await db.select().from(employments).where(eq(employments.id, row!.id));
  expect(after).toMatchObject({ endedOn: "2026-01-31", position: "teacher" });
});

test("access to a program is asked for by number, once", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const program = await makeProgram(db);
  const ask = () =>
    browser.request(
      "POST",
      "/my/access",
      form({ programNumber: program.programNumber, level: "administrator" }),
    );
  expect((await ask()).status).toBe(303);
  expect((await ask()).status).toBe(409);
  expect((await browser.get("/my/access")).text).toContain("Being looked at");
  expect(await db.$count(accessGrants, eq(accessGrants.participantId, person.id))).toBe(1);
});

test("the report page says what prints and why something does not; the button asks for a PDF to download", async () => {
  const db = await testDb();
  const { person, browser } = await educator();
  const document = await makeDocument(db, { participantId: person.id, status: "verified" });
  const course = {
    participantId: person.id,
    documentId: document.id,
    institutionName: "Fresno City College",
    courseNumber: "CHDEV 1",
    units: "3.00",
    completedOn: "2024-05-20",
    classification: "ece_cd" as const,
  };
  await db.insert(courses).values([
    { ...course, title: "Child Growth", grade: "A" },
    { ...course, title: "Failed One", courseNumber: "CHDEV 2", grade: "F" },
  ]);
  const page = await browser.get("/my/report");
  expect(page.text).toContain("Failed One");
  expect(page.text).toMatch(
    /What it will not print[\s\S]*Failed One[\s\S]*not a passing grade|Failed One[\s\S]*<dd>/,
  );
  const asked = await browser.post("/my/report");
  const path = asked.headers.get("location")!;
  expect(path).toMatch(/^\/my\/report\/runs\/\d+$/);
  const waiting = await browser.get(path);
  expect(waiting.headers.get("refresh")).toBe("4");
  expect((await browser.get(`${path}?still=1`)).headers.get("refresh")).toBeNull();
  expect((await browser.post("/my/report")).headers.get("location")).toBe(path);
  const stored = await testFiles.put(Buffer.from("%PDF-1.7 the report"), { folder: "reports" });
  await db
    .update(reportRuns)
    .set({
      status: "done",
      finishedAt: new Date(),
      storageKey: stored.key,
      fileName: "education-and-training-report.pdf",
      mimeType: "application/pdf",
      sizeBytes: stored.sizeBytes,
    })
    .where(eq(reportRuns.participantId, person.id));
  const ready = await browser.get(path);
  expect(ready.headers.get("refresh")).toBeNull();
  expect(ready.text).toContain(`${path}/file`);
  const file = await browser.get(`${path}/file`);
  expect(file.headers.get("content-type")).toBe("application/pdf");
  expect(file.text.slice(0, 5)).toBe("%PDF-");
});

let sponsorId: number;
beforeAll(async () => {
  sponsorId = (await makeSponsor(await testDb(), { counties: ["Los Angeles"] })).id;
});

test("an educator enrolls, is waitlisted when it is full, and withdraws", async () => {
  const db = await testDb();
  const event = await makeEvent(db, { sponsorId, capacity: 1, startsOn: "2099-03-14", endsOn: "2099-03-14" });
  const first = await educator();
  const second = await educator();
  const path = `/calendar/${event.id}`;
  expect((await first.browser.get(path)).text).toContain("1 seat left");
  expect((await first.browser.post(`${path}/enroll`)).headers.get("location")).toBe(path);
  expect((await first.browser.get(path)).text).toContain("You are enrolled.");
  await second.browser.post(`${path}/enroll`);
  expect((await second.browser.get("/my/trainings")).text).toContain("On the waiting list, Place 1");
  await first.browser.post(`${path}/withdraw`);
  const rows = await db.select().from(enrollments).where(eq(enrollments.eventId, event.id));
  expect(Object.fromEntries(rows.map((row) => [row.participantId, row.status]))).toEqual({
    [first.person.id]: "withdrawn",
    [second.person.id]: "enrolled",
  });
});

test("an invite-only event exists for whoever has the link alone", async () => {
  const db = await testDb();
  const event = await makeEvent(db, {
    sponsorId,
    status: "invite_only",
    invitationToken: "a-private-token",
    startsOn: "2099-04-01",
    endsOn: "2099-04-01",
  });
  const { browser } = await educator();
  const path = `/calendar/${event.id}`;
  expect((await browser.request("GET", path, undefined, html)).status).toBe(404);
  expect((await browser.request("GET", `${path}?invitation=wrong`, undefined, html)).status).toBe(404);
  expect((await browser.request("POST", `${path}/enroll`, form({}), html)).status).toBe(404);
  expect((await browser.get(`${path}?invitation=a-private-token`)).status).toBe(200);
  expect((await browser.get("/calendar")).text).not.toContain(event.title);
  const done = await browser.request("POST", `${path}/enroll`, form({ invitation: "a-private-token" }));
  expect(done.headers.get("location")).toBe(`${path}?invitation=a-private-token`);
  const visitor = await client();
  const page = await visitor.get(`${path}?invitation=a-private-token`);
  expect(page.text).toContain("Sign in to enroll");
});
