import { eq } from "drizzle-orm";
import { beforeAll, expect } from "vitest";
import { claimNextSecondLook, submitSecondLook } from "#api/domains/second-looks/index.ts";
import type { SubmitSecondLook } from "#api/domains/second-looks/schemas.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { secondLooks } from "#db/schema/index.ts";
import { courseRow, type waiting } from "#tests/domains/documents/support.ts";
import { testDb } from "#tests/setup/db.ts";
import { calm, clerkOf, decided, lookOf } from "./support.ts";

/** The registry and the clerks of one test file; set before its tests by {@link openDesk}. */
export let db: Db;
export let first: Ctx;
export let second: Ctx;
export let third: Ctx;

/** Three clerks at a desk where every decision gets a second look. */
export function openDesk(): void {
  beforeAll(async () => {
    db = await testDb();
    await calm(db, { secondLookPercent: 100 });
    first = await clerkOf(db);
    second = await clerkOf(db);
    third = await clerkOf(db);
  });
}

export const accountId = (ctx: Ctx) => (ctx.actor.type === "account" ? ctx.actor.accountId : 0);

/** A decided document whose look `second` holds: everything else that waits is set aside. */
export async function held(
  given: Parameters<typeof decided>[1] = {},
  document: Parameters<typeof waiting>[1] = {},
) {
  await db.update(secondLooks).set({ status: "agreed" }).where(eq(secondLooks.status, "waiting"));
  const row = await decided(first, given, document);
  const claim = await claimNextSecondLook(second);
  const look = (await lookOf(db, row.id))!;
  expect(claim.id).toBe(look.id);
  return { document: row, look };
}
export const rowsFor = (courses: Record<string, unknown>[]) => ({
  outcome: "verified" as const,
  entries: { courses } as never,
});
export const submit = (ctx: Ctx, look: { id: number; version: number }, given: Partial<SubmitSecondLook>) =>
  submitSecondLook(ctx, { id: look.id, version: look.version, outcome: "verified", ...given });

/** A look on which the two disagree about the units of one course. */
export async function disagreement(document: Parameters<typeof waiting>[1] = {}) {
  const row = await courseRow(db, { courseNumber: "CD 10" });
  const made = await held(rowsFor([row]), document);
  const result = await submit(second, made.look, rowsFor([{ ...row, units: 4, classification: "other" }]));
  expect(result.status).toBe("disagreed");
  return { ...made, look: (await lookOf(db, made.document.id))! };
}
