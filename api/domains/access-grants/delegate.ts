import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accessGrants, programs } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { requireLicensee } from "./decide.ts";
import { accountIdOf, recordDecision, refusePastEnd, refuseSecond } from "./internal.ts";
import { readAccessGrant } from "./list.ts";
import { type AccessGrantRow, type DelegateAccess, delegateAccessSchema } from "./schemas.ts";

/**
 * A licensee administrator lets another person administer one of its own programs, without the agency (S212). A request
 * of that person for the program that waits is granted by it. Delegates cannot delegate.
 * @throws Forbidden for other programs, Invalid for an unknown number, Conflict where the person has access.
 */
export async function delegateAccess(ctx: Ctx, raw: DelegateAccess): Promise<AccessGrantRow> {
  const scope = requirePermission(ctx, "access_grants:delegate");
  const input = delegateAccessSchema.parse(raw);
  if (scope !== "all") requireLicensee(ctx, input.programId);
  refusePastEnd(ctx, input.expiresOn);
  return inTransaction(ctx, async (tx, inner) => {
    const [program] = await tx.select().from(programs).where(eq(programs.id, input.programId));
    if (!program) throw new NotFound("There is no such program.");
    const participantId = await survivorByNumber(tx, inner, input.registryNumber);
    const granted = {
      status: "granted" as const,
      expiresOn: input.expiresOn ?? null,
      decidedById: accountIdOf(inner),
      decidedAt: inner.now,
    };
    const asked = and(
      eq(accessGrants.participantId, participantId),
      eq(accessGrants.programId, program.id),
      eq(accessGrants.status, "requested"),
    );
    const [before] = await tx.select().from(accessGrants).where(asked);
    const [waiting] = before
      ? await tx
          .update(accessGrants)
          .set({ ...granted, level: "administrator" })
          .where(asked)
          .returning()
      : [];
    if (!waiting) await refuseSecond(tx, { participantId, programId: program.id });
    const after =
      waiting ??
      (
        await tx
          .insert(accessGrants)
          .values({ participantId, programId: program.id, programNumber: program.programNumber, ...granted })
          .returning()
      )[0]!;
    await recordDecision(tx, inner, waiting ? before! : null, after);
    return readAccessGrant(tx, inner, after.id);
  });
}

/** Whoever the number opens today. Looked up as the registry: an administrator may not search people. */
async function survivorByNumber(tx: Tx, ctx: Ctx, registryNumber: string): Promise<number> {
  const system = asSystem({ ...ctx, db: tx, inTx: true }, "delegate_access");
  const [row] = await inTransaction(
    system,
    async (inner) =>
      (await inner.execute(
        sql`select survivor_of(id) as id from participants where registry_number = ${registryNumber}`,
      )) as unknown as { id: number }[],
  );
  const message = "There is no record with this number.";
  if (!row) throw new Invalid(message, { fields: { registryNumber: message } });
  return row.id;
}
