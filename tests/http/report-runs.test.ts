import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { reportRuns } from "#db/schema/index.ts";
import { generateReport } from "#workers/tasks/generate-report.ts";
import { testDb } from "../setup/db.ts";
import { systemCtx } from "../support/ctx.ts";
import {
  makeAccount,
  makeEnrollment,
  makeEvent,
  makeParticipant,
  makeSponsor,
  makeSponsorManager,
  makeStaff,
} from "../support/factories.ts";
import { client } from "../support/http.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const params = { from: "2026-01-01", to: "2026-12-31" };

async function manager(sponsorId: number) {
  const db = await testDb();
  const person = await makeParticipant(db);
  await makeSponsorManager(db, sponsorId, person.id);
  const account = await makeAccount(db, { participantId: person.id });
  const browser = await client();
  expect((await browser.signIn(account.email)).body).toMatchObject({ role: "sponsor_manager" });
  return browser;
}

test("a sponsor's manager asks for its report, downloads it, and nobody else's manager can", async () => {
  const db = await testDb();
  const [own, other] = [await makeSponsor(db), await makeSponsor(db)];
  const event = await makeEvent(db, { sponsorId: own.id });
  await makeEnrollment(db, {
    eventId: event.id,
    participantId: (await makeParticipant(db)).id,
    status: "attended",
  });
  const browser = await manager(own.id);
  const definitions = await browser.get("/api/report_runs/definitions");
  expect(definitions.body).toMatchObject([{ key: "sponsor_training" }, { key: "direct_service_profile" }]);
  const refused = await browser.post("/api/report_runs", {
    reportKey: "direct_service_profile",
    params: { ...params, sponsorId: other.id },
  });
  expect(refused.status).toBe(404);
  expect(await db.select().from(reportRuns)).toEqual([]);
  const asked = await browser.post("/api/report_runs", { reportKey: "direct_service_profile", params });
  expect(asked.status).toBe(201);
  const { id } = asked.body as { id: number };
  expect((await browser.get(`/api/report_runs/${id}/file`)).status).toBe(409);
  await generateReport({ reportRunId: id }, systemCtx(db), { log: quiet, attempt: 1 });
  const file = await browser.get(`/api/report_runs/${id}/file`);
  expect(file.status).toBe(200);
  expect(file.headers.get("content-disposition")).toContain(
    "direct-service-profile-2026-01-01-to-2026-12-31.xlsx",
  );
  expect(file.headers.get("content-type")).toContain("spreadsheetml");
  expect(file.text.startsWith("PK")).toBe(true);
  const listed = await browser.list("report_runs", { sort: ["createdAt", "DESC"], range: [0, 9] });
  expect(listed.body).toMatchObject([{ id, status: "done", rowsDone: 1, peopleCount: 1 }]);

  const stranger = await manager(other.id);
  expect((await stranger.get(`/api/report_runs/${id}`)).status).toBe(404);
  expect((await stranger.get(`/api/report_runs/${id}/file`)).status).toBe(404);
  expect((await stranger.list("report_runs")).body).toEqual([]);
  expect(await db.select().from(reportRuns).where(eq(reportRuns.sponsorId, other.id))).toEqual([]);
});

test("events and rosters over simple-rest: wrong fields come back beside the inputs", async () => {
  const db = await testDb();
  const staff = await makeStaff(db, "registry_admin");
  const sponsor = await makeSponsor(db);
  const event = await makeEvent(db, { sponsorId: sponsor.id });
  const browser = await client();
  await browser.signIn(staff.email);
  const listed = await browser.list("events", {
    filter: { sponsorId: sponsor.id },
    sort: ["startsOn", "ASC"],
  });
  expect(listed.headers.get("content-range")).toBe("events 0-0/1");
  const wrong = await browser.post("/api/events", { trainingId: event.trainingId, capacity: 0 });
  expect(wrong.status).toBe(422);
  expect((wrong.body as { errors: object }).errors).toMatchObject({
    capacity: "At least one seat.",
    county: "Choose the county.",
    programCode: "Choose the program.",
    deliveryType: "Choose how the training is given.",
    funding: "Choose who pays for it.",
  });
  const unknown = await browser.post("/api/enrollments", { eventId: event.id, registryNumber: "1" });
  expect(unknown.body).toMatchObject({ errors: { registryNumber: expect.stringContaining("No record") } });
});
