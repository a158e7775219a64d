import { eq, sql } from "drizzle-orm";
import { participantSecrets } from "#db/schema/index.ts";
import { ssnPlace } from "#db/secret-places.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { loadParticipant } from "./get.ts";
import { revealSsnSchema, setSsnSchema } from "./schemas.ts";

/** Stores a Social Security number (optional, S36) encrypted, with its blind index; a repeat replaces it. */
export async function setSsn(ctx: Ctx, raw: { id: number; ssn: string }): Promise<{ id: number }> {
  requirePermission(ctx, "participants:update");
  const { id, ssn } = setSsnSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    await loadParticipant(tx, id);
    const [slot] =
      (await tx.execute(sql`select coalesce((select id from private.participant_secrets where participant_id = ${id}),
      nextval(pg_get_serial_sequence('private.participant_secrets', 'id')))::int as "rowId"`)) as unknown as {
        rowId: number;
      }[];
    const { rowId } = slot!;
    const row = {
      ssnCiphertext: inner.secrets.seal(ssn, ssnPlace(rowId)),
      ssnBlindIndex: inner.secrets.blindIndex("ssn", ssn),
      updatedAt: inner.now,
    };
    await tx
      .insert(participantSecrets)
      .values({ id: rowId, participantId: id, ...row })
      .onConflictDoUpdate({ target: participantSecrets.participantId, set: row });
    await recordAudit(tx, inner, {
      action: "participant.ssn_set",
      subject: { type: "participants", id },
      participantId: id,
    });
    return { id };
  });
}

/** Shows a Social Security number once, to someone who says why; no audit row, no number (TRUST 4.4). */
export async function revealSsn(ctx: Ctx, raw: { id: number; reason: string }): Promise<{ ssn: string }> {
  requirePermission(ctx, "participants:reveal_ssn");
  const { id, reason } = revealSsnSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [secret] = await tx
      .select()
      .from(participantSecrets)
      .where(eq(participantSecrets.participantId, id));
    if (!secret) throw new NotFound("No Social Security number is on file.");
    await recordAudit(tx, inner, {
      action: "participant.ssn_viewed",
      subject: { type: "participants", id },
      participantId: id,
      reason,
    });
    return { ssn: inner.secrets.open(secret.ssnCiphertext, ssnPlace(secret.id)) };
  });
}
