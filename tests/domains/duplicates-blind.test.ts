import { like } from "drizzle-orm";
import { expect, test } from "vitest";
import { judgeBlind, readBlind } from "#api/domains/duplicates/blind.ts";
import { compareRecordsByNumber } from "#api/domains/duplicates/compare.ts";
import { decideNotDuplicate } from "#api/domains/duplicates/decide.ts";
import { getDuplicate } from "#api/domains/duplicates/get.ts";
import { findDuplicates, findMatchCandidates } from "#api/domains/duplicates/index.ts";
import { listDuplicates } from "#api/domains/duplicates/list.ts";
import type { DuplicateRow, Signal } from "#api/domains/duplicates/schemas.ts";
import { createParticipant } from "#api/domains/participants/create.ts";
import { RegistryError } from "#api/kernel/errors.ts";
import type { Tx } from "#db/client.ts";
import { auditEvents, duplicateCandidates } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor, systemCtx } from "../support/ctx.ts";
import * as make from "../support/factories.ts";

const rosa = { givenName: "Rosa", familyName: "Villanueva Ortiz", birthDate: "1984-07-03" };

/** One strong open pair, and somebody of the help desk who works on it. */
async function openPair(tx: Tx) {
  const left = await make.makeParticipant(tx, { ...rosa, city: "Fresno" });
  const right = await make.makeParticipant(tx, { ...rosa, givenName: "Rosita", city: "Bakersfield" });
  const staff = await make.makeStaff(tx, "help_desk");
  const ctx = ctxFor(tx, "help_desk", { accountId: staff.id });
  await findDuplicates(systemCtx(tx));
  const list = async (filter: Record<string, unknown>): Promise<DuplicateRow[]> =>
    JSON.parse((await listDuplicates(ctx, { filter })).json);
  const [row] = await list({ status: "open" });
  return { ctx, list, row: row!, numbers: { left: left.registryNumber, right: right.registryNumber } };
}
const weighed = (signals: readonly Signal[]) => signals.filter((signal) => "points" in signal).length;
const keys = (signals: readonly Signal[]) => signals.map(({ key }) => key);

test("whoever judges blind gets the reasons in words, and neither band, score nor weights of an open pair", () =>
  inRollback(async (tx) => {
    const { ctx, list, row, numbers } = await openPair(tx);
    expect(weighed(row.signals)).toBe(row.signals.length);
    expect(await readBlind(ctx)).toEqual({ blind: false });
    await judgeBlind(ctx, { blind: true });
    expect(await readBlind(ctx)).toEqual({ blind: true });
    const [listed] = await list({ status: "open" });
    const one = await getDuplicate(ctx, row.id);
    for (const pair of [listed!, one]) {
      expect(pair).toMatchObject({ id: row.id, band: null, score: null });
      expect(weighed(pair.signals)).toBe(0);
      expect(keys(pair.signals)).toEqual(keys(row.signals).toSorted());
    }
    const compared = await compareRecordsByNumber(ctx, numbers);
    for (const { signals } of [one.comparison, compared]) {
      expect(signals.length).toBeGreaterThan(0);
      expect(weighed(signals)).toBe(0);
    }
    await judgeBlind(ctx, { blind: false });
    expect(weighed((await compareRecordsByNumber(ctx, numbers)).signals)).toBeGreaterThan(0);
    expect((await getDuplicate(ctx, row.id)).band).toBe(row.band);
  }));

test("records that nobody listed as a pair are compared without weights, too", () =>
  inRollback(async (tx) => {
    const { ctx, numbers } = await openPair(tx);
    const other = await make.makeParticipant(tx, { ...rosa, givenName: "Ignatius", birthDate: "1950-01-01" });
    await judgeBlind(ctx, { blind: true });
    const { candidateId, signals } = await compareRecordsByNumber(ctx, {
      left: numbers.left,
      right: other.registryNumber,
    });
    expect(candidateId).toBeNull();
    expect(signals.length).toBeGreaterThan(0);
    expect(weighed(signals)).toBe(0);
  }));

test("once the pair is decided, everything is told", () =>
  inRollback(async (tx) => {
    const { ctx, list, row, numbers } = await openPair(tx);
    await judgeBlind(ctx, { blind: true });
    await decideNotDuplicate(ctx, { id: row.id, version: row.version, reason: "Sisters" });
    const [listed] = await list({ status: "not_duplicate" });
    const one = await getDuplicate(ctx, row.id);
    for (const pair of [listed!, one]) expect(pair).toMatchObject({ band: row.band, score: row.score });
    for (const { signals } of [listed!, one.comparison, await compareRecordsByNumber(ctx, numbers)])
      expect(weighed(signals)).toBe(signals.length);
  }));

test("the list can be neither filtered by nor sorted by what is hidden; by itself it comes as the pairs were found", () =>
  inRollback(async (tx) => {
    const { ctx, list, row } = await openPair(tx);
    const sorted = (by: string, status?: string) =>
      listDuplicates(ctx, { sort: [by, "DESC"], filter: status ? { status } : {} });
    await sorted("score", "open");
    await judgeBlind(ctx, { blind: true });
    for (const status of [undefined, "open"])
      await expect(list({ ...(status && { status }), band: "strong" })).rejects.toThrow("Likeness is hidden");
    for (const by of ["score", "band"]) {
      await expect(sorted(by)).rejects.toThrow("Likeness is hidden");
      await expect(sorted(by, "open")).rejects.toThrow("Likeness is hidden");
      await sorted(by, "not_duplicate");
    }
    const weak = await tx
      .insert(duplicateCandidates)
      .values({
        ...{ leftId: row.leftId, rightId: (await make.makeParticipant(tx, rosa)).id },
        ...{ band: "possible", score: -5, signals: [], createdAt: new Date("2035-01-01") },
      })
      .returning({ id: duplicateCandidates.id });
    expect((await list({ status: "open" })).map(({ id }) => id)).toEqual([weak[0]!.id, row.id]);
  }));

test("possible records of somebody being entered come by name and without a score, too", () =>
  inRollback(async (tx) => {
    const { ctx } = await openPair(tx);
    const [told] = await findMatchCandidates(ctx, rosa);
    expect(told).toMatchObject({ band: "strong", score: expect.any(Number) });
    await judgeBlind(ctx, { blind: true });
    const found = await findMatchCandidates(ctx, rosa);
    expect(found.map(({ name }) => name)).toEqual(["Villanueva Ortiz, Rosa", "Villanueva Ortiz, Rosita"]);
    for (const each of found) {
      expect(each).toMatchObject({ band: null, score: null });
      expect(each.signals.length).toBeGreaterThan(0);
      expect(weighed(each.signals)).toBe(0);
    }
    const add = createParticipant(ctx, rosa);
    await expect(add).rejects.toMatchObject({
      status: 409,
      details: {
        matches: [
          { band: null, score: null },
          { band: null, score: null },
        ],
      },
    });
    // What is only possible holds nobody up, judged blind or not.
    const weak = { ...rosa, givenName: "Ignatius", familyName: "Brekke" };
    expect((await createParticipant(ctx, weak)).id).toBeGreaterThan(0);
  }));

test("hiding likeness is of the account alone, and the audit keeps when", () =>
  inRollback(async (tx) => {
    const { ctx, row } = await openPair(tx);
    const colleague = ctxFor(tx, "help_desk", { accountId: (await make.makeStaff(tx, "help_desk")).id });
    for (const blind of [true, true, false]) await judgeBlind(ctx, { blind });
    await judgeBlind(ctx, { blind: true });
    expect((await getDuplicate(colleague, row.id)).band).toBe(row.band);
    const said = await tx
      .select()
      .from(auditEvents)
      .where(like(auditEvents.action, "account.likeness%"))
      .orderBy(auditEvents.id);
    expect(said.map(({ action }) => action)).toEqual([
      "account.likeness_hidden",
      "account.likeness_shown",
      "account.likeness_hidden",
    ]);
  }));

test("a decision on an older reading is refused without telling how alike the two look", () =>
  inRollback(async (tx) => {
    const { ctx, row } = await openPair(tx);
    const late = decideNotDuplicate(ctx, { id: row.id, version: row.version - 1, reason: "Sisters" });
    const error = await late.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RegistryError);
    const { current } = (error as RegistryError).details as { current: Record<string, unknown> };
    expect(current).toMatchObject({ id: row.id, status: "open" });
    for (const key of ["band", "score", "signals"]) expect(current).not.toHaveProperty(key);
  }));
