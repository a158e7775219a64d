import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { intakeScans } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { cleanName, sniffFile } from "../documents/index.ts";
import { type ScanAlreadyHere, type UploadScan, type UploadScanResult, uploadScanSchema } from "./schemas.ts";

type Input = ReturnType<typeof uploadScanSchema.parse>;

/** The scan an earlier try of the same request made. @throws Conflict where the key belongs to another file. */
async function findEarlierTry(tx: Tx, { uploadKey, file }: Input) {
  if (!uploadKey) return undefined;
  const [row] = await tx.select().from(intakeScans).where(eq(intakeScans.uploadKey, uploadKey));
  if (row && row.sha256 !== file.sha256)
    throw new Conflict("This upload was used for another file. Start again.");
  return row;
}

/** @throws Conflict with {@link ScanAlreadyHere}: filing the same papers twice would double every document in them. */
async function refuseSameFile(tx: Tx, { file, again }: Input) {
  if (again === "true") return;
  const [same] = await tx
    .select({ id: intakeScans.id, receivedAt: intakeScans.receivedAt })
    .from(intakeScans)
    .where(and(eq(intakeScans.sha256, file.sha256), ne(intakeScans.status, "discarded")))
    .orderBy(desc(intakeScans.id))
    .limit(1);
  if (!same) return;
  const details: ScanAlreadyHere = { scanId: same.id, receivedAt: same.receivedAt.toISOString() };
  throw new Conflict(`This file is here already: scan ${same.id}.`, { details });
}

/**
 * Takes in one scan of many people's papers, as they came by mail, e-mail or fax. A task opens it in the sandbox. S58, S62
 * @returns the new scan, or the one an earlier try with the same `uploadKey` made.
 * @throws Invalid for a kind of file that cannot be used, Conflict with {@link ScanAlreadyHere}.
 */
export async function uploadIntakeScan(ctx: Ctx, raw: UploadScan): Promise<UploadScanResult> {
  requirePermission(ctx, "intake:file");
  const input = uploadScanSchema.parse(raw);
  const { file } = input;
  const sniffed = sniffFile(file.head);
  if ("refused" in sniffed) throw new Invalid(sniffed.refused, { fields: { file: sniffed.refused } });
  const { kept, ...answer } = await inTransaction(ctx, async (tx, inner) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('intake_upload'), hashtext(${file.sha256}))`);
    const earlier = await findEarlierTry(tx, input);
    if (earlier) return { id: earlier.id, status: earlier.status, kept: false };
    await refuseSameFile(tx, input);
    const [scan] = await tx
      .insert(intakeScans)
      .values({
        source: input.source,
        storageKey: file.key,
        originalName: cleanName(file.originalName),
        mimeType: sniffed.mimeType,
        sizeBytes: file.sizeBytes,
        sha256: file.sha256,
        uploadKey: input.uploadKey,
        uploadedById: inner.actor.type === "account" ? inner.actor.accountId : null,
      })
      .returning();
    await recordAudit(tx, inner, {
      action: "intake_scan.uploaded",
      subject: { type: "intake_scans", id: scan!.id },
      after: { source: scan!.source, mimeType: scan!.mimeType, sizeBytes: scan!.sizeBytes },
    });
    await enqueue(tx, "process_intake_scan", { scanId: scan!.id });
    return { id: scan!.id, status: scan!.status, kept: true };
  });
  if (!kept) await ctx.files.remove(file.key);
  return answer;
}
