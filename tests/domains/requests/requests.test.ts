import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import {
  assignRequest,
  getRequest,
  listRequests,
  noteOnRequest,
  refuseRequest,
  reopenRequest,
  replyToRequest,
  resolveRequest,
  setRequestDue,
  submitRequest,
  takeNextRequest,
  takeRequest,
  writeToOwnRequest,
} from "#api/domains/requests/index.ts";
import type { RequestRow, RequestView } from "#api/domains/requests/schemas.ts";
import { rowsOf } from "#api/kernel/list.ts";
import type { Tx } from "#db/client.ts";
import { auditEvents, deskSettings, requests } from "#db/schema/index.ts";
import { inRollback } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeParticipant, makeStaff } from "#tests/support/factories.ts";
import { deskOf, educator, now, rowOf, waitingTasks } from "./support.ts";

const question = {
  type: "question" as const,
  subject: "Signing in",
  message: "The link you sent does not work.",
};

async function asked(tx: Tx) {
  const who = await educator(tx);
  const { id } = await submitRequest(who.ctx, question);
  return { ...who, id };
}

describe("asking", () => {
  test("gives a number to quote, a day from the desk's settings in working days, and an e-mail", () =>
    inRollback(async (tx) => {
      await tx.update(deskSettings).set({ questionDays: 3 });
      const { ctx, person, account } = await educator(tx);
      const { id, number } = await submitRequest(ctx, question);
      expect(number).toMatch(/^R\d{6}$/);
      expect(await rowOf(tx, id)).toMatchObject({
        number,
        status: "open",
        source: "portal",
        subject: "Signing in",
        askerEmail: person.email,
        accountId: account.id,
        participantId: person.id,
        // Three working days after a Wednesday.
        dueOn: "2026-03-23",
      });
      expect(await waitingTasks(tx, "notify_request_received")).toContainEqual({ requestId: id });
    }));

  test("is about one's own record only; staff ask for whoever called", () =>
    inRollback(async (tx) => {
      const { ctx } = await educator(tx);
      const other = await makeParticipant(tx);
      await expect(submitRequest(ctx, { ...question, participantId: other.id })).rejects.toMatchObject({
        status: 404,
      });
      const desk = await deskOf(tx);
      await expect(submitRequest(desk, question)).rejects.toMatchObject({
        fields: { askerName: expect.any(String) },
      });
      const { id } = await submitRequest(desk, {
        ...question,
        askerName: "A caller",
        askerEmail: "c@example.org",
      });
      expect(await rowOf(tx, id)).toMatchObject({ source: "staff", askerName: "A caller", accountId: null });
      const about = await submitRequest(desk, { ...question, participantId: other.id });
      expect(await rowOf(tx, about.id)).toMatchObject({ askerEmail: other.email, participantId: other.id });
      await expect(submitRequest(ctxFor(tx, "data_entry"), question)).rejects.toMatchObject({ status: 403 });
    }));

  test("says what is missing beside the field", () =>
    inRollback(async (tx) => {
      const { ctx } = await educator(tx);
      await expect(submitRequest(ctx, { ...question, message: " " })).rejects.toThrow("Write your question.");
      await expect(
        submitRequest(ctx, { type: "duplicate", numbers: ["12"], message: "I have two records." }),
      ).rejects.toThrow("A registry number has 7 digits.");
      await expect(
        submitRequest(ctx, { type: "correction", field: "birthDate", newValue: "" }),
      ).rejects.toThrow("Write what it should be.");
    }));
});

describe("who sees what", () => {
  test("notes and names of the office stay there; strangers and data entry see nothing", () =>
    inRollback(async (tx) => {
      const { ctx, id } = await asked(tx);
      const desk = await deskOf(tx);
      await noteOnRequest(desk, { id, body: "Looks like the old link." });
      await replyToRequest(desk, { id, body: "Please ask for a new link." });
      const staff = (await getRequest(desk, id)) as RequestView;
      expect(staff.messages.map(({ kind }) => kind)).toEqual(["asked", "note", "reply"]);
      const own = await getRequest(ctx, id);
      expect(own.messages.map(({ kind, body }) => [kind, body])).toEqual([
        ["asked", question.message],
        ["reply", "Please ask for a new link."],
      ]);
      expect(JSON.stringify(own)).not.toContain("assignee");
      expect(JSON.stringify(own)).not.toContain("old link");
      const stranger = await educator(tx);
      await expect(getRequest(stranger.ctx, id)).rejects.toMatchObject({ status: 404 });
      await expect(writeToOwnRequest(stranger.ctx, { id, body: "Mine?" })).rejects.toMatchObject({
        status: 404,
      });
      expect((await listRequests(stranger.ctx, {})).count).toBe(0);
      await expect(listRequests(ctxFor(tx, "data_entry"), {})).rejects.toMatchObject({ status: 403 });
      await expect(getRequest(ctxFor(tx, "program_admin"), id)).rejects.toMatchObject({ status: 403 });
      expect((await getRequest(ctxFor(tx, "auditor"), id)).number).toBe(staff.number);
    }));
});

describe("the desk", () => {
  test("take next gives the one due first that nobody has, never one's own", () =>
    inRollback(async (tx) => {
      const desk = await deskOf(tx);
      const late = await asked(tx);
      const soon = await asked(tx);
      await tx.update(requests).set({ dueOn: "2026-03-19" }).where(eq(requests.id, soon.id));
      const unproven = await asked(tx);
      await tx
        .update(requests)
        .set({ emailVerifiedAt: null, dueOn: "2026-03-18" })
        .where(eq(requests.id, unproven.id));
      const clerk = await makeStaff(tx, "help_desk");
      const own = ctxFor(tx, "help_desk", { accountId: clerk.id, participantId: soon.person.id, now });
      expect(await takeNextRequest(own)).toEqual({ id: late.id });
      expect(await takeNextRequest(desk)).toEqual({ id: soon.id });
      expect(await takeNextRequest(desk)).toEqual({ id: null });
      await expect(takeRequest(own, { id: soon.id, version: 2 })).rejects.toMatchObject({ status: 403 });
      const mine = rowsOf<RequestRow>(await listRequests(desk, { filter: { mine: true } }));
      expect(mine.map(({ id }) => id)).toEqual([soon.id]);
    }));

  test("a colleague's request is not taken but handed over, and given back", () =>
    inRollback(async (tx) => {
      const { id } = await asked(tx);
      const [one, two] = [await deskOf(tx), await deskOf(tx)];
      const taken = await takeRequest(one, { id, version: 1 });
      expect(taken.assigneeName).toEqual(expect.any(String));
      await expect(takeRequest(two, { id, version: taken.version })).rejects.toThrow("A colleague has");
      const toAccount = two.actor.type === "account" ? two.actor.accountId : 0;
      const given = await assignRequest(one, { id, version: taken.version, assigneeId: toAccount });
      expect(given.assigneeId).toBe(toAccount);
      const reader = await makeStaff(tx, "data_entry");
      await expect(
        assignRequest(one, { id, version: given.version, assigneeId: reader.id }),
      ).rejects.toMatchObject({ fields: { assigneeId: expect.any(String) } });
      expect(await assignRequest(two, { id, version: given.version, assigneeId: null })).toMatchObject({
        assigneeId: null,
      });
    }));

  test("a reply is e-mailed, leaves the request to whoever asked, and their answer brings it back with a new day", () =>
    inRollback(async (tx) => {
      const { ctx, id } = await asked(tx);
      const desk = await deskOf(tx);
      const answered = await replyToRequest(desk, { id, body: "Which browser do you use?" });
      expect(answered).toMatchObject({
        status: "answered",
        assigneeName: expect.any(String),
        overdue: false,
      });
      const reply = answered.messages.find(({ kind }) => kind === "reply")!;
      expect(await waitingTasks(tx, "notify_request_reply")).toContainEqual({ messageId: reply.id });
      expect(rowsOf(await listRequests(desk, { filter: { status: "open" } }))).toEqual([]);
      const later = { ...ctx, now: new Date("2026-04-01T19:00:00Z") };
      expect(await writeToOwnRequest(later, { id, body: "Firefox." })).toMatchObject({ status: "open" });
      expect(await rowOf(tx, id)).toMatchObject({ status: "open", dueOn: "2026-04-06" });
    }));

  test("what is past its day is overdue, until it is answered; another day may be set, none that is past", () =>
    inRollback(async (tx) => {
      const { id } = await asked(tx);
      const late = { ...(await deskOf(tx)), now: new Date("2026-04-10T19:00:00Z") };
      const overdue = (ctx: typeof late) => listRequests(ctx, { filter: { overdue: true } });
      expect(rowsOf<RequestRow>(await overdue(late)).map((row) => row.id)).toEqual([id]);
      await expect(setRequestDue(late, { id, version: 1, dueOn: "2026-04-09" })).rejects.toMatchObject({
        fields: { dueOn: expect.any(String) },
      });
      expect(await setRequestDue(late, { id, version: 1, dueOn: "2026-04-20" })).toMatchObject({
        dueOn: "2026-04-20",
        overdue: false,
      });
      expect((await overdue(late)).count).toBe(0);
    }));

  test("resolved and refused tell whoever asked; twice or stale is a conflict; reopened it waits again", () =>
    inRollback(async (tx) => {
      const { id } = await asked(tx);
      const desk = await deskOf(tx);
      await expect(resolveRequest(desk, { id, version: 9, answer: "Done." })).rejects.toMatchObject({
        status: 409,
        details: { current: { id, status: "open" } },
      });
      const done = await resolveRequest(desk, { id, version: 1, answer: "The link works again." });
      expect(done).toMatchObject({ status: "resolved", closedByName: expect.any(String) });
      expect(await waitingTasks(tx, "notify_request_reply")).toHaveLength(1);
      await expect(
        refuseRequest(desk, { id, version: done.version, answer: "No, after all." }),
      ).rejects.toThrow("resolved already");
      await expect(replyToRequest(desk, { id, body: "One more thing." })).rejects.toThrow("resolved already");
      const open = await reopenRequest(desk, { id, version: done.version });
      expect(open).toMatchObject({ status: "open", closedByName: null });
      await expect(reopenRequest(desk, { id, version: open.version })).rejects.toThrow("is open");
      const actions = (
        await tx.select().from(auditEvents).where(eq(auditEvents.subjectType, "requests"))
      ).map(({ action }) => action);
      expect(actions).toEqual(["request.submitted", "request.resolved", "request.reopened"]);
    }));

  test("somebody who writes faster than people do is stopped", () =>
    inRollback(async (tx) => {
      const { ctx, id } = await asked(tx);
      for (let n = 1; n < 20; n++) await writeToOwnRequest(ctx, { id, body: `Again, ${n}.` });
      await expect(writeToOwnRequest(ctx, { id, body: "And again." })).rejects.toMatchObject({ status: 429 });
      const tomorrow = { ...ctx, now: new Date(now.getTime() + 86_400_000) };
      expect((await writeToOwnRequest(tomorrow, { id, body: "Next day." })).messages).toHaveLength(21);
    }));
});
