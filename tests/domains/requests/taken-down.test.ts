import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { approveNameChange, requestNameChange } from "#api/domains/name-changes/index.ts";
import { addRequestFile } from "#api/domains/requests/files.ts";
import {
  askPublicly,
  getRequest,
  replyToRequest,
  resolveRequest,
  submitRequest,
} from "#api/domains/requests/index.ts";
import type { RequestView, SubmitRequest } from "#api/domains/requests/schemas.ts";
import type { Tx } from "#db/client.ts";
import { duplicateCandidates, requestFiles, requestMessages } from "#db/schema/index.ts";
import { inRollback } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeParticipant } from "#tests/support/factories.ts";
import { deskOf, educator, now, rowOf, storedPdf, waitingTasks } from "./support.ts";

const question = { type: "question", subject: "Renewal", message: "When do I renew?" } as const;
const newName = {
  type: "name_change",
  givenName: "Rosa",
  familyName: "Quiroga",
  evidenceKind: "marriage_certificate",
} as const;
const mails = async (tx: Tx) =>
  (await waitingTasks(tx, "notify_request_received")).length +
  (await waitingTasks(tx, "notify_request_reply")).length;

test("whoever calls and wants to be called is answered without an e-mail, though the record has an address", () =>
  inRollback(async (tx) => {
    const desk = await deskOf(tx);
    const person = await makeParticipant(tx, { email: "rosa@example.org", phone: "(213) 555-0142" });
    const asked = { ...question, participantId: person.id, replyBy: "phone" } as const;
    const { id } = await submitRequest(desk, asked);
    expect(await getRequest(desk, id)).toMatchObject({
      ...{ source: "staff", status: "open", replyBy: "phone", replyTo: "(213) 555-0142" },
      verified: true,
      dueOn: expect.any(String),
    });
    await replyToRequest(desk, { id, body: "Told her: in June." });
    const { version } = await rowOf(tx, id);
    await resolveRequest(desk, { id, version, answer: "Told her again." });
    expect(await mails(tx)).toBe(0);
    expect(await tx.$count(requestMessages, eq(requestMessages.kind, "reply"))).toBe(2);
    await submitRequest(desk, { ...question, participantId: person.id });
    expect(await mails(tx)).toBe(1);
  }));

test.each<[string, "phone" | "letter"]>([
  ["Enter the number to call.", "phone"],
  ["Enter the address to write to.", "letter"],
])("%s is said beside the field where neither form nor record has it", (message, replyBy) =>
  inRollback(async (tx) => {
    const asked = { ...question, askerName: "Rosa Ortiz", replyBy };
    await expect(submitRequest(await deskOf(tx), asked)).rejects.toMatchObject({
      status: 422,
      fields: { replyTo: message },
    });
  }),
);

test("staff take down new names and access of people not known yet; educators have pages of their own for them", () =>
  inRollback(async (tx) => {
    const desk = await deskOf(tx);
    const access = { type: "access", programNumber: "P-77" } as const;
    for (const asked of [newName, access] satisfies SubmitRequest[]) {
      const { id } = await submitRequest(desk, { ...asked, askerName: "Rosa Ortiz" });
      expect(await rowOf(tx, id)).toMatchObject({ type: asked.type, participantId: null });
      const { ctx } = await educator(tx);
      await expect(submitRequest(ctx, asked)).rejects.toMatchObject({ status: 422 });
    }
  }));

test("proof that came by letter joins an open request, and none that is closed", () =>
  inRollback(async (tx) => {
    const desk = await deskOf(tx);
    const { id } = await submitRequest(desk, { ...question, askerName: "Rosa Ortiz" });
    await addRequestFile(desk, { requestId: id, file: await storedPdf() });
    const { files } = (await getRequest(desk, id)) as RequestView;
    expect(files).toMatchObject([{ originalName: "proof.pdf", status: "processing", messageId: null }]);
    expect(await waitingTasks(tx, "process_request_file")).toEqual([{ requestFileId: files[0]!.id }]);
    const { version } = await rowOf(tx, id);
    await resolveRequest(desk, { id, version, answer: "It is done." });
    const late = addRequestFile(desk, { requestId: id, file: await storedPdf() });
    await expect(late).rejects.toMatchObject({ status: 409 });
    const lie = addRequestFile(desk, { requestId: id, file: await storedPdf("MZ executable") });
    await expect(lie).rejects.toMatchObject({ status: 422, fields: { file: expect.any(String) } });
    expect(await tx.$count(requestFiles)).toBe(1);
  }));

test("a report that names three records puts its three pairs on the worklist", () =>
  inRollback(async (tx) => {
    const people = [await makeParticipant(tx), await makeParticipant(tx), await makeParticipant(tx)];
    const { id } = await submitRequest(await deskOf(tx), {
      ...{ type: "duplicate", message: "All three are hers.", askerName: "Rosa Ortiz" },
      numbers: people.map(({ registryNumber }) => registryNumber),
    });
    const [a, b, c] = people.map((person) => person.id);
    const pairs = await tx.select().from(duplicateCandidates).orderBy(duplicateCandidates.id);
    expect(pairs.map(({ leftId, rightId }) => [leftId, rightId])).toEqual([
      [a, b],
      [a, c],
      [b, c],
    ]);
    expect((await rowOf(tx, id)).candidateId).toBe(pairs[0]!.id);
  }));

test("what proves a new name is for the state to say, at every door", () =>
  inRollback(async (tx) => {
    const desk = await deskOf(tx);
    const { person } = await educator(tx);
    const evidenceKind = "domestic_partnership" as const;
    const asked = { ...newName, evidenceKind, askerName: "Rosa Ortiz" };
    await submitRequest(desk, asked);
    const change = { participantId: person.id, newGivenName: "Rosa", newFamilyName: "Quiroga" };
    const elsewhere = {
      ...ctxFor(tx, "help_desk", { jurisdiction: "massachusetts", now }),
      actor: desk.actor,
    };
    const refused = { status: 422, fields: { evidenceKind: expect.stringContaining("Massachusetts") } };
    await expect(submitRequest(elsewhere, asked)).rejects.toMatchObject(refused);
    await expect(requestNameChange(elsewhere, { ...change, evidenceKind })).rejects.toMatchObject(refused);
    const visitor = { ...elsewhere, actor: { type: "anonymous" as const } };
    const publicly = { ...newName, evidenceKind, name: "Rosa Ortiz", email: "rosa@example.org" };
    await expect(askPublicly(visitor, publicly)).rejects.toMatchObject(refused);
    const { id, version } = await requestNameChange(elsewhere, change);
    const approve = approveNameChange(elsewhere, { id, version, evidenceKind });
    await expect(approve).rejects.toMatchObject(refused);
  }));
