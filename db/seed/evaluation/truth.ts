import type { DocumentType, JurisdictionKey } from "../../enums.ts";
import type { Reading } from "../../reading.ts";

/** The cells of one true row, as the entry grid types them; a cell that is not there is not judged. */
export type TrueRow = Record<string, string>;

/**
 * What a clerk would type from one document: the file `NAME.truth.json` beside `NAME.pdf` or `NAME.jpg`. Dates are
 * `YYYY-MM-DD`; an empty text says that the document prints nothing there; a key left out is not judged.
 */
export type Truth = {
  kind: Exclude<Reading["kind"], "unknown">;
  variant: "pdf" | "scan" | "photo";
  /** The look, and the split it belongs to. */
  layout: string;
  split: "tune" | "test";
  documentType: DocumentType;
  jurisdiction: JurisdictionKey;
  /** The day the document is read. */
  today: string;
  person?: string;
  birthDate?: string;
  institution?: string;
  institutionCity?: string;
  rows: { [section in keyof Reading["rows"]]: TrueRow[] };
};

export type Section = keyof Truth["rows"];
export type Split = Truth["split"];
export type Variant = Truth["variant"];
export type Kind = Truth["kind"];
