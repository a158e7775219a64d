import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { requestLinks, requests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { sha256 } from "../accounts/index.ts";
import type { UploadedFile } from "../documents/schemas.ts";
import { readAsAsker } from "./get.ts";
import { dueDay, receiveFromAsker } from "./internal.ts";
import { openReportedPair } from "./pair.ts";
import { type AskerView, writeRequestSchema } from "./schemas.ts";

const body = writeRequestSchema.shape.body;

/** The request a living link opens. @throws NotFound for one that is unknown or too old. */
async function requestOfLink(tx: Tx, ctx: Ctx, token: string): Promise<number> {
  const [link] = await tx
    .select({ requestId: requestLinks.requestId })
    .from(requestLinks)
    .where(and(eq(requestLinks.tokenHash, sha256(token)), gt(requestLinks.expiresAt, ctx.now)));
  if (!link) throw new NotFound("This link does not work any more. Ask for a new one.");
  return link.requestId;
}

/** What whoever asked may read, by the private link of an e-mail. @throws NotFound */
export async function readRequestByLink(ctx: Ctx, token: string): Promise<AskerView> {
  requirePermission(ctx, "requests:ask");
  return inTransaction(asSystem(ctx, "request_link"), async (tx, inner) =>
    readAsAsker(tx, await requestOfLink(tx, inner, token)),
  );
}

/**
 * Proves the address of a request by its link: from now it waits for the office, with a day to be answered by, and a
 * reported pair stands on the worklist. Twice changes nothing. @throws NotFound
 */
export async function confirmRequestByLink(ctx: Ctx, token: string): Promise<void> {
  requirePermission(ctx, "requests:ask");
  await inTransaction(asSystem(ctx, "request_link"), async (tx, inner) => {
    const id = await requestOfLink(tx, inner, token);
    const [before] = await tx.select().from(requests).where(eq(requests.id, id)).for("update");
    if (!before || before.emailVerifiedAt) return;
    const [after] = await tx
      .update(requests)
      .set({ emailVerifiedAt: inner.now, dueOn: await dueDay(tx, inner, before.type) })
      .where(and(eq(requests.id, id), isNull(requests.emailVerifiedAt)))
      .returning();
    await recordAudit(tx, inner, { action: "request.address_proven", subject: { type: "requests", id } });
    await openReportedPair(tx, inner, after!);
  });
}

/** Writes more to a request by its link. @throws NotFound, Invalid, TooMany */
export async function writeByLink(ctx: Ctx, token: string, text: string, file?: UploadedFile): Promise<void> {
  requirePermission(ctx, "requests:ask");
  const parsed = body.parse(text);
  const id = await inTransaction(asSystem(ctx, "request_link"), (tx, inner) =>
    requestOfLink(tx, inner, token),
  );
  // Whoever opened the link has proven the address.
  await confirmRequestByLink(ctx, token);
  await receiveFromAsker(ctx, id, { body: parsed, files: file ? [file] : [] });
}

/**
 * Sends the link again to whoever knows number and address of a request; the answer is the same where nobody does, and
 * an address gets one in two minutes.
 */
export async function sendRequestLink(ctx: Ctx, given: { number: string; email: string }): Promise<void> {
  requirePermission(ctx, "requests:ask");
  const number = given.number.trim().toUpperCase();
  const email = given.email.trim().toLowerCase();
  await inTransaction(asSystem(ctx, "request_link"), async (tx) => {
    const [row] = await tx
      .select({ id: requests.id })
      .from(requests)
      .where(and(eq(requests.number, number), eq(sql`lower(${requests.askerEmail})`, email)));
    if (row) await enqueue(tx, "notify_request_received", { requestId: row.id });
  });
}
