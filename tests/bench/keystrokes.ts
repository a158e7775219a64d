/**
 * `npm run bench -- keystrokes`: one fixed transcript of 40 courses is entered on the work screen by a scripted
 * Chromium: by hand, with course memory, with the reader alone, and with both. Every key counts, held ones too; the
 * clock runs from the first key to the accepted decision. Every stored value is compared with the transcript.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { rawClient } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { courseNumber, ECE_COURSES, GENERAL_COURSES } from "#db/seed/demo/courses.ts";
import { drawTranscriptPdf } from "#db/seed/demo/drawing/transcript.ts";
import { DEMO_INSTITUTIONS } from "#db/seed/demo/institutions.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript, type TranscriptRecord } from "#db/seed/demo/transcripts.ts";
import { launchChromium } from "#tests/support/chromium.ts";
import { openWindow, signIn } from "#tests/support/visitor.ts";
import { startRegistry } from "../e2e/harness/registry.ts";
import { startCluster, TEMPLATE } from "../setup/cluster.ts";
import { byHand, type Course, Hands, withMemory, withReader } from "./keystrokes-hands.ts";
import { printResult } from "./measure.ts";

type College = (typeof DEMO_INSTITUTIONS)[number];
const [firstCollege, otherCollege] = DEMO_INSTITUTIONS.filter(({ state }) => state === "CA") as [
  College,
  College,
];
const grades = ["A", "B+", "A-", "B", "C", "B-", "A", "C+"];
const years = [2021, 2022, 2023, 2024];

/** Eight terms of five courses, the same for every college but for the numbers it gives them. */
function transcriptOf(college: College, student: string): TranscriptRecord {
  const shelf = [...ECE_COURSES.slice(0, 22), ...GENERAL_COURSES.slice(0, 18)];
  const mixed = shelf.map((_course, at) => shelf[(at * 7) % shelf.length]!);
  const terms = years.flatMap((year) => [
    { label: `Spring ${year}`, startsOn: `${year}-02-05`, endsOn: `${year}-06-02` },
    { label: `Fall ${year}`, startsOn: `${year}-08-28`, endsOn: `${year}-12-17` },
  ]);
  return sampleTranscript(makeRandom("keystrokes"), {
    look: "modern",
    calendar: "semester",
    institution: college,
    student: { name: student, birthDate: null, studentNumber: "880040040" },
    terms: terms.map((term, at) => ({
      ...term,
      courses: mixed.slice(at * 5, at * 5 + 5).map((course, index) => ({
        number: courseNumber(college.ipedsUnitId, course),
        title: course.title,
        units: course.units,
        grade: grades[(at * 5 + index) % grades.length]!,
        inProgress: false,
        subject: course.subject,
      })),
    })),
    degree: null,
    issuedOn: "2026-05-15",
  });
}

const coursesOf = (record: TranscriptRecord): Course[] =>
  record.terms.flatMap((term) =>
    term.courses.map((course) => ({
      courseNumber: course.number,
      title: course.title,
      units: String(course.units),
      grade: course.grade,
      term: term.label,
      completedOn: term.endsOn,
      classification: course.subject === "ece" ? ("ece_cd" as const) : ("general_education" as const),
    })),
  );

type Way = { name: string; college: College; reader: boolean; memory: boolean };
/** In this order: what the first teaches course memory is there for the later ones, at its own college alone. */
const ways: Way[] = [
  { name: "by hand", college: firstCollege, reader: false, memory: false },
  { name: "with course memory", college: firstCollege, reader: false, memory: true },
  { name: "with the reader", college: otherCollege, reader: true, memory: false },
  { name: "with the reader and course memory", college: firstCollege, reader: true, memory: true },
];

const cluster = await startCluster();
const varDir = mkdtempSync(join(tmpdir(), "rollbook-keystrokes-"));
const admin = rawClient(cluster.url, { max: 1 });
await admin.unsafe(`create database keystrokes template ${TEMPLATE}`);
await admin.end();
const registry = await startRegistry({
  databaseUrl: withDatabase(cluster.url, "keystrokes"),
  varDir,
  participants: 60,
});
const browser = await launchChromium();
try {
  const problems: string[] = [];
  const window = await openWindow(browser, registry.origin, {}, problems);
  const page = await window.newPage();
  await signIn(page, "clerk@example.org");
  const people: { id: number; givenName: string; familyName: string }[] = await read(
    page,
    `participants?filter=${JSON.stringify({ status: "active" })}&range=[0,${ways.length - 1}]`,
  );
  const figures: { way: string; keys: number; seconds: number; corrections: number }[] = [];
  for (const [at, way] of ways.entries()) {
    const person = people[at]!;
    const record = transcriptOf(way.college, `${person.givenName} ${person.familyName}`);
    const courses = coursesOf(record);
    const id = await upload(page, person.id, await drawTranscriptPdf(record));
    figures.push({ way: way.name, ...(await enter(page, id, way, courses)) });
    await check(page, id, way, courses);
  }
  assert.deepEqual(problems, []);
  console.log("| way | keys a row | seconds a row | corrected cells |\n| --- | --- | --- | --- |");
  for (const { way, keys, seconds, corrections } of figures)
    console.log(`| ${way} | ${keys.toFixed(2)} | ${seconds.toFixed(2)} | ${corrections} |`);
  printResult({
    bench: "keystrokes",
    figure: figures[2]!.keys,
    unit: "keystrokes/row with the reader",
    peer: "the same transcript typed by hand on the same screen",
    peer_figure: figures[0]!.keys,
    better: "lower",
    size: 40,
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
  });
} finally {
  await browser.close();
  await registry.stop();
  await cluster.stop();
  rmSync(varDir, { recursive: true, force: true });
}

async function read<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/${path}`);
  assert.equal(answer.status(), 200, await answer.text());
  return (await answer.json()) as T;
}

/** Sends the transcript and waits until the machine has read it: that is done before a clerk comes. */
async function upload(page: Page, participantId: number, pdf: Uint8Array): Promise<number> {
  const answer = await page.request.post("/api/documents/upload", {
    headers: { origin: registry.origin },
    multipart: {
      type: "transcript",
      participantId: String(participantId),
      file: { name: "transcript.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdf) },
    },
  });
  assert.equal(answer.status(), 201, await answer.text());
  const { id } = (await answer.json()) as { id: number };
  const patience = Date.now() + 90_000;
  for (;;) {
    const { status } = await read<{ status: string }>(page, `documents/${id}`);
    const { state } = await read<{ state: string }>(page, `documents/${id}/reading`);
    if (status === "unverified" && state === "read") return id;
    assert.notEqual(state, "failed", "the reader failed");
    assert.ok(Date.now() < patience, `the transcript was not read in time: ${status}, ${state}`);
    await page.waitForTimeout(300);
  }
}

/** Takes the document and enters it one way; keys and seconds a course row, decision included. */
async function enter(page: Page, id: number, way: Way, courses: readonly Course[]) {
  await page.unrouteAll();
  if (!way.reader) {
    await page.route("**/api/documents/*/reading", (route) =>
      route.fulfill({
        json: { state: "failed", failure: "The reader is off.", reading: null, memory: [], pages: [] },
      }),
    );
  }
  if (!way.memory) await page.route("**/api/course-memory?**", (route) => route.fulfill({ json: [] }));
  await page.goto(`/admin/documents/${id}/show`);
  await page.getByRole("button", { name: "Take it", exact: true }).waitFor();
  const hands = new Hands(page);
  await hands.press("t");
  await page.getByText("Yours for").waitFor();
  if (way.reader)
    await page
      .locator("tr[data-proposed]")
      .nth(courses.length - 1)
      .waitFor();
  else await page.getByText("could not be read by machine").waitFor();
  const began = performance.now();
  let corrections = 0;
  if (way.reader) corrections = await withReader(page, hands, courses);
  else if (way.memory) await withMemory(page, hands, way.college.name, courses);
  else await byHand(page, hands, way.college.name, courses);
  await hands.press("Escape");
  await hands.press("v");
  await page.getByText("The rows above will print on the report.").waitFor();
  await hands.press("Enter");
  await page.getByText("Decided: Verified.").waitFor();
  const seconds = (performance.now() - began) / 1000;
  return { keys: hands.keys / courses.length, seconds: seconds / courses.length, corrections };
}

/** Every stored value is what the transcript prints, and the row says how it was entered. */
async function check(page: Page, id: number, way: Way, courses: readonly Course[]): Promise<void> {
  type Stored = Course & { institution: { name: string } | null; enteredAs: string; unitSystem: string };
  const view = await read<{ status: string; entries: { courses: Stored[] } }>(page, `documents/${id}`);
  assert.equal(view.status, "verified");
  const byTerm = (a: Course, b: Course) =>
    `${a.completedOn}${a.courseNumber}`.localeCompare(`${b.completedOn}${b.courseNumber}`);
  const stored = view.entries.courses.map((row) => ({
    courseNumber: row.courseNumber,
    title: row.title,
    units: String(Number(row.units)),
    grade: row.grade,
    term: row.term,
    completedOn: row.completedOn,
    classification: row.classification,
  }));
  assert.deepEqual(stored.sort(byTerm), [...courses].sort(byTerm), way.name);
  for (const row of view.entries.courses) {
    assert.equal(row.institution?.name, way.college.name);
    assert.equal(row.unitSystem, "semester");
    const expected = way.reader ? ["read", "corrected"] : way.memory ? ["remembered"] : ["typed"];
    assert.ok(expected.includes(row.enteredAs), `${row.courseNumber} was entered as ${row.enteredAs}`);
  }
}
