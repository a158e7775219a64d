import { gradingRules } from "../grading.ts";
import { commonReasons } from "../reasons.ts";
import {
  classificationLabels,
  commonExpiryMonths,
  commonNameEvidence,
  deliveryMethodCodes,
  deliveryTypeCodes,
  educationLevels,
  ethnicities,
  fundingSourceCodes,
  languagesStartingWith,
  races,
} from "../shared.ts";
import type { Jurisdiction } from "../types.ts";
import { counties } from "./counties.ts";
import {
  credentialNames,
  documentTypes,
  frameworks,
  permitLevels,
  positions,
  programCodes,
} from "./vocabulary.ts";

export const california: Jurisdiction = {
  key: "california",
  name: "California",
  state: "CA",
  registryName: "California Early Care & Education Workforce Registry",
  agency: "Registry Office",
  helpEmail: "help@california-registry.example.org",
  helpPhone: "(916) 555-0142",
  mailingAddress: ["Registry Office", "P.O. Box 100", "Sacramento, CA 95814"],
  faxNumber: "(916) 555-0143",
  timeZone: "America/Los_Angeles",
  positions,
  settings: [
    { code: "family_child_care", label: "Family child care home" },
    { code: "center_based", label: "Child care center" },
    { code: "out_of_school_time", label: "Out-of-school-time program" },
  ],
  counties,
  frameworks,
  permitLevels,
  credentialNames,
  documentTypes,
  // Registered partners may take a new name in their declaration: Family Code § 298.6.
  nameEvidence: [
    ...commonNameEvidence,
    { code: "domestic_partnership", label: "Declaration of domestic partnership" },
  ],
  reasons: commonReasons,
  grading: gradingRules(
    (grade) =>
      `${grade} is not a passing grade under the standards of the Commission on Teacher Credentialing (CTC); C- or better counts.`,
  ),
  languages: languagesStartingWith(
    "English",
    "Spanish",
    "Cantonese",
    "Mandarin",
    "Vietnamese",
    "Tagalog",
    "Korean",
    "Armenian",
  ),
  ethnicities,
  races,
  educationLevels,
  programCodes,
  deliveryTypeCodes,
  deliveryMethodCodes,
  fundingSourceCodes,
  classificationLabels,
  registration: { renewsAfterMonths: null, confirmationTitle: "Registry Membership Confirmation" },
  /** Permits are renewed every five years. B-R9 */
  defaultExpiryMonths: { ...commonExpiryMonths, child_development_permit: 60 },
  identifierLabels: {
    certification_number: "Child Development Permit or credential document number",
    fcc_license: "Family child care license number",
    employer_file_number: "Number your program has for you",
  },
  fiscalYearStartsInMonth: 7,
  rulesVersion: "2026-11",
  verificationPromise: "up to 8 weeks",
};
