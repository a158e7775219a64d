import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { enqueue } from "#db/queue/enqueue.ts";
import { requests } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import type { UploadedFile } from "../documents/schemas.ts";
import { checkEvidenceKind } from "./evidence-kinds.ts";
import { attachFile, checkFile, insertRequest } from "./internal.ts";
import { type AskPublicly, askPubliclySchema } from "./schemas.ts";
import { contentsOf } from "./submit.ts";

/** Unproven requests one address may have waiting in a day: nobody floods a stranger's mailbox through this form. */
const mostUnproven = 5;

/**
 * Asks the office without signing in. The request waits unproven until the link sent to its address is opened: no pair
 * is opened and no day is set before. The answer is the same whatever exists, and where an address asks too often.
 * @returns whether the file was kept; the caller removes it where not.
 * @throws Invalid per field.
 */
export async function askPublicly(
  ctx: Ctx,
  raw: AskPublicly,
  file?: UploadedFile,
): Promise<{ kept: boolean }> {
  requirePermission(ctx, "requests:ask");
  const { name, email, locale, registryNumber, ...asked } = askPubliclySchema.parse(raw);
  if (file) checkFile(file);
  if (asked.type === "name_change") checkEvidenceKind(ctx, asked.evidenceKind);
  return inTransaction(asSystem(ctx, "ask_publicly"), async (tx, inner) => {
    const address = email.toLowerCase();
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ask_publicly'), hashtext(${address}))`);
    const waiting = await tx.$count(
      requests,
      and(
        eq(sql`lower(${requests.askerEmail})`, address),
        isNull(requests.emailVerifiedAt),
        gt(requests.createdAt, new Date(inner.now.getTime() - 86_400_000)),
      ),
    );
    if (waiting >= mostUnproven) return { kept: false };
    const { subject, details, body } = contentsOf(asked);
    const numbers = [...new Set([...(details.numbers ?? []), ...(registryNumber ? [registryNumber] : [])])];
    const { request, messageId } = await insertRequest(
      tx,
      inner,
      {
        type: asked.type,
        source: "public",
        subject,
        details: numbers.length > 0 ? { ...details, numbers } : details,
        askerName: name,
        askerEmail: email,
        locale,
      },
      body,
    );
    if (file) await attachFile(tx, { requestId: request.id, messageId }, file);
    await enqueue(tx, "notify_request_received", { requestId: request.id });
    return { kept: file !== undefined };
  });
}
