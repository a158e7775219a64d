import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { requestAccess } from "#api/domains/access-grants/request.ts";
import { askPublicly, linkRequest, settleByMerge, submitRequest } from "#api/domains/requests/index.ts";
import type { Tx } from "#db/client.ts";
import { accessGrants, requestMessages, requests } from "#db/schema/index.ts";
import { inRollback } from "#tests/setup/db.ts";
import { systemCtx } from "#tests/support/ctx.ts";
import { makeParticipant, makeProgram } from "#tests/support/factories.ts";
import { merge, two, undo } from "../merges-steps.ts";
import { deskOf, rowOf, waitingTasks } from "./support.ts";

const report = async (tx: Tx, numbers: string[]) =>
  (
    await submitRequest(await deskOf(tx), {
      ...{ type: "duplicate", message: "They are one person.", askerName: "Rosa Ortiz", numbers },
      askerEmail: "rosa@example.org",
    })
  ).id;
const said = async (tx: Tx, requestId: number) =>
  (
    await tx
      .select({ kind: requestMessages.kind, body: requestMessages.body })
      .from(requestMessages)
      .where(eq(requestMessages.requestId, requestId))
      .orderBy(requestMessages.id)
  ).map(({ kind, body }) => `${kind}: ${body}`);

test("a report is answered by the merge that makes its records one, and open again when that is undone", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const id = await report(tx, [survivor.registryNumber, retired.registryNumber]);
    const { id: mergeId } = await merge(tx, survivor, retired);
    expect(await waitingTasks(tx, "settle_requests")).toEqual([{ mergeId }]);
    for (const changed of [1, 0]) expect(await settleByMerge(systemCtx(tx), mergeId)).toBe(changed);
    expect(await rowOf(tx, id)).toMatchObject({ status: "resolved", settledByMergeId: mergeId });
    const answer = "reply: The records you wrote to us about are one now. Their numbers all lead to it.";
    expect(await said(tx, id)).toEqual(["asked: They are one person.", answer]);
    expect(await waitingTasks(tx, "notify_request_reply")).toHaveLength(1);
    await undo(tx, mergeId);
    for (const changed of [1, 0]) expect(await settleByMerge(systemCtx(tx), mergeId)).toBe(changed);
    expect(await rowOf(tx, id)).toMatchObject({
      ...{ status: "open", closedAt: null, closedById: null, settledByMergeId: null },
      dueOn: expect.any(String),
    });
    expect((await said(tx, id)).at(-1)).toMatch(/^note: The merge .* was undone/);
  }));

test("a report of three is left open until the third is the same person, too", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const third = await makeParticipant(tx, { givenName: "Rosa", familyName: "Ortiz" });
    const numbers = [survivor, retired, third].map(({ registryNumber }) => registryNumber);
    const id = await report(tx, numbers);
    const first = await merge(tx, survivor, retired);
    expect(await settleByMerge(systemCtx(tx), first.id)).toBe(0);
    expect((await rowOf(tx, id)).status).toBe("open");
    const second = await merge(tx, survivor, third);
    expect(await settleByMerge(systemCtx(tx), second.id)).toBe(1);
    expect((await rowOf(tx, id)).settledByMergeId).toBe(second.id);
  }));

test("a report that nobody has proven an address for is not answered", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const id = await report(tx, [survivor.registryNumber, retired.registryNumber]);
    await tx.update(requests).set({ emailVerifiedAt: null }).where(eq(requests.id, id));
    const { id: mergeId } = await merge(tx, survivor, retired);
    expect(await settleByMerge(systemCtx(tx), mergeId)).toBe(0);
  }));

test("an access request that rests with the retired record closes its envelope; the other one's goes on", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const { programNumber } = await makeProgram(tx);
    const desk = await deskOf(tx);
    const kept = await requestAccess(desk, { participantId: survivor.id, programNumber });
    const rests = await requestAccess(desk, { participantId: retired.id, programNumber });
    const { id: mergeId } = await merge(tx, survivor, retired);
    const [row] = await tx.select().from(accessGrants).where(eq(accessGrants.id, rests.id));
    expect(row).toMatchObject({ participantId: retired.id, status: "revoked" });
    const envelope = async (grantId: number) =>
      (await tx.select().from(requests).where(eq(requests.accessGrantId, grantId)))[0]!;
    expect(await settleByMerge(systemCtx(tx), mergeId)).toBe(1);
    expect((await envelope(rests.id)).status).toBe("resolved");
    expect((await envelope(kept.id)).status).toBe("open");
    await undo(tx, mergeId);
    await settleByMerge(systemCtx(tx), mergeId);
    expect((await envelope(rests.id)).status).toBe("open");
  }));

test("access asked for publicly becomes an access request in the same envelope, linked both ways", () =>
  inRollback(async (tx) => {
    const program = await makeProgram(tx);
    const person = await makeParticipant(tx);
    await askPublicly(
      { ...systemCtx(tx), actor: { type: "anonymous" } },
      {
        ...{ type: "access", programNumber: program.programNumber },
        ...{ name: "Rosa Ortiz", email: "rosa@example.org" },
      },
    );
    const [asked] = await tx.select().from(requests);
    const desk = await deskOf(tx);
    await linkRequest(desk, { id: asked!.id, version: asked!.version, participantId: person.id });
    const grant = await requestAccess(desk, {
      ...{ participantId: person.id, programNumber: program.programNumber },
      requestId: asked!.id,
    });
    expect(await tx.$count(requests)).toBe(1);
    expect(await rowOf(tx, asked!.id)).toMatchObject({ accessGrantId: grant.id, programId: program.id });
  }));
