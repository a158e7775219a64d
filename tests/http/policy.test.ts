import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "#api/domains/routes.ts";
import { type Permission, policy } from "#api/kernel/permissions.ts";
import { roles } from "#db/enums.ts";
import { accessGrants, instructors } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import {
  makeAccount,
  makeParticipant,
  makeProgram,
  makeSponsor,
  makeSponsorManager,
  makeStaff,
} from "../support/factories.ts";
import { type Client, client } from "../support/http.ts";

/**
 * Route → the permission that opens it, written by hand from the policy. A route missing here fails the build; `any` is
 * open to whoever is signed in and decides by scope alone.
 */
const needs: Record<string, Permission | readonly Permission[]> = {
  "GET dashboard/overview": "dashboard:read",
  "GET documents": "documents:read",
  "GET documents/:id": "documents:read",
  "GET documents/:id/pages/:page": "documents:read",
  "GET documents/:id/pages/:page/thumbnail": "documents:read",
  "GET documents/:id/original": "documents:read",
  "GET documents/:id/report-preview": "documents:read",
  "POST documents/upload": "documents:upload",
  "POST documents/claim-next": "documents:claim",
  "POST documents/:id/claim": "documents:claim",
  "POST documents/:id/release": "documents:claim",
  "POST documents/:id/renew-lease": "documents:claim",
  "POST documents/:id/save-entries": "documents:enter",
  "POST documents/:id/decide": "documents:decide",
  "POST documents/:id/reset": "documents:decide",
  "POST documents/:id/set-lane": "documents:prioritize",
  "POST documents/:id/remove": "documents:delete",
  "GET documents/:id/reading": "documents:enter",
  "GET documents/:id/pre-checks": "documents:enter",
  "POST documents/:id/preview-entries": "documents:enter",
  "GET documents/colleagues": "documents:route",
  "GET documents/places": "documents:read",
  "POST documents/:id/hold": "documents:route",
  "POST documents/:id/resume": "documents:route",
  "POST documents/:id/hand-over": "documents:route",
  "POST documents/:id/escalate": "documents:route",
  "POST documents/:id/supersede": "documents:decide",
  "GET intake-scans": "intake:read",
  "GET intake-scans/:id": "intake:read",
  "GET intake-scans/:id/pages/:page": "intake:read",
  "GET intake-scans/:id/pages/:page/thumbnail": "intake:read",
  "GET intake-scans/:id/original": "intake:read",
  "POST intake-scans/upload": "intake:file",
  "POST intake-scans/:id/file": "intake:file",
  "POST intake-scans/:id/discard": "intake:file",
  "POST coversheets": "coversheets:create",
  "GET coversheets/:id": "coversheets:create",
  "GET coversheets/:id/pdf": "coversheets:create",
  "POST membership-cards": "membership_cards:create",
  "GET membership-cards/:id/pdf": "membership_cards:create",
  "GET course-memory": "course_memory:read",
  "POST course-memory/:id/correct": "course_memory:write",
  "GET second-looks": "second_looks:read",
  "GET second-looks/:id": "second_looks:read",
  "POST second-looks/claim-next": "second_looks:do",
  "POST second-looks/:id/release": "second_looks:do",
  "POST second-looks/:id/renew-lease": "second_looks:do",
  "POST second-looks/:id/submit": "second_looks:do",
  "POST second-looks/:id/settle": "second_looks:do",
  "GET reviews": "reviews:read",
  "GET reviews/:id": "reviews:read",
  "POST reviews": "reviews:request",
  "POST reviews/:id/decide": "reviews:decide",
  "POST reviews/:id/withdraw": "reviews:request",
  "GET desk-settings/:id": "desk_settings:read",
  "PUT desk-settings/:id": "desk_settings:write",
  "GET participants": "participants:read",
  "GET participants/:id": "participants:read",
  "GET participants/lookup": "participants:read",
  "GET participants/:id/history": "participants:read",
  "GET participants/:id/record": "education:read",
  "POST participants": "participants:create",
  "PUT participants/:id": "participants:update",
  "POST participants/:id/register": "participants:register",
  "POST participants/:id/set-ssn": "participants:update",
  "POST participants/:id/reveal-ssn": "participants:reveal_ssn",
  "GET programs": "programs:read",
  "GET programs/:id": "programs:read",
  "POST programs": "programs:write",
  "PUT programs/:id": "programs:write",
  "GET employments": "employments:read",
  "GET employments/:id": "employments:read",
  "POST employments": "employments:report",
  "PUT employments/:id": ["employments:report", "employments:confirm"],
  "POST employments/:id/confirm": "employments:confirm",
  "POST employments/:id/decline": "employments:confirm",
  "GET sponsors": "sponsors:read",
  "GET sponsors/:id": "sponsors:read",
  "POST sponsors": "sponsors:create",
  "PUT sponsors/:id": "sponsors:write",
  "GET trainings": "trainings:read",
  "GET trainings/:id": "trainings:read",
  "POST trainings": "trainings:write",
  "PUT trainings/:id": "trainings:write",
  "GET events": "events:read",
  "GET events/:id": "events:read",
  "POST events": "events:write",
  "PUT events/:id": "events:write",
  "POST events/:id/publish": "events:write",
  "POST events/:id/cancel": "events:write",
  "POST events/:id/attendance": "enrollments:attend",
  "POST events/:id/walk-in": "enrollments:attend",
  "GET enrollments": "enrollments:read",
  "GET enrollments/:id": "enrollments:read",
  "POST enrollments": ["enrollments:enroll", "enrollments:manage"],
  "POST enrollments/:id/withdraw": ["enrollments:enroll", "enrollments:manage"],
  "GET roster-imports": "roster_imports:read",
  "GET roster-imports/:id": "roster_imports:read",
  "GET roster-imports/:id/not-placed": "roster_imports:read",
  "POST roster-imports/upload": "roster_imports:write",
  "POST roster-imports/paste": "roster_imports:write",
  "POST roster-imports/:id/map": "roster_imports:write",
  "POST roster-imports/:id/correct-row": "roster_imports:write",
  "POST roster-imports/:id/decide-row": "roster_imports:write",
  "POST roster-imports/:id/apply": "roster_imports:write",
  "POST roster-imports/:id/discard": "roster_imports:write",
  "POST roster-imports/:id/revoke-invitation": "roster_imports:write",
  "GET instructors": "instructors:read",
  "POST instructors/:id/decide": "instructors:decide",
  "POST report_runs/preflight": "report_runs:create",
  "GET report-versions": "report_versions:read",
  "GET report-versions/:id": "report_versions:read",
  "POST report-versions/:id/withdraw": "report_versions:withdraw",
  "GET report_runs": "report_runs:read",
  "GET report_runs/definitions": "report_runs:read",
  "GET report_runs/:id": "report_runs:read",
  "GET report_runs/:id/file": "report_runs:read",
  "POST report_runs": "report_runs:create",
  "GET institutions": "institutions:read",
  "GET institutions/:id": "institutions:read",
  "POST institutions": "institutions:write",
  "PUT institutions/:id": "institutions:write",
  "GET announcements": "announcements:read",
  "GET announcements/:id": "announcements:write",
  "POST announcements": "announcements:write",
  "PUT announcements/:id": "announcements:write",
  "GET audit": "audit:read",
  "GET audit/:id": "audit:read",
  "GET staff": "staff:read",
  "GET staff/:id": "staff:read",
  "POST staff": "staff:write",
  "POST staff/:id/disable": "staff:write",
  "POST staff/:id/enable": "staff:write",
  "GET duplicates": "duplicates:read",
  "GET duplicates/:id": "duplicates:read",
  "GET duplicates/blind": "duplicates:read",
  "POST duplicates/blind": "duplicates:read",
  "POST duplicates/set-apart": "duplicates:decide",
  "GET duplicates/compare": "duplicates:read",
  "POST duplicates/:id/not-duplicate": "duplicates:decide",
  "POST duplicates/:id/reopen": "duplicates:decide",
  "POST duplicates/scan": "duplicates:scan",
  "POST duplicates/matches": "duplicates:read",
  "GET duplicates/search": "duplicates:read",
  "GET duplicates/calibration": "duplicates:read",
  "GET directory_duplicates": "duplicates:read",
  "GET directory_duplicates/:id": "duplicates:read",
  "GET directory_duplicates/search": "duplicates:read",
  "GET directory_duplicates/calibration": "duplicates:read",
  "POST directory_duplicates/matches": "duplicates:read",
  "POST directory_duplicates/scan": "duplicates:scan",
  "POST directory_duplicates/:id/not-duplicate": "duplicates:decide",
  "POST directory_duplicates/:id/reopen": "duplicates:decide",
  "GET merges": "merges:read",
  "GET merges/:id": "merges:read",
  "POST merges": "merges:create",
  "POST merges/propose": "merges:create",
  "POST merges/:id/approve": "merges:approve",
  "POST merges/:id/refuse": "merges:approve",
  "POST merges/:id/undo": "merges:undo",
  "GET directory_merges": "merges:read",
  "GET directory_merges/:id": "merges:read",
  "POST directory_merges": "merges:create",
  "POST directory_merges/propose": "merges:create",
  "POST directory_merges/preview": "duplicates:read",
  "POST directory_merges/:id/approve": "merges:approve",
  "POST directory_merges/:id/refuse": "merges:approve",
  "POST directory_merges/:id/undo": "merges:undo",
  "POST directory_merges/:id/undo-together": "merges:undo",
  "POST directory_merges/:id/ask-undo": "merges:undo",
  "POST directory_merges/:id/approve-undo": "merges:approve",
  "POST directory_merges/:id/refuse-undo": "merges:approve",
  "GET requests": "requests:read",
  "GET requests/:id": "requests:read",
  "GET requests/:id/files/:file/pages/:page": "requests:read",
  "GET requests/:id/files/:file/original": "requests:read",
  "GET requests/colleagues": "requests:work",
  "POST requests": "requests:submit",
  "POST requests/upload": "requests:work",
  "POST requests/take-next": "requests:work",
  "POST requests/:id/take": "requests:work",
  "POST requests/:id/assign": "requests:work",
  "POST requests/:id/reply": "requests:work",
  "POST requests/:id/note": "requests:work",
  "POST requests/:id/set-due": "requests:work",
  "POST requests/:id/link": "requests:work",
  "POST requests/:id/apply-correction": "requests:work",
  "POST requests/:id/keep-file": "requests:work",
  "POST requests/:id/resolve": "requests:work",
  "POST requests/:id/refuse": "requests:work",
  "POST requests/:id/reopen": "requests:work",
  "POST merges/:id/undo-together": "merges:undo",
  "POST merges/:id/ask-undo": "merges:undo",
  "POST merges/:id/approve-undo": "merges:approve",
  "POST merges/:id/refuse-undo": "merges:approve",
  "POST merges/together": "merges:create",
  "POST merges/preview-together": "duplicates:read",
  "GET name_changes": "name_changes:read",
  "GET name_changes/:id": "name_changes:read",
  "POST name_changes": "name_changes:request",
  "POST name_changes/:id/approve": "name_changes:decide",
  "POST name_changes/:id/withdraw": "name_changes:request",
  "POST name_changes/:id/refuse": "name_changes:decide",
  "GET access_grants": "access_grants:read",
  "GET access_grants/:id": "access_grants:read",
  "POST access_grants": "access_grants:request",
  "POST access_grants/delegate": "access_grants:delegate",
  "POST access_grants/:id/grant": "access_grants:decide",
  "POST access_grants/:id/refuse": "access_grants:decide",
  "POST access_grants/:id/revoke": "access_grants:revoke",
  "GET notifications": "notifications:read",
  "GET notifications/:id": "notifications:read",
  "POST notifications/:id/resend": "notifications:resend",
};

/** Every route the resources declare, as `METHOD name/path`. */
function declared(): string[] {
  return routes.flatMap(({ name, verbs }) => [
    ...(verbs.list ? [`GET ${name}`] : []),
    ...(verbs.get ? [`GET ${name}/:id`] : []),
    ...(verbs.create ? [`POST ${name}`] : []),
    ...(verbs.update ? [`PUT ${name}/:id`] : []),
    ...(verbs.remove ? [`DELETE ${name}/:id`] : []),
    ...Object.keys(verbs.reads ?? {}).map((path) => `GET ${name}/${path}`),
    ...Object.keys(verbs.itemReads ?? {}).map((path) => `GET ${name}/:id/${path}`),
    ...Object.keys(verbs.downloads ?? {}).map((path) => `GET ${name}/:id/${path}`),
    ...Object.keys(verbs.uploads ?? {}).map((path) => `POST ${name}/${path}`),
    ...Object.keys(verbs.collectionActions ?? {}).map((path) => `POST ${name}/${path}`),
    ...Object.keys(verbs.actions ?? {}).map((path) => `POST ${name}/:id/${path}`),
  ]);
}

const everyone = [...roles, "anonymous"] as const;
type Who = (typeof everyone)[number];
const browsers = new Map<Who, Client>();

beforeAll(async () => {
  const db = await testDb();
  for (const who of everyone) {
    const browser = await client();
    browsers.set(who, browser);
    if (who === "anonymous") continue;
    if (who === "data_entry" || who === "help_desk" || who === "registry_admin" || who === "auditor") {
      await browser.signIn((await makeStaff(db, who)).email);
      continue;
    }
    const person = await makeParticipant(db);
    const account = await makeAccount(db, { participantId: person.id });
    if (who === "program_admin") {
      const program = await makeProgram(db);
      await db.insert(accessGrants).values({
        participantId: person.id,
        programId: program.id,
        programNumber: program.programNumber,
        status: "granted",
      });
    }
    if (who === "sponsor_manager") await makeSponsorManager(db, (await makeSponsor(db)).id, person.id);
    if (who === "instructor")
      await db
        .insert(instructors)
        .values({ sponsorId: (await makeSponsor(db)).id, participantId: person.id, status: "approved" });
    expect((await browser.signIn(account.email)).body).toMatchObject({ role: who });
  }
});

/** A request to `route` about a row that does not exist, with nothing in it. */
function ask(browser: Client, route: string) {
  const [method, path] = route.split(" ") as [string, string];
  const url = `/api/${path.replace(":id", "2000000000").replace(":page", "1").replace(":file", "1")}`;
  if (route.endsWith("/upload")) {
    const form = new FormData();
    form.set("file", new Blob(["not a document"]), "note.txt");
    return browser.request(method, url, form);
  }
  return browser.request(method, url, method === "GET" ? undefined : {});
}

test("every route is in the table, and the table names no other", () => {
  expect(declared().sort()).toEqual(Object.keys(needs).sort());
});

describe.each(everyone)("%s", (who) => {
  test("reaches exactly the routes the policy opens", async () => {
    const wrong: string[] = [];
    for (const route of declared()) {
      const permitted = [needs[route] ?? []].flat().some((permission) => policy[who][permission]);
      const { status, text } = await ask(browsers.get(who)!, route);
      const closed = who === "anonymous" ? status === 401 : status === 403;
      // Open means: past the permission. A row that does not exist answers 404, an empty body 422 or 400.
      if (status >= 500 || closed === permitted) wrong.push(`${route}: ${status} ${text.slice(0, 120)}`);
    }
    expect(wrong).toEqual([]);
  });
});
