import { and, asc, eq, ne } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Reading } from "#db/reading.ts";
import {
  documentPages,
  documentPageTexts,
  documentReadings,
  documents,
  institutions,
} from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { memoryOf } from "../course-memory/index.ts";
import { refuseWhileBlind } from "./internal.ts";
import { type ById, byIdSchema, type DocumentReading } from "./schemas.ts";

/** The machine's reading of one document with the college it means, inside the caller's transaction. */
export async function storedReading(tx: Tx, documentId: number) {
  const [row] = await tx
    .select({
      participantId: documents.participantId,
      readerVersion: documentReadings.readerVersion,
      reading: documentReadings.reading,
      failure: documentReadings.failure,
      institutionConfidence: documentReadings.institutionConfidence,
      nameMatch: documentReadings.nameMatch,
      institution: {
        id: institutions.id,
        name: institutions.name,
        city: institutions.city,
        state: institutions.state,
        accredited: institutions.accredited,
      },
    })
    .from(documents)
    .leftJoin(documentReadings, eq(documentReadings.documentId, documents.id))
    .leftJoin(institutions, eq(institutions.id, documentReadings.institutionId))
    .where(and(eq(documents.id, documentId), ne(documents.status, "deleted")));
  if (!row) throw new NotFound("There is no such document.");
  return row;
}

const courseNumbersOf = (reading: Reading | null): string[] =>
  (reading?.rows.courses ?? []).flatMap((row) => row.fields.courseNumber?.value ?? []);

/**
 * What the machine proposes for a document, the words of its pages with their places, and what is remembered of every
 * course it proposes. `waiting` until it is read. M3 @throws NotFound, Conflict for a clerk who is reading it blind.
 */
export async function getReading(ctx: Ctx, raw: ById): Promise<DocumentReading> {
  requirePermission(ctx, "documents:enter");
  const { id } = byIdSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    await refuseWhileBlind(tx, inner, id);
    return viewReading(tx, id);
  });
}

/** {@link getReading} inside the caller's transaction. */
export async function viewReading(tx: Tx, documentId: number): Promise<DocumentReading> {
  const [row, pages] = await Promise.all([
    storedReading(tx, documentId),
    tx
      .select({
        page: documentPages.pageNumber,
        source: documentPageTexts.source,
        words: documentPageTexts.words,
      })
      .from(documentPages)
      .innerJoin(documentPageTexts, eq(documentPageTexts.pageId, documentPages.id))
      .where(eq(documentPages.documentId, documentId))
      .orderBy(asc(documentPages.pageNumber)),
  ]);
  const { reading, failure, institution } = row;
  return {
    state: reading ? "read" : failure ? "failed" : "waiting",
    readerVersion: row.readerVersion,
    failure,
    reading,
    institution,
    institutionConfidence: row.institutionConfidence,
    nameMatch: row.nameMatch,
    memory: institution ? await memoryOf(tx, institution.id, courseNumbersOf(reading)) : [],
    pages,
  };
}
