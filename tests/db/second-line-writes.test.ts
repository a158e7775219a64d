import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import {
  makeAccount,
  makeDocument,
  makeEmployment,
  makeEnrollment,
  makeEvent,
  makeParticipant,
  makeProgram,
  makeSponsor,
  makeTraining,
} from "../support/factories.ts";

/** Runs raw SQL under the actor's database role, as code that forgot its verb's checks would; answers the rows changed. */
const write = (ctx: Ctx, statement: ReturnType<typeof sql>) =>
  inTransaction(ctx, async (tx) => (await tx.execute(statement)).length);
const refused = { cause: { code: "42501" } };

test("the database lets nobody decide about themselves, whatever the code forgot", () =>
  inRollback(async (db) => {
    const person = await makeParticipant(db);
    const account = await makeAccount(db, { participantId: person.id });
    const program = await makeProgram(db);
    const document = await makeDocument(db, { participantId: person.id });
    const job = await makeEmployment(db, { participantId: person.id, programId: program.id });
    const event = await makeEvent(db, { sponsorId: (await makeSponsor(db)).id });
    const seat = await makeEnrollment(db, { eventId: event.id, participantId: person.id });
    const self = ctxFor(db, "participant", { participantId: person.id, accountId: account.id });
    const attempts = [
      sql`update documents set status = 'verified' where id = ${document.id}`,
      sql`insert into documents (participant_id, type, status) values (${person.id}, 'transcript', 'verified')`,
      sql`insert into access_grants (participant_id, program_id, program_number, status) values (${person.id}, ${program.id}, 'P', 'granted')`,
      sql`update employments set status = 'confirmed' where id = ${job.id}`,
      sql`update enrollments set status = 'attended' where id = ${seat.id}`,
      sql`update accounts set staff_role = 'registry_admin' where id = ${account.id}`,
      sql`insert into sponsor_managers (sponsor_id, participant_id) values (${event.sponsorId}, ${person.id})`,
    ];
    for (const attempt of attempts) {
      await expect(write(self, attempt)).rejects.toMatchObject(refused);
    }
    expect(
      await write(self, sql`update documents set status = 'deleted' where id = ${document.id} returning id`),
    ).toBe(1);
  }));

test("a sponsor's manager writes its own catalogue and nobody else's, and reads all of it", () =>
  inRollback(async (db) => {
    const [mine, other] = [await makeSponsor(db), await makeSponsor(db)];
    const training = await makeTraining(db, { sponsorId: other.id });
    const event = await makeEvent(db, { sponsorId: other.id, trainingId: training.id });
    const own = await makeEvent(db, { sponsorId: mine.id });
    const manager = ctxFor(db, "sponsor_manager", { sponsorIds: [mine.id] });
    expect(await write(manager, sql`select id from events where id in (${event.id}, ${own.id})`)).toBe(2);
    for (const [table, id] of [
      ["sponsors", other.id],
      ["trainings", training.id],
      ["events", event.id],
    ] as const) {
      const statement = sql`update ${sql.identifier(table)} set updated_at = now() where id = ${id} returning id`;
      expect(await write(manager, statement)).toBe(0);
    }
    expect(
      await write(manager, sql`update events set title = 'Mine' where id = ${own.id} returning id`),
    ).toBe(1);
    const theirs = sql`insert into event_sessions (event_id, starts_at, ends_at) values (${event.id}, now(), now() + interval '1 hour')`;
    await expect(write(manager, theirs)).rejects.toMatchObject(refused);
  }));
