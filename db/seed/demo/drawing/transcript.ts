import type { TranscriptRecord } from "../transcripts.ts";
import { type PhotoShot, photographSheet } from "./photo.ts";
import type { Sheet } from "./sheet.ts";
import { sheetsToPdf } from "./to-pdf.ts";
import { classicSheets } from "./transcript-classic.ts";
import { modernSheets } from "./transcript-modern.ts";
import { quarterlySheets } from "./transcript-quarterly.ts";
import { terminalSheets } from "./transcript-terminal.ts";

/** The pages of a transcript in its look. */
export function transcriptSheets(record: TranscriptRecord): Sheet[] {
  switch (record.look) {
    case "classic":
      return classicSheets(record, { tint: "#f4f8fb", waves: "#dbe6ef" });
    case "ledger":
      return classicSheets(record, { tint: "#f6f8ee", waves: "#dfe8cf" });
    case "modern":
      return modernSheets(record);
    case "terminal":
      return terminalSheets(record);
    case "quarterly":
      return quarterlySheets(record);
  }
}

/** The transcript as a PDF file, one page per sheet. */
export function drawTranscriptPdf(record: TranscriptRecord): Promise<Uint8Array> {
  const title = `Transcript ${record.institution.name}`;
  return sheetsToPdf(transcriptSheets(record), { title, writtenOn: record.issuedOn });
}

/** One page of the transcript (the first unless told) as a phone photo, JPEG with EXIF orientation. */
export function drawTranscriptPhoto(
  record: TranscriptRecord,
  shot: Partial<PhotoShot> & { page?: number } = {},
): Promise<Uint8Array> {
  const { page = 0, ...rest } = shot;
  const sheet = transcriptSheets(record)[page];
  if (!sheet) throw new RangeError(`The transcript has no page ${page + 1}.`);
  return photographSheet(sheet, { seed: record.student.studentNumber, ...rest });
}
