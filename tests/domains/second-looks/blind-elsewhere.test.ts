import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { listDocuments } from "#api/domains/documents/index.ts";
import type { DocumentRow } from "#api/domains/documents/schemas.ts";
import { getIntakeScan } from "#api/domains/intake/index.ts";
import { participantHistory } from "#api/domains/participants/index.ts";
import { getReview, listReviews, requestReview } from "#api/domains/reviews/index.ts";
import { releaseSecondLook } from "#api/domains/second-looks/index.ts";
import type { Ctx } from "#api/kernel/context.ts";
import { rowsOf } from "#api/kernel/list.ts";
import { documents, intakePages, intakeScans } from "#db/schema/index.ts";
import { ctxFor, testFiles } from "#tests/support/ctx.ts";
import { db, held, openDesk, second, third } from "./desk.ts";

openDesk();

const listed = async (ctx: Ctx, filter: Record<string, unknown>, sort?: [string, "ASC" | "DESC"]) =>
  rowsOf<DocumentRow>(await listDocuments(ctx, { filter, sort }));

test("the list of documents does not tell how the one was decided that its reader holds a look on", async () => {
  const { document, look } = await held();
  const of = { participantId: document.participantId };
  expect(await listed(second, of)).toMatchObject([{ id: document.id, status: null, decidedAt: null }]);
  expect(await listed(third, of)).toMatchObject([{ id: document.id, status: "verified" }]);
  await releaseSecondLook(second, { id: look.id });
  expect(await listed(second, of)).toMatchObject([{ id: document.id, status: "verified" }]);
});

test("neither a filter nor the order of the list tells it", async () => {
  const { document } = await held();
  const of = { participantId: document.participantId };
  for (const status of ["verified", "action_required", "not_accepted"])
    expect(await listed(second, { ...of, status })).toEqual([]);
  expect(await listed(third, { ...of, status: "verified" })).toHaveLength(1);
  const others = ["action_required", "not_accepted", "superseded"] as const;
  for (const status of others)
    await db
      .insert(documents)
      .values({ ...of, type: "transcript", source: "portal", status, decidedAt: new Date() });
  for (const sort of ["status", "decidedAt"])
    for (const direction of ["ASC", "DESC"] as const)
      expect((await listed(second, of, [sort, direction])).at(-1)!.id, `${sort} ${direction}`).toBe(
        document.id,
      );
});

test("a review of it is not opened or listed, and the person's history leaves its events out", async () => {
  const { document, look } = await held({
    outcome: "not_accepted",
    reasonCode: "in_progress",
    entries: undefined,
  });
  const owner = ctxFor(db, "participant", { participantId: document.participantId });
  const review = await requestReview(owner, { documentId: document.id, reason: "It can be read well." });
  const told = async (ctx: Ctx) => ({
    reviews: rowsOf(await listReviews(ctx, { filter: { documentId: document.id } })).length,
    history: JSON.stringify(await participantHistory(ctx, { id: document.participantId })),
  });
  await expect(getReview(second, review.id)).rejects.toThrow("blind");
  const blind = await told(second);
  expect(blind.reviews).toBe(0);
  expect(blind.history).not.toContain("not_accepted");
  const open = await told(third);
  expect(open.reviews).toBe(1);
  expect(open.history).toContain("not_accepted");
  await releaseSecondLook(second, { id: look.id });
  expect((await getReview(second, review.id)).decision.outcome).toBe("not_accepted");
});

test("the scan it was filed from does not tell it", async () => {
  const { document } = await held();
  const file = await testFiles.put(Buffer.from("scan"), { folder: "uploads" });
  const [scan] = await db
    .insert(intakeScans)
    .values({
      ...{ status: "filed", originalName: "mail.pdf", mimeType: "application/pdf", sizeBytes: 4 },
      ...{ storageKey: file.key, sha256: file.sha256 },
    })
    .returning();
  await db.insert(intakePages).values({
    ...{ scanId: scan!.id, pageNumber: 1, width: 85, height: 110, documentId: document.id },
    ...{ imageKey: "pages/one.webp", thumbnailKey: "pages/two.webp" },
  });
  expect((await getIntakeScan(second, scan!.id)).documents).toMatchObject([{ status: null }]);
  expect((await getIntakeScan(third, scan!.id)).documents).toMatchObject([{ status: "verified" }]);
  const [row] = await db.select().from(documents).where(eq(documents.id, document.id));
  expect(row!.status).toBe("verified");
});
