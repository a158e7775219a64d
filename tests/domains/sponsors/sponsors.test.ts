import { expect, test } from "vitest";
import { decideInstructor, listInstructors } from "#api/domains/instructors/index.ts";
import { createSponsor, getSponsor, listSponsors, updateSponsor } from "#api/domains/sponsors/index.ts";
import { createTraining, getTraining, listTrainings, updateTraining } from "#api/domains/trainings/index.ts";
import { rowsOf } from "#api/kernel/list.ts";
import { instructors } from "#db/schema/index.ts";
import { inRollback } from "../../setup/db.ts";
import { anonymousCtx, ctxFor } from "../../support/ctx.ts";
import {
  makeAccount,
  makeParticipant,
  makeSponsor,
  makeSponsorManager,
  makeTraining,
} from "../../support/factories.ts";

test("the public sees approved organizations and their approved trainings, and no managers", () =>
  inRollback(async (tx) => {
    const [approved, applied] = [await makeSponsor(tx), await makeSponsor(tx, { status: "applied" })];
    const person = await makeParticipant(tx);
    await makeSponsorManager(tx, approved.id, person.id);
    const training = await makeTraining(tx, { sponsorId: approved.id });
    const draft = await makeTraining(tx, { sponsorId: approved.id, status: "draft" });
    const anyone = anonymousCtx(tx);
    const ids = rowsOf<{ id: number }>(await listSponsors(anyone, {})).map((row) => row.id);
    expect(ids).toContain(approved.id);
    expect(ids).not.toContain(applied.id);
    await expect(getSponsor(anyone, applied.id)).rejects.toMatchObject({ status: 404 });
    expect(await getSponsor(anyone, approved.id)).toMatchObject({ managers: [], counts: { trainings: 2 } });
    const catalog = rowsOf<{ id: number }>(
      await listTrainings(anyone, { filter: { sponsorId: approved.id } }),
    );
    expect(catalog.map((row) => row.id)).toEqual([training.id]);
    await expect(getTraining(anyone, draft.id)).rejects.toMatchObject({ status: 404 });
    const staff = await getSponsor(ctxFor(tx, "help_desk"), approved.id);
    expect(staff.managers).toMatchObject([{ registryNumber: person.registryNumber, kind: "contact" }]);
  }));

test("a manager saves contact and settings of its own organization; the codes stay the registry's", () =>
  inRollback(async (tx) => {
    const [own, other] = [await makeSponsor(tx), await makeSponsor(tx)];
    const account = await makeAccount(tx);
    const manager = ctxFor(tx, "sponsor_manager", { accountId: account.id, sponsorIds: [own.id] });
    const { id, version } = own;
    const saved = await updateSponsor(manager, {
      id,
      version,
      selfWithdrawal: false,
      contactPhone: "",
    });
    expect(saved).toMatchObject({ selfWithdrawal: false, contactPhone: null });
    await expect(updateSponsor(manager, { id, version, name: "Late" })).rejects.toMatchObject({
      status: 409,
    });
    await expect(
      updateSponsor(manager, { id, version: saved.version, vendorCode: "ABCD" }),
    ).rejects.toMatchObject({ fields: { vendorCode: expect.stringContaining("registry") } });
    await expect(
      updateSponsor(manager, { id: other.id, version: other.version, name: "Mine" }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(createSponsor(manager, { name: "New", vendorCode: "ABCD" })).rejects.toMatchObject({
      status: 403,
    });
    const admin = ctxFor(tx, "registry_admin");
    await expect(
      updateSponsor(admin, { id, version: saved.version, vendorCode: other.vendorCode }),
    ).rejects.toMatchObject({ fields: { vendorCode: expect.stringContaining("Another") } });
    await expect(
      updateSponsor(admin, { id, version: saved.version, website: "javascript:alert(1)" }),
    ).rejects.toThrow("https://");
  }));

test("a catalog entry needs a competency of the state's framework and stays with its sponsor", () =>
  inRollback(async (tx) => {
    const [own, other] = [await makeSponsor(tx), await makeSponsor(tx)];
    const account = await makeAccount(tx);
    const manager = ctxFor(tx, "sponsor_manager", { accountId: account.id, sponsorIds: [own.id] });
    const input = {
      title: "Play",
      hours: 2.5,
      framework: "ca_ece_competencies",
      competency: "child_development",
    };
    const training = await createTraining(manager, input);
    expect(training).toMatchObject({ sponsorId: own.id, hours: 2.5, sponsorName: own.name });
    await expect(createTraining(manager, { ...input, competency: "astrology" })).rejects.toMatchObject({
      fields: { competency: expect.stringContaining("California ECE Competencies") },
    });
    await expect(createTraining(manager, { ...input, hours: 0.1 })).rejects.toThrow("quarter");
    await expect(createTraining(manager, { ...input, sponsorId: other.id })).rejects.toMatchObject({
      status: 404,
    });
    const { id, version } = training;
    expect(await updateTraining(manager, { id, version, hours: 3 })).toMatchObject({ hours: 3 });
    await expect(updateTraining(manager, { id, version, hours: 4 })).rejects.toMatchObject({ status: 409 });
  }));

test("an instructor's request is decided once by the sponsor's manager, and by nobody else's", () =>
  inRollback(async (tx) => {
    const sponsor = await makeSponsor(tx);
    const person = await makeParticipant(tx);
    const [request] = await tx
      .insert(instructors)
      .values({ sponsorId: sponsor.id, participantId: person.id })
      .returning();
    const { id, version } = request!;
    const account = await makeAccount(tx);
    const manager = ctxFor(tx, "sponsor_manager", { accountId: account.id, sponsorIds: [sponsor.id] });
    const other = ctxFor(tx, "sponsor_manager", { sponsorIds: [(await makeSponsor(tx)).id] });
    await expect(decideInstructor(other, { id, version, status: "approved" })).rejects.toMatchObject({
      status: 404,
    });
    expect(rowsOf(await listInstructors(other, {}))).toEqual([]);
    const waiting = rowsOf(await listInstructors(manager, { filter: { status: "requested" } }));
    expect(waiting).toMatchObject([{ id, registryNumber: person.registryNumber }]);
    const done = await decideInstructor(manager, { id, version, status: "approved" });
    expect(done.status).toBe("approved");
    await expect(decideInstructor(manager, { id, version, status: "denied" })).rejects.toMatchObject({
      status: 409,
    });
  }));
