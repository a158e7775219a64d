import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createMerge } from "#api/domains/merges/merge.ts";
import type { Tx } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";

type Person = typeof schema.participants.$inferSelect;
const fresh = async (tx: Tx, id: number): Promise<Person> =>
  (await tx.select().from(schema.participants).where(eq(schema.participants.id, id)))[0]!;

/** Merges as the help desk, with the versions as they are. */
async function merge(
  tx: Tx,
  survivor: Person,
  retired: Person,
  more: Partial<Parameters<typeof createMerge>[1]> = {},
) {
  return createMerge(ctxFor(tx, "help_desk"), {
    survivorId: survivor.id,
    retiredId: retired.id,
    reason: "One person, two records",
    survivorVersion: (await fresh(tx, survivor.id)).version,
    retiredVersion: (await fresh(tx, retired.id)).version,
    ...more,
  });
}

test("the survivor keeps its number, gains what it lacked, and is found by the old number and name", () =>
  inRollback(async (tx) => {
    const survivor = await make.makeParticipant(tx, {
      givenName: "Rosa",
      familyName: "Ortiz",
      phone: null,
      status: "pending",
      registeredOn: null,
    });
    const retired = await make.makeParticipant(tx, {
      givenName: "Rosie",
      familyName: "Villanueva",
      phone: "(213) 555-0101",
      status: "active",
      registeredOn: "2019-02-01",
      renewsOn: "2027-02-01",
    });
    await merge(tx, survivor, retired);
    const after = await fresh(tx, survivor.id);
    expect(after).toMatchObject({
      registryNumber: survivor.registryNumber,
      givenName: "Rosa",
      phone: "(213) 555-0101",
      status: "active",
      registeredOn: "2019-02-01",
      renewsOn: "2027-02-01",
    });
    expect(after.searchText).toContain(retired.registryNumber);
    expect(after.searchText).toContain("villanueva");
    expect(await fresh(tx, retired.id)).toMatchObject({ status: "merged", mergedIntoId: survivor.id });
    const [opened] = await tx.execute(sql`select survivor_of(${retired.id}) as id`);
    expect(opened).toEqual({ id: survivor.id });
  }));
