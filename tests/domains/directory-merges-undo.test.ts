import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDirectoryMerge } from "#api/domains/directory-merges/get.ts";
import {
  approveDirectoryMerge,
  proposeDirectoryMerge,
  refuseDirectoryMerge,
} from "#api/domains/directory-merges/propose.ts";
import {
  approveDirectoryUndo,
  askDirectoryUndo,
  undoDirectoryMerge,
  undoDirectoryTogether,
} from "#api/domains/directory-merges/undo.ts";
import { undoMerge } from "#api/domains/merges/undo.ts";
import type { Tx } from "#db/client.ts";
import * as s from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import { makeColleagues } from "./directory-history.ts";
import { mergeRecords } from "./directory-steps.ts";
import { snapshot } from "./merges-history.ts";
import { merge, two } from "./merges-steps.ts";

const versionOf = async (tx: Tx, id: number) =>
  (await tx.select().from(s.directoryMerges).where(eq(s.directoryMerges.id, id)))[0]!.version;
const undo = async (tx: Tx, id: number, restore: string[] = []) =>
  undoDirectoryMerge(ctxFor(tx, "help_desk"), {
    id,
    version: await versionOf(tx, id),
    reason: "Two after all",
    restore,
  });

test("an undo restores every table, and says what the merge did in words", () =>
  inRollback(async (tx) => {
    const [a, b] = [await make.makeProgram(tx), await make.makeProgram(tx, { phone: "2135550101" })];
    const person = await make.makeParticipant(tx, { givenName: "Ana", familyName: "Reyes" });
    for (const programId of [a.id, b.id])
      await make.makeEmployment(tx, { participantId: person.id, programId });
    await make.makeEmployment(tx, { participantId: person.id, programId: b.id, position: "director" });
    await tx.insert(s.directoryCandidates).values({
      kind: "programs",
      leftId: a.id,
      rightId: b.id,
      band: "strong",
      score: 30,
      signals: [],
    });
    const before = await snapshot(tx);
    const { id } = await mergeRecords(tx, "programs", a.id, [b.id]);
    const view = await getDirectoryMerge(ctxFor(tx, "help_desk"), id);
    expect(view.ledger.map(({ text }) => text)).toEqual([
      expect.stringContaining("rests on"),
      expect.stringMatching(/^Employments: Reyes, Ana, director.* moved to/),
      expect.stringMatching(/^Record .*changed/),
      expect.stringMatching(/^Record .*phone: blank → 2135550101/),
      "The pair left the list of possible duplicates.",
    ]);
    expect(view.undoBlockedBy).toBeNull();
    await undo(tx, id);
    expect(await snapshot(tx)).toEqual(before);
  }));

test("what was edited since is told, and kept or put back as chosen", () =>
  inRollback(async (tx) => {
    const [a, b] = [await make.makeProgram(tx), await make.makeProgram(tx)];
    const person = await make.makeParticipant(tx);
    const [kept, back] = [
      await make.makeEmployment(tx, { participantId: person.id, programId: b.id, ageGroup: "Infants" }),
      await make.makeEmployment(tx, {
        participantId: person.id,
        programId: b.id,
        position: "director",
        ageGroup: "Infants",
      }),
    ];
    const { id } = await mergeRecords(tx, "programs", a.id, [b.id]);
    await tx.update(s.employments).set({ ageGroup: "Toddlers" }).where(eq(s.employments.programId, a.id));
    const { changedSince } = await getDirectoryMerge(ctxFor(tx, "help_desk"), id);
    expect(changedSince.map(({ fields }) => fields)).toEqual([["age_group"], ["age_group"]]);
    const seen = changedSince.find(({ rowId }) => rowId === back.id)!;
    await undo(tx, id, [`${seen.key}@${seen.seen}`]);
    const [one] = await tx.select().from(s.employments).where(eq(s.employments.id, kept.id));
    const [other] = await tx.select().from(s.employments).where(eq(s.employments.id, back.id));
    expect([one, other]).toMatchObject([
      { ageGroup: "Toddlers", programId: b.id },
      { ageGroup: "Infants", programId: b.id },
    ]);
  }));

test("a chain is undone from its end: A into B, B into C leaves every old number pointing at C", () =>
  inRollback(async (tx) => {
    const [a, b, c] = [
      await make.makeProgram(tx, { name: "A" }),
      await make.makeProgram(tx, { name: "B" }),
      await make.makeProgram(tx, { name: "C" }),
    ];
    const person = await make.makeParticipant(tx);
    const first = await mergeRecords(tx, "programs", b.id, [a.id]);
    const second = await mergeRecords(tx, "programs", c.id, [b.id]);
    expect(await make.makeEmployment(tx, { participantId: person.id, programId: a.id })).toMatchObject({
      programId: c.id,
    });
    await expect(undo(tx, first.id)).rejects.toThrow(`was itself merged later (merge ${second.id})`);
    await undo(tx, second.id);
    await undo(tx, first.id);
  }));

test("of several merged together one goes back alone only from the end, or all at once", () =>
  inRollback(async (tx) => {
    const [a, b, c] = [await make.makeProgram(tx), await make.makeProgram(tx), await make.makeProgram(tx)];
    const before = await snapshot(tx);
    const { ids } = await mergeRecords(tx, "programs", a.id, [b.id, c.id]);
    await expect(undo(tx, ids[0]!)).rejects.toThrow("was merged into the same record later");
    await undoDirectoryTogether(ctxFor(tx, "help_desk"), {
      id: ids[0]!,
      version: await versionOf(tx, ids[0]!),
      reason: "Three sites",
    });
    expect(await snapshot(tx)).toEqual(before);
  }));

test("a grave merge is proposed by one and approved by another; after its days an undo is too", () =>
  inRollback(async (tx) => {
    const [a, b] = [
      await make.makeProgram(tx, { licenseNumber: "L1" }),
      await make.makeProgram(tx, { licenseNumber: "L2" }),
    ];
    const [asks, agrees] = await makeColleagues(tx);
    const input = {
      kind: "programs" as const,
      survivorId: a.id,
      retiredIds: [b.id],
      reason: "One site",
      versions: { [a.id]: 1, [b.id]: 1 },
    };
    const { id } = await proposeDirectoryMerge(asks, input);
    expect((await getDirectoryMerge(agrees, id)).blocks.map(({ code }) => code)).toEqual(["license_numbers"]);
    await expect(approveDirectoryMerge(asks, { id, version: 1 })).rejects.toMatchObject({ status: 403 });
    await expect(proposeDirectoryMerge(asks, input)).rejects.toThrow("has been proposed already");
    await approveDirectoryMerge(agrees, { id, version: 1 });
    await tx
      .update(s.directoryMerges)
      .set({ mergedAt: new Date(Date.now() - 400 * 86_400_000) })
      .where(eq(s.directoryMerges.id, id));
    await expect(undo(tx, id)).rejects.toMatchObject({ status: 428 });
    await askDirectoryUndo(asks, { id, version: await versionOf(tx, id), reason: "Two sites" });
    const version = await versionOf(tx, id);
    await expect(approveDirectoryUndo(asks, { id, version })).rejects.toMatchObject({ status: 403 });
    await approveDirectoryUndo(agrees, { id, version });
    expect((await getDirectoryMerge(asks, id)).status).toBe("undone");
  }));

test("a refused proposal changes nothing", () =>
  inRollback(async (tx) => {
    const [a, b] = [await make.makeProgram(tx), await make.makeProgram(tx)];
    const [asks, agrees] = await makeColleagues(tx);
    const { id } = await proposeDirectoryMerge(asks, {
      kind: "programs",
      survivorId: a.id,
      retiredIds: [b.id],
      reason: "One site",
      versions: { [a.id]: 1, [b.id]: 1 },
    });
    await refuseDirectoryMerge(agrees, { id, version: 1, reason: "Two sites" });
    const [row] = await tx.select().from(s.programs).where(eq(s.programs.id, b.id));
    expect(row!.mergedIntoId).toBeNull();
  }));

test("people and programs meet: what fell together later is undone first, in either order", () =>
  inRollback(async (tx) => {
    const [a, b] = [await make.makeProgram(tx), await make.makeProgram(tx)];
    const { survivor, retired } = await two(tx);
    await make.makeEmployment(tx, { participantId: survivor.id, programId: a.id });
    await make.makeEmployment(tx, { participantId: retired.id, programId: b.id });
    const people = await merge(tx, survivor, retired);
    const sites = await mergeRecords(tx, "programs", a.id, [b.id]);
    const undoPeople = async () =>
      undoMerge(ctxFor(tx, "help_desk"), {
        id: people.id,
        version: (await tx.select().from(s.merges).where(eq(s.merges.id, people.id)))[0]!.version,
        reason: "Two people",
      });
    await expect(undoPeople()).rejects.toThrow(`directory merge ${sites.id}`);
    await undo(tx, sites.id);
    await undoPeople();
    const again = await mergeRecords(tx, "programs", a.id, [b.id]);
    const later = await merge(tx, survivor, retired);
    await expect(undo(tx, again.id)).rejects.toThrow(`two people were merged later (merge ${later.id})`);
  }));

test("a training that was joined with another's keeps its organization's merge until they are parted", () =>
  inRollback(async (tx) => {
    const [a, b] = [await make.makeSponsor(tx), await make.makeSponsor(tx)];
    const [mine, theirs] = [
      await make.makeTraining(tx, { sponsorId: a.id }),
      await make.makeTraining(tx, { sponsorId: b.id }),
    ];
    const sponsors = await mergeRecords(tx, "sponsors", a.id, [b.id]);
    const trainings = await mergeRecords(tx, "trainings", mine.id, [theirs.id]);
    await expect(undo(tx, sponsors.id)).rejects.toThrow(`(merge ${trainings.id})`);
    await undo(tx, trainings.id);
    const scheduled = await make.makeEvent(tx, { sponsorId: a.id, trainingId: theirs.id });
    const { changedSince } = await undo(tx, sponsors.id);
    expect(changedSince.map(({ text }) => text)).toEqual([
      expect.stringContaining("went back with its training"),
    ]);
    const [event] = await tx.select().from(s.events).where(eq(s.events.id, scheduled.id));
    expect(event!.sponsorId).toBe(b.id);
  }));
