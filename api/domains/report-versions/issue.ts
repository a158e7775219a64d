import { and, eq, isNull, lt, ne, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import {
  documents,
  enrollments,
  participants,
  reportLines,
  reportVersions,
  trainingHours,
} from "#db/schema/index.ts";
import type { PrintedLine } from "#reports/rules/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { groupedCode, makeCode } from "./code.ts";

type Content = Pick<
  typeof reportVersions.$inferInsert,
  "participantId" | "reportRunId" | "printedName" | "contentSha256" | "rulesVersion" | "issuedOn"
>;

/**
 * Gives a report its number and its verification code before it is drawn. The same run asked again (its worker died)
 * keeps both: a run is one report.
 */
export async function openReportVersion(
  ctx: Ctx,
  content: Content,
): Promise<{ id: number; number: number; code: string; groupedCode: string }> {
  requirePermission(ctx, "reports:education_and_training");
  return inTransaction(ctx, async (tx) => {
    // One person's reports are numbered one after the other.
    const person = eq(participants.id, content.participantId);
    await tx.select({ id: participants.id }).from(participants).where(person).for("no key update");
    const next = sql<number>`(select coalesce(max(number), 0) + 1 from report_versions where participant_id = ${content.participantId})`;
    const { participantId: _same, reportRunId: _run, ...said } = content;
    const [row] = await tx
      .insert(reportVersions)
      .values({ ...content, code: makeCode(), number: next })
      .onConflictDoUpdate({ target: reportVersions.reportRunId, set: said })
      .returning({ id: reportVersions.id, number: reportVersions.number, code: reportVersions.code });
    return { ...row!, groupedCode: groupedCode(row!.code) };
  });
}

/** Who decided on what each line rests on, and when: the document's decision, or the mark of attendance. M7 */
type Decided = { decidedById: number | null; decidedAt: Date | null };
export type Provenance = { documents: Map<number, Decided>; training: Map<number, Decided> };

/** Reads {@link Provenance} of one person's record; call it in the snapshot that is printed. */
export async function loadProvenance(tx: Tx, participantId: number): Promise<Provenance> {
  const decisions = await tx
    .select({ id: documents.id, decidedById: documents.decidedById, decidedAt: documents.decidedAt })
    .from(documents)
    .where(eq(documents.participantId, participantId));
  const marks = await tx
    .select({ id: trainingHours.id, decidedById: enrollments.markedById, decidedAt: enrollments.markedAt })
    .from(trainingHours)
    .innerJoin(enrollments, eq(enrollments.id, trainingHours.enrollmentId))
    .where(eq(trainingHours.participantId, participantId));
  const byId = (rows: ({ id: number } & Decided)[]) =>
    new Map(rows.map(({ id, ...decided }) => [id, decided] as const));
  return { documents: byId(decisions), training: byId(marks) };
}

/** Keeps what stands behind every line of a drawn report, and its file's sha-256; older reports that say something else are superseded. */
export async function sealReportVersion(
  ctx: Ctx,
  given: {
    id: number;
    fileSha256: string;
    lines: readonly (PrintedLine & { printed: string })[];
    provenance: Provenance;
  },
): Promise<void> {
  requirePermission(ctx, "reports:education_and_training");
  await inTransaction(ctx, async (tx) => {
    const [version] = await tx
      .update(reportVersions)
      .set({ fileSha256: given.fileSha256 })
      .where(eq(reportVersions.id, given.id))
      .returning();
    if (!version) return;
    await tx.delete(reportLines).where(eq(reportLines.reportVersionId, version.id));
    const lines = given.lines.map((each, n) => {
      const { content: _content, ...line } = each;
      const decided =
        line.documentId === null
          ? given.provenance.training.get(line.section === "training" ? line.rowId : 0)
          : given.provenance.documents.get(line.documentId);
      const { decidedById = null, decidedAt = null } = decided ?? {};
      return {
        ...line,
        reportVersionId: version.id,
        line: n + 1,
        decidedById,
        decidedAt,
        rulesVersion: version.rulesVersion,
      };
    });
    if (lines.length > 0) await tx.insert(reportLines).values(lines);
    await tx
      .update(reportVersions)
      .set({ supersededById: version.id })
      .where(
        and(
          eq(reportVersions.participantId, version.participantId),
          lt(reportVersions.number, version.number),
          ne(reportVersions.contentSha256, version.contentSha256),
          isNull(reportVersions.supersededById),
        ),
      );
  });
}
