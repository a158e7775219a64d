import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import {
  askPublicly,
  confirmRequestByLink,
  readRequestByLink,
  replyToRequest,
  sendRequestLink,
  takeNextRequest,
  writeByLink,
} from "#api/domains/requests/index.ts";
import type { Tx } from "#db/client.ts";
import { duplicateCandidates, requestLinks, requests } from "#db/schema/index.ts";
import { inRollback } from "#tests/setup/db.ts";
import { anonymousCtx, ctxFor } from "#tests/support/ctx.ts";
import { makeParticipant } from "#tests/support/factories.ts";
import { deskOf, now, rowOf, waitingTasks } from "./support.ts";

const visitor = (tx: Tx) => ({ ...anonymousCtx(tx), now });
const asks = { name: "Vera Novak", email: "vera@example.org" };
const question = { type: "question" as const, subject: "A card", message: "I lost my card.", ...asks };

async function link(tx: Tx, requestId: number, expiresAt = new Date(now.getTime() + 86_400_000)) {
  const token = `token ${requestId} ${expiresAt.getTime()}`;
  await tx.insert(requestLinks).values({
    requestId,
    tokenHash: createHash("sha256").update(token).digest("hex"),
    expiresAt,
  });
  return token;
}
const newest = async (tx: Tx) => (await tx.select().from(requests)).at(-1)!;

describe("asking without signing in", () => {
  test("waits unproven: no day, no pair, no staff time; the link sent to the address proves it", () =>
    inRollback(async (tx) => {
      const [one, two] = [await makeParticipant(tx), await makeParticipant(tx)];
      await askPublicly(visitor(tx), {
        type: "duplicate",
        message: "I have two records.",
        numbers: [one.registryNumber],
        registryNumber: two.registryNumber,
        ...asks,
        locale: "zh",
      });
      const request = await newest(tx);
      expect(request).toMatchObject({
        source: "public",
        locale: "zh",
        emailVerifiedAt: null,
        dueOn: null,
        participantId: null,
        candidateId: null,
        details: { numbers: [one.registryNumber, two.registryNumber] },
      });
      expect(await tx.$count(duplicateCandidates)).toBe(0);
      const desk = await deskOf(tx);
      expect(await takeNextRequest(desk)).toEqual({ id: null });
      const token = await link(tx, request.id);
      expect(await readRequestByLink(visitor(tx), token)).toMatchObject({ verified: false });
      await confirmRequestByLink(visitor(tx), token);
      await confirmRequestByLink(visitor(tx), token);
      expect(await rowOf(tx, request.id)).toMatchObject({
        emailVerifiedAt: now,
        dueOn: "2026-03-25",
        candidateId: expect.any(Number),
      });
      expect(await tx.$count(duplicateCandidates)).toBe(1);
      expect(await takeNextRequest(desk)).toEqual({ id: request.id });
    }));

  test("is answered the same for numbers that exist and numbers that do not", () =>
    inRollback(async (tx) => {
      const known = await makeParticipant(tx);
      const report = { type: "duplicate" as const, message: "I have two records.", ...asks };
      const answers = [];
      for (const number of [known.registryNumber, "9999999"])
        answers.push(await askPublicly(visitor(tx), { ...report, numbers: [number] }));
      expect(answers[0]).toEqual(answers[1]);
    }));

  test("an address has at most five that are not proven in a day; more are dropped without a word", () =>
    inRollback(async (tx) => {
      for (let n = 0; n < 7; n++) await askPublicly(visitor(tx), { ...question, email: "Vera@Example.org" });
      expect(await tx.$count(requests)).toBe(5);
      expect(await waitingTasks(tx, "notify_request_received")).toHaveLength(5);
    }));

  test("is not for signed-in staff, and names every field that is wrong", () =>
    inRollback(async (tx) => {
      await expect(askPublicly(ctxFor(tx, "data_entry"), question)).rejects.toMatchObject({ status: 403 });
      await expect(askPublicly(visitor(tx), { ...question, email: "vera" })).rejects.toThrow(
        "e-mail address",
      );
      await expect(askPublicly(visitor(tx), { ...question, registryNumber: "12" })).rejects.toThrow(
        "7 digits",
      );
    }));
});

describe("the private link", () => {
  test("reads the answers and writes back; notes stay in the office", () =>
    inRollback(async (tx) => {
      await askPublicly(visitor(tx), question);
      const { id } = await newest(tx);
      const token = await link(tx, id);
      await confirmRequestByLink(visitor(tx), token);
      await replyToRequest(await deskOf(tx), { id, body: "A new one is on its way." });
      await writeByLink(visitor(tx), token, "Thank you.");
      const seen = await readRequestByLink(visitor(tx), token);
      expect(seen.messages.map(({ kind, body }) => `${kind}: ${body}`)).toEqual([
        "asked: I lost my card.",
        "reply: A new one is on its way.",
        "asked: Thank you.",
      ]);
      expect(seen.status).toBe("open");
    }));

  test("works for its own request only, and not for ever", () =>
    inRollback(async (tx) => {
      await askPublicly(visitor(tx), question);
      const { id } = await newest(tx);
      const old = await link(tx, id, new Date(now.getTime() - 1));
      for (const token of [old, "guessed"]) {
        await expect(readRequestByLink(visitor(tx), token)).rejects.toMatchObject({ status: 404 });
        await expect(confirmRequestByLink(visitor(tx), token)).rejects.toMatchObject({ status: 404 });
        await expect(writeByLink(visitor(tx), token, "Hello?")).rejects.toMatchObject({ status: 404 });
      }
      expect((await rowOf(tx, id)).emailVerifiedAt).toBeNull();
    }));

  test("is sent again to the address that asked, and to no other", () =>
    inRollback(async (tx) => {
      await askPublicly(visitor(tx), question);
      const { number } = await newest(tx);
      await sendRequestLink(visitor(tx), { number, email: "someone@example.org" });
      await sendRequestLink(visitor(tx), { number: "R999999", email: asks.email });
      expect(await waitingTasks(tx, "notify_request_received")).toHaveLength(1);
      await sendRequestLink(visitor(tx), { number: ` ${number.toLowerCase()} `, email: "VERA@example.org" });
      expect(await waitingTasks(tx, "notify_request_received")).toHaveLength(2);
      expect(await tx.$count(requests, eq(requests.number, number))).toBe(1);
    }));
});
