import type { Tx } from "#db/client.ts";
import { employments, participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid } from "../../kernel/errors.ts";
import { requirePermission, type Scope } from "../../kernel/permissions.ts";
import { findLikelyMatches, matchesInReach } from "../duplicates/index.ts";
import { type CreateParticipant, createParticipantSchema } from "./schemas.ts";

type NewParticipant = typeof participants.$inferInsert;

/** Writes one new record with its number (S7, S34), and its audit row; for every door people come in by. */
export async function insertParticipant(
  tx: Tx,
  ctx: Ctx,
  values: NewParticipant,
): Promise<typeof participants.$inferSelect> {
  const [person] = await tx.insert(participants).values(values).returning();
  await recordAudit(tx, ctx, {
    action: "participant.created",
    subject: { type: "participants", id: person!.id },
    participantId: person!.id,
    after: person,
  });
  return person!;
}

/**
 * Staff start a record for somebody, or a program for a new employee (S167). Match before create (S10): records that
 * seem to be the same person stop it. Staff are shown them; a program is stopped only by people it may open anyway. Whoever
 * else is like its newcomer, it gets a new record and the pair goes to the duplicates list, where staff put the two
 * together: a refusal would tell a stranger who knows a name and a birth date that this person is registered.
 * @throws Conflict with `details.matches` (staff) until `confirmNew` is given.
 */
export async function createParticipant(
  ctx: Ctx,
  raw: CreateParticipant,
): Promise<{ id: number; registryNumber: string }> {
  const scope = requirePermission(ctx, "participants:create");
  const { confirmNew, employment, ...values } = createParticipantSchema.parse(raw);
  const job = scope === "all" && !employment ? undefined : jobOf(ctx, scope, employment);
  if (scope !== "all" && (await matchesInReach(ctx, values))) {
    throw new Conflict("This person seems to be on your staff list already. Open their record there.");
  }
  if (scope === "all" && !confirmNew) {
    const matches = await findLikelyMatches(ctx, values);
    if (matches.length > 0) {
      throw new Conflict(
        "This person may have a record already. Open it, or confirm that this is somebody else.",
        {
          details: { matches },
        },
      );
    }
  }
  return inTransaction(asSystem(ctx, "start_record"), async (tx, inner) => {
    const person = await insertParticipant(tx, inner, values);
    if (job) {
      await tx
        .insert(employments)
        .values({ ...job, participantId: person.id, startedByProgram: scope !== "all" });
    }
    return { id: person.id, registryNumber: person.registryNumber };
  });
}

/** The job a record starts with; a program starts records for its own staff alone. @throws Invalid for another program */
function jobOf(ctx: Ctx, scope: Scope, given: CreateParticipant["employment"]) {
  const own = ctx.actor.type === "account" ? ctx.actor.programIds : [];
  const programId = given?.programId ?? (own.length === 1 ? own[0] : undefined);
  if (programId === undefined || (scope !== "all" && !own.includes(programId))) {
    const sentence = scope === "all" ? "Choose the program." : "Choose one of your programs.";
    throw new Invalid(sentence, { fields: { "employment.programId": sentence } });
  }
  return {
    programId,
    position: given?.position ?? "other",
    startedOn: given?.startedOn ?? todayIn(ctx.jurisdiction.timeZone, ctx.now),
    startedOnEstimated: given?.startedOn === undefined,
  };
}
