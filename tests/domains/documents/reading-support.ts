import type { Db } from "#db/client.ts";
import type { ReadField, Reading, ReadRow } from "#db/reading.ts";
import { documentFiles, documentPages, documentReadings } from "#db/schema/index.ts";

export const box = { page: 1, x: 0.1, y: 0.2, width: 0.3, height: 0.02 };
const field = (value: string): ReadField => ({ value, raw: value.toUpperCase(), confidence: 0.9, box });
export const readRow = (cells: Record<string, string>): ReadRow => ({
  confidence: 0.9,
  box,
  fields: Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, field(value)])),
});
/** What a machine read of a transcript: a name and a college, and no rows unless given. */
export const reading = (given: Partial<Reading> = {}): Reading => ({
  kind: "transcript",
  person: field("Ana Reyes"),
  birthDate: null,
  institution: field("College of the Valley"),
  institutionCity: null,
  rows: { degrees: [], courses: [], credentials: [], trainingHours: [] },
  ...given,
});
export const rowsOf = (rows: Partial<Reading["rows"]>): Reading["rows"] => ({ ...reading().rows, ...rows });

/** One page of a document, with a file of its own. */
export async function makePage(
  db: Db,
  documentId: number,
  given: Partial<typeof documentPages.$inferInsert> = {},
) {
  const [file] = await db
    .insert(documentFiles)
    .values({
      documentId,
      storageKey: `uploads/page-${documentId}-${given.pageNumber ?? 1}`,
      originalName: "scan.pdf",
      mimeType: "application/pdf",
      sizeBytes: 1,
      sha256: `${documentId.toString(16)}f${given.pageNumber ?? 1}`.padStart(64, "0"),
    })
    .returning();
  const [page] = await db
    .insert(documentPages)
    .values({
      documentId,
      fileId: file!.id,
      pageNumber: 1,
      imageKey: "i",
      thumbnailKey: "t",
      width: 9,
      height: 9,
      ...given,
    })
    .returning();
  return page!;
}

type Read = Partial<Omit<typeof documentReadings.$inferInsert, "documentId">>;
export const makeReading = (db: Db, documentId: number, given: Read = {}) =>
  db.insert(documentReadings).values({ documentId, readerVersion: "1", reading: reading(), ...given });
