import type { DocumentStatus, DocumentType } from "#db/enums.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import type { courses, credentials, degrees, trainingHours } from "#db/schema/index.ts";

/** The college behind a row, as the registry knows it; null where only its typed name is known. */
export type InstitutionFacts = {
  id: number;
  name: string;
  city: string | null;
  state: string | null;
  accredited: boolean;
} | null;

/** The document a row was read from; null where none stands behind it. A row that is not saved yet has no type of its own. */
export type DocumentFacts = { documentStatus: DocumentStatus | null; documentType?: DocumentType | null };

type Bookkeeping = "participantId" | "version" | "createdAt" | "updatedAt";
export type DegreeFacts = Omit<typeof degrees.$inferSelect, Bookkeeping> &
  DocumentFacts & { institution: InstitutionFacts };
export type CourseFacts = Omit<typeof courses.$inferSelect, Bookkeeping> &
  DocumentFacts & { institution: InstitutionFacts };
export type CredentialFacts = Omit<typeof credentials.$inferSelect, Bookkeeping> & DocumentFacts;
export type TrainingFacts = Omit<typeof trainingHours.$inferSelect, Bookkeeping> & DocumentFacts;

/** Everything on a person's record that could print. */
export type RecordRows = {
  degrees: readonly DegreeFacts[];
  courses: readonly CourseFacts[];
  credentials: readonly CredentialFacts[];
  training: readonly TrainingFacts[];
};

export type PrintedDegree = DegreeFacts & { institutionLabel: string };
export type PrintedCourse = CourseFacts & {
  institutionLabel: string;
  classificationLabel: string;
  /** The units as semester units, two decimals: a quarter unit is two thirds of one. */
  semesterUnits: string;
};
export type PrintedCredential = CredentialFacts & {
  label: string;
  /** Its printed expiry, or the one the jurisdiction gives to a document that prints none. B-D9 */
  validUntil: string | null;
  validUntilByRule: boolean;
  expired: boolean;
};
export type PrintedTraining = TrainingFacts;

/** A row that is stored and does not print, with the reason in words for staff and the participant. */
export type NotPrinting =
  | { section: "degrees"; row: DegreeFacts; because: string }
  | { section: "courses"; row: CourseFacts; because: string }
  | { section: "credentials"; row: CredentialFacts; because: string }
  | { section: "training"; row: TrainingFacts; because: string };

export type PrintableRecord = {
  degrees: PrintedDegree[];
  courses: PrintedCourse[];
  credentials: PrintedCredential[];
  training: PrintedTraining[];
  notPrinting: NotPrinting[];
};

export type ReportRules = Pick<
  Jurisdiction,
  "grading" | "credentialNames" | "defaultExpiryMonths" | "classificationLabels"
>;
