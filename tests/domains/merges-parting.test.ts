import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { approveUndo, askUndo, refuseUndo } from "#api/domains/merges/ask-undo.ts";
import { getMerge } from "#api/domains/merges/get.ts";
import type { MergeView } from "#api/domains/merges/schemas.ts";
import { undoMerge } from "#api/domains/merges/undo.ts";
import type { Tx } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import { fresh, merge, two } from "./merges-steps.ts";

const colleague = async (tx: Tx) =>
  ctxFor(tx, "help_desk", { accountId: (await make.makeStaff(tx, "help_desk")).id });
/** Rows as a screen sends them that shows a merge: with what it showed of each. */
const asSeen = ({ changedSince }: MergeView, ...keys: string[]) =>
  changedSince.filter(({ key }) => keys.includes(key)).map(({ key, seen }) => `${key}@${seen}`);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

test("what was edited since is shown value by value; a row is kept as edited, or put back whole, as staff choose", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx, { phone: null }, { phone: "(213) 555-0101" });
    const course = {
      courseNumber: "ECE 1",
      units: "3",
      classification: "ece_cd",
      participantId: retired.id,
    } as const;
    const [one, other] = await tx
      .insert(schema.courses)
      .values([
        { ...course, title: "Growth" },
        { ...course, title: "Play", courseNumber: "ECE 2" },
      ])
      .returning();
    const { id } = await merge(tx, survivor, retired);
    await tx.update(schema.courses).set({ title: "Edited" });
    await tx
      .update(schema.participants)
      .set({ phone: "(213) 555-0199" })
      .where(eq(schema.participants.id, survivor.id));
    const view = await getMerge(ctxFor(tx, "help_desk"), id);
    expect(view.changedSince.map(({ key }) => key).sort()).toEqual(
      [`courses:${one!.id}`, `courses:${other!.id}`, `participants:${survivor.id}`].sort(),
    );
    expect(
      view.changedSince.find(({ rowId, table }) => table === "courses" && rowId === one!.id),
    ).toMatchObject({
      restorable: true,
      values: [{ field: "title", was: "Growth", now: "Edited" }],
    });
    await undoMerge(ctxFor(tx, "help_desk"), {
      id,
      version: view.version,
      reason: "Two people after all",
      restore: asSeen(view, `courses:${one!.id}`, `participants:${survivor.id}`),
    });
    const titles = await tx.select().from(schema.courses).orderBy(schema.courses.id);
    expect(titles.map(({ title, participantId }) => [title, participantId])).toEqual([
      ["Growth", retired.id],
      ["Edited", retired.id],
    ]);
    expect(await fresh(tx, survivor.id)).toMatchObject({ phone: null });
  }));

test("an edit made between the look and the undo is not given up: the row has to be looked at again", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx, { phone: null }, { phone: "(213) 555-0101" });
    const { id } = await merge(tx, survivor, retired);
    const call = (phone: string) =>
      tx.update(schema.participants).set({ phone }).where(eq(schema.participants.id, survivor.id));
    await call("(213) 555-0198");
    const ctx = ctxFor(tx, "help_desk");
    const key = `participants:${survivor.id}`;
    const seen = await getMerge(ctx, id);
    await call("(213) 555-0199");
    const late = undoMerge(ctx, {
      ...{ id, version: seen.version, reason: "Two people" },
      restore: asSeen(seen, key),
    });
    await expect(late).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining("edited since you looked"),
      details: { changedSince: [{ key, values: [{ field: "phone", now: "(213) 555-0199" }] }] },
    });
    expect(await fresh(tx, survivor.id)).toMatchObject({ phone: "(213) 555-0199" });
    const again = await getMerge(ctx, id);
    await undoMerge(ctx, {
      ...{ id, version: again.version, reason: "Two people" },
      restore: asSeen(again, key),
    });
    expect(await fresh(tx, survivor.id)).toMatchObject({ phone: null });
  }));

test("what a colleague is asked to put back counts as it was seen by whoever asked", () =>
  inRollback(async (tx) => {
    const [first, second] = [await colleague(tx), await colleague(tx)];
    const { survivor, retired } = await two(tx, { phone: null }, { phone: "(213) 555-0101" });
    const { id } = await merge(tx, survivor, retired);
    const call = (phone: string) =>
      tx.update(schema.participants).set({ phone }).where(eq(schema.participants.id, survivor.id));
    await call("(213) 555-0198");
    const seen = await getMerge(first, id);
    const restore = asSeen(seen, `participants:${survivor.id}`);
    await askUndo(first, { id, version: seen.version, reason: "Two people", restore });
    const { undoAsked, version } = await getMerge(second, id);
    expect(undoAsked!.restore).toEqual([`participants:${survivor.id}`]);
    await call("(213) 555-0199");
    await expect(approveUndo(second, { id, version })).rejects.toMatchObject({ status: 409 });
    expect(await fresh(tx, survivor.id)).toMatchObject({ phone: "(213) 555-0199" });
  }));

test("a document verified after the merge goes back verified, with its decision, though its other edits are given up", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const document = await make.makeDocument(tx, { participantId: retired.id, status: "unverified" });
    const { id } = await merge(tx, survivor, retired);
    const decidedById = (await make.makeStaff(tx, "data_entry")).id;
    const decidedAt = new Date("2031-04-05T10:00:00Z");
    await tx
      .update(schema.documents)
      .set({ status: "verified", decidedById, decidedAt, statedLevel: "Edited" })
      .where(eq(schema.documents.id, document.id));
    const ctx = ctxFor(tx, "help_desk");
    const view = await getMerge(ctx, id);
    expect(view.changedSince.find(({ table }) => table === "documents")).toMatchObject({
      restorable: true,
      text: expect.stringContaining("What was decided stays."),
    });
    const restore = asSeen(view, `documents:${document.id}`);
    await undoMerge(ctx, { id, version: view.version, reason: "Two people", restore });
    const [row] = await tx.select().from(schema.documents).where(eq(schema.documents.id, document.id));
    expect(row).toMatchObject({ participantId: retired.id, status: "verified", decidedById, decidedAt });
    expect(row!.statedLevel).toBeNull();
  }));

test("a roster row marked after the merge goes back marked, with its hours, though its other edits are given up", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const event = await make.makeEvent(tx, { sponsorId: (await make.makeSponsor(tx)).id });
    const [enrolled] = await tx
      .insert(schema.enrollments)
      .values({ eventId: event.id, participantId: retired.id, setting: "center" })
      .returning();
    const { id } = await merge(tx, survivor, retired);
    await tx
      .update(schema.enrollments)
      .set({
        status: "attended",
        hoursGranted: "3.00",
        markedAt: new Date("2031-04-05T10:00:00Z"),
        setting: "home",
      })
      .where(eq(schema.enrollments.id, enrolled!.id));
    await tx.insert(schema.trainingHours).values({
      ...{
        participantId: survivor.id,
        enrollmentId: enrolled!.id,
        title: "First aid",
        hours: "3.00",
        evidence: "sponsor_attendance",
      },
      ...{ completedOn: "2031-04-05" },
    });
    const ctx = ctxFor(tx, "help_desk");
    const view = await getMerge(ctx, id);
    const restore = asSeen(view, `enrollments:${enrolled!.id}`);
    await undoMerge(ctx, { id, version: view.version, reason: "Two people", restore });
    const [row] = await tx.select().from(schema.enrollments).where(eq(schema.enrollments.id, enrolled!.id));
    expect(row).toMatchObject({
      participantId: retired.id,
      status: "attended",
      hoursGranted: "3.00",
      setting: "center",
    });
    const [hours] = await tx
      .select()
      .from(schema.trainingHours)
      .where(eq(schema.trainingHours.enrollmentId, enrolled!.id));
    expect(hours!.participantId).toBe(retired.id);
  }));

test("a row that the merge did not touch cannot be put back by its undo", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const { id } = await merge(tx, survivor, retired);
    const document = await make.makeDocument(tx, { participantId: survivor.id });
    const { version } = await getMerge(ctxFor(tx, "help_desk"), id);
    const input = {
      id,
      version,
      reason: "Two people",
      restore: [`documents:${document.id}@${"a".repeat(16)}`],
    };
    await expect(undoMerge(ctxFor(tx, "help_desk"), input)).rejects.toMatchObject({ status: 422 });
  }));

test("after the days the desk allows, a second person who did not ask has to agree; a refusal leaves the merge standing", () =>
  inRollback(async (tx) => {
    const [first, second] = [await colleague(tx), await colleague(tx)];
    const { survivor, retired } = await two(tx);
    const { id } = await merge(tx, survivor, retired);
    await tx.update(schema.deskSettings).set({ mergeUndoDays: 10 });
    await tx
      .update(schema.merges)
      .set({ mergedAt: daysAgo(11) })
      .where(eq(schema.merges.id, id));
    const version = async () => (await getMerge(first, id)).version;
    const reason = "Two people after all";
    await expect(undoMerge(first, { id, version: await version(), reason })).rejects.toMatchObject({
      status: 428,
      details: { needs: "second_person" },
    });
    await askUndo(first, { id, version: await version(), reason });
    await expect(askUndo(second, { id, version: await version(), reason })).rejects.toMatchObject({
      status: 409,
    });
    await refuseUndo(second, { id, version: await version(), reason: "It is one person" });
    expect(await getMerge(first, id)).toMatchObject({ status: "merged", undoAsked: null });
    await askUndo(first, { id, version: await version(), reason });
    await expect(approveUndo(first, { id, version: await version() })).rejects.toMatchObject({ status: 403 });
    expect((await getMerge(second, id)).undoAsked).toMatchObject({ reason });
    await approveUndo(second, { id, version: await version() });
    expect(await getMerge(first, id)).toMatchObject({ status: "undone", undoReason: reason });
    expect(await fresh(tx, retired.id)).toMatchObject({ mergedIntoId: null });
  }));

test("within those days one person undoes it alone", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const { id } = await merge(tx, survivor, retired);
    await tx
      .update(schema.merges)
      .set({ mergedAt: daysAgo(29) })
      .where(eq(schema.merges.id, id));
    const { version } = await getMerge(ctxFor(tx, "help_desk"), id);
    await undoMerge(ctxFor(tx, "help_desk"), { id, version, reason: "Two people" });
    expect(await fresh(tx, retired.id)).toMatchObject({ mergedIntoId: null });
  }));
