import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { claimDocument, decideDocument } from "#api/domains/documents/index.ts";
import { considerSecondLook } from "#api/domains/second-looks/index.ts";
import type { Ctx } from "#api/kernel/context.ts";
import { documentDecisions, documentReadings, secondLooks } from "#db/schema/index.ts";
import { courseRow, waiting } from "#tests/domains/documents/support.ts";
import { inRollback } from "#tests/setup/db.ts";
import { makeInstitution } from "#tests/support/factories.ts";
import { calm, clerkOf, decided, lookOf } from "./support.ts";

const reasonAfter = async (clerk: Ctx, given: Parameters<typeof decided>[1] = {}) => {
  const document = await decided(clerk, given);
  return (await lookOf(clerk.db, document.id))?.reason;
};
const oneCourse = async (clerk: Ctx, given: Record<string, unknown>) => ({
  outcome: "verified" as const,
  entries: { courses: [await courseRow(clerk.db, given)] },
});

test("every document is drawn at 100 percent and none at 0", () =>
  inRollback(async (tx) => {
    const clerk = await clerkOf(tx);
    await calm(tx);
    expect(await reasonAfter(clerk)).toBeUndefined();
    await calm(tx, { secondLookPercent: 100 });
    expect(await reasonAfter(clerk)).toBe("sample");
  }));

test("the share of the settings is drawn by chance: below it a look is asked for, from it on none", () =>
  inRollback(async (tx) => {
    const clerk = await clerkOf(tx);
    await calm(tx, { secondLookPercent: 5 });
    const draw = async (chance: number) => {
      const document = await decided(clerk);
      await tx.delete(secondLooks).where(eq(secondLooks.documentId, document.id));
      const [decision] = await tx
        .select()
        .from(documentDecisions)
        .where(eq(documentDecisions.documentId, document.id));
      const entries = { degrees: [], courses: [], credentials: [], trainingHours: [] };
      const given = { document, decisionId: decision!.id, entries, outcome: "verified" };
      return considerSecondLook(tx, clerk, given, () => chance);
    };
    expect(await draw(0.0499)).toBe("sample");
    expect(await draw(0.05)).toBeNull();
  }));

test("a clerk's first documents are all looked at, and no longer once there are enough", () =>
  inRollback(async (tx) => {
    await calm(tx, { newVerifierDocuments: 2 });
    const clerk = await clerkOf(tx);
    const reasons = [await reasonAfter(clerk), await reasonAfter(clerk), await reasonAfter(clerk)];
    expect(reasons).toEqual(["new_verifier", "new_verifier", undefined]);
  }));

test("a college that is typed, or that the machine could not find, is looked at", () =>
  inRollback(async (tx) => {
    await calm(tx);
    const clerk = await clerkOf(tx);
    const typed = await oneCourse(clerk, { institutionId: null, institutionName: "Colegio Nuevo" });
    expect(await reasonAfter(clerk, typed)).toBe("unknown_institution");
    // Decided as not accepted nothing of it prints.
    const refused = { ...typed, outcome: "not_accepted" as const, reasonCode: "in_progress" };
    expect(await reasonAfter(clerk, refused)).toBeUndefined();

    const { document, version } = await claimedWithReading(clerk, null);
    await decideDocument(clerk, { id: document.id, version, ...(await oneCourse(clerk, {})) });
    expect((await lookOf(tx, document.id))?.reason).toBe("unknown_institution");
    const known = await claimedWithReading(clerk, (await makeInstitution(tx)).id);
    await decideDocument(clerk, {
      id: known.document.id,
      version: known.version,
      ...(await oneCourse(clerk, {})),
    });
    expect(await lookOf(tx, known.document.id)).toBeUndefined();
  }));

async function claimedWithReading(clerk: Ctx, institutionId: number | null) {
  const document = await waiting(clerk.db);
  const nothing = {
    kind: "transcript" as const,
    person: null,
    birthDate: null,
    institution: null,
    institutionCity: null,
    rows: { degrees: [], courses: [], credentials: [], trainingHours: [] },
  };
  await clerk.db
    .insert(documentReadings)
    .values({ documentId: document.id, readerVersion: "1", reading: nothing, institutionId });
  const { version } = await claimDocument(clerk, { id: document.id });
  return { document, version };
}

test("a grade near the pass line is looked at, one that was never finished is not", () =>
  inRollback(async (tx) => {
    await calm(tx);
    const clerk = await clerkOf(tx);
    expect(await reasonAfter(clerk, await oneCourse(clerk, { grade: "C-" }))).toBe("pass_boundary");
    expect(await reasonAfter(clerk, await oneCourse(clerk, { grade: "D" }))).toBe("pass_boundary");
    expect(await reasonAfter(clerk, await oneCourse(clerk, { grade: "A" }))).toBeUndefined();
    const left = await oneCourse(clerk, { grade: "D", state: "withdrawn" });
    expect(await reasonAfter(clerk, left)).toBeUndefined();
  }));

test("studies abroad are looked at, and so is their refusal for want of an evaluation", () =>
  inRollback(async (tx) => {
    await calm(tx);
    const clerk = await clerkOf(tx);
    const abroad = await makeInstitution(tx, { country: "MX", state: null });
    const rows = await oneCourse(clerk, { institutionId: abroad.id });
    expect(await reasonAfter(clerk, rows)).toBe("foreign_evaluation");
    const refused = {
      outcome: "action_required" as const,
      reasonCode: "foreign_without_evaluation",
      entries: undefined,
    };
    expect(await reasonAfter(clerk, refused)).toBe("foreign_evaluation");
  }));

test("one decision has one second look, and a document that a look put right is not drawn again", () =>
  inRollback(async (tx) => {
    await calm(tx, { secondLookPercent: 100 });
    const clerk = await clerkOf(tx);
    const document = await decided(clerk);
    const look = (await lookOf(tx, document.id))!;
    const again = { document, decisionId: look.decisionId, outcome: "verified" };
    const entries = { degrees: [], courses: [], credentials: [], trainingHours: [] };
    await expect(
      tx.transaction((inner) => considerSecondLook(inner, clerk, { ...again, entries })),
    ).rejects.toThrow();
    await tx
      .update(secondLooks)
      .set({ status: "settled", settlement: "corrected" })
      .where(eq(secondLooks.id, look.id));
    expect(await considerSecondLook(tx, clerk, { ...again, entries })).toBeNull();
    expect(await tx.$count(secondLooks, eq(secondLooks.documentId, document.id))).toBe(1);
  }));
