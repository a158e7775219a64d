import type { DocumentType } from "#db/enums.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import type { Reading } from "#db/reading.ts";
import type { PageWords } from "./page-words.ts";
import { readTranscript } from "./transcript/index.ts";

export type { PageWords } from "./page-words.ts";

/** Raised with every change of what is read, so that stored readings tell which reader made them. */
export const readerVersion = "1";

/** The rules of a state that reading needs. */
export type ReadingRules = Pick<Jurisdiction, "credentialNames" | "permitLevels" | "defaultExpiryMonths">;

/**
 * Proposes the entries of one document from the words of its pages: pure, deterministic, never throws on any words.
 * `today` (`YYYY-MM-DD`) tells running terms from finished ones.
 */
export function readDocument(input: {
  pages: readonly PageWords[];
  documentType: DocumentType;
  jurisdiction: ReadingRules;
  today: string;
}): Reading {
  return readTranscript(input.pages, input.today);
}
