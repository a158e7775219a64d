import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { listPlacesInLine } from "#api/domains/documents/index.ts";
import { expectedFor } from "#api/domains/queue-pace/index.ts";
import type { Tx } from "#db/client.ts";
import type { DocumentLane } from "#db/enums.ts";
import { documentDecisions, queuePace } from "#db/schema/index.ts";
import { inRollback } from "#tests/setup/db.ts";
import { ctxFor, systemCtx } from "#tests/support/ctx.ts";
import { makeDocument, makeParticipant, makeStaff } from "#tests/support/factories.ts";
import { refreshQueuePace } from "#workers/tasks/refresh-queue-pace.ts";

type Given = Partial<Parameters<typeof makeDocument>[1]>;
const ranks: Record<DocumentLane, number> = {
  licensing_visit: 0,
  stipend_deadline: 1,
  permit_renewal: 2,
  standard: 3,
};
/** Wednesday noon in California. */
const now = new Date("2026-03-18T19:00:00Z");
const helpers = { log: { info() {} } as never, attempt: 1 };

async function world(tx: Tx) {
  const person = await makeParticipant(tx);
  const document = (receivedAt: string, given: Given = {}) => {
    const lane = given.lane ?? "standard";
    return makeDocument(tx, {
      participantId: person.id,
      receivedAt: new Date(receivedAt),
      lane,
      laneRank: ranks[lane],
      ...given,
    });
  };
  return { person, document };
}
const refresh = (tx: Tx) => refreshQueuePace({}, { ...systemCtx(tx), now }, helpers);

test("places follow the lane, then arrival, and leave out what is held, escalated, assigned or not the desk's", () =>
  inRollback(async (tx) => {
    const { person, document } = await world(tx);
    const clerk = await makeStaff(tx, "data_entry");
    const second = await document("2026-03-02T10:00:00Z");
    const first = await document("2026-03-01T10:00:00Z");
    const urgent = await document("2026-03-09T10:00:00Z", { lane: "licensing_visit" });
    const held = await document("2026-02-01T10:00:00Z", { deskState: "held", heldUntil: "2026-03-30" });
    const escalated = await document("2026-02-01T10:00:00Z", { deskState: "escalated" });
    const assigned = await document("2026-02-01T10:00:00Z", { assignedToId: clerk.id });
    const evidence = await document("2026-02-01T10:00:00Z", { type: "name_change_evidence" });
    const decided = await document("2026-02-01T10:00:00Z", { status: "verified" });
    const arriving = await document("2026-03-10T10:00:00Z", { status: "processing" });
    const last = await document("2026-03-11T10:00:00Z");
    const asked = [last, held, first, arriving, urgent, second, escalated, assigned, evidence, decided];
    const places = async (role: "data_entry" | "participant") => {
      const ctx = ctxFor(tx, role, { participantId: role === "participant" ? person.id : null, now });
      const found = await expectedFor(ctx, asked);
      return asked.map(({ id }) => found.get(id)?.place);
    };
    // Pages of the one that just arrived are still being made: it has a place, and does not count for those behind it.
    const expected = [4, null, 2, 4, 1, 3, null, null, null, null];
    expect(await places("data_entry")).toEqual(expected);
    expect(await places("participant"), "counted over everybody's documents").toEqual(expected);
  }));

test("places of many asked at once are those of counting each by itself", () =>
  inRollback(async (tx) => {
    const { document } = await world(tx);
    const lanes = Object.keys(ranks) as DocumentLane[];
    const all = [];
    for (let i = 0; i < 40; i++) {
      const day = String(1 + ((i * 7) % 28)).padStart(2, "0");
      all.push(
        await document(`2026-02-${day}T10:00:00Z`, {
          lane: lanes[i % 4],
          type: i % 3 === 0 ? "permit" : "transcript",
        }),
      );
    }
    const ctx = ctxFor(tx, "data_entry", { now });
    const asked = all.filter((_each, index) => index % 3 !== 1);
    const together = await expectedFor(ctx, asked);
    for (const each of asked) {
      const alone = await expectedFor(ctx, [each]);
      expect(together.get(each.id)).toEqual(alone.get(each.id));
    }
    expect(new Set([...together.values()].map(({ place }) => place)).size).toBe(asked.length);
  }));

test("the pace is what was decided in the last twenty whole working days, and the age that of those waiting", () =>
  inRollback(async (tx) => {
    const { document } = await world(tx);
    const done = await document("2026-01-05T10:00:00Z", { status: "verified" });
    const permit = await document("2026-01-05T10:00:00Z", { status: "verified", type: "permit" });
    const evidence = await document("2026-01-05T10:00:00Z", {
      status: "verified",
      type: "name_change_evidence",
    });
    const decide = (
      documentId: number,
      times: readonly string[],
      outcome: "verified" | "reset" = "verified",
    ) =>
      tx
        .insert(documentDecisions)
        .values(times.map((at) => ({ documentId, outcome, createdAt: new Date(at) })));
    // The window is 18 February (a Wednesday) to 17 March, in California.
    await decide(done.id, ["2026-02-17T20:00:00Z", "2026-02-18T07:59:00Z"]);
    await decide(done.id, ["2026-02-18T08:00:00Z", "2026-03-14T20:00:00Z", "2026-03-18T06:59:00Z"]);
    await decide(done.id, ["2026-03-18T07:00:00Z", "2026-03-18T18:00:00Z"]);
    await decide(done.id, ["2026-03-10T18:00:00Z"], "reset");
    await decide(permit.id, Array(10).fill("2026-03-05T18:00:00Z"));
    await decide(evidence.id, Array(10).fill("2026-03-05T18:00:00Z"));
    for (const days of [1, 2, 3, 10]) {
      await document(new Date(now.getTime() - days * 86_400_000).toISOString());
    }
    await document(new Date(now.getTime() - 4 * 86_400_000).toISOString(), { lane: "licensing_visit" });
    await refresh(tx);
    const rows = await tx.select().from(queuePace).orderBy(queuePace.type, queuePace.lane);
    expect(rows.map(({ refreshedAt: _, ...row }) => row)).toEqual([
      {
        type: "permit",
        lane: "standard",
        decidedPerDay: 0.5,
        waiting: 0,
        medianDays: null,
        ninetiethDays: null,
      },
      {
        type: "transcript",
        lane: "licensing_visit",
        decidedPerDay: 0,
        waiting: 1,
        medianDays: 4,
        ninetiethDays: 4,
      },
      {
        type: "transcript",
        lane: "standard",
        decidedPerDay: 0.15,
        waiting: 4,
        medianDays: 2.5,
        ninetiethDays: 7.9,
      },
    ]);
    await tx.execute(sql`delete from documents where status = 'unverified'`);
    await refresh(tx);
    const left = await tx.select({ type: queuePace.type, lane: queuePace.lane }).from(queuePace);
    expect(left, "a kind with nothing waiting and nothing decided is gone").not.toContainEqual({
      type: "transcript",
      lane: "licensing_visit",
    });
  }));

test("a desk younger than twenty working days is measured from its first decision on", () =>
  inRollback(async (tx) => {
    const { document } = await world(tx);
    const done = await document("2026-03-01T10:00:00Z", { status: "verified" });
    // Thursday, Friday, (weekend), Monday, Tuesday: four whole working days before this Wednesday.
    await tx.insert(documentDecisions).values(
      Array.from({ length: 8 }, () => ({
        documentId: done.id,
        outcome: "verified" as const,
        createdAt: new Date("2026-03-12T18:00:00Z"),
      })),
    );
    await refresh(tx);
    const [row] = await tx.select().from(queuePace);
    expect(row?.decidedPerDay).toBe(2);
    const waiting = [];
    for (let i = 0; i < 5; i++) waiting.push(await document(`2026-03-17T1${i}:00:00Z`));
    const found = await expectedFor(ctxFor(tx, "data_entry", { now }), waiting);
    expect(waiting.map(({ id }) => found.get(id)?.expectedOn)).toEqual([
      "2026-03-19",
      "2026-03-19",
      "2026-03-20",
      "2026-03-20",
      "2026-03-23",
    ]);
  }));

test("before anything was decided a document has its place and no day", () =>
  inRollback(async (tx) => {
    const { document } = await world(tx);
    const only = await document("2026-03-17T10:00:00Z");
    await refresh(tx);
    const found = await expectedFor(ctxFor(tx, "data_entry", { now }), [only]);
    expect(found.get(only.id)).toEqual({ place: 1, expectedOn: null, pace: null });
  }));

test("a page of the queue is told its places and days at once; what is decided or out of reach is left out", () =>
  inRollback(async (tx) => {
    const { person, document } = await world(tx);
    const first = await document("2026-03-01T10:00:00Z");
    const stranger = await makeParticipant(tx);
    const second = await document("2026-03-02T10:00:00Z", { participantId: stranger.id });
    const decided = await document("2026-02-01T10:00:00Z", { status: "verified" });
    await tx.insert(queuePace).values({ type: first.type, lane: "standard", decidedPerDay: 1, waiting: 2 });
    const ids = [second, first, decided].map(({ id }) => id).join(",");
    const staff = await listPlacesInLine(ctxFor(tx, "data_entry", { now }), { ids });
    expect(staff.sort((a, b) => a.place - b.place)).toEqual([
      { id: first.id, place: 1, expectedOn: "2026-03-19" },
      { id: second.id, place: 2, expectedOn: "2026-03-20" },
    ]);
    const owner = ctxFor(tx, "participant", { participantId: person.id, now });
    expect((await listPlacesInLine(owner, { ids })).map(({ id }) => id)).toEqual([first.id]);
    for (const bad of ["", "1;2", "0", `1${",1".repeat(100)}`])
      await expect(listPlacesInLine(owner, { ids: bad })).rejects.toThrow("up to a hundred documents");
  }));
