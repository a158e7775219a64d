import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  createReportRun,
  downloadReportRun,
  getReportRun,
  listReportDefinitions,
  listReportRuns,
  preflightReport,
} from "#api/domains/reports/index.ts";
import { rowsOf } from "#api/kernel/list.ts";
import type { Tx } from "#db/client.ts";
import { reportRuns } from "#db/schema/index.ts";
import { inRollback } from "../../setup/db.ts";
import { ctxFor } from "../../support/ctx.ts";
import {
  makeAccount,
  makeEnrollment,
  makeEvent,
  makeParticipant,
  makeSponsor,
} from "../../support/factories.ts";

const period = { from: "2026-01-01", to: "2026-12-31" };
const now = new Date("2026-09-01T12:00:00Z");
const key = "direct_service_profile";

async function managerOf(tx: Tx, ...sponsorIds: number[]) {
  const account = await makeAccount(tx);
  return ctxFor(tx, "sponsor_manager", { accountId: account.id, sponsorIds, now });
}
const made = async (tx: Tx) => (await tx.select().from(reportRuns)).length;

test("each role is offered its own reports, with a form that starts in the running fiscal year", () =>
  inRollback(async (tx) => {
    const keys = async (ctx: Parameters<typeof listReportDefinitions>[0]) =>
      (await listReportDefinitions(ctx)).map((report) => report.key);
    expect(await keys(ctxFor(tx, "registry_admin"))).toEqual([
      "sponsor_training",
      "direct_service_profile",
      "education_and_training",
    ]);
    expect(await keys(ctxFor(tx, "data_entry"))).toEqual(["education_and_training"]);
    expect(await keys(ctxFor(tx, "participant", { participantId: 1 }))).toEqual(["education_and_training"]);
    expect(await keys(ctxFor(tx, "auditor"))).toEqual([]);
    await expect(listReportDefinitions(ctxFor(tx, "instructor"))).rejects.toMatchObject({ status: 403 });
    const one = await listReportDefinitions(ctxFor(tx, "sponsor_manager", { sponsorIds: [1], now }));
    expect(one[1]!.params.map((field) => [field.name, field.initial])).toEqual([
      ["from", "2026-07-01"],
      ["to", "2027-06-30"],
      ["programCodes", undefined],
      ["counties", undefined],
    ]);
    const two = await listReportDefinitions(ctxFor(tx, "sponsor_manager", { sponsorIds: [1, 2], now }));
    expect(two[1]!.params.at(-1)).toMatchObject({ name: "sponsorId", required: true });
  }));

test("a sponsor's run is held to its own rows, whatever it asks for; another's is 404 and nothing is made", () =>
  inRollback(async (tx) => {
    const [own, other] = [await makeSponsor(tx), await makeSponsor(tx)];
    const manager = await managerOf(tx, own.id);
    const run = await createReportRun(manager, { reportKey: key, params: period });
    expect(run).toMatchObject({
      status: "queued",
      sponsorId: own.id,
      params: { ...period, sponsorId: own.id },
    });
    const before = await made(tx);
    await expect(
      createReportRun(manager, { reportKey: key, params: { ...period, sponsorId: other.id } }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(
      preflightReport(manager, { reportKey: key, params: { ...period, sponsorId: other.id } }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(createReportRun(manager, { reportKey: "education_and_training" })).rejects.toMatchObject({
      status: 403,
    });
    expect(await made(tx)).toBe(before);
    const stranger = await managerOf(tx, other.id);
    expect(rowsOf(await listReportRuns(stranger, {}))).toEqual([]);
    await expect(getReportRun(stranger, run.id)).rejects.toMatchObject({ status: 404 });
    await expect(downloadReportRun(stranger, { id: run.id })).rejects.toMatchObject({ status: 404 });
    expect(rowsOf(await listReportRuns(manager, {}))).toMatchObject([{ id: run.id }]);
    const several = await managerOf(tx, own.id, other.id);
    await expect(createReportRun(several, { reportKey: key, params: period })).rejects.toMatchObject({
      fields: { sponsorId: expect.stringContaining("Choose") },
    });
  }));

test("wrong params are said field by field and no run is made", () =>
  inRollback(async (tx) => {
    const admin = ctxFor(tx, "registry_admin", { accountId: (await makeAccount(tx)).id });
    const before = await made(tx);
    const ask = (params: Record<string, unknown>, reportKey = key) =>
      createReportRun(admin, { reportKey, params });
    await expect(ask({ from: "2026-01-01" })).rejects.toThrow("last day");
    await expect(ask({ from: "2026-02-01", to: "2026-01-01" })).rejects.toThrow("before the first");
    await expect(ask({ ...period, sponsorid: 3 })).rejects.toThrow("sponsorid");
    await expect(ask(period, "secrets")).rejects.toMatchObject({ fields: { reportKey: expect.any(String) } });
    await expect(ask({}, "education_and_training")).rejects.toMatchObject({
      fields: { participantId: "Choose the participant." },
    });
    await expect(ask({ participantId: 2_000_000_000 }, "education_and_training")).rejects.toMatchObject({
      status: 404,
    });
    expect(await made(tx)).toBe(before);
  }));

test("a participant runs its own record alone, and a run queues its task in the same transaction", () =>
  inRollback(async (tx) => {
    const [ana, bo] = [await makeParticipant(tx), await makeParticipant(tx)];
    const ctx = ctxFor(tx, "participant", {
      participantId: ana.id,
      accountId: (await makeAccount(tx, { participantId: ana.id })).id,
    });
    await expect(
      createReportRun(ctx, { reportKey: "education_and_training", params: { participantId: bo.id } }),
    ).rejects.toMatchObject({ status: 404 });
    const run = await createReportRun(ctx, { reportKey: "education_and_training" });
    const tasks = await tx.execute(
      sql`select task_identifier from graphile_worker.jobs where key = ${`report_run:${run.id}`}`,
    );
    expect(tasks).toMatchObject([{ task_identifier: "render_education_and_training_report" }]);
    const other = ctxFor(tx, "participant", { participantId: bo.id });
    expect(rowsOf(await listReportRuns(other, {}))).toEqual([]);
    await expect(downloadReportRun(ctx, { id: run.id })).rejects.toMatchObject({ status: 409 });
  }));

test("the preflight counts what a run would hold and what is missing, for the sponsor's own rows alone", () =>
  inRollback(async (tx) => {
    const [own, other] = [await makeSponsor(tx), await makeSponsor(tx)];
    const person = await makeParticipant(tx);
    for (const sponsor of [own, other]) {
      const event = await makeEvent(tx, { sponsorId: sponsor.id });
      await makeEnrollment(tx, { eventId: event.id, participantId: person.id, status: "attended" });
      await makeEnrollment(tx, { eventId: event.id, participantId: (await makeParticipant(tx)).id });
    }
    const found = await preflightReport(await managerOf(tx, own.id), { reportKey: key, params: period });
    expect(found).toMatchObject({ rows: 1, people: 1 });
    expect(found.findings.map(({ code, count }) => [code, count])).toEqual([
      ["unmarked_attendance", 1],
      ["missing_demographics", 1],
    ]);
  }));
