import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accessGrants, programs } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Forbidden, Invalid, NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { type AccessGrant, accountIdOf, recordDecision, refusePastEnd, refuseSecond } from "./internal.ts";
import { readAccessGrant } from "./list.ts";
import {
  type AccessGrantRow,
  type GrantAccess,
  grantAccessSchema,
  type RefuseAccess,
  type RevokeAccess,
  refuseAccessSchema,
} from "./schemas.ts";

type Given = { id: number; version: number };

async function load(tx: Tx, ctx: Ctx, id: number): Promise<AccessGrant> {
  const [row] = await tx.select().from(accessGrants).where(eq(accessGrants.id, id));
  if (!row) throw new NotFound("There is no such access, or it is not yours to see.");
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (own === row.participantId) throw new Forbidden("This is your own access. Somebody else has to decide.");
  return row;
}

/** Leaves `from` exactly once. @throws Conflict where somebody was faster or the form is old. */
async function settle(
  tx: Tx,
  ctx: Ctx,
  before: AccessGrant,
  given: Given,
  from: AccessGrant["status"],
  set: Partial<AccessGrant>,
): Promise<AccessGrantRow> {
  if (before.status !== from) {
    throw new Conflict(`This access has been ${before.status} already.`, {
      details: { current: await readAccessGrant(tx, ctx, before.id) },
    });
  }
  const [after] = await tx
    .update(accessGrants)
    .set({ ...set, decidedById: accountIdOf(ctx), decidedAt: ctx.now })
    .where(
      and(
        eq(accessGrants.id, given.id),
        eq(accessGrants.version, given.version),
        eq(accessGrants.status, from),
      ),
    )
    .returning();
  if (!after) throw stale(await readAccessGrant(tx, ctx, before.id));
  await recordDecision(tx, ctx, before, after);
  return readAccessGrant(tx, ctx, after.id);
}

/**
 * Lets the person into the program, until a day or for good (S210–S211).
 * @throws Invalid where no program is matched yet, Conflict for a second living grant.
 */
export async function grantAccess(ctx: Ctx, raw: GrantAccess): Promise<AccessGrantRow> {
  requirePermission(ctx, "access_grants:decide");
  const input = grantAccessSchema.parse(raw);
  refusePastEnd(ctx, input.expiresOn);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await load(tx, inner, input.id);
    const asked = input.programId ?? before.programId;
    const missing = "Choose the program: the number given matches none.";
    if (asked === null) throw new Invalid(missing, { fields: { programId: missing } });
    const [program] = await tx
      .select({ id: sql<number>`program_survivor_of(${programs.id})` })
      .from(programs)
      .where(eq(programs.id, asked));
    if (!program)
      throw new Invalid("There is no such program.", { fields: { programId: "There is no such program." } });
    const programId = program.id;
    await refuseSecond(tx, { participantId: before.participantId, programId, except: before.id });
    return settle(tx, inner, before, input, "requested", {
      status: "granted",
      programId,
      level: input.level ?? before.level,
      expiresOn: input.expiresOn ?? null,
      reason: input.reason ?? null,
    });
  });
}

export async function refuseAccess(ctx: Ctx, raw: RefuseAccess): Promise<AccessGrantRow> {
  requirePermission(ctx, "access_grants:decide");
  const input = refuseAccessSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) =>
    settle(tx, inner, await load(tx, inner, input.id), input, "requested", {
      status: "refused",
      reason: input.reason,
    }),
  );
}

/** Ends access at once: staff anywhere, a licensee administrator in its own programs. S212 */
export async function revokeAccess(ctx: Ctx, raw: RevokeAccess): Promise<AccessGrantRow> {
  const scope = requirePermission(ctx, "access_grants:revoke");
  const input = refuseAccessSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await load(tx, inner, input.id);
    if (scope !== "all") requireLicensee(inner, before.programId);
    return settle(tx, inner, before, input, "granted", { status: "revoked", reason: input.reason });
  });
}

/** @throws Forbidden for an administrator who is not the licensee's. */
export function requireLicensee(ctx: Ctx, programId: number | null): void {
  const programs = ctx.actor.type === "account" ? ctx.actor.licenseeProgramIds : [];
  if (programId !== null && programs.includes(programId)) return;
  throw new Forbidden("Only a licensee administrator of this program can decide who has access.");
}
