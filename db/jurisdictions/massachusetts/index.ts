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
import {
  counties,
  credentialNames,
  documentTypes,
  frameworks,
  permitLevels,
  positions,
  programCodes,
} from "./vocabulary.ts";

export const massachusetts: Jurisdiction = {
  key: "massachusetts",
  name: "Massachusetts",
  state: "MA",
  registryName: "Massachusetts Professional Qualifications Registry",
  agency: "Department of Early Education and Care (EEC)",
  helpEmail: "help@massachusetts-registry.example.org",
  helpPhone: "(617) 555-0117",
  mailingAddress: ["Professional Qualifications Registry", "P.O. Box 100", "Boston, MA 02108"],
  faxNumber: "(617) 555-0118",
  timeZone: "America/New_York",
  positions,
  settings: [
    { code: "family_child_care", label: "Family child care" },
    { code: "center_based", label: "Center-based care" },
    { code: "out_of_school_time", label: "Out-of-school-time care" },
  ],
  counties,
  frameworks,
  permitLevels,
  credentialNames,
  documentTypes,
  nameEvidence: commonNameEvidence,
  reasons: commonReasons,
  grading: gradingRules(
    (grade) => `${grade} is below the passing level for qualifications; C- or better counts.`,
  ),
  languages: languagesStartingWith(
    "English",
    "Spanish",
    "Portuguese",
    "Haitian Creole",
    "Cape Verdean Creole",
    "Cantonese",
    "Mandarin",
    "Vietnamese",
  ),
  ethnicities,
  races,
  educationLevels,
  programCodes,
  deliveryTypeCodes,
  deliveryMethodCodes,
  fundingSourceCodes,
  classificationLabels,
  /** Registration is annual. S3 */
  registration: { renewsAfterMonths: 12, confirmationTitle: "Registration Confirmation" },
  defaultExpiryMonths: commonExpiryMonths,
  /** The three claims of the sign-up. S11 */
  identifierLabels: {
    certification_number: "EEC professional certification number",
    fcc_license: "Family child care license number",
    employer_file_number: "Registration number your program started for you",
  },
  fiscalYearStartsInMonth: 7,
  rulesVersion: "2026-11",
  verificationPromise: "up to 8 weeks",
};
