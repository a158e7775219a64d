import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { undoMerge } from "#api/domains/merges/undo.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import { drawFrom, makeWorld, mergeAnyhow, randomRecord, snapshot } from "./merges-history.ts";

const numbers = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 40, maxLength: 120 });
const runs = { numRuns: 40, endOnFailure: true } as const;

async function undo(ctx: Ctx, id: number) {
  const [row] = (await ctx.db.execute(sql`select version from merges where id = ${id}`)) as unknown as {
    version: number;
  }[];
  return undoMerge(ctx, { id, version: row!.version, reason: "Two people after all" });
}
const helpDesk = (tx: Tx) => ctxFor(tx, "help_desk");

test("merge and undo leave every table as it was, whatever the two records hold", async () => {
  await fc.assert(
    fc.asyncProperty(numbers, (seed) =>
      inRollback(async (tx) => {
        const ctx = helpDesk(tx);
        const draw = drawFrom(seed);
        const world = await makeWorld(tx);
        const a = await randomRecord(tx, ctx, world, draw);
        const b = await randomRecord(tx, ctx, world, draw);
        const before = await snapshot(tx);
        const merge = await mergeAnyhow(ctx, a, b);
        expect((await undo(ctx, merge)).changedSince).toEqual([]);
        expect(await snapshot(tx)).toEqual(before);
      }),
    ),
    runs,
  );
}, 120_000);

test("merges in a chain and side by side come back one by one, each to what stood before it", async () => {
  await fc.assert(
    fc.asyncProperty(numbers, (seed) =>
      inRollback(async (tx) => {
        const ctx = helpDesk(tx);
        const draw = drawFrom(seed);
        const world = await makeWorld(tx);
        const living: number[] = [];
        for (let i = 0; i < 4; i++) living.push(await randomRecord(tx, ctx, world, draw));
        const done: { id: number; before: Record<string, unknown> }[] = [];
        while (living.length > 1) {
          const [retired] = living.splice(draw.int(living.length), 1);
          const before = await snapshot(tx);
          done.push({ id: await mergeAnyhow(ctx, draw.pick(living), retired!), before });
        }
        for (const { id, before } of done.reverse()) {
          await undo(ctx, id);
          expect(await snapshot(tx)).toEqual(before);
        }
      }),
    ),
    { ...runs, numRuns: 12 },
  );
}, 120_000);
