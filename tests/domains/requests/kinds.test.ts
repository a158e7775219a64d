import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { grantAccess } from "#api/domains/access-grants/decide.ts";
import { requestAccess } from "#api/domains/access-grants/request.ts";
import { decideNotDuplicate } from "#api/domains/duplicates/decide.ts";
import { findDuplicates } from "#api/domains/duplicates/index.ts";
import {
  approveNameChange,
  refuseNameChange,
  requestNameChange,
  withdrawNameChange,
} from "#api/domains/name-changes/index.ts";
import {
  applyCorrection,
  getRequest,
  keepRequestFile,
  linkRequest,
  resolveRequest,
  submitRequest,
} from "#api/domains/requests/index.ts";
import type { RequestView } from "#api/domains/requests/schemas.ts";
import type { Tx } from "#db/client.ts";
import {
  auditEvents,
  documentFiles,
  documents,
  duplicateCandidates,
  participants,
  requestFiles,
  requestMessages,
  requests,
} from "#db/schema/index.ts";
import { inRollback } from "#tests/setup/db.ts";
import { systemCtx } from "#tests/support/ctx.ts";
import { makeParticipant, makeProgram } from "#tests/support/factories.ts";
import { deskOf, educator, rowOf, storedPdf, waitingTasks } from "./support.ts";

const pairOf = async (tx: Tx, a: number, b: number) =>
  (
    await tx
      .select()
      .from(duplicateCandidates)
      .where(
        and(eq(duplicateCandidates.leftId, Math.min(a, b)), eq(duplicateCandidates.rightId, Math.max(a, b))),
      )
  )[0];
const view = async (ctx: Parameters<typeof getRequest>[0], id: number) =>
  (await getRequest(ctx, id)) as RequestView;
const two = { type: "duplicate" as const, message: "I think I have two records." };

describe("duplicate reports (S20)", () => {
  test("two numbers put the pair on the worklist, and no scan takes it away before the answer", () =>
    inRollback(async (tx) => {
      const { ctx, person } = await educator(tx, { givenName: "Wilhelmina", birthDate: "1971-02-03" });
      const other = await makeParticipant(tx, { givenName: "Zoltan", birthDate: "1999-11-30" });
      const { id } = await submitRequest(ctx, { ...two, numbers: [other.registryNumber] });
      const pair = await pairOf(tx, person.id, other.id);
      expect(pair).toMatchObject({ status: "open", band: "likely" });
      expect(pair!.signals.map(({ key }) => key)).toContain("reported_as_one_person");
      expect((await rowOf(tx, id)).candidateId).toBe(pair!.id);
      await findDuplicates(systemCtx(tx));
      expect(await pairOf(tx, person.id, other.id)).toMatchObject({ id: pair!.id, status: "open" });
      const desk = await deskOf(tx);
      await resolveRequest(desk, { id, version: (await rowOf(tx, id)).version, answer: "Two people." });
      await findDuplicates(systemCtx(tx));
      expect(await pairOf(tx, person.id, other.id)).toBeUndefined();
    }));

  test("an open pair is lifted; one that was decided stays decided, and the request shows it", () =>
    inRollback(async (tx) => {
      const { ctx, person } = await educator(tx);
      const [weak, settled] = [await makeParticipant(tx), await makeParticipant(tx)];
      const base = { band: "possible" as const, score: 4.5, signals: [] };
      await tx.insert(duplicateCandidates).values({ ...base, leftId: person.id, rightId: weak.id });
      const [decided] = await tx
        .insert(duplicateCandidates)
        .values({ ...base, leftId: person.id, rightId: settled.id })
        .returning();
      const desk = await deskOf(tx);
      await decideNotDuplicate(desk, { id: decided!.id, version: 1, reason: "Sisters" });
      await submitRequest(ctx, { ...two, numbers: [weak.registryNumber] });
      expect(await pairOf(tx, person.id, weak.id)).toMatchObject({ band: "likely", status: "open" });
      const { id } = await submitRequest(ctx, { ...two, numbers: [settled.registryNumber] });
      expect((await view(desk, id)).candidate).toMatchObject({ id: decided!.id, status: "not_duplicate" });
    }));

  test("a number that is nobody's is taken all the same, and says nothing; staff link the second record", () =>
    inRollback(async (tx) => {
      const { ctx, person } = await educator(tx);
      const { id, ...answer } = await submitRequest(ctx, { ...two, numbers: ["9999999"] });
      expect(answer).toEqual({ number: expect.stringMatching(/^R/) });
      expect((await rowOf(tx, id)).candidateId).toBeNull();
      const other = await makeParticipant(tx);
      const desk = await deskOf(tx);
      await expect(
        linkRequest(desk, { id, version: 1, otherParticipantId: person.id }),
      ).rejects.toMatchObject({ fields: { otherParticipantId: expect.any(String) } });
      const linked = await linkRequest(desk, { id, version: 1, otherParticipantId: other.id });
      expect(linked.candidate).toMatchObject({ status: "open" });
      expect(linked.records.map((record) => record.linked)).toEqual([true, true]);
    }));
});

describe("profile corrections", () => {
  const wrong = {
    type: "correction" as const,
    field: "birthDate" as const,
    oldValue: "1988-04-12",
    newValue: "1988-12-04",
  };

  test("are applied with one click through the record's own update, and answered in the person's language", () =>
    inRollback(async (tx) => {
      const { ctx, person } = await educator(tx, { correspondenceLanguage: "es" });
      const { id } = await submitRequest(ctx, wrong);
      const desk = await deskOf(tx);
      const seen = await view(desk, id);
      expect(seen).toMatchObject({ valueNow: "1988-04-12", subject: "Date of birth: 1988-12-04" });
      const done = await applyCorrection(desk, {
        id,
        version: seen.version,
        participantVersion: seen.records[0]!.version,
      });
      expect(done).toMatchObject({ status: "resolved", valueNow: "1988-12-04" });
      expect(done.messages.at(-1)).toMatchObject({
        kind: "reply",
        body: "Corregimos su registro: Fecha de nacimiento.",
      });
      const audit = await tx.select().from(auditEvents).where(eq(auditEvents.participantId, person.id));
      expect(audit.map(({ action }) => action)).toContain("participant.updated");
    }));

  test("are refused in words where the value is none the field takes, or the record changed since", () =>
    inRollback(async (tx) => {
      const { ctx, person } = await educator(tx);
      const { id } = await submitRequest(ctx, { ...wrong, newValue: "the 4th of December" });
      const desk = await deskOf(tx);
      const given = { id, version: 1, participantVersion: person.version };
      await expect(applyCorrection(desk, given)).rejects.toMatchObject({
        fields: { value: "Enter a date of birth, like 1988-04-12." },
      });
      await tx.update(participants).set({ phone: "2135550100" }).where(eq(participants.id, person.id));
      await expect(applyCorrection(desk, { ...given, value: "1988-12-04" })).rejects.toMatchObject({
        status: 409,
        details: { current: { phone: "2135550100" } },
      });
      expect(await rowOf(tx, id)).toMatchObject({ status: "open", version: 1 });
    }));
});

describe("name changes and access requests", () => {
  const wish = { newGivenName: "Rosa", newFamilyName: "Delgado", evidenceKind: "court_order" as const };

  test("open their request as they are asked, and close it as they are decided, without a second e-mail", () =>
    inRollback(async (tx) => {
      const { ctx, person } = await educator(tx);
      const desk = await deskOf(tx);
      const change = await requestNameChange(ctx, { ...wish, participantId: person.id });
      const request = await rowOf(tx, change.request!.id);
      expect(request).toMatchObject({
        type: "name_change",
        source: "portal",
        subject: "Rosa Delgado",
        status: "open",
      });
      await expect(
        resolveRequest(desk, { id: request.id, version: request.version, answer: "Done." }),
      ).rejects.toThrow("not decided yet");
      await approveNameChange(desk, { id: change.id, version: change.version });
      expect(await rowOf(tx, request.id)).toMatchObject({ status: "resolved", closedAt: expect.any(Date) });
      expect(await waitingTasks(tx, "notify_request_reply")).toEqual([]);

      const program = await makeProgram(tx);
      const grant = await requestAccess(ctx, {
        participantId: person.id,
        programNumber: program.programNumber,
      });
      const [access] = await tx.select().from(requests).where(eq(requests.accessGrantId, grant.id));
      expect(access).toMatchObject({ type: "access", status: "open", programId: program.id });
      await grantAccess(desk, { id: grant.id, version: grant.version });
      expect((await rowOf(tx, access!.id)).status).toBe("resolved");
    }));

  test("refused and withdrawn close it as such", () =>
    inRollback(async (tx) => {
      const { ctx, person } = await educator(tx);
      const desk = await deskOf(tx);
      const first = await requestNameChange(ctx, { ...wish, participantId: person.id });
      await refuseNameChange(desk, { id: first.id, version: first.version, reason: "Cut off" });
      expect((await rowOf(tx, first.request!.id)).status).toBe("refused");
      const second = await requestNameChange(ctx, { ...wish, participantId: person.id });
      await withdrawNameChange(ctx, { id: second.id, version: second.version });
      expect((await rowOf(tx, second.request!.id)).status).toBe("withdrawn");
    }));

  test("of somebody who could not sign in use the request that was written: nothing is asked twice", () =>
    inRollback(async (tx) => {
      const person = await makeParticipant(tx);
      const desk = await deskOf(tx);
      const [row] = await tx
        .insert(requests)
        .values({ type: "name_change", source: "public", subject: "Rosa Delgado", askerName: "Rosa" })
        .returning();
      const asked = { ...wish, participantId: person.id, requestId: row!.id };
      const change = await requestNameChange(desk, asked);
      expect(change.request).toMatchObject({ id: row!.id });
      expect(await tx.$count(requests)).toBe(1);
      await approveNameChange(desk, { id: change.id, version: change.version });
      expect((await rowOf(tx, row!.id)).status).toBe("resolved");
      await expect(requestNameChange(desk, { ...asked, newFamilyName: "Ortega" })).rejects.toThrow(
        "This request is closed",
      );
    }));

  test("no name is changed before somebody said what proves it (B-I4)", () =>
    inRollback(async (tx) => {
      const { ctx, person } = await educator(tx);
      const desk = await deskOf(tx);
      const { evidenceKind: _, ...without } = wish;
      const change = await requestNameChange(ctx, { ...without, participantId: person.id });
      await expect(approveNameChange(desk, { id: change.id, version: change.version })).rejects.toMatchObject(
        {
          fields: { evidenceKind: expect.any(String) },
        },
      );
      expect(
        await approveNameChange(desk, {
          id: change.id,
          version: change.version,
          evidenceKind: "passport",
          effectiveOn: "2026-01-02",
        }),
      ).toMatchObject({ status: "approved", evidenceKind: "passport", effectiveOn: "2026-01-02" });
    }));
});

describe("proof", () => {
  test("is kept with the request, opened by a task, and made a document of the linked record once", () =>
    inRollback(async (tx) => {
      const { ctx, person } = await educator(tx);
      const { id } = await submitRequest(
        ctx,
        { type: "question", subject: "My card", message: "Here is a photo." },
        await storedPdf("%PDF-1.4\n% a card\n%%EOF"),
      );
      const [file] = await tx.select().from(requestFiles).where(eq(requestFiles.requestId, id));
      expect(file).toMatchObject({
        status: "processing",
        originalName: "proof.pdf",
        mimeType: "application/pdf",
      });
      expect(await waitingTasks(tx, "process_request_file")).toContainEqual({ requestFileId: file!.id });
      const desk = await deskOf(tx);
      const kept = await keepRequestFile(desk, { id, fileId: file!.id });
      const [document] = await tx.select().from(documents).where(eq(documents.id, kept.documentId));
      expect(document).toMatchObject({ participantId: person.id, type: "other", source: "email" });
      const [copy] = await tx
        .select()
        .from(documentFiles)
        .where(eq(documentFiles.documentId, kept.documentId));
      expect(copy).toMatchObject({ sha256: file!.sha256 });
      expect(copy!.storageKey).not.toBe(file!.storageKey);
      await expect(keepRequestFile(desk, { id, fileId: file!.id })).rejects.toThrow("already");
    }));

  test("of a kind the sandbox does not open is refused with what to send instead", () =>
    inRollback(async (tx) => {
      const { ctx } = await educator(tx);
      const html = await storedPdf("<html><script>", "card.pdf");
      await expect(
        submitRequest(ctx, { type: "question", subject: "My card", message: "Here." }, html),
      ).rejects.toMatchObject({ fields: { file: expect.stringContaining("web page") } });
      expect(await tx.$count(requestMessages)).toBe(0);
    }));
});
