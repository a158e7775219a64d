import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { lockEvent, noSuchEvent } from "../events/index.ts";
import { holdsForSponsor } from "../sponsors/index.ts";
import { readEnrollment } from "./get.ts";
import { type Person, personFor } from "./internal.ts";
import { placeOnRoster } from "./place.ts";
import { type Enroll, type EnrollmentView, enrollSchema } from "./schemas.ts";

/**
 * Enrolls an educator: itself, by its program's administrator, the help desk or the sponsor. The answer says enrolled
 * or waitlisted and at which place (S109); an e-mail follows (S110).
 * @throws NotFound for a draft or an invite-only event without its link; Conflict where the event is over, cancelled or
 * the person is on its roster; Invalid for a number nobody has.
 */
export async function enroll(ctx: Ctx, raw: Enroll): Promise<EnrollmentView> {
  if (!scopeOf(ctx, "enrollments:manage")) requirePermission(ctx, "enrollments:enroll");
  const input = enrollSchema.parse(raw);
  return inTransaction(asSystem(ctx, "enroll"), async (tx, system) => {
    const event = await lockEvent(tx, input.eventId);
    const manages = holdsForSponsor(ctx, "enrollments:manage", event.sponsorId);
    const person = await personInScope(ctx, tx, input, manages);
    const invited = input.token !== undefined && input.token === event.invitationToken;
    if (event.status === "draft" || (event.status === "invite_only" && !invited && !manages))
      throw new NotFound(noSuchEvent);
    if (event.status === "cancelled") throw new Conflict("This event was cancelled.");
    const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
    const over = event.status === "closed" || event.endsOn < today;
    if (over && !manages) throw new Conflict("This event is over. Look for another date on the calendar.");
    const source = invited ? "invitation" : manages ? "sponsor" : "portal";
    const row = await placeOnRoster(tx, { ...system, actor: ctx.actor }, event, person, source);
    return readEnrollment(tx, row.id);
  });
}

/** Whom the actor may enroll: itself, the current staff of its programs, or anybody. */
async function personInScope(
  ctx: Ctx,
  tx: Tx,
  input: { participantId?: number; registryNumber?: string },
  manages: boolean,
): Promise<Person> {
  const { actor } = ctx;
  const scope = scopeOf(ctx, "enrollments:enroll");
  const own = actor.type === "account" ? actor.participantId : null;
  if (scope === "own") {
    const other = input.registryNumber !== undefined || (input.participantId ?? own) !== own;
    if (!own || other) throw new NotFound("You can enroll yourself only.");
    return personFor(tx, { participantId: own });
  }
  if (scope === undefined && !manages) throw new NotFound(noSuchEvent);
  const { registryNumber, participantId } = input;
  const missing = "Enter the registry number.";
  if (!registryNumber && !participantId) throw new Invalid(missing, { fields: { registryNumber: missing } });
  const person = await personFor(tx, registryNumber ? { registryNumber } : { participantId: participantId! });
  if (scope !== "own_program" || actor.type !== "account") return person;
  const staffed = await tx.execute(sql`select 1 from employments e where e.participant_id = ${person.id}
    and e.program_id = any (${`{${actor.programIds.join(",")}}`}::integer[]) and e.status = 'confirmed'
    and (e.ended_on is null or e.ended_on >= current_date)`);
  if (staffed.length === 0) throw new NotFound("This person is not on the current staff of your programs.");
  return person;
}
