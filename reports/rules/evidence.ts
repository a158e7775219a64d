import type { DocumentStatus } from "#db/enums.ts";
import type { InstitutionFacts } from "./types.ts";

const waiting: Partial<Record<DocumentStatus, string>> = {
  processing: "Its document has just arrived and is not verified yet.",
  unverified: "Its document is not verified yet.",
  action_required: "Its document needs something from the participant before it counts.",
  not_accepted: "Its document was not accepted.",
  unreadable: "Its document cannot be read.",
  superseded: "A newer document replaced the one it was read from.",
  deleted: "Its document was deleted.",
};

/** Why the document behind a row keeps it off the report, or undefined where it is verified. S67 */
export function unverifiedBecause(status: DocumentStatus | null): string | undefined {
  if (status === "verified") return undefined;
  return (status && waiting[status]) ?? "No verified document stands behind it.";
}

/** S69–S70: only accredited colleges and universities count. */
export function unaccreditedBecause(
  institution: InstitutionFacts,
  typedName: string | null,
): string | undefined {
  if (institution?.accredited) return undefined;
  if (institution) return `${institution.name} is not an accredited institution.`;
  return typedName
    ? `"${typedName}" is not on the registry's list of accredited institutions.`
    : "No institution is named.";
}

/** The name the report prints. */
export function institutionLabel(institution: InstitutionFacts, typedName: string | null): string {
  return institution?.name ?? typedName ?? "";
}

/** Sorts by date with the newest first; rows without a date come last, ties keep the order they were entered in. */
export const newestFirst =
  <R extends { id: number }>(date: (row: R) => string | null) =>
  (a: R, b: R): number =>
    (date(b) ?? "").localeCompare(date(a) ?? "") || a.id - b.id;

/** Two spellings of one name or number: case, blanks and punctuation do not tell them apart. */
export const sameAs = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
