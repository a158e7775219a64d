import { plusYears } from "./dates.ts";
import type { Random } from "./random.ts";

/** A training certificate: `hours` of instruction, `number` unique per certificate, dates `YYYY-MM-DD`. */
export type CertificateRecord = {
  holder: string;
  title: string;
  hours: number;
  completedOn: string;
  number: string;
  sponsor: string;
  instructor: string;
  city: string;
};

/** A permit, credential, licence or card with a number and dates. */
export type PermitRecord = {
  holder: string;
  /** `Child Development Teacher Permit`, `CPR and First Aid`… */
  name: string;
  issuer: string;
  number: string;
  issuedOn: string;
  expiresOn: string | null;
};

/** Evidence for a changed name. */
export type NameEvidenceRecord = {
  kind: "marriage" | "divorce" | "court_order";
  before: string;
  after: string;
  county: string;
  state: string;
  date: string;
  fileNumber: string;
};

export const TRAINING_TITLES = [
  "Positive Guidance: From Power Struggles to Partnership",
  "Reading Aloud with Dual Language Learners",
  "Infant and Toddler Brain Development",
  "Health and Safety in Family Child Care",
  "Observation That Changes Tomorrow's Plan",
  "Inclusive Classrooms: Small Changes, Big Doors",
  "Working with Families Across Cultures",
  "Math All Around: Counting in Daily Routines",
  "Trauma-Informed Care for Young Children",
  "Outdoor Learning and Risky Play",
  "Budgeting and Record Keeping for Providers",
  "Preventing Expulsion: A Team Approach",
  "Nutrition and Family-Style Meals",
  "Coaching Skills for Site Supervisors",
  "Early Signs: Developmental Screening Basics",
  "Storytelling with Puppets and Props",
] as const;

export function sampleCertificate(
  random: Random,
  changes: Partial<CertificateRecord> = {},
): CertificateRecord {
  return {
    holder: "Lucía Peña Ramírez",
    title: random.pick(TRAINING_TITLES),
    hours: random.pick([1.5, 2, 3, 4, 6, 8, 12, 15, 21]),
    completedOn: `2026-0${random.int(1, 9)}-${random.int(10, 28)}`,
    number: `PD-${random.digits(6)}`,
    sponsor: "Bright Path Training Collaborative",
    instructor: "Marjorie Collins",
    city: "Fresno, CA",
    ...changes,
  };
}

export function samplePermit(random: Random, changes: Partial<PermitRecord> = {}): PermitRecord {
  const issuedOn = `202${random.int(1, 5)}-0${random.int(1, 9)}-${random.int(10, 28)}`;
  return {
    holder: "Guadalupe Hernández García",
    name: "Child Development Teacher Permit",
    issuer: "State of California",
    number: random.digits(9),
    issuedOn,
    expiresOn: plusYears(issuedOn, 5),
    ...changes,
  };
}
