import { expect, test } from "vitest";
import { compareRecordsByNumber } from "#api/domains/duplicates/compare.ts";
import { decideNotDuplicate } from "#api/domains/duplicates/decide.ts";
import { getDuplicate, getDuplicateBlind } from "#api/domains/duplicates/get.ts";
import { findDuplicates } from "#api/domains/duplicates/index.ts";
import { listDuplicates } from "#api/domains/duplicates/list.ts";
import type { DuplicateRow, Signal } from "#api/domains/duplicates/schemas.ts";
import { RegistryError } from "#api/kernel/errors.ts";
import type { Tx } from "#db/client.ts";
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
    const [listed] = await list({ status: "open", blind: true });
    const one = await getDuplicateBlind(ctx, { id: row.id });
    for (const pair of [listed!, one]) {
      expect(pair).toMatchObject({ id: row.id, band: null, score: null });
      expect(weighed(pair.signals)).toBe(0);
      expect(keys(pair.signals)).toEqual(keys(row.signals).toSorted());
    }
    const compared = await compareRecordsByNumber(ctx, { ...numbers, blind: "true" });
    for (const { signals } of [one.comparison, compared]) {
      expect(signals.length).toBeGreaterThan(0);
      expect(weighed(signals)).toBe(0);
    }
    expect(weighed((await compareRecordsByNumber(ctx, numbers)).signals)).toBeGreaterThan(0);
    expect((await getDuplicate(ctx, row.id)).band).toBe(row.band);
  }));

test("records that nobody listed as a pair are compared without weights, too", () =>
  inRollback(async (tx) => {
    const { ctx, numbers } = await openPair(tx);
    const other = await make.makeParticipant(tx, { ...rosa, givenName: "Ignatius", birthDate: "1950-01-01" });
    const { candidateId, signals } = await compareRecordsByNumber(ctx, {
      left: numbers.left,
      right: other.registryNumber,
      blind: "true",
    });
    expect(candidateId).toBeNull();
    expect(signals.length).toBeGreaterThan(0);
    expect(weighed(signals)).toBe(0);
  }));

test("once the pair is decided, everything is told", () =>
  inRollback(async (tx) => {
    const { ctx, list, row, numbers } = await openPair(tx);
    await decideNotDuplicate(ctx, { id: row.id, version: row.version, reason: "Sisters" });
    const [listed] = await list({ status: "not_duplicate", blind: true });
    const one = await getDuplicateBlind(ctx, { id: row.id });
    for (const pair of [listed!, one]) expect(pair).toMatchObject({ band: row.band, score: row.score });
    for (const { signals } of [
      listed!,
      one.comparison,
      await compareRecordsByNumber(ctx, { ...numbers, blind: "true" }),
    ])
      expect(weighed(signals)).toBe(signals.length);
  }));

test("the list cannot be asked blind for one band: that would tell it", () =>
  inRollback(async (tx) => {
    const { list } = await openPair(tx);
    await expect(list({ blind: true, band: "strong" })).rejects.toThrow("Likeness is hidden");
    expect(await list({ blind: true })).toHaveLength(1);
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
