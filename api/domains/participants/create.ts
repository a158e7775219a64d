import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { employments, participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { type CreateParticipant, createParticipantSchema } from "./schemas.ts";

type NewParticipant = typeof participants.$inferInsert;
type LikelyMatch = { id: number; registryNumber: string; name: string; birthDate: string | null };

/** Writes one new record with its number (S7, S34), its audit row and the search for duplicates; for every door people come in by. */
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
  await enqueue(
    tx,
    "find_duplicates",
    { participantId: person!.id },
    { jobKey: `find_duplicates:${person!.id}` },
  );
  return person!;
}

/**
 * Staff start a record for somebody, or a program for a new employee (S167). Match before create (S10): records that
 * seem to be the same person stop it; staff are shown them, a program is only told to ask for the person's number.
 * @throws Conflict with `details.matches` (staff) until `confirmNew` is given.
 */
export async function createParticipant(
  ctx: Ctx,
  raw: CreateParticipant,
): Promise<{ id: number; registryNumber: string }> {
  const scope = requirePermission(ctx, "participants:create");
  const { confirmNew, ...values } = createParticipantSchema.parse(raw);
  const { actor } = ctx;
  return inTransaction(asSystem(ctx, "start_record"), async (tx, inner) => {
    const matches = await likelyMatches(tx, values);
    if (matches.length > 0 && scope !== "all") {
      throw new Conflict(
        "This person seems to have a record already. Ask for the registry number, or ask the help desk.",
      );
    }
    if (matches.length > 0 && !confirmNew) {
      throw new Conflict(
        "This person may have a record already. Open it, or confirm that this is somebody else.",
        {
          details: { matches },
        },
      );
    }
    const person = await insertParticipant(tx, inner, values);
    if (scope === "own_program" && actor.type === "account" && actor.programIds[0]) {
      await tx.insert(employments).values({
        participantId: person.id,
        programId: actor.programIds[0],
        position: "other",
        startedOn: inner.now.toISOString().slice(0, 10),
        startedOnEstimated: true,
        startedByProgram: true,
      });
    }
    return { id: person.id, registryNumber: person.registryNumber };
  });
}

/** Living records with the same birth date and a family name in common, or the same e-mail address: at most five. */
async function likelyMatches(
  tx: Tx,
  values: Pick<NewParticipant, "givenName" | "familyName" | "birthDate" | "email">,
): Promise<LikelyMatch[]> {
  return (await tx.execute(sql`
    select p.id, p.registry_number as "registryNumber", p.family_name || ', ' || p.given_name as name, p.birth_date as "birthDate"
    from participants p
    where p.status <> 'merged' and (
      (p.birth_date = ${values.birthDate ?? null}::date and (
        p.search_text like '%' || fold(${values.familyName}) || '%'
        or string_to_array(fold(p.family_name), ' ') && string_to_array(translate(fold(${values.familyName}), '-', ' '), ' ')
        or similarity(fold(p.given_name || ' ' || p.family_name), fold(${`${values.givenName} ${values.familyName}`})) > 0.5))
      or lower(p.email) = lower(${values.email ?? null}))
    order by p.id limit 5`)) as unknown as LikelyMatch[];
}
