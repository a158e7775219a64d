import { beforeAll, expect, test } from "vitest";
import type { DocumentReading, EntriesPreview, PreCheck } from "#api/domains/documents/schemas.ts";
import type { Db } from "#db/client.ts";
import { testDb } from "../setup/db.ts";
import { makeDocument, makeInstitution, makeParticipant, makeStaff } from "../support/factories.ts";
import { type Client, client } from "../support/http.ts";

let db: Db;
let clerk: Client;
let colleague: Client;
let colleagueId: number;
beforeAll(async () => {
  db = await testDb();
  const [mine, theirs] = [await makeStaff(db, "data_entry"), await makeStaff(db, "data_entry")];
  colleagueId = theirs.id;
  clerk = await client();
  colleague = await client();
  await clerk.signIn(mine.email);
  await colleague.signIn(theirs.email);
});
const waiting = async () => makeDocument(db, { participantId: (await makeParticipant(db)).id });

test("a clerk takes, reads, previews, hands over; the colleague gets it next, decides, and the course is remembered", async () => {
  const { id } = await waiting();
  const college = await makeInstitution(db);
  expect((await clerk.post("/api/documents/claim-next")).body).toMatchObject({ id });
  const reading = (await clerk.get(`/api/documents/${id}/reading`)).body as DocumentReading;
  expect(reading).toMatchObject({ state: "waiting", reading: null, memory: [], pages: [] });
  const { checks } = (await clerk.get(`/api/documents/${id}/pre-checks`)).body as { checks: PreCheck[] };
  expect(checks.map(({ key, light }) => [key, light])).toContainEqual(["same_file", "green"]);
  const course = {
    institutionId: college.id,
    courseNumber: "ECE 1",
    title: "Child Growth",
    term: "Fall 2023",
    completedOn: "2023-12-15",
    units: "4.5",
    unitSystem: "quarter",
    grade: "A",
    classification: "ece_cd",
  };
  const preview = (
    await clerk.post(`/api/documents/${id}/preview-entries`, { entries: { courses: [course, {}] } })
  ).body as EntriesPreview;
  expect(preview).toMatchObject({
    courses: [{ index: 0, semesterUnits: "3.00" }],
    unfinished: [{ section: "courses", index: 1 }],
  });
  const names = (await clerk.get("/api/documents/colleagues")).body as { id: number }[];
  expect(names.map((each) => each.id)).toContain(colleagueId);
  const { version } = (await clerk.get(`/api/documents/${id}`)).body as { version: number };
  const handed = await clerk.post(`/api/documents/${id}/hand-over`, {
    version,
    toAccountId: colleagueId,
    note: "You know this college.",
  });
  expect(handed.body).toMatchObject({ deskState: "queue", assignedToId: colleagueId });
  expect((await clerk.post("/api/documents/claim-next")).body).toEqual({ id: null });
  expect((await colleague.list("documents", { filter: { assignedToMe: true } })).body).toMatchObject([
    { id },
  ]);
  const taken = (await colleague.post("/api/documents/claim-next")).body as { id: number; version: number };
  expect(taken.id).toBe(id);
  const decided = await colleague.post(`/api/documents/${id}/decide`, {
    version: taken.version,
    outcome: "verified",
    entries: { courses: [{ ...course, enteredAs: "pasted" }] },
  });
  expect(decided.body).toMatchObject({ status: "verified", memoryChanges: [] });
  const memory = await clerk.list("course-memory", {
    filter: { institutionId: college.id, courseNumbers: ["ece-1", "ECE 2"] },
  });
  expect(memory.headers.get("content-range")).toBe("course-memory 0-0/1");
  expect(memory.body).toMatchObject([
    { courseKey: "ece1", units: "4.50", unitSystem: "quarter", classification: "ece_cd", documentId: id },
  ]);
});

test("put aside with words beside the field where something is missing, and resumed", async () => {
  const { id, version } = await waiting();
  const refused = await clerk.post(`/api/documents/${id}/hold`, {
    version,
    until: "2020-01-01",
    note: "Waits.",
  });
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ errors: { until: "Choose a day after today." } });
  const held = await clerk.post(`/api/documents/${id}/hold`, { version, note: "Waits for page 2." });
  expect(held.body).toMatchObject({ deskState: "held" });
  const back = await clerk.post(`/api/documents/${id}/resume`, {
    version: (held.body as { version: number }).version,
  });
  expect(back.body).toMatchObject({ deskState: "queue", heldUntil: null });
});

test("rows from a browser that are no rows are refused in words, not with a failure", async () => {
  const { id } = await waiting();
  for (const entries of [{ courses: "x" }, { courses: [null] }, { other: [] }, null]) {
    const { status } = await clerk.post(`/api/documents/${id}/preview-entries`, { entries });
    expect(status).toBe(422);
  }
  const odd = { institutionId: 9_999_999_999, units: { a: 1 }, courseNumber: ["x"], unitSystem: "quarter" };
  const answer = await clerk.post(`/api/documents/${id}/preview-entries`, {
    entries: { courses: [odd], degrees: [odd], credentials: [odd], trainingHours: [odd] },
  });
  expect(answer.status).toBe(200);
  expect((answer.body as EntriesPreview).unfinished).toHaveLength(4);
});
