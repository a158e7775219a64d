import { expect, test } from "vitest";
import * as values from "#db/enums.ts";
import { listOf } from "../../admin-ui/src/dashboard/queueLinks.ts";
import { clock, shouldRenew } from "../../admin-ui/src/documents/lease.ts";
import { reasonsFor } from "../../admin-ui/src/documents/reasons.ts";
import { viewOf, views } from "../../admin-ui/src/documents/views.ts";
import { enums } from "../../admin-ui/src/enums/messages.en.ts";
import { fromEvent, toEvent } from "../../admin-ui/src/events/eventForm.ts";
import { allAttended, markOf, toMarks } from "../../admin-ui/src/events/marks.ts";
import { menuOf } from "../../admin-ui/src/layout/menu.ts";
import { readSearch } from "../../admin-ui/src/layout/readSearch.ts";
import { permissionFor } from "../../admin-ui/src/providers/permissionFor.ts";
import { initialParams, missingParams, toParams } from "../../admin-ui/src/report_runs/params.ts";
import { ageOf, formatDay, formatTime } from "../../admin-ui/src/shared/dates.ts";
import { changedMeanwhile, differences, humanKey, inWords } from "../../admin-ui/src/shared/diff.ts";

test("the search box reads a date of birth in two ways and leaves the rest to the server", () => {
  expect(readSearch("1988-04-12")).toEqual({ birthDate: "1988-04-12" });
  expect(readSearch("4/12/1988")).toEqual({ birthDate: "1988-04-12" });
  expect(readSearch("2/31/1988")).toEqual({ q: "2/31/1988" });
  expect(readSearch("1000123")).toEqual({ q: "1000123" });
  expect(readSearch("")).toEqual({});
});

test("a calendar date is never moved by a time zone", () => {
  expect(formatDay("2026-01-01")).toBe("Jan 1, 2026");
  expect(formatDay(null)).toBe("");
  expect(["00:05", "09:00", "12:30", "17:15"].map(formatTime)).toEqual([
    "12:05 AM",
    "9:00 AM",
    "12:30 PM",
    "5:15 PM",
  ]);
});

test("ages are said in the largest unit that still says something", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  const age = (iso: string) => ageOf(iso, now);
  expect(age("2026-11-21T11:59:50Z")).toEqual({ unit: "justNow", count: 0 });
  expect(age("2026-11-21T11:15:00Z")).toEqual({ unit: "minutes", count: 45 });
  expect(age("2026-11-20T13:00:00Z")).toEqual({ unit: "hours", count: 23 });
  expect(age("2026-11-08T12:00:00Z")).toEqual({ unit: "days", count: 13 });
  expect(age("2026-09-26T12:00:00Z")).toEqual({ unit: "weeks", count: 8 });
});

test("differences leave bookkeeping out and see null and missing as the same", () => {
  expect(
    differences({ id: 1, version: 1, phone: null, city: "A" }, { id: 1, version: 2, city: "B" }),
  ).toEqual([{ key: "city", before: "A", after: "B" }]);
  expect(differences(null, { race: ["x"] })).toEqual([{ key: "race", before: undefined, after: ["x"] }]);
});

test("a stale edit shows only fields that both sides know", () => {
  expect(changedMeanwhile({ phone: "1", names: [] }, { phone: "2", searchText: "x", hasSsn: true })).toEqual([
    { key: "phone", before: "1", after: "2" },
  ]);
});

test("keys and values are said in words", () => {
  expect(humanKey("birthDateEstimated")).toBe("Birth date estimated");
  expect(humanKey("claimed_by_id")).toBe("Claimed by id");
  expect(inWords([true, null])).toBe("yes, —");
  expect(inWords({ rows: 3 })).toBe("Rows: 3");
});

test("every tab of the queue finds itself again from its filters", () => {
  for (const [name, filter] of Object.entries(views)) expect(viewOf(filter)).toBe(name);
  expect(viewOf({ ...views.waiting, lane: "standard", q: "reyes" })).toBe("waiting");
  expect(viewOf({ status: "superseded" })).toBeUndefined();
});

test("a number on the dashboard opens exactly the rows it counts", () => {
  const query = new URL(listOf("documents", { lane: "licensing_visit" }), "http://x").searchParams;
  expect(JSON.parse(query.get("filter") ?? "")).toEqual({
    status: "unverified",
    waiting: true,
    lane: "licensing_visit",
  });
});

test("a lease is renewed for somebody at work, not for an empty chair or when it is over", () => {
  expect(shouldRenew(120_000, 10_000)).toBe(true);
  expect(shouldRenew(120_000, 600_000)).toBe(false);
  expect(shouldRenew(600_000, 10_000)).toBe(false);
  expect(shouldRenew(-1, 0)).toBe(false);
  expect(clock(65_000)).toBe("1:05");
  expect(clock(-5)).toBe("0:00");
});

test("only reasons of the outcome and the document's type are offered", () => {
  const words = { label: "A", toFix: "a" };
  const rest = { ...words, translations: { es: words, zh: words } };
  const all = [
    { code: "a", ...rest, outcome: "action_required" as const },
    { code: "b", ...rest, outcome: "action_required" as const, types: ["permit"] as const },
    { code: "c", ...rest, outcome: "not_accepted" as const },
  ];
  expect(reasonsFor(all, "action_required", "transcript").map(({ code }) => code)).toEqual(["a"]);
  expect(reasonsFor(all, "action_required", "permit").map(({ code }) => code)).toEqual(["a", "b"]);
});

test("marks: only changes are sent, and nobody without a seat is marked", () => {
  const rows = [
    { id: 1, status: "enrolled" as const },
    { id: 2, status: "no_show" as const },
    { id: 3, status: "waitlisted" as const },
  ];
  const all = allAttended(rows);
  expect(toMarks(rows, all)).toEqual([{ enrollmentId: 1, status: "attended" }]);
  expect(toMarks(rows, { 2: "no_show", 3: "attended" })).toEqual([]);
  expect(markOf(rows[2]!, {})).toBeUndefined();
});

test("an event goes to its form and back: dollars, clock times, only what the API knows", () => {
  const form = fromEvent({
    id: 5,
    version: 2,
    title: "Math",
    costCents: 1250,
    orgcode: "HELN37B100",
    sessions: [
      { id: 9, startsAt: "x", endsAt: "y", date: "2026-12-21", startTime: "09:00", endTime: "13:00" },
    ],
    instructors: [{ id: 3, name: "E" }],
  });
  expect(form).toMatchObject({ cost: 12.5, instructorIds: [3] });
  expect(toEvent(form)).toEqual({
    id: 5,
    version: 2,
    title: "Math",
    costCents: 1250,
    instructorIds: [3],
    sessions: [{ date: "2026-12-21", startTime: "09:00", endTime: "13:00" }],
  });
});

test("a report's form: initial values, what is missing, and nothing empty sent", () => {
  const fields = [
    { name: "from", label: "From", type: "date" as const, required: true, initial: "2026-07-01" },
    { name: "county", label: "County", type: "multi" as const, required: true },
    { name: "sponsorId", label: "Sponsor", type: "sponsor" as const, required: false },
  ];
  const start = initialParams(fields);
  expect(start).toEqual({ from: "2026-07-01" });
  expect(missingParams(fields, { ...start, county: [] })).toEqual(["county"]);
  expect(toParams(fields, { ...start, county: ["19"], sponsorId: "" })).toEqual({
    from: "2026-07-01",
    county: ["19"],
  });
});

test("react-admin's questions are asked as the server's permissions", () => {
  expect(permissionFor("documents", "list")).toBe("documents:read");
  expect(permissionFor("documents", "create")).toBe("documents:upload");
  expect(permissionFor("participants", "edit")).toBe("participants:update");
  expect(permissionFor("programs", "edit")).toBe("programs:write");
  expect(permissionFor("merges", "undo")).toBe("merges:undo");
});

test("every role has a menu and a word", () => {
  for (const role of values.roles) {
    expect(enums.role[role]).not.toBe("");
    expect(Array.isArray(menuOf[role])).toBe(true);
  }
});

const worded: [keyof typeof enums, readonly string[]][] = [
  ["participantStatus", values.participantStatuses],
  ["accountStatus", values.accountStatuses],
  ["documentStatus", values.documentStatuses],
  ["documentType", values.documentTypes],
  ["documentLane", values.documentLanes],
  ["documentSource", values.documentSources],
  ["decisionOutcome", values.decisionOutcomes],
  ["accessGrantStatus", values.accessGrantStatuses],
  ["nameChangeStatus", values.nameChangeStatuses],
  ["employmentStatus", values.employmentStatuses],
  ["duplicateStatus", values.duplicateStatuses],
  ["duplicateBand", values.duplicateBands],
  ["mergeStatus", values.mergeStatuses],
  ["ledgerAction", values.ledgerActions],
  ["reportRunStatus", values.reportRunStatuses],
  ["notificationStatus", values.notificationStatuses],
  ["eventStatus", values.eventStatuses],
  ["enrollmentStatus", values.enrollmentStatuses],
  ["instructorStatus", values.instructorStatuses],
  ["sponsorStatus", values.sponsorStatuses],
  ["trainingStatus", values.trainingStatuses],
  ["degreeLevel", values.degreeLevels],
  ["courseState", values.courseStates],
  ["identifierKind", values.identifierKinds],
  ["nameKind", values.nameKinds],
];
test.each(worded)("every %s has a word in the catalogue", (kind, list) => {
  expect(list.filter((value) => !(value in enums[kind]))).toEqual([]);
});
