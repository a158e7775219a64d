import { desc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import {
  claimDocument,
  decideDocument,
  getDocument,
  resetDocument,
  viewDocument,
} from "#api/domains/documents/index.ts";
import { settleSecondLook } from "#api/domains/second-looks/index.ts";
import type { Ctx } from "#api/kernel/context.ts";
import { inTransaction } from "#api/kernel/context.ts";
import { courseMemory, documentDecisions, documentRoutings, documents } from "#db/schema/index.ts";
import { accountId, db, disagreement, first, openDesk, second, third } from "./desk.ts";
import { lookOf } from "./support.ts";

openDesk();

describe("settling", () => {
  const settle = (
    ctx: Ctx,
    look: { id: number; version: number },
    settlement: "first_stands" | "corrected",
  ) =>
    settleSecondLook(ctx, {
      id: look.id,
      version: look.version,
      settlement,
      note: "Page 2 says four units.",
    });

  test("nobody upholds their own view; each of the two may give way", async () => {
    const { look } = await disagreement();
    await expect(settle(first, look, "first_stands")).rejects.toThrow("takes a third person");
    await expect(settle(second, look, "corrected")).rejects.toThrow("takes a third person");
    await settle(second, look, "first_stands");
    expect(await lookOf(db, look.documentId)).toMatchObject({
      status: "settled",
      settlement: "first_stands",
    });
    await expect(settle(third, look, "corrected")).rejects.toThrow("settled already");
  });

  test("corrected: the document waits in its lane as the settler's own with the second rows; nothing is erased", async () => {
    const { document, look } = await disagreement({ lane: "permit_renewal", laneRank: 2 });
    await settle(third, look, "corrected");
    const [after] = await db.select().from(documents).where(eq(documents.id, document.id));
    expect(after).toMatchObject({
      status: "unverified",
      lane: "permit_renewal",
      assignedToId: accountId(third),
      deskState: "queue",
    });
    const decisions = await db
      .select({ outcome: documentDecisions.outcome })
      .from(documentDecisions)
      .where(eq(documentDecisions.documentId, document.id))
      .orderBy(desc(documentDecisions.id));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(["reset", "verified"]);
    const view = await inTransaction(third, (tx, inner) => viewDocument(tx, inner, document.id));
    expect(view.entries.courses.map(({ units, classification }) => [units, classification])).toEqual([
      ["4.00", "other"],
    ]);
    expect(await db.$count(documentRoutings, eq(documentRoutings.documentId, document.id))).toBe(1);

    const claim = await claimDocument(third, { id: document.id });
    await decideDocument(third, { id: document.id, version: claim.version, outcome: "verified" });
    const [memory] = await db.select().from(courseMemory).where(eq(courseMemory.documentId, document.id));
    expect(memory, "the course is remembered as it was corrected").toMatchObject({ classification: "other" });
    expect((await lookOf(db, document.id))!.id, "and is not drawn again").toBe(look.id);
  });

  test("where the decision was taken back meanwhile only letting the first stand is left", async () => {
    const { document, look } = await disagreement();
    const { version } = await getDocument(first, document.id);
    await resetDocument(third, { id: document.id, version, reason: "Another page came." });
    await expect(settle(third, look, "corrected")).rejects.toThrow("nothing left to correct");
    expect(await settle(third, look, "first_stands")).toMatchObject({ status: "settled" });
  });
});
