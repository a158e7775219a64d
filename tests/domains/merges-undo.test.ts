import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { getMerge } from "#api/domains/merges/get.ts";
import { createMerge } from "#api/domains/merges/merge.ts";
import { approveMerge, proposeMerge, refuseMerge } from "#api/domains/merges/propose.ts";
import * as schema from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import { file, fresh, merge, two, undo } from "./merges-steps.ts";

test("different birth dates or numbers need a second person, who is not the first (two-person rule)", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx, { birthDate: "1984-07-03" }, { birthDate: "1984-07-13" });
    const secret = (participantId: number, n: string) => ({
      participantId,
      ssnCiphertext: `sealed ${n}`,
      ssnBlindIndex: n,
    });
    await tx
      .insert(schema.participantSecrets)
      .values([secret(survivor.id, "one"), secret(retired.id, "two")]);
    const first = ctxFor(tx, "help_desk", { accountId: (await make.makeStaff(tx, "help_desk")).id });
    const second = ctxFor(tx, "help_desk", { accountId: (await make.makeStaff(tx, "help_desk")).id });
    const input = {
      survivorId: survivor.id,
      retiredId: retired.id,
      reason: "Passport seen",
      choices: { birthDate: "retired", ssn: "retired" } as const,
      survivorVersion: survivor.version,
      retiredVersion: retired.version,
    };
    const error = await createMerge(first, input).catch((reason) => reason);
    expect(error).toMatchObject({ status: 428 });
    expect(error.details.blocks.map(({ needs }: { needs: string }) => needs)).toEqual([
      "second_person",
      "second_person",
    ]);
    const proposal = await proposeMerge(first, input);
    await expect(proposeMerge(first, input)).rejects.toMatchObject({ status: 409 });
    const view = await getMerge(second, proposal.id);
    expect(view.blocks.map(({ code }) => code).sort()).toEqual(["birth_dates", "ssn"]);
    const decision = { id: proposal.id, version: view.version };
    await expect(approveMerge(first, decision)).rejects.toMatchObject({ status: 403 });
    await expect(approveMerge(ctxFor(tx, "data_entry"), decision)).rejects.toMatchObject({ status: 403 });
    await approveMerge(second, decision);
    expect(await fresh(tx, survivor.id)).toMatchObject({ birthDate: "1984-07-13" });
    const numbers = async () =>
      (await tx.select().from(schema.participantSecrets).orderBy(schema.participantSecrets.id)).map((row) => [
        row.participantId,
        row.ssnBlindIndex,
      ]);
    expect(await numbers()).toEqual([
      [retired.id, "one"],
      [survivor.id, "two"],
    ]);
    await undo(tx, proposal.id);
    expect(await numbers()).toEqual([
      [survivor.id, "one"],
      [retired.id, "two"],
    ]);
    const again = await proposeMerge(first, {
      ...input,
      survivorVersion: (await fresh(tx, survivor.id)).version,
      retiredVersion: (await fresh(tx, retired.id)).version,
    });
    await refuseMerge(second, { id: again.id, version: 1, reason: "These are twins" });
    await expect(approveMerge(second, { id: again.id, version: 2 })).rejects.toThrow("refused already");
  }));

test("itself, merged already, a stale version, the own record: refused in words, and nothing changes", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const third = await make.makeParticipant(tx, { givenName: "Rosa", familyName: "Ortiz" });
    await expect(merge(tx, survivor, survivor)).rejects.toThrow("cannot be merged with itself");
    await expect(merge(tx, survivor, retired, { retiredVersion: 99 })).rejects.toMatchObject({
      status: 409,
      details: { current: { retired: { version: retired.version } } },
    });
    const own = ctxFor(tx, "help_desk", { participantId: retired.id });
    const input = {
      survivorId: survivor.id,
      retiredId: retired.id,
      reason: "Mine",
      survivorVersion: 1,
      retiredVersion: 1,
    };
    await expect(createMerge(own, input)).rejects.toMatchObject({ status: 403 });
    await merge(tx, survivor, retired);
    const words = `Record ${retired.registryNumber} has been merged already: it is now ${survivor.registryNumber}.`;
    await expect(merge(tx, survivor, retired)).rejects.toThrow(words);
    await expect(merge(tx, retired, third)).rejects.toThrow(words);
    expect(await fresh(tx, third.id)).toMatchObject({ mergedIntoId: null });
  }));

test("undo keeps what was edited since and says so; what was made since stays, entries follow their document", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(
      tx,
      { phone: null, city: null },
      { phone: "(213) 555-0101", city: "Fresno" },
    );
    const document = await file(tx, retired.id, "unverified");
    const { id } = await merge(tx, survivor, retired);
    await tx
      .update(schema.participants)
      .set({ phone: "(213) 555-0199" })
      .where(eq(schema.participants.id, survivor.id));
    const course = {
      participantId: survivor.id,
      courseNumber: "ECE 1",
      title: "Growth",
      units: "3",
      classification: "ece_cd",
    } as const;
    await tx.insert(schema.courses).values([
      { ...course, documentId: document.id },
      { ...course, title: "Stays" },
    ]);
    // Sent to the old number: it lands on the survivor.
    const late = await make.makeDocument(tx, { participantId: retired.id });
    expect(late.participantId).toBe(survivor.id);
    const { changedSince } = await undo(tx, id);
    expect(changedSince.map(({ table, fields }) => [table, fields])).toEqual([
      ["participants", ["phone"]],
      ["courses", ["participant_id"]],
    ]);
    expect(await fresh(tx, survivor.id)).toMatchObject({ phone: "(213) 555-0199", city: null });
    expect(await fresh(tx, retired.id)).toMatchObject({
      status: "pending",
      mergedIntoId: null,
      phone: "(213) 555-0101",
    });
    const owners = await tx.select().from(schema.courses).orderBy(schema.courses.id);
    expect(owners.map(({ participantId }) => participantId)).toEqual([retired.id, survivor.id]);
    const [stays] = await tx.select().from(schema.documents).where(eq(schema.documents.id, late.id));
    expect(stays!.participantId).toBe(survivor.id);
  }));

test("a merge that another stands on is undone after it; then both can be merged again", () =>
  inRollback(async (tx) => {
    const [a, b, c] = [
      await make.makeParticipant(tx),
      await make.makeParticipant(tx),
      await make.makeParticipant(tx),
    ];
    const first = await merge(tx, b, a);
    const second = await merge(tx, c, b);
    await expect(undo(tx, first.id)).rejects.toThrow(`Undo that merge first.`);
    expect((await getMerge(ctxFor(tx, "auditor"), first.id)).undoBlockedBy).toContain(`merge ${second.id}`);
    await undo(tx, second.id);
    expect(await fresh(tx, b.id)).toMatchObject({ mergedIntoId: null });
    expect(await fresh(tx, a.id)).toMatchObject({ mergedIntoId: b.id });
    await expect(undo(tx, second.id)).rejects.toThrow("undone, so there is nothing to undo");
    const again = await merge(tx, c, b);
    await undo(tx, again.id);
    await undo(tx, first.id);
    expect(await fresh(tx, a.id)).toMatchObject({ mergedIntoId: null, status: "pending" });
  }));

test("the ledger reads as sentences, and the e-mail and the search for duplicates are queued with the merge", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(
      tx,
      {},
      { middleName: "Luz", status: "active", registeredOn: "2019-01-01" },
    );
    await make.makeDocument(tx, { participantId: retired.id, type: "permit" });
    const { id } = await merge(tx, survivor, retired);
    const { ledger } = await getMerge(ctxFor(tx, "help_desk"), id);
    const text = ledger.map((line) => line.text).join("\n");
    expect(text).toContain(`moved to ${survivor.registryNumber}`);
    expect(text).toContain("status: pending → active");
    expect(text).toContain("Kept as a former name: Rosa Ortiz");
    const jobs = (await tx.execute(
      sql`select task_identifier as task from graphile_worker.jobs order by 1`,
    )) as unknown as { task: string }[];
    expect(jobs.map(({ task }) => task)).toEqual(
      expect.arrayContaining(["match_changed_people", "notify_merge"]),
    );
  }));
