import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { readCalibration } from "#api/domains/duplicates/calibration.ts";
import { findDuplicates } from "#api/domains/duplicates/index.ts";
import { listDuplicates } from "#api/domains/duplicates/list.ts";
import type { DuplicateRow } from "#api/domains/duplicates/schemas.ts";
import { readSearchState } from "#api/domains/duplicates/search-state.ts";
import type { Tx } from "#db/client.ts";
import { duplicateCandidates, registryFacts } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor, systemCtx } from "../support/ctx.ts";
import { makeParticipant, makeStaff } from "../support/factories.ts";

const rosa = { givenName: "Rosa", familyName: "Villanueva", birthDate: "1984-07-03" };
const rows = async (tx: Tx): Promise<DuplicateRow[]> =>
  JSON.parse((await listDuplicates(ctxFor(tx, "help_desk"), { filter: { status: "open" } })).json);

test("the console is told how the search ended and how it compares with what the demo planted", () =>
  inRollback(async (tx) => {
    const [left, right] = [await makeParticipant(tx, rosa), await makeParticipant(tx, rosa)];
    const other = await makeParticipant(tx, { givenName: "Quentin", familyName: "Abernathy" });
    const before = await readSearchState(ctxFor(tx, "help_desk"));
    expect(before).toMatchObject({ scan: null, model: null, waiting: 3, truth: null });
    const pair = (a: string, b: string) => ({ kind: "nickname", left: a, right: b });
    await tx.insert(registryFacts).values({
      key: "demo_truth",
      value: {
        duplicates: [
          pair(right.registryNumber, left.registryNumber),
          pair(left.registryNumber, other.registryNumber),
        ],
      },
    });
    await findDuplicates(systemCtx(tx));
    const after = await readSearchState(ctxFor(tx, "help_desk"));
    expect(after).toMatchObject({
      scan: { status: "done", percent: 100, records: 3, pairs: 1 },
      waiting: 0,
      truth: { planted: 2 },
    });
    expect(after.truth!.bands[0]).toEqual({ band: "strong", pairs: 1, right: 1, precision: 1, recall: 0.5 });
    await expect(readSearchState(ctxFor(tx, "instructor"))).rejects.toThrow("Your role does not allow");
  }));

test("what was decided is held against what the score promised, by tenth and by band", () =>
  inRollback(async (tx) => {
    const decidedById = (await makeStaff(tx, "help_desk")).id;
    const people: Awaited<ReturnType<typeof makeParticipant>>[] = [];
    for (let n = 0; n < 4; n++) people.push(await makeParticipant(tx, { ...rosa, birthDate: null }));
    const pair = (leftId: number, rightId: number, score: number, status: "merged" | "not_duplicate") => ({
      ...{ leftId, rightId, score, status, decidedById, signals: [] },
      band: score > 5 ? ("strong" as const) : ("possible" as const),
    });
    const [a, b, c, d] = people.map(({ id }) => id) as [number, number, number, number];
    await tx
      .insert(duplicateCandidates)
      .values([pair(a, b, 12, "merged"), pair(a, c, 11, "not_duplicate"), pair(b, d, -2, "not_duplicate")]);
    const { decided, deciles, bands } = await readCalibration(ctxFor(tx, "help_desk"));
    expect(decided).toBe(3);
    expect(deciles[9]).toEqual({ from: 0.9, to: 1, pairs: 2, same: 1, predicted: 1, actual: 0.5 });
    expect(deciles[2]).toEqual({ from: 0.2, to: 0.3, pairs: 1, same: 0, predicted: 0.2, actual: 0 });
    expect(bands.map(({ band, pairs }) => [band, pairs])).toEqual([
      ["strong", 2],
      ["likely", 0],
      ["possible", 1],
    ]);
    await tx.update(duplicateCandidates).set({ status: "open" }).where(eq(duplicateCandidates.leftId, a));
    expect((await readCalibration(ctxFor(tx, "help_desk"))).decided).toBe(1);
  }));

test("three records of one person are told as a group of three, each with how full it is", () =>
  inRollback(async (tx) => {
    const people: Awaited<ReturnType<typeof makeParticipant>>[] = [];
    for (let n = 0; n < 3; n++)
      people.push(
        await makeParticipant(tx, { ...rosa, email: null, ...(n === 0 ? { city: "Fresno" } : {}) }),
      );
    await findDuplicates(systemCtx(tx));
    const listed = await rows(tx);
    expect(listed).toHaveLength(3);
    for (const { members } of listed) {
      expect(members![0]).toMatchObject({ id: people[0]!.id });
      expect(members!.map(({ id }) => id).sort()).toEqual(people.map(({ id }) => id).sort());
    }
    const fuller = listed.find(({ leftId }) => leftId === people[0]!.id)!;
    expect(fuller.left.completeness).toBe(fuller.right.completeness + 1);
  }));
