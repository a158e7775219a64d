import type { DocumentType } from "#db/enums.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import type { Reading } from "#db/reading.ts";
import { readCertificate } from "./certificate/index.ts";
import { readCredential } from "./credential/index.ts";
import { flowOf } from "./layout/flow.ts";
import type { PageWords } from "./page-words.ts";
import { holderIn } from "./person/holder.ts";
import { readTranscript } from "./transcript/index.ts";

export type { PageWords } from "./page-words.ts";

/** Raised with every change of what is read, so that stored readings tell which reader made them. */
export const readerVersion = "4";

/** The rules of a state that reading needs. */
export type ReadingRules = Pick<Jurisdiction, "credentialNames" | "permitLevels" | "defaultExpiryMonths">;

/** Evidence of other kinds has no rows to propose; the name it shows still helps the clerk. */
const readAnything = (pages: readonly PageWords[]): Reading => ({
  kind: "unknown",
  person: holderIn(flowOf(pages)),
  birthDate: null,
  institution: null,
  institutionCity: null,
  rows: { degrees: [], courses: [], credentials: [], trainingHours: [] },
});

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
  switch (input.documentType) {
    case "transcript":
      return readTranscript(input.pages, input.today);
    case "training_certificate":
      return readCertificate(input.pages);
    case "permit":
    case "teaching_credential":
    case "cda":
    case "license":
    case "health_safety":
      return readCredential(input.pages, input.documentType, input.jurisdiction);
    default:
      return readAnything(input.pages);
  }
}
