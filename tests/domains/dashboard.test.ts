import { expect, test } from "vitest";
import { getOverview } from "#api/domains/dashboard/overview.ts";
import { listSecondLooks } from "#api/domains/second-looks/index.ts";
import { documentDecisions, queuePace, reviewRequests, secondLooks } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import { makeDocument, makeParticipant, makeStaff } from "../support/factories.ts";

/** Wednesday evening in California, already Thursday in Greenwich. */
const now = new Date("2026-03-19T02:00:00Z");

test("the desk's numbers: pace and expected day per lane, agreement per field, rework by what found it, reviews due", () =>
  inRollback(async (tx) => {
    const [clerk, colleague] = [await makeStaff(tx, "data_entry"), await makeStaff(tx, "data_entry")];
    const person = await makeParticipant(tx);
    const decide = async (decidedById: number) => {
      const document = await makeDocument(tx, { participantId: person.id, status: "verified" });
      const [decision] = await tx
        .insert(documentDecisions)
        .values({ documentId: document.id, outcome: "verified", decidedById })
        .returning();
      return { documentId: document.id, decisionId: decision!.id };
    };
    const done = { doneAt: new Date(), reviewerId: colleague.id };
    const units = (agreed: number) => ({
      "courses.units": { compared: 4, agreed },
      "courses.grade": { compared: 4, agreed: 4 },
    });
    await tx.insert(secondLooks).values([
      { ...(await decide(clerk.id)), ...done, reason: "sample", status: "agreed", fields: units(4) },
      {
        ...(await decide(clerk.id)),
        ...done,
        reason: "sample",
        status: "settled",
        settlement: "corrected",
        fields: units(1),
      },
      {
        ...(await decide(clerk.id)),
        ...done,
        reason: "new_verifier",
        status: "settled",
        settlement: "first_stands",
        fields: units(3),
      },
      {
        ...(await decide(clerk.id)),
        ...done,
        reason: "pass_boundary",
        status: "disagreed",
        fields: units(2),
      },
      // Longer ago than ninety days.
      {
        ...(await decide(clerk.id)),
        ...done,
        doneAt: new Date(Date.now() - 91 * 86_400_000),
        reason: "sample",
        status: "settled",
        settlement: "corrected",
        fields: units(0),
      },
      { ...(await decide(clerk.id)), reason: "sample" },
      { ...(await decide(colleague.id)), reason: "sample" },
    ]);
    const asked = { participantId: person.id, reason: "Please look again." };
    await tx.insert(reviewRequests).values([
      { ...asked, ...(await decide(clerk.id)), dueOn: "2026-03-17" },
      { ...asked, ...(await decide(clerk.id)), dueOn: "2026-03-18" },
      { ...asked, ...(await decide(clerk.id)), dueOn: "2026-03-01", status: "upheld", decidedAt: new Date() },
      {
        ...asked,
        ...(await decide(clerk.id)),
        dueOn: "2026-03-01",
        status: "changed",
        decidedAt: new Date(),
      },
    ]);
    const line = { medianDays: 2, ninetiethDays: 9 };
    await tx.insert(queuePace).values([
      { type: "transcript", lane: "standard", decidedPerDay: 10, waiting: 25, ...line },
      { type: "transcript", lane: "licensing_visit", decidedPerDay: 2, waiting: 4, ...line },
    ]);
    const ctx = ctxFor(tx, "data_entry", { accountId: clerk.id, now });
    const { desk, queues } = await getOverview(ctx);
    expect(desk).toMatchObject({
      agreement: [
        { field: "courses.units", compared: 16, agreed: 10 },
        { field: "courses.grade", compared: 16, agreed: 16 },
      ],
      rework: {
        sample: { looked: 2, corrected: 1 },
        risk: { looked: 2, corrected: 0 },
        review: { looked: 2, corrected: 1 },
      },
      disagreements: 1,
      // It is the 18th where the registry is.
      reviews: { open: 2, overdue: 1, nextDueOn: "2026-03-17" },
      lines: [
        // Four before it at twelve a day; then 29 before one of the standard lane, which moves by ten a day.
        { lane: "licensing_visit", waiting: 4, expectedOn: "2026-03-19" },
        { lane: "standard", waiting: 25, expectedOn: "2026-03-23" },
      ],
    });
    const waiting = queues.find(({ key }) => key === "second-looks")?.waiting;
    expect(waiting, "one's own decision is nobody's second look").toBe(1);
    const listed = await listSecondLooks(ctx, { filter: { status: "waiting", forMe: true } });
    expect(listed.total, "the number opens as many rows").toBe(waiting);
    expect(queues.find(({ key }) => key === "reviews")?.waiting).toBe(2);
  }));

test("those who do not verify see no desk", () =>
  inRollback(async (tx) => {
    expect((await getOverview(ctxFor(tx, "help_desk"))).desk).toBeNull();
    expect((await getOverview(ctxFor(tx, "sponsor_manager"))).desk).toBeNull();
  }));
