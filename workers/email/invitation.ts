import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import type { Ctx } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { rosterInvitations } from "#db/schema/index.ts";

/**
 * The link of an invitation to a roster. Its token is made as the mail leaves and stored as its hash alone; the mail that
 * left last carries the one that works. Undefined for an invitation that was used, withdrawn or is too old.
 */
export async function invitationLink(
  tx: Tx,
  ctx: Ctx,
  invitationId: number,
  publicOrigin: string,
): Promise<{ url: string } | undefined> {
  const token = randomBytes(32).toString("base64url");
  const [open] = await tx
    .update(rosterInvitations)
    .set({ tokenHash: createHash("sha256").update(token).digest("hex") })
    .where(
      and(
        eq(rosterInvitations.id, invitationId),
        eq(rosterInvitations.status, "open"),
        gt(rosterInvitations.expiresAt, ctx.now),
      ),
    )
    .returning({ id: rosterInvitations.id });
  return open && { url: `${publicOrigin}/invitation?token=${token}` };
}
