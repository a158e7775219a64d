import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { compareRecordsByNumber } from "#api/domains/duplicates/compare.ts";
import { decideNotDuplicate, reopenDuplicate } from "#api/domains/duplicates/decide.ts";
import { getDuplicate } from "#api/domains/duplicates/get.ts";
import { findDuplicates } from "#api/domains/duplicates/index.ts";
import { listDuplicates } from "#api/domains/duplicates/list.ts";
import type { DuplicateRow } from "#api/domains/duplicates/schemas.ts";
import type { Tx } from "#db/client.ts";
import { enrollments, participants, reportRuns } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor, systemCtx } from "../support/ctx.ts";
import * as make from "../support/factories.ts";

const rosa = { givenName: "Rosa", familyName: "Villanueva Ortiz", birthDate: "1984-07-03" };

async function pair(tx: Tx) {
  const left = await make.makeParticipant(tx, { ...rosa, status: "active", gender: "female" });
  const right = await make.makeParticipant(tx, { ...rosa, familyName: "Villanueva-Ortiz", city: "Fresno" });
  return { left, right };
}
const open = async (tx: Tx): Promise<DuplicateRow[]> =>
  JSON.parse((await listDuplicates(ctxFor(tx, "help_desk"), { filter: { status: "open" } })).json);

test("one scan puts a pair on the worklist once, with every signal in words", () =>
  inRollback(async (tx) => {
    const { left, right } = await pair(tx);
    expect(await findDuplicates(systemCtx(tx))).toMatchObject({ found: 1, opened: 1 });
    expect(await findDuplicates(systemCtx(tx), { participantId: right.id })).toMatchObject({
      found: 1,
      opened: 0,
    });
    const [row, ...rest] = await open(tx);
    expect(rest).toEqual([]);
    expect(row).toMatchObject({ leftId: left.id, rightId: right.id, band: "strong", status: "open" });
    expect(row!.signals.map(({ text }) => text)).toContain("Same date of birth: Jul 3, 1984.");
    expect(row!.signals.every(({ text }) => /^[A-Z].*\.$/.test(text))).toBe(true);
  }));

test("a refused pair stays away until what was compared changes; it can be taken back by hand", () =>
  inRollback(async (tx) => {
    const { right } = await pair(tx);
    const staff = await make.makeStaff(tx, "help_desk");
    const ctx = ctxFor(tx, "help_desk", { accountId: staff.id });
    await findDuplicates(systemCtx(tx));
    const [row] = await open(tx);
    await decideNotDuplicate(ctx, { id: row!.id, version: row!.version, reason: "Cousins" });
    await findDuplicates(systemCtx(tx));
    await tx.update(participants).set({ county: "Kern" }).where(eq(participants.id, right.id));
    await findDuplicates(systemCtx(tx), { participantId: right.id });
    expect(await open(tx)).toEqual([]);
    expect(await reopenDuplicate(ctx, { id: row!.id })).toMatchObject({
      status: "open",
      decisionReason: null,
    });
    const [again] = await open(tx);
    await decideNotDuplicate(ctx, { id: row!.id, version: again!.version, reason: "Cousins, really" });
    await tx.update(participants).set({ givenName: "Rosita" }).where(eq(participants.id, right.id));
    await findDuplicates(systemCtx(tx), { participantId: right.id });
    expect(await open(tx)).toMatchObject([{ id: row!.id, decisionReason: null }]);
  }));

test("two clerks decide: the second is told, and nothing changes", () =>
  inRollback(async (tx) => {
    await pair(tx);
    await findDuplicates(systemCtx(tx));
    const [row] = await open(tx);
    const staff = await make.makeStaff(tx, "help_desk");
    const ctx = ctxFor(tx, "help_desk", { accountId: staff.id });
    const decision = { id: row!.id, version: row!.version, reason: "Cousins" };
    await decideNotDuplicate(ctx, decision);
    await expect(decideNotDuplicate(ctx, decision)).rejects.toThrow("not duplicate already");
  }));

test("an open pair that no longer looks alike leaves the worklist", () =>
  inRollback(async (tx) => {
    const { right } = await pair(tx);
    await findDuplicates(systemCtx(tx));
    await tx
      .update(participants)
      .set({ givenName: "Quentin", familyName: "Abernathy" })
      .where(eq(participants.id, right.id));
    expect(await findDuplicates(systemCtx(tx), { participantId: right.id })).toMatchObject({
      found: 0,
      closed: 1,
    });
    expect(await open(tx)).toEqual([]);
  }));

test("the comparison shows fields, what moves, and the runs that would differ; demographics only to who may read them", () =>
  inRollback(async (tx) => {
    const { left, right } = await pair(tx);
    const sponsor = await make.makeSponsor(tx);
    const event = await make.makeEvent(tx, { sponsorId: sponsor.id });
    await make.makeEnrollment(tx, { eventId: event.id, participantId: right.id, status: "attended" });
    await make.makeEnrollment(tx, { eventId: event.id, participantId: left.id, status: "enrolled" });
    await make.makeDocument(tx, { participantId: right.id });
    await tx.insert(reportRuns).values({
      reportKey: "sponsor_training",
      title: "Sponsor training report",
      params: { from: "2026-01-01", to: "2026-12-31" },
      status: "done",
      sponsorId: sponsor.id,
    });
    const ctx = ctxFor(tx, "help_desk");
    const shown = await compareRecordsByNumber(ctx, {
      left: left.registryNumber,
      right: right.registryNumber,
    });
    expect(shown).toMatchObject({
      left: { id: left.id, version: left.version },
      moves: { documents: 1, enrollments: 1 },
      collapses: [
        {
          table: "enrollments",
          keep: expect.stringContaining("attended"),
          rest: expect.stringContaining("enrolled"),
        },
      ],
      blocks: [],
      reportRuns: [{ change: "1 row would stand under the survivor." }],
    });
    expect(shown.fields.find(({ key }) => key === "gender")).toMatchObject({
      left: "female",
      right: null,
      suggest: "left",
    });
    expect(shown.fields.find(({ key }) => key === "address")).toMatchObject({
      left: null,
      right: "Fresno",
      suggest: "right",
    });
    const auditor = await compareRecordsByNumber(ctxFor(tx, "auditor"), {
      left: String(left.id),
      right: String(right.id),
    });
    expect(auditor.fields.map(({ key }) => key)).not.toContain("gender");
    expect(await tx.select().from(enrollments).where(eq(enrollments.participantId, right.id))).toHaveLength(
      1,
    );
    await findDuplicates(systemCtx(tx));
    const [row] = await open(tx);
    expect((await getDuplicate(ctx, row!.id)).comparison).toMatchObject({
      candidateId: row!.id,
      left: { id: left.id },
    });
  }));

test("of an event both attended a stored run would count one row, its hours and one person fewer", () =>
  inRollback(async (tx) => {
    const { left, right } = await pair(tx);
    const sponsor = await make.makeSponsor(tx);
    const both = await make.makeEvent(tx, { sponsorId: sponsor.id, hours: "2.5" });
    const one = await make.makeEvent(tx, { sponsorId: sponsor.id });
    for (const participantId of [left.id, right.id])
      await make.makeEnrollment(tx, { eventId: both.id, participantId, status: "attended" });
    await make.makeEnrollment(tx, { eventId: one.id, participantId: right.id, status: "attended" });
    await tx.insert(reportRuns).values({
      reportKey: "sponsor_training",
      title: "Sponsor training report",
      params: { from: "2026-01-01", to: "2026-12-31" },
      status: "done",
      sponsorId: sponsor.id,
    });
    const shown = await compareRecordsByNumber(ctxFor(tx, "help_desk"), {
      left: left.registryNumber,
      right: right.registryNumber,
    });
    expect(shown.reportRuns.map(({ change }) => change)).toEqual([
      "1 row would stand under the survivor; 1 row and 2.5 hours fewer, attended on both; one person fewer would be counted.",
    ]);
  }));

test("what a merge settles by itself is said beforehand: status, first day and the name that goes", () =>
  inRollback(async (tx) => {
    const [one, other] = [
      await make.makeParticipant(tx, { givenName: "Rosa", status: "pending", registeredOn: "2023-05-01" }),
      await make.makeParticipant(tx, { givenName: "Rosie", status: "active", registeredOn: "2019-02-01" }),
    ];
    const said = async (left: string, right: string) =>
      (await compareRecordsByNumber(ctxFor(tx, "help_desk"), { left, right })).warnings;
    const expected = [
      "The status becomes active, the better of the two.",
      "Registered since 2019-02-01: the earlier of the two days stands.",
      "The name that does not stand is kept as a former name.",
    ];
    expect(await said(one.registryNumber, other.registryNumber)).toEqual(expected);
    expect(await said(other.registryNumber, one.registryNumber)).toEqual(expected);
  }));
