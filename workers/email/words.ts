import type { DocumentType } from "#db/enums.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";

/** "transcript" in the state's own word, small enough for the middle of a sentence. */
export function documentTypeLabel(jurisdiction: Jurisdiction, type: DocumentType): string {
  const label = jurisdiction.documentTypes.find(({ code }) => code === type)?.label ?? "document";
  return /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
}

/** `2026-03-14` as "March 14, 2026"; a calendar date, so no time zone moves it. */
export function longDate(date: string | null | undefined): string {
  if (!date) return "";
  return new Date(`${date}T00:00:00Z`).toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" });
}
