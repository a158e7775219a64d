import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  confirmEmployment,
  getEmployment,
  listEmployments,
  reportEmployment,
  updateEmployment,
} from "#api/domains/employment/index.ts";
import { getProgram } from "#api/domains/programs/index.ts";
import { auditEvents, employments } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import { makeEmployment, makeParticipant, makeProgram, makeStaff } from "../support/factories.ts";

test("after the program confirmed a position the educator may change only its last day (S84)", () =>
  inRollback(async (db) => {
    const person = await makeParticipant(db);
    const program = await makeProgram(db);
    const administrator = await makeStaff(db, "help_desk");
    const self = ctxFor(db, "participant", { participantId: person.id });
    const reported = await reportEmployment(self, {
      participantId: person.id,
      programId: program.id,
      position: "teacher",
      startedOn: "2024-08-15",
      wage: { amount: "21.50", period: "hour" },
    });
    expect(reported.wage).toEqual({ amount: "21.50", period: "hour" });
    const admin = ctxFor(db, "program_admin", { programIds: [program.id], accountId: administrator.id });
    const confirmed = await confirmEmployment(admin, { id: reported.id, version: reported.version });
    expect(confirmed.status).toBe("confirmed");
    const change = { id: reported.id, version: confirmed.version };
    await expect(updateEmployment(self, { ...change, position: "director" })).rejects.toMatchObject({
      status: 403,
      fields: { position: /last day/ },
    });
    await expect(updateEmployment(self, { ...change, endedOn: "2020-01-01" })).rejects.toMatchObject({
      status: 422,
    });
    expect((await updateEmployment(self, { ...change, endedOn: "2026-01-31" })).endedOn).toBe("2026-01-31");
  }));

test("a wage is seen by the educator, the agency and the current employer, and nobody else; each view is audited (S91)", () =>
  inRollback(async (db) => {
    const person = await makeParticipant(db);
    const [program, elsewhere] = [await makeProgram(db), await makeProgram(db)];
    const helpDesk = ctxFor(db, "help_desk", { accountId: (await makeStaff(db, "help_desk")).id });
    const row = await reportEmployment(helpDesk, {
      participantId: person.id,
      programId: program.id,
      position: "teacher",
      startedOn: "2024-08-15",
      wage: { amount: "23", period: "hour" },
    });
    await db.update(employments).set({ status: "confirmed" }).where(eq(employments.id, row.id));
    const employer = ctxFor(db, "program_admin", { programIds: [program.id] });
    expect((await getEmployment(employer, row.id)).wage).toEqual({ amount: "23", period: "hour" });
    await expect(
      getEmployment(ctxFor(db, "program_admin", { programIds: [elsewhere.id] }), row.id),
    ).rejects.toMatchObject({ status: 404 });
    expect(await getEmployment(ctxFor(db, "data_entry"), row.id)).not.toHaveProperty("wage");
    await db.update(employments).set({ endedOn: "2025-01-01" }).where(eq(employments.id, row.id));
    expect((await getEmployment(employer, row.id)).wage).toBeNull();
    const views = await db.select().from(auditEvents).where(eq(auditEvents.action, "employment.wage_viewed"));
    expect(views.length).toBe(2);
  }));

test("an administrator with no programs sees no staff at all", () =>
  inRollback(async (db) => {
    const program = await makeProgram(db);
    await makeEmployment(db, { participantId: (await makeParticipant(db)).id, programId: program.id });
    expect((await listEmployments(ctxFor(db, "program_admin"), {})).total).toBe(0);
    expect((await getProgram(ctxFor(db, "program_admin"), program.id)).staff).toEqual([]);
    expect(
      (await getProgram(ctxFor(db, "program_admin", { programIds: [program.id] }), program.id)).staff,
    ).toHaveLength(1);
  }));
