import { labelOf } from "#db/jurisdictions/index.ts";
import { newestFirst, sameAs, unverifiedBecause } from "./evidence.ts";
import type { CredentialFacts, NotPrinting, PrintedCredential, ReportRules } from "./types.ts";

/** A calendar date some months later; the last day of a shorter month stays its last day. */
export function plusMonths(date: string, months: number): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Permits and credentials that print, newest first (expired ones too, with their date), and those that do not. S75, S78 */
export function judgeCredentials(
  rows: readonly CredentialFacts[],
  rules: ReportRules,
  today: string,
): { printed: PrintedCredential[]; not: NotPrinting[] } {
  const not: NotPrinting[] = [];
  const seen = new Set<string>();
  const printed: PrintedCredential[] = [];
  for (const row of [...rows].sort(newestFirst((each) => each.issuedOn))) {
    const key = [row.name, row.level ?? "", row.documentNumber ?? "", row.issuedOn, row.expiresOn]
      .map((part) => sameAs(part ?? ""))
      .join("|");
    const because =
      unverifiedBecause(row.documentStatus) ??
      (seen.has(key) ? "The same document is on the record already." : undefined);
    if (because) {
      not.push({ section: "credentials", row, because });
      continue;
    }
    seen.add(key);
    const months = row.expiresOn ? undefined : rules.defaultExpiryMonths[row.name];
    const validUntil = months && row.issuedOn ? plusMonths(row.issuedOn, months) : row.expiresOn;
    printed.push({
      ...row,
      label: labelOf(rules.credentialNames, row.name),
      validUntil,
      validUntilByRule: validUntil !== row.expiresOn,
      expired: validUntil !== null && validUntil < today,
    });
  }
  return { printed, not };
}
