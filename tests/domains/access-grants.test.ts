import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { grantAccess, refuseAccess, revokeAccess } from "#api/domains/access-grants/decide.ts";
import { delegateAccess } from "#api/domains/access-grants/delegate.ts";
import { expireAccessGrants } from "#api/domains/access-grants/expire.ts";
import { getAccessGrant, listAccessGrants } from "#api/domains/access-grants/list.ts";
import { requestAccess } from "#api/domains/access-grants/request.ts";
import { loadActor } from "#api/domains/accounts/index.ts";
import type { Tx } from "#db/client.ts";
import { accessGrants } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor, systemCtx } from "../support/ctx.ts";
import * as make from "../support/factories.ts";

const now = new Date("2026-03-10T18:00:00Z");

async function setup(tx: Tx) {
  const person = await make.makeParticipant(tx);
  const account = await make.makeAccount(tx, { participantId: person.id });
  const program = await make.makeProgram(tx);
  const clerk = await make.makeStaff(tx, "help_desk");
  return {
    person,
    account,
    program,
    self: ctxFor(tx, "participant", { participantId: person.id, accountId: account.id, now }),
    staff: ctxFor(tx, "help_desk", { accountId: clerk.id, now }),
  };
}

test("a request by program number is granted until a day, and the sign-in leads to the program (S211)", () =>
  inRollback(async (tx) => {
    const { person, account, program, self, staff } = await setup(tx);
    const number = program.programNumber.toLowerCase();
    const request = await requestAccess(self, { participantId: person.id, programNumber: number });
    expect(request).toMatchObject({ status: "requested", programId: program.id, level: "administrator" });
    await make.makeEmployment(tx, { participantId: person.id, programId: program.id, position: "director" });
    expect(await getAccessGrant(staff, request.id)).toMatchObject({
      employment: { position: "director" },
      others: [],
    });
    const expiresOn = "2099-12-31";
    const granted = await grantAccess(staff, { id: request.id, version: request.version, expiresOn });
    expect(granted).toMatchObject({ status: "granted", expiresOn, decidedByName: expect.any(String) });
    expect(await loadActor(systemCtx(tx), account.id)).toMatchObject({
      programIds: [program.id],
      licenseeProgramIds: [],
    });
    await expect(grantAccess(staff, { id: request.id, version: granted.version })).rejects.toThrow(
      "granted already",
    );
  }));

test("a number no program has waits for staff, who choose the program", () =>
  inRollback(async (tx) => {
    const { person, program, self, staff } = await setup(tx);
    const request = await requestAccess(self, { participantId: person.id, programNumber: "no such number" });
    expect(request.programId).toBeNull();
    await expect(grantAccess(staff, { id: request.id, version: request.version })).rejects.toMatchObject({
      fields: { programId: expect.any(String) },
    });
    expect(
      await grantAccess(staff, { id: request.id, version: request.version, programId: program.id }),
    ).toMatchObject({ status: "granted", programId: program.id });
    await expect(
      requestAccess(self, { participantId: person.id, programNumber: program.programNumber }),
    ).rejects.toThrow("has access to this program already");
  }));

test("refused and revoked access ends nothing else, and may be asked for again", () =>
  inRollback(async (tx) => {
    const { person, program, self, staff } = await setup(tx);
    const asked = { participantId: person.id, programNumber: program.programNumber };
    const first = await requestAccess(self, asked);
    await expect(requestAccess(self, asked)).rejects.toThrow("waiting already");
    await refuseAccess(staff, { id: first.id, version: first.version, reason: "Not known there" });
    const second = await requestAccess(self, asked);
    const granted = await grantAccess(staff, { id: second.id, version: second.version });
    await expect(
      revokeAccess(staff, { id: second.id, version: second.version, reason: "Left the program" }),
    ).rejects.toMatchObject({ status: 409, details: { current: { status: "granted" } } });
    expect(
      await revokeAccess(staff, { id: second.id, version: granted.version, reason: "Left the program" }),
    ).toMatchObject({ status: "revoked", reason: "Left the program" });
  }));

test("a licensee administrator lets others into its own programs only; those cannot pass it on (S212)", () =>
  inRollback(async (tx) => {
    const { person, program, account } = await setup(tx);
    const licensee = await make.makeParticipant(tx);
    const licenseeAccount = await make.makeAccount(tx, { participantId: licensee.id });
    await tx.insert(accessGrants).values({
      participantId: licensee.id,
      programId: program.id,
      programNumber: program.programNumber,
      level: "licensee",
      status: "granted",
    });
    const asAdmin = async (accountId: number) => {
      const actor = (await loadActor(systemCtx(tx), accountId, "program_admin"))!;
      return ctxFor(tx, "program_admin", { ...actor, now });
    };
    const ctx = await asAdmin(licenseeAccount.id);
    const delegated = await delegateAccess(ctx, {
      programId: program.id,
      registryNumber: person.registryNumber,
    });
    expect(delegated).toMatchObject({ status: "granted", level: "administrator", participantId: person.id });
    expect((await listAccessGrants(ctx, {})).count).toBe(2);
    const elsewhere = await make.makeProgram(tx);
    await expect(
      delegateAccess(ctx, { programId: elsewhere.id, registryNumber: person.registryNumber }),
    ).rejects.toMatchObject({ status: 403 });
    await expect(
      delegateAccess(ctx, { programId: program.id, registryNumber: "9999999" }),
    ).rejects.toMatchObject({
      fields: { registryNumber: expect.any(String) },
    });
    const delegate = await asAdmin(account.id);
    const third = await make.makeParticipant(tx);
    await expect(
      delegateAccess(delegate, { programId: program.id, registryNumber: third.registryNumber }),
    ).rejects.toMatchObject({ status: 403 });
    await expect(
      revokeAccess(ctx, { id: delegated.id, version: delegated.version, reason: "Changed sites" }),
    ).resolves.toMatchObject({ status: "revoked" });
  }));

test("a person's request that waits is granted by the licensee administrator's delegation", () =>
  inRollback(async (tx) => {
    const { person, program, self } = await setup(tx);
    const request = await requestAccess(self, {
      participantId: person.id,
      programNumber: program.programNumber,
    });
    const licensee = await make.makeStaff(tx, "help_desk");
    const ctx = ctxFor(tx, "program_admin", {
      accountId: licensee.id,
      programIds: [program.id],
      licenseeProgramIds: [program.id],
      now,
    });
    expect(
      await delegateAccess(ctx, { programId: program.id, registryNumber: person.registryNumber }),
    ).toMatchObject({ id: request.id, status: "granted" });
    await expect(
      delegateAccess(ctx, { programId: program.id, registryNumber: person.registryNumber }),
    ).rejects.toThrow("already");
  }));

test("grants end the day after their last day, once", () =>
  inRollback(async (tx) => {
    const { person, program } = await setup(tx);
    const values = {
      participantId: person.id,
      programNumber: program.programNumber,
      status: "granted" as const,
    };
    const [ended] = await tx
      .insert(accessGrants)
      .values({ ...values, programId: program.id, expiresOn: "2026-03-09" })
      .returning();
    const [lasts] = await tx
      .insert(accessGrants)
      .values({ ...values, expiresOn: "2026-03-10" })
      .returning();
    const ctx = { ...systemCtx(tx, "sweep_access_grants"), now };
    expect(await expireAccessGrants(ctx)).toBe(1);
    expect(await expireAccessGrants(ctx)).toBe(0);
    const status = async (id: number) =>
      (await tx.select().from(accessGrants).where(eq(accessGrants.id, id)))[0]!.status;
    expect([await status(ended!.id), await status(lasts!.id)]).toEqual(["expired", "granted"]);
  }));

test("nobody asks for somebody else, decides about the own access, or grants into the past", () =>
  inRollback(async (tx) => {
    const { person, program, self, staff } = await setup(tx);
    const other = await make.makeParticipant(tx);
    await expect(
      requestAccess(self, { participantId: other.id, programNumber: program.programNumber }),
    ).rejects.toMatchObject({ status: 404 });
    const request = await requestAccess(staff, {
      participantId: person.id,
      programNumber: program.programNumber,
    });
    const own = ctxFor(tx, "help_desk", { participantId: person.id, now });
    await expect(grantAccess(own, { id: request.id, version: request.version })).rejects.toMatchObject({
      status: 403,
    });
    await expect(
      grantAccess(staff, { id: request.id, version: request.version, expiresOn: "2026-03-09" }),
    ).rejects.toMatchObject({ fields: { expiresOn: "The last day is past already." } });
  }));
