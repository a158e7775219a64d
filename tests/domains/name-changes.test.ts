import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  approveNameChange,
  listNameChanges,
  refuseNameChange,
  requestNameChange,
  withdrawNameChange,
} from "#api/domains/name-changes/index.ts";
import type { Tx } from "#db/client.ts";
import { auditEvents, participantNames, participants } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";

async function setup(tx: Tx) {
  const person = await make.makeParticipant(tx, { givenName: "Rosa", middleName: "M.", familyName: "Ortiz" });
  const clerk = await make.makeStaff(tx, "help_desk");
  const evidence = await make.makeDocument(tx, { participantId: person.id, type: "name_change_evidence" });
  const staff = ctxFor(tx, "help_desk", { accountId: clerk.id });
  const account = await make.makeAccount(tx, { participantId: person.id });
  const self = ctxFor(tx, "participant", { participantId: person.id, accountId: account.id });
  const asked = {
    participantId: person.id,
    newGivenName: "Rosa",
    newMiddleName: "",
    newFamilyName: "Ortiz-Delgado",
    evidenceKind: "marriage_certificate" as const,
    effectiveOn: "2026-02-14",
    evidenceDocumentId: evidence.id,
  };
  return { person, staff, self, asked, evidence };
}
const reload = async (tx: Tx, id: number) =>
  (await tx.select().from(participants).where(eq(participants.id, id)))[0]!;

test("an approved request changes the name, keeps the former one searchable, and is in the history (S41)", () =>
  inRollback(async (tx) => {
    const { person, staff, self, asked, evidence } = await setup(tx);
    const request = await requestNameChange(self, asked);
    expect(request).toMatchObject({
      status: "requested",
      oldFamilyName: "Ortiz",
      evidence: { id: evidence.id },
    });
    const approved = await approveNameChange(staff, { id: request.id, version: request.version });
    expect(approved).toMatchObject({ status: "approved", decidedByName: expect.any(String) });
    expect(approved.evidence).toMatchObject({ id: evidence.id, status: "verified" });
    const after = await reload(tx, person.id);
    expect(after).toMatchObject({
      givenName: "Rosa",
      middleName: null,
      familyName: "Ortiz-Delgado",
      email: person.email,
    });
    expect(after.searchText).toContain("rosa m. ortiz");
    const former = await tx
      .select()
      .from(participantNames)
      .where(eq(participantNames.participantId, person.id));
    expect(former).toMatchObject([
      {
        kind: "former",
        givenName: "Rosa",
        middleName: "M.",
        familyName: "Ortiz",
        usedUntil: "2026-02-14",
      },
    ]);
    const history = await tx.select().from(auditEvents).where(eq(auditEvents.participantId, person.id));
    expect(history.map(({ action }) => action)).toEqual([
      "name_change.requested",
      "request.submitted",
      "name_change.approved",
      "request.resolved",
      "participant.renamed",
    ]);
  }));

test("a refusal leaves the name and keeps the reason; a second decision is a conflict", () =>
  inRollback(async (tx) => {
    const { person, staff, self, asked } = await setup(tx);
    const request = await requestNameChange(self, asked);
    const refused = await refuseNameChange(staff, {
      id: request.id,
      version: request.version,
      reason: "The page is cut off",
    });
    expect(refused).toMatchObject({ status: "refused", decisionReason: "The page is cut off" });
    await expect(approveNameChange(staff, { id: request.id, version: refused.version })).rejects.toThrow(
      "refused already",
    );
    expect((await reload(tx, person.id)).familyName).toBe("Ortiz");
  }));

test("a stale decision is refused with the row as it is now", () =>
  inRollback(async (tx) => {
    const { staff, self, asked } = await setup(tx);
    const request = await requestNameChange(self, asked);
    await expect(approveNameChange(staff, { id: request.id, version: 99 })).rejects.toMatchObject({
      status: 409,
      details: { current: { id: request.id, status: "requested" } },
    });
  }));

test("one request at a time; withdrawn, another may follow; the present name is no request", () =>
  inRollback(async (tx) => {
    const { self, asked } = await setup(tx);
    const request = await requestNameChange(self, asked);
    await expect(requestNameChange(self, asked)).rejects.toThrow("waiting already");
    await withdrawNameChange(self, { id: request.id, version: request.version });
    await expect(
      requestNameChange(self, { ...asked, newMiddleName: "M.", newFamilyName: "Ortiz" }),
    ).rejects.toMatchObject({ fields: { newFamilyName: expect.any(String) } });
    expect(await requestNameChange(self, asked)).toMatchObject({ status: "requested" });
  }));

test("nobody asks for somebody else, with somebody else's document, or decides about the own record", () =>
  inRollback(async (tx) => {
    const { person, staff, asked } = await setup(tx);
    const other = await make.makeParticipant(tx);
    const stranger = ctxFor(tx, "participant", { participantId: other.id });
    await expect(requestNameChange(stranger, asked)).rejects.toMatchObject({ status: 404 });
    await expect(requestNameChange(stranger, { ...asked, participantId: other.id })).rejects.toMatchObject({
      fields: { evidenceDocumentId: expect.any(String) },
    });
    const request = await requestNameChange(staff, asked);
    expect((await listNameChanges(stranger, {})).count).toBe(0);
    const ownClerk = ctxFor(tx, "help_desk", { participantId: person.id });
    await expect(approveNameChange(ownClerk, { id: request.id, version: request.version })).rejects.toThrow(
      "colleague",
    );
    await expect(
      approveNameChange(ctxFor(tx, "data_entry"), { id: request.id, version: request.version }),
    ).rejects.toMatchObject({ status: 403 });
  }));
