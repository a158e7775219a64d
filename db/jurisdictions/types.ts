import type {
  CorrespondenceLanguage,
  CourseClassification,
  CredentialKind,
  DocumentType,
  EventCodeDelivery,
  EventCodeFunding,
  EventCodeMethod,
  JurisdictionKey,
  NameEvidenceKind,
  ReasonedOutcome,
  Setting,
} from "./keys.ts";

/** A value staff and participants choose from: what is stored, and what is shown. */
export type Term<C extends string = string> = { code: C; label: string };

/** A reason and the one thing to fix, as a person reads them. */
export type ReasonWords = { label: string; toFix: string };

/** Why a document was not verified, and the one thing to fix. M6 */
export type Reason = Term & {
  outcome: ReasonedOutcome;
  /** Document types the reason applies to; all when left out. */
  types?: readonly DocumentType[];
  /** The one thing to fix, addressed to the participant. */
  toFix: string;
  translations: Readonly<Record<Exclude<CorrespondenceLanguage, "en">, ReasonWords>>;
};

/** What a raw grade means from a day on. The raw grade is always kept; the rule decides what prints. S70, S73–S74, G6 */
export type GradingRule = {
  /** As transcripts print it: upper case, no spaces. */
  grade: string;
  /** First and last day of course completion it covers, `YYYY-MM-DD`, both included; open-ended without `until`. */
  from: string;
  until?: string;
  /** Whether the course counts as passed, hence prints. */
  passes: boolean;
  /** Why a row with this grade does not print, in words. */
  because?: string;
};

export type DocumentTypeTerm = Term<DocumentType> & {
  /** Whether the uploader states level, number, issue and expiry dates. S48 */
  asksCredential: boolean;
  /** Whether a participant may choose it at upload. */
  uploadable: boolean;
  help?: string;
};

/** A document name as it prints under Permits & Credentials. S75 */
export type CredentialName = Term & { kind: CredentialKind };

export type Position = Term & { settings: readonly Setting[] };

export type Framework = Term & { competencies: readonly Term[] };

export type Jurisdiction = {
  key: JurisdictionKey;
  /** "California" */
  name: string;
  state: "CA" | "MA" | "CT";
  registryName: string;
  agency: string;
  helpEmail: string;
  helpPhone: string;
  mailingAddress: readonly string[];
  /** Where documents come by fax. S62 */
  faxNumber: string;
  timeZone: string;
  positions: readonly Position[];
  settings: readonly Term<Setting>[];
  /** Two-digit county number (what the ORGCODE carries) and name. B-R1 */
  counties: readonly Term[];
  /** Competency codes are unique over all frameworks, so that one is enough to name its label. S112, S138 */
  frameworks: readonly Framework[];
  permitLevels: readonly Term[];
  credentialNames: readonly CredentialName[];
  documentTypes: readonly DocumentTypeTerm[];
  reasons: readonly Reason[];
  /** What proves a new name. B-I4 */
  nameEvidence: readonly Term<NameEvidenceKind>[];
  grading: readonly GradingRule[];
  languages: readonly Term[];
  ethnicities: readonly Term[];
  races: readonly Term[];
  educationLevels: readonly Term[];
  /** Direct Service Profile: codes of the ORGCODE beside vendor and county. B-R1 */
  programCodes: readonly Term[];
  deliveryTypeCodes: Readonly<Record<EventCodeDelivery, string>>;
  deliveryMethodCodes: Readonly<Record<EventCodeMethod, string>>;
  fundingSourceCodes: Readonly<Record<EventCodeFunding, string>>;
  classificationLabels: Readonly<Record<CourseClassification, string>>;
  /** S3, S8: how long a registration lasts; null where it does not lapse. */
  registration: { renewsAfterMonths: number | null; confirmationTitle: string };
  /** Code in `credentialNames` → months it lasts where no expiry is printed. B-D9 */
  defaultExpiryMonths: Readonly<Record<string, number>>;
  /** Identifiers the sign-up asks for (S11), with the words the state uses. */
  identifierLabels: Readonly<Record<"certification_number" | "fcc_license" | "employer_file_number", string>>;
  /** First month of the fiscal year reports run over. S153 */
  fiscalYearStartsInMonth: number;
  /** Names the state of grading, expiry and classification rules; raised with every change of what prints. M7 */
  rulesVersion: string;
  /** The promise on verification time shown to participants, e.g. "up to 8 weeks". S51 */
  verificationPromise: string;
};
