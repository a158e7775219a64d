import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { getDocument, removeDocument, resetDocument } from "#api/domains/documents/index.ts";
import {
  decideReview,
  getReview,
  listReviews,
  requestReview,
  withdrawReview,
} from "#api/domains/reviews/index.ts";
import type { ReviewRow } from "#api/domains/reviews/schemas.ts";
import type { Ctx } from "#api/kernel/context.ts";
import { rowsOf } from "#api/kernel/list.ts";
import type { Db } from "#db/client.ts";
import { documentDecisions, documents, reviewRequests } from "#db/schema/index.ts";
import { calm, clerkOf, decided } from "#tests/domains/second-looks/support.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeAccount, makeDocument, makeParticipant } from "#tests/support/factories.ts";

let db: Db;
let first: Ctx;
let other: Ctx;
beforeAll(async () => {
  db = await testDb();
  await calm(db, { reviewWeeks: 4 });
  first = await clerkOf(db);
  other = await clerkOf(db);
});
const accountId = (ctx: Ctx) => (ctx.actor.type === "account" ? ctx.actor.accountId : 0);
/** Monday evening in California, Tuesday in Greenwich. */
const now = new Date("2026-03-17T02:00:00Z");
const refusal = { outcome: "not_accepted" as const, reasonCode: "in_progress", entries: undefined };

async function educator(personId?: number) {
  const person = personId ?? (await makeParticipant(db)).id;
  const account = await makeAccount(db, { participantId: person });
  return {
    personId: person,
    ctx: ctxFor(db, "participant", { accountId: account.id, participantId: person, now }),
  };
}

/** A refused document of a person of its own, and the person. */
async function refused(
  given: Parameters<typeof decided>[1] = refusal,
  row: Partial<Parameters<typeof makeDocument>[1]> = {},
) {
  const { personId, ctx } = await educator();
  const document = await decided(first, given, { participantId: personId, ...row });
  return { document, personId, ctx };
}
const ask = (ctx: Ctx, documentId: number, more = {}) =>
  requestReview(ctx, { documentId, reason: "The course ended in May; the grade is on page 2.", ...more });
const answer = (ctx: Ctx, review: { id: number; version: number }, status: "upheld" | "changed" = "upheld") =>
  decideReview(ctx, { id: review.id, version: review.version, status, answer: "We looked at page 2 again." });

describe("asking", () => {
  test("is answered within the weeks of the desk's settings, counted from today where the registry is", async () => {
    const { ctx, document } = await refused();
    const review = await ask(ctx, document.id);
    expect(review).toMatchObject({
      status: "requested",
      dueOn: "2026-04-13",
      documentId: document.id,
      overdue: false,
    });
    expect(review.decision).toMatchObject({ outcome: "not_accepted", reasonCode: "in_progress" });
    const jobs = await db.execute(sql`select 1 from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'notify_review_received' and (j.payload ->> 'reviewId')::int = ${review.id}`);
    expect(jobs).toHaveLength(1);
  });

  test("is for one's own decided documents only", async () => {
    const { document } = await refused();
    const stranger = await educator();
    await expect(ask(stranger.ctx, document.id)).rejects.toThrow("There is no such document.");
    const waiting = await makeDocument(db, { participantId: stranger.personId });
    await expect(ask(stranger.ctx, waiting.id)).rejects.toThrow("There is no decision");
  });

  test("a verified document may be reviewed too, and one sent back", async () => {
    const verified = await refused({});
    expect((await ask(verified.ctx, verified.document.id)).decision.outcome).toBe("verified");
    const back = await refused({
      outcome: "action_required",
      reasonCode: "missing_page",
      entries: undefined,
    });
    expect((await ask(back.ctx, back.document.id)).decision.outcome).toBe("action_required");
  });

  test("is possible once for a document at a time and once for a decision", async () => {
    const { ctx, document } = await refused();
    const review = await ask(ctx, document.id);
    await expect(ask(ctx, document.id)).rejects.toThrow("not answered yet");
    await answer(other, review);
    await expect(ask(ctx, document.id)).rejects.toThrow("reviewed already");
  });

  test("two requests at once make one", async () => {
    const { ctx, document } = await refused();
    const both = await Promise.allSettled([ask(ctx, document.id), ask(ctx, document.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("proof is another document of the same person", async () => {
    const { ctx, document, personId } = await refused();
    const stranger = await makeDocument(db, { participantId: (await makeParticipant(db)).id });
    for (const evidenceDocumentId of [stranger.id, document.id])
      await expect(ask(ctx, document.id, { evidenceDocumentId })).rejects.toMatchObject({
        fields: { evidenceDocumentId: "Choose another document of the same person." },
      });
    const proof = await makeDocument(db, { participantId: personId });
    const review = await ask(ctx, document.id, { evidenceDocumentId: proof.id });
    expect(review.evidence?.id).toBe(proof.id);
  });

  test("staff ask for somebody who called; a clerk's own role does not", async () => {
    const { document } = await refused();
    const desk = ctxFor(db, "help_desk", { accountId: accountId(other) });
    expect((await ask(desk, document.id)).status).toBe("requested");
    await expect(ask(other, document.id)).rejects.toThrow("Your role does not allow this.");
  });

  test("can be withdrawn, and asked for anew", async () => {
    const { ctx, document } = await refused();
    const review = await ask(ctx, document.id);
    const stranger = await educator();
    await expect(withdrawReview(stranger.ctx, review)).rejects.toThrow();
    await withdrawReview(ctx, { id: review.id, version: review.version });
    await expect(answer(other, review)).rejects.toThrow("withdrawn");
    expect((await ask(ctx, document.id)).status).toBe("requested");
  });
});

describe("answering", () => {
  test("is another person's: the verb and the database refuse whoever decided first", async () => {
    const { ctx, document } = await refused();
    const review = await ask(ctx, document.id);
    expect((await getReview(first, review.id)).mayDecide).toBe(false);
    expect((await getReview(other, review.id)).mayDecide).toBe(true);
    await expect(answer(first, review)).rejects.toThrow("A colleague looks at it again.");
    const own = db
      .update(reviewRequests)
      .set({ status: "upheld", decidedById: accountId(first) })
      .where(eq(reviewRequests.id, review.id));
    await expect(own).rejects.toMatchObject({
      cause: expect.objectContaining({ message: expect.stringContaining("another person") }),
    });
  });

  test("nobody answers about their own record, and a participant cannot decide in the database", async () => {
    const { ctx, document, personId } = await refused();
    const review = await ask(ctx, document.id);
    const clerk = ctxFor(db, "data_entry", { accountId: accountId(other), participantId: personId });
    await expect(answer(clerk, review)).rejects.toThrow("A colleague looks at it again.");
    await expect(answer(ctx, review)).rejects.toThrow("Your role does not allow this.");
  });

  test("upheld: the decision stands, with an answer the participant reads", async () => {
    const { ctx, document } = await refused();
    const review = await ask(ctx, document.id);
    await expect(
      decideReview(other, { id: review.id, version: review.version, status: "upheld", answer: " " }),
    ).rejects.toThrow();
    await decideReview(other, {
      id: review.id,
      version: review.version,
      status: "upheld",
      answer: "The course shows no final grade.",
      internalNote: "Asked twice by phone.",
    });
    expect(await getDocument(first, document.id)).toMatchObject({ status: "not_accepted" });
    const seen = await getReview(ctx, review.id);
    expect(seen).toMatchObject({ status: "upheld", answer: "The course shows no final grade." });
    expect(JSON.stringify(seen)).not.toContain("Asked twice");
    expect(JSON.stringify(seen)).not.toContain("Account ");
    await expect(answer(other, review)).rejects.toThrow("answered already");
  });

  test("changed: the decision is taken back, and the document waits in its lane as the reviewer's own", async () => {
    const { ctx, document } = await refused(refusal, { lane: "stipend_deadline", laneRank: 1 });
    await answer(other, await ask(ctx, document.id), "changed");
    const [after] = await db.select().from(documents).where(eq(documents.id, document.id));
    expect(after).toMatchObject({
      status: "unverified",
      lane: "stipend_deadline",
      laneRank: 1,
      assignedToId: accountId(other),
    });
    const outcomes = await db
      .select({ outcome: documentDecisions.outcome })
      .from(documentDecisions)
      .where(eq(documentDecisions.documentId, document.id))
      .orderBy(documentDecisions.id);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["not_accepted", "reset"]);
  });

  test("a decision that was taken back meanwhile is not taken back twice", async () => {
    const { ctx, document } = await refused();
    const review = await ask(ctx, document.id);
    const { version } = await getDocument(first, document.id);
    await resetDocument(first, { id: document.id, version, reason: "I was wrong." });
    expect(await answer(other, review, "changed")).toMatchObject({ status: "changed" });
    expect(await db.$count(documentDecisions, eq(documentDecisions.documentId, document.id))).toBe(2);
  });

  test("two colleagues at once: one answer holds", async () => {
    const { ctx, document } = await refused();
    const review = await ask(ctx, document.id);
    const third = await clerkOf(db);
    const both = await Promise.allSettled([answer(other, review), answer(third, review, "changed")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

test("the list is by due day with what is overdue marked; a participant sees its own alone", async () => {
  const [one, two] = [await refused(), await refused()];
  const late = await ask(one.ctx, one.document.id);
  const soon = await ask(two.ctx, two.document.id);
  await db.update(reviewRequests).set({ dueOn: "2026-03-15" }).where(eq(reviewRequests.id, late.id));
  await db.update(reviewRequests).set({ dueOn: "2026-03-16" }).where(eq(reviewRequests.id, soon.id));
  const clerk = ctxFor(db, "data_entry", { accountId: accountId(other), now });
  const listed = rowsOf<ReviewRow>(await listReviews(clerk, { filter: { id: [late.id, soon.id] } }));
  // It is still the 16th in California.
  expect(listed.map(({ id, overdue }) => [id, overdue])).toEqual([
    [late.id, true],
    [soon.id, false],
  ]);
  const overdue = rowsOf<ReviewRow>(await listReviews(clerk, { filter: { overdue: true } }));
  expect(overdue.map(({ id }) => id)).toEqual([late.id]);
  const own = rowsOf<ReviewRow>(await listReviews(one.ctx, {}));
  expect(own.map(({ id }) => id)).toEqual([late.id]);
  await expect(getReview(one.ctx, soon.id)).rejects.toThrow("not yours to see");
});

test("answering a review and deleting its document at once wait for each other", async () => {
  const asked = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const { ctx, document } = await refused();
      return { ctx, document, review: await ask(ctx, document.id) };
    }),
  );
  const ended = await Promise.all(
    asked.map(({ ctx, document, review }) =>
      Promise.allSettled([answer(other, review, "changed"), removeDocument(ctx, { id: document.id })]),
    ),
  );
  for (const [n, [answered, removed]] of ended.entries()) {
    expect(removed.status).toBe("fulfilled");
    const [row] = await db.select().from(reviewRequests).where(eq(reviewRequests.id, asked[n]!.review.id));
    if (answered.status === "fulfilled") expect(row?.status).toBe("changed");
    else {
      expect(answered.reason.message).toBe("The participant has withdrawn this request.");
      expect(row?.status).toBe("withdrawn");
    }
  }
});
