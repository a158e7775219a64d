import { and, eq, ne } from "drizzle-orm";
import { documents } from "#db/schema/index.ts";
import {
  loadRecord,
  type NotPrinting,
  type PrintableRecord,
  printableRecord,
  type RecordRows,
} from "#reports/rules/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { refuseWhileBlind } from "./internal.ts";
import { type ById, byIdSchema } from "./schemas.ts";

type Row = { id: number; documentId: number | null };
type Preview = Omit<PrintableRecord, "notPrinting"> & {
  notPrinting: (NotPrinting & { thisDocument: boolean })[];
  /** How many rows the whole report holds with this document. */
  whole: Record<keyof RecordRows, number>;
};

/** The record as it would be with the document verified. */
function asVerified(record: RecordRows, documentId: number): RecordRows {
  const verify = <R extends Row & { documentStatus: unknown }>(rows: readonly R[]): R[] =>
    rows.map((row) => (row.documentId === documentId ? { ...row, documentStatus: "verified" } : row));
  return {
    degrees: verify(record.degrees),
    courses: verify(record.courses),
    credentials: verify(record.credentials),
    training: verify(record.training),
  };
}

/**
 * What verifying a document does to the report, before it is decided: its rows that will print, its rows that will not
 * and why, and rows of other documents that stop printing because of it (a repeated course). The rule is the PDF's own.
 */
export async function previewReport(ctx: Ctx, raw: ById): Promise<Preview> {
  requirePermission(ctx, "education:read");
  const { id } = byIdSchema.parse(raw);
  const { record, status } = await inTransaction(ctx, async (tx, inner) => {
    await refuseWhileBlind(tx, inner, id);
    const [document] = await tx
      .select({ participantId: documents.participantId, status: documents.status })
      .from(documents)
      .where(and(eq(documents.id, id), ne(documents.status, "deleted")));
    if (!document) throw new NotFound("There is no such document.");
    return { record: await loadRecord(tx, document.participantId), status: document.status };
  });
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  const after = printableRecord(asVerified(record, id), ctx.jurisdiction, today);
  const before = status === "verified" ? after : printableRecord(record, ctx.jurisdiction, today);
  const keptOut = new Set(before.notPrinting.map(({ section, row }) => `${section}|${row.id}`));
  const mine = <R extends Row>(rows: R[]) => rows.filter((row) => row.documentId === id);
  return {
    degrees: mine(after.degrees),
    courses: mine(after.courses),
    credentials: mine(after.credentials),
    training: mine(after.training),
    notPrinting: after.notPrinting
      .map((each) => ({ ...each, thisDocument: each.row.documentId === id }))
      .filter((each) => each.thisDocument || !keptOut.has(`${each.section}|${each.row.id}`)),
    whole: {
      degrees: after.degrees.length,
      courses: after.courses.length,
      credentials: after.credentials.length,
      training: after.training.length,
    },
  };
}
