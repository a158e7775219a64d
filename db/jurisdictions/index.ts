import { jurisdictionKeys } from "../enums.ts";
import { california } from "./california/index.ts";
import { connecticut } from "./connecticut/index.ts";
import type { CorrespondenceLanguage, DocumentType, JurisdictionKey, ReasonedOutcome } from "./keys.ts";
import { massachusetts } from "./massachusetts/index.ts";
import type { GradingRule, Jurisdiction, Reason, Term } from "./types.ts";

const jurisdictions: Readonly<Record<JurisdictionKey, Jurisdiction>> = {
  california,
  massachusetts,
  connecticut,
};

/** The vocabulary, rules and wording of one state. Throws an Error that lists the keys for an unknown one. */
export function jurisdictionFor(key: string): Jurisdiction {
  const known = jurisdictionKeys.find((candidate) => candidate === key);
  if (known) return jurisdictions[known];
  throw new Error(`There is no jurisdiction "${key}". Choose one of: ${jurisdictionKeys.join(", ")}.`);
}

/** What to show for a stored code; a code that is no longer in the list is shown as it is, an empty one as "". */
export function labelOf(terms: readonly Term[], code: string | null | undefined): string {
  return terms.find((term) => term.code === code)?.label ?? code ?? "";
}

/** "b -", "B−" (a typographic minus) and "B-" are one symbol. */
const gradeSymbol = (grade: string): string =>
  grade
    .replace(/\s+/g, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .toUpperCase();

/**
 * The rule in force for a grade on the day the course was completed (`YYYY-MM-DD`), whatever its case and spacing.
 * Undefined for a symbol without a rule, so that the caller asks instead of guessing. S70, S73, G6
 */
export function gradingRuleFor(
  jurisdiction: Pick<Jurisdiction, "grading">,
  grade: string,
  onDate: string,
): GradingRule | undefined {
  const symbol = gradeSymbol(grade);
  return jurisdiction.grading.find(
    (rule) =>
      rule.grade === symbol && rule.from <= onDate && (rule.until === undefined || onDate <= rule.until),
  );
}

/** The reasons a clerk may give for an outcome on a document of that type, in catalogue order. M6 */
export function reasonsFor(
  jurisdiction: Pick<Jurisdiction, "reasons">,
  outcome: ReasonedOutcome,
  documentType: DocumentType,
): readonly Reason[] {
  return jurisdiction.reasons.filter(
    (reason) =>
      reason.outcome === outcome && (reason.types === undefined || reason.types.includes(documentType)),
  );
}

/**
 * The two-digit county number for a county given by number, name or "… County", as the ORGCODE needs it (B-R1).
 * Undefined when the state has no such county.
 */
export function countyCode(
  jurisdiction: Pick<Jurisdiction, "counties">,
  county: string | null | undefined,
): string | undefined {
  const asked = (county ?? "")
    .trim()
    .replace(/\s+/g, " ")
    .replace(/ county$/i, "")
    .toLowerCase();
  return jurisdiction.counties.find((term) => term.code === asked || term.label.toLowerCase() === asked)
    ?.code;
}

/**
 * A decision's reason and the one thing to fix in a language. What a clerk worded in their own way is nobody's
 * translation: it stays as it is, beside the reason in the person's language. Empty texts where there is no reason. M6
 */
export function reasonIn(
  jurisdiction: Pick<Jurisdiction, "reasons">,
  decision: { reasonCode: string | null; toFix: string | null },
  language: CorrespondenceLanguage,
): { reason: string; toFix: string } {
  const known = jurisdiction.reasons.find(({ code }) => code === decision.reasonCode);
  const words = known && language !== "en" ? known.translations[language] : known;
  const reworded = decision.toFix && decision.toFix !== known?.toFix ? decision.toFix : undefined;
  return { reason: words?.label ?? "", toFix: reworded ?? words?.toFix ?? "" };
}
