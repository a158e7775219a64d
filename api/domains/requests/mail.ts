import { eq, inArray } from "drizzle-orm";
import { notifications, requests } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { Secrets } from "../../kernel/secrets.ts";
import type { UploadedFile } from "../documents/schemas.ts";
import { noSuchRequest, receiveFromAsker } from "./internal.ts";

/** Letters of the keyed tag: 80 bits, short enough for the 64 that the local part of an address may have. */
const tagLength = 20;
const tagOf = (secrets: Secrets, requestId: number) =>
  secrets.blindIndex("request", String(requestId)).slice(0, tagLength);

/**
 * Where a reply to an e-mail about a request goes: the registry's own address with the request and a tag that only the
 * registry can make, `help+r123-0f3a…@…`. A base that has a tag or no room for one is left as it is.
 */
export function replyAddress(secrets: Secrets, base: string, requestId: number): string {
  const at = base.lastIndexOf("@");
  const tagged = `${base.slice(0, at)}+r${requestId}-${tagOf(secrets, requestId)}`;
  return at < 1 || base.slice(0, at).includes("+") || tagged.length > 64
    ? base
    : `${tagged}${base.slice(at)}`;
}

/** The request an address was made for, or undefined for every other address. */
export function requestOfAddress(secrets: Secrets, address: string): number | undefined {
  const found = /\+r(\d{1,9})-([0-9a-f]{20})@/i.exec(address);
  const id = Number(found?.[1]);
  return found && tagOf(secrets, id) === found[2]!.toLowerCase() ? id : undefined;
}

/** The request that an e-mail the registry sent was about, by its Message-ID, which nobody else can know. */
export async function requestOfMessageIds(ctx: Ctx, ids: readonly string[]): Promise<number | undefined> {
  if (ids.length === 0) return undefined;
  return inTransaction(ctx, async (tx) => {
    const rows = await tx
      .select({ requestId: notifications.requestId })
      .from(notifications)
      .where(inArray(notifications.messageId, ids.slice(0, 50)));
    return rows.find(({ requestId }) => requestId !== null)?.requestId ?? undefined;
  });
}

/**
 * Files a reply by e-mail onto its request. Only for the registry itself, which has looked at its address already.
 * @returns the request's number, and whether this very e-mail had been filed before.
 */
export async function receiveMail(
  ctx: Ctx,
  requestId: number,
  mail: { body: string; fromEmail: string; emailMessageId: string; files: readonly UploadedFile[] },
): Promise<{ number: string; filed: boolean }> {
  if (ctx.actor.type !== "system") throw new NotFound(noSuchRequest);
  const messageId = await receiveFromAsker(ctx, requestId, mail);
  const [row] = await inTransaction(ctx, (tx) =>
    tx.select({ number: requests.number }).from(requests).where(eq(requests.id, requestId)),
  );
  return { number: row!.number, filed: messageId !== undefined };
}
