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
import { frameworks } from "./frameworks.ts";
import {
  counties,
  credentialNames,
  documentTypes,
  permitLevels,
  positions,
  programCodes,
} from "./vocabulary.ts";

export const connecticut: Jurisdiction = {
  key: "connecticut",
  name: "Connecticut",
  state: "CT",
  registryName: "Connecticut Early Childhood Professional Registry",
  agency: "Office of Early Childhood (OEC)",
  helpEmail: "help@connecticut-registry.example.org",
  helpPhone: "(860) 555-0163",
  mailingAddress: ["Early Childhood Professional Registry", "P.O. Box 100", "Hartford, CT 06103"],
  faxNumber: "(860) 555-0164",
  timeZone: "America/New_York",
  positions,
  settings: [
    { code: "family_child_care", label: "Family child care home" },
    { code: "center_based", label: "Child care center, group home or school" },
    { code: "out_of_school_time", label: "School-age program" },
  ],
  counties,
  frameworks,
  permitLevels,
  credentialNames,
  documentTypes,
  // Civil unions of 2005–2010 became marriages (Public Act 09-13); their certificates still prove the name taken then.
  nameEvidence: [...commonNameEvidence, { code: "civil_union", label: "Certificate of civil union" }],
  reasons: commonReasons,
  grading: gradingRules(
    (grade) => `${grade} is below the passing level for qualifications; C- or better counts.`,
  ),
  languages: languagesStartingWith(
    "English",
    "Spanish",
    "Portuguese",
    "Polish",
    "Haitian Creole",
    "Mandarin",
  ),
  ethnicities,
  races,
  educationLevels,
  programCodes,
  deliveryTypeCodes,
  deliveryMethodCodes,
  fundingSourceCodes,
  classificationLabels,
  /** Accounts are permanent. S183 */
  registration: { renewsAfterMonths: null, confirmationTitle: "Registry Membership Confirmation" },
  defaultExpiryMonths: commonExpiryMonths,
  identifierLabels: {
    certification_number: "Early Childhood Teacher Credential or educator certificate number",
    fcc_license: "Family child care home license number",
    employer_file_number: "Number your program has for you",
  },
  fiscalYearStartsInMonth: 7,
  /** B-D6 */
  rulesVersion: "2026-11",
  verificationPromise: "5 to 10 business days",
};
