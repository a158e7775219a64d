import type {
  CourseClassification,
  EventCodeDelivery,
  EventCodeFunding,
  EventCodeMethod,
  NameEvidenceKind,
} from "./keys.ts";
import type { CredentialName, Term } from "./types.ts";

/** Counties by their place in the alphabet, from "01": how California's state agencies number theirs. */
export function numberedCounties(names: readonly string[]): readonly Term[] {
  return names.map((label, index) => ({ code: String(index + 1).padStart(2, "0"), label }));
}

/** Stored as the English name, the same word that `events.language` holds. */
const LANGUAGES = [
  "American Sign Language",
  "Arabic",
  "Armenian",
  "Cantonese",
  "Cape Verdean Creole",
  "English",
  "Farsi",
  "French",
  "Haitian Creole",
  "Hindi",
  "Hmong",
  "Japanese",
  "Khmer",
  "Korean",
  "Mandarin",
  "Polish",
  "Portuguese",
  "Punjabi",
  "Russian",
  "Somali",
  "Spanish",
  "Tagalog",
  "Ukrainian",
  "Urdu",
  "Vietnamese",
] as const;

/** All languages, those most spoken in the state first, the rest by alphabet. S113, S237 */
export function languagesStartingWith(...first: readonly (typeof LANGUAGES)[number][]): readonly Term[] {
  const names = [...new Set<string>([...first, ...LANGUAGES]), "Another language"];
  return names.map((name) => ({ code: name, label: name }));
}

/** The two questions of the 1997 OMB standard, as CEDS names the answers; nobody has to answer. B-R1, B-R4 */
export const ethnicities: readonly Term[] = [
  { code: "hispanic_or_latino", label: "Hispanic or Latino" },
  { code: "not_hispanic_or_latino", label: "Not Hispanic or Latino" },
  { code: "declined", label: "Prefer not to answer" },
];

export const races: readonly Term[] = [
  { code: "american_indian_or_alaska_native", label: "American Indian or Alaska Native" },
  { code: "asian", label: "Asian" },
  { code: "black_or_african_american", label: "Black or African American" },
  { code: "native_hawaiian_or_other_pacific_islander", label: "Native Hawaiian or Other Pacific Islander" },
  { code: "white", label: "White" },
  { code: "another", label: "Another race" },
  { code: "declined", label: "Prefer not to answer" },
];

/** Highest education reached; the codes of a degree are those of `degreeLevels`. */
export const educationLevels: readonly Term[] = [
  { code: "less_than_high_school", label: "Less than high school" },
  { code: "high_school", label: "High school diploma or equivalent" },
  { code: "some_college", label: "Some college, no degree" },
  { code: "certificate", label: "College certificate" },
  { code: "associate", label: "Associate degree" },
  { code: "bachelor", label: "Bachelor's degree" },
  { code: "master", label: "Master's degree" },
  { code: "doctorate", label: "Doctorate" },
];

export const classificationLabels: Readonly<Record<CourseClassification, string>> = {
  ece_cd: "ECE/CD",
  general_education: "General Education",
  other: "Other",
};

/** ORGCODE digits: `TEST##C100` is a training (1), in a classroom (0), CDE funded (0). B-R1 */
export const deliveryTypeCodes: Readonly<Record<EventCodeDelivery, string>> = {
  peer_to_peer: "0",
  training: "1",
  training_of_trainers: "2",
  technical_assistance: "3",
  coaching: "5",
  mentoring: "6",
};

/** The published example shows only the classroom's 0; 1 for online is this registry's own. B-R1 */
export const deliveryMethodCodes: Readonly<Record<EventCodeMethod, string>> = { classroom: "0", online: "1" };

export const fundingSourceCodes: Readonly<Record<EventCodeFunding, string>> = {
  cde_f5: "0",
  fee_for_service: "8",
};

/** Credentials that every state knows under the same name. S23, S200 */
export const commonCredentialNames: readonly CredentialName[] = [
  { code: "cda", label: "Child Development Associate (CDA)", kind: "cda" },
  { code: "family_child_care_license", label: "Family Child Care License", kind: "license" },
  { code: "first_aid", label: "Pediatric First Aid", kind: "health_safety" },
  { code: "cpr", label: "Pediatric CPR", kind: "health_safety" },
  { code: "medication_administration", label: "Medication Administration", kind: "health_safety" },
];

/** Where the document prints no expiry: First Aid and CPR two years, CDA three. B-D9 */
export const commonExpiryMonths = { first_aid: 24, cpr: 24, cda: 36 } as const;

export const otherCredentialName: CredentialName = {
  code: "other_certification",
  label: "Other Certification",
  kind: "other",
};

/** What proves a new name in every state; a state adds what only its own law knows. B-I4 */
export const commonNameEvidence: readonly Term<NameEvidenceKind>[] = [
  { code: "marriage_certificate", label: "Marriage certificate" },
  { code: "divorce_decree", label: "Divorce decree that restores a name" },
  { code: "court_order", label: "Court order" },
  { code: "drivers_license", label: "Driver's license" },
  { code: "state_id", label: "State identification card" },
  { code: "passport", label: "Passport" },
  { code: "social_security_card", label: "Social Security card" },
  { code: "naturalization_certificate", label: "Certificate of naturalization" },
  { code: "birth_certificate", label: "Birth certificate (a spelling that was wrong)" },
];
