import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { replyAddress } from "#api/domains/requests/index.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { requestLinks, requests } from "#db/schema/index.ts";
import type { Recipient } from "./address.ts";
import type { Addressee } from "./notify.ts";

/** How long the private link of a request works. */
const linkDays = 30;
type Request = typeof requests.$inferSelect;

/** Who asked, as e-mails address them; undefined for somebody without an address. */
export const askerOf = (request: Request): Addressee | undefined =>
  request.askerEmail
    ? {
        participantId: request.participantId,
        accountId: request.accountId,
        name: request.askerName,
        email: request.askerEmail,
        locale: request.locale,
      }
    : undefined;

/** Replies are filed by this address: it names the request, and only the registry can make it. */
export const requestReplyTo = (ctx: Ctx, requestId: number, base: string | undefined): Recipient => ({
  name: ctx.jurisdiction.registryName,
  address: replyAddress(ctx.secrets, base || ctx.jurisdiction.helpEmail, requestId),
});

/**
 * Where whoever asked reads the answers: their own pages where they sign in, else a private link whose token is stored as
 * its hash alone, made as the mail leaves. Nothing about the person or the matter stands in the address.
 */
export async function requestLink(
  tx: Tx,
  ctx: Ctx,
  requestId: number,
  publicOrigin: string,
): Promise<{ url: string } | undefined> {
  const [request] = await tx.select().from(requests).where(eq(requests.id, requestId));
  if (!request) return undefined;
  if (request.accountId) return { url: `${publicOrigin}/my/requests/${requestId}` };
  const token = randomBytes(32).toString("base64url");
  await tx.insert(requestLinks).values({
    requestId,
    tokenHash: createHash("sha256").update(token).digest("hex"),
    expiresAt: new Date(ctx.now.getTime() + linkDays * 86_400_000),
  });
  return { url: `${publicOrigin}/help/request?token=${token}` };
}
