import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { documents, intakePages, participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { markUsed } from "../coversheets/index.ts";
import { laneRanks } from "../documents/index.ts";
import { loadPages, lockScan, moveScan, type Scan } from "./internal.ts";
import { type FileScan, type FileScanResult, fileScanSchema } from "./schemas.ts";

type Part = ReturnType<typeof fileScanSchema.parse>["parts"][number];

/** Every page exists and goes into one document only. @throws Invalid naming the part. */
function checkPages(parts: readonly Part[], known: ReadonlySet<number>): void {
  const taken = new Set<number>();
  for (const [index, { pages }] of parts.entries()) {
    for (const page of pages) {
      const wrong = !known.has(page)
        ? `The scan has no page ${page}.`
        : taken.has(page)
          ? `Page ${page} is in two documents.`
          : undefined;
      if (wrong) throw new Invalid(wrong, { fields: { [`parts.${index}.pages`]: wrong } });
      taken.add(page);
    }
  }
}

/** The living record behind each part. @throws Invalid naming the first part whose person is not there. */
async function livingPeople(tx: Tx, parts: readonly Part[]): Promise<number[]> {
  const found = new Map<number, number>();
  for (const [index, { participantId }] of parts.entries()) {
    if (found.has(participantId)) continue;
    const [row] = await tx
      .select({ id: participants.id })
      .from(participants)
      .where(eq(participants.id, sql`survivor_of(${participantId})`));
    const message = "There is no such participant.";
    if (!row) throw new Invalid(message, { fields: { [`parts.${index}.participantId`]: message } });
    found.set(participantId, row.id);
  }
  return parts.map(({ participantId }) => found.get(participantId)!);
}

/** One document of a scan: its row, its pages, its trace and what makes its file. */
async function fileOne(tx: Tx, ctx: Ctx, scan: Scan, part: Part, participantId: number): Promise<number> {
  const { type, lane, pages } = part;
  const [document] = await tx
    .insert(documents)
    .values({
      participantId,
      type,
      lane,
      laneRank: laneRanks[lane],
      source: scan.source,
      // In line from the day the papers came, however late they are split.
      receivedAt: scan.receivedAt,
      uploadedById: ctx.actor.type === "account" ? ctx.actor.accountId : scan.uploadedById,
    })
    .returning({ id: documents.id });
  const { id } = document!;
  await tx
    .update(intakePages)
    .set({ documentId: id })
    .where(and(eq(intakePages.scanId, scan.id), inArray(intakePages.pageNumber, pages)));
  await recordAudit(tx, ctx, {
    action: "document.uploaded",
    subject: { type: "documents", id },
    participantId,
    after: { type, lane, source: scan.source, intakeScanId: scan.id, pages },
  });
  await enqueue(tx, "file_intake_part", { documentId: id });
  await enqueue(tx, "notify_document_received", { documentId: id });
  return id;
}

/**
 * Makes documents out of the pages of a scan, all of them or none. Pages that are in no part are dropped; the scan's own
 * file stays. A task writes each document's file from its page pictures. B-D6, B-D11
 * @throws Conflict where the scan moved on, Invalid naming the part that cannot be filed.
 */
export async function fileIntakeScan(ctx: Ctx, raw: FileScan): Promise<FileScanResult> {
  requirePermission(ctx, "intake:file");
  const input = fileScanSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const scan = await lockScan(tx, input, "ready");
    const pages = await loadPages(tx, scan.id);
    checkPages(input.parts, new Set(pages.map(({ pageNumber }) => pageNumber)));
    const people = await livingPeople(tx, input.parts);
    const moved = await moveScan(tx, scan, "filed");
    const documentIds: number[] = [];
    for (const [index, part] of input.parts.entries())
      documentIds.push(await fileOne(tx, inner, scan, part, people[index]!));
    await markUsed(
      inner,
      pages.flatMap(({ coversheetId }) => coversheetId ?? []),
    );
    const filed = new Set(input.parts.flatMap((part) => part.pages));
    await recordAudit(tx, inner, {
      action: "intake_scan.filed",
      subject: { type: "intake_scans", id: scan.id },
      before: { status: scan.status },
      after: {
        status: moved.status,
        documents: documentIds,
        dropped: pages.flatMap(({ pageNumber }) => (filed.has(pageNumber) ? [] : [pageNumber])),
      },
    });
    return { id: scan.id, version: moved.version, documentIds };
  });
}
