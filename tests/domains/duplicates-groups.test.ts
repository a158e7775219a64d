import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { decideNotDuplicate, reopenDuplicate } from "#api/domains/duplicates/decide.ts";
import { getDuplicate } from "#api/domains/duplicates/get.ts";
import { findDuplicates, reportPair } from "#api/domains/duplicates/index.ts";
import { listDuplicates } from "#api/domains/duplicates/list.ts";
import type { DuplicateRow, DuplicateView } from "#api/domains/duplicates/schemas.ts";
import { setApart } from "#api/domains/duplicates/set-apart.ts";
import { mergeTogether } from "#api/domains/merges/together.ts";
import type { Tx } from "#db/client.ts";
import { auditEvents, duplicateCandidates, participants } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor, systemCtx } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import { noting } from "../support/statements.ts";

const rosa = { givenName: "Rosa", familyName: "Villanueva Ortiz", birthDate: "1984-07-03", city: "Fresno" };
const many = async (tx: Tx, count: number, given: object = rosa) => {
  const made: { id: number; registryNumber: string }[] = [];
  for (let n = 0; n < count; n++) made.push(await make.makeParticipant(tx, { ...rosa, ...given }));
  return made;
};
const desk = async (tx: Tx) =>
  ctxFor(tx, "help_desk", { accountId: (await make.makeStaff(tx, "help_desk")).id });
const entries = async (tx: Tx, filter: object = {}): Promise<DuplicateRow[]> => {
  const page = await listDuplicates(ctxFor(tx, "help_desk"), {
    filter: { status: "open", entries: true, ...filter },
  });
  return JSON.parse(page.json);
};
const idsOf = ({ members }: { members: DuplicateRow["members"] }) =>
  members?.map(({ id }) => id).sort((a, b) => a - b);
const pairsWith = ({ groupPairs }: DuplicateView, id: number) =>
  groupPairs
    .filter(({ leftId, rightId }) => id === leftId || id === rightId)
    .map((each) => ({ id: each.id, version: each.version }));

test("four records that look alike are one line of the worklist, the fullest record first", () =>
  inRollback(async (tx) => {
    const people = await many(tx, 4);
    await tx.update(participants).set({ phone: "5595550100" }).where(eq(participants.id, people[2]!.id));
    await findDuplicates(systemCtx(tx));
    const [line, ...rest] = await entries(tx);
    expect(rest).toEqual([]);
    expect(idsOf(line!)).toEqual(people.map(({ id }) => id));
    expect(line!.members![0]).toMatchObject({ id: people[2]!.id, completeness: 4 });
    const view = await getDuplicate(await desk(tx), line!.id);
    expect(view.groupPairs).toHaveLength(6);
    expect(view.groupPairs.every(({ signals }) => signals.some(({ text }) => text.includes("Rosa")))).toBe(
      true,
    );
    const pairs = await listDuplicates(ctxFor(tx, "help_desk"), { filter: { status: "open" } });
    expect(pairs.total).toBe(6);
  }));

test("a chain of reports does not make its ends one person: they stay pairs", () =>
  inRollback(async (tx) => {
    const a = await make.makeParticipant(tx, {
      givenName: "Ada",
      familyName: "Lovejoy",
      birthDate: "1951-02-03",
    });
    const b = await make.makeParticipant(tx, {
      givenName: "Bo",
      familyName: "Whitcombe",
      birthDate: "1969-11-30",
    });
    const c = await make.makeParticipant(tx, {
      givenName: "Cy",
      familyName: "Zaragoza",
      birthDate: "1990-05-17",
    });
    for (const { id } of [a, b, c]) await findDuplicates(systemCtx(tx), { participantId: id });
    await reportPair(tx, systemCtx(tx), a.id, b.id);
    await reportPair(tx, systemCtx(tx), b.id, c.id);
    const lines = await entries(tx);
    expect(lines.map(({ members }) => members)).toEqual([null, null]);
  }));

test("one record of a group is set apart with all its pairs at once, each with its reason in the audit", () =>
  inRollback(async (tx) => {
    const people = await many(tx, 4);
    await findDuplicates(systemCtx(tx));
    const ctx = await desk(tx);
    const view = await getDuplicate(ctx, (await entries(tx))[0]!.id);
    const pairs = pairsWith(view, people[3]!.id);
    expect(await setApart(ctx, { participantId: people[3]!.id, pairs, reason: "A cousin" })).toEqual({
      decided: 3,
    });
    const [line, ...rest] = await entries(tx);
    expect(rest).toEqual([]);
    expect(idsOf(line!)).toEqual(people.slice(0, 3).map(({ id }) => id));
    const decided = await tx
      .select()
      .from(duplicateCandidates)
      .where(eq(duplicateCandidates.status, "not_duplicate"));
    expect(decided.map(({ decisionReason, decidedById }) => [decisionReason, decidedById])).toEqual(
      Array(3).fill(["A cousin", ctx.actor.type === "account" && ctx.actor.accountId]),
    );
    const said = await tx.select().from(auditEvents).where(eq(auditEvents.action, "duplicate.refused"));
    expect(said).toHaveLength(6);
    expect(said[0]).toMatchObject({
      reason: "A cousin",
      before: { status: "open" },
      after: { status: "not_duplicate" },
    });
    // A later look leaves all of it alone.
    await findDuplicates(systemCtx(tx));
    expect(idsOf((await entries(tx))[0]!)).toHaveLength(3);
  }));

test("where one of the pairs was decided meanwhile, none is decided", () =>
  inRollback(async (tx) => {
    const people = await many(tx, 3);
    await findDuplicates(systemCtx(tx));
    const ctx = await desk(tx);
    const view = await getDuplicate(ctx, (await entries(tx))[0]!.id);
    const pairs = pairsWith(view, people[2]!.id);
    await decideNotDuplicate(ctx, { ...pairs[0]!, reason: "Sisters" });
    const late = setApart(ctx, { participantId: people[2]!.id, pairs, reason: "A cousin" });
    await expect(late).rejects.toMatchObject({ status: 409 });
    expect(await tx.$count(duplicateCandidates, eq(duplicateCandidates.decisionReason, "A cousin"))).toBe(0);
    // A pair of two other people is no pair of this record.
    const foreign = view.groupPairs.find(
      ({ leftId, rightId }) => ![leftId, rightId].includes(people[2]!.id),
    )!;
    const strange = { participantId: people[2]!.id, pairs: [{ id: foreign.id, version: foreign.version }] };
    await expect(setApart(ctx, { ...strange, reason: "A cousin" })).rejects.toMatchObject({ status: 409 });
  }));

test("a pair decided as two people parts its group, and taking it back joins the group again", () =>
  inRollback(async (tx) => {
    const people = await many(tx, 3);
    await findDuplicates(systemCtx(tx));
    const ctx = await desk(tx);
    const [line] = await entries(tx);
    await decideNotDuplicate(ctx, { id: line!.id, version: line!.version, reason: "Twins" });
    expect((await entries(tx)).map(({ members }) => members)).toEqual([null, null]);
    await reopenDuplicate(ctx, { id: line!.id });
    expect(idsOf((await entries(tx))[0]!)).toEqual(people.map(({ id }) => id));
  }));

test("after two of a group are merged, the third and the one that stays are a pair", () =>
  inRollback(async (tx) => {
    const [a, b, c] = await many(tx, 3);
    await findDuplicates(systemCtx(tx));
    const versions = Object.fromEntries(
      (await tx.select().from(participants)).map(({ id, version }) => [id, version]),
    );
    const ids = { survivorId: a!.id, retiredIds: [b!.id] };
    await mergeTogether(await desk(tx), { ...ids, choices: {}, reason: "One person", versions });
    for (const look of [false, true]) {
      if (look) await findDuplicates(systemCtx(tx), { participantId: a!.id });
      const lines = await entries(tx);
      expect(
        lines.map(({ leftId, rightId, members }) => [leftId, rightId, (members?.length ?? 0) > 2]),
      ).toEqual([[a!.id, c!.id, false]]);
    }
  }));

test("a page of the worklist is as many statements for forty pairs as for one", async () => {
  const { db, during } = await noting();
  const rolledBack = new Error("rolled back");
  const work = db.transaction(async (tx) => {
    await many(tx, 2, { familyName: "Quispe", birthDate: "1951-02-11" });
    await findDuplicates(systemCtx(tx));
    const few = await during(() => entries(tx));
    await many(tx, 9);
    await findDuplicates(systemCtx(tx));
    const more = await during(async () =>
      expect((await entries(tx)).map(({ members }) => members?.length)).toEqual([9, undefined]),
    );
    expect(few.length).toBeGreaterThan(0);
    expect(more).toHaveLength(few.length);
    throw rolledBack;
  });
  await expect(work).rejects.toBe(rolledBack);
});
