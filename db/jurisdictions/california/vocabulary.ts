import { commonCredentialNames, otherCredentialName } from "../shared.ts";
import type { CredentialName, DocumentTypeTerm, Framework, Position, Term } from "../types.ts";

/** S1 */
export const positions: readonly Position[] = [
  { code: "assistant_teacher", label: "Assistant Teacher or Aide", settings: ["center_based"] },
  { code: "associate_teacher", label: "Associate Teacher", settings: ["center_based"] },
  { code: "teacher", label: "Teacher", settings: ["center_based"] },
  { code: "lead_teacher", label: "Lead or Master Teacher", settings: ["center_based"] },
  { code: "site_supervisor", label: "Site Supervisor", settings: ["center_based"] },
  { code: "program_director", label: "Program Director", settings: ["center_based", "out_of_school_time"] },
  { code: "group_leader", label: "Group Leader", settings: ["out_of_school_time"] },
  { code: "site_coordinator", label: "Site Coordinator", settings: ["out_of_school_time"] },
  {
    code: "family_child_care_provider",
    label: "Family Child Care Owner or Provider",
    settings: ["family_child_care"],
  },
  {
    code: "family_child_care_assistant",
    label: "Family Child Care Assistant",
    settings: ["family_child_care"],
  },
  {
    code: "other",
    label: "Other Position",
    settings: ["family_child_care", "center_based", "out_of_school_time"],
  },
];

/** The state's 12 ECE competencies. S112, B-R8 */
export const frameworks: readonly Framework[] = [
  {
    code: "ca_ece_competencies",
    label: "California ECE Competencies",
    competencies: [
      { code: "child_development", label: "Child Development and Learning" },
      { code: "culture_diversity_equity", label: "Culture, Diversity and Equity" },
      { code: "relationships_guidance", label: "Relationships, Interactions, and Guidance" },
      { code: "family_community", label: "Family and Community Engagement" },
      { code: "dual_language", label: "Dual-Language Development" },
      { code: "observation_assessment", label: "Observation, Screening, Assessment, and Documentation" },
      { code: "special_needs_inclusion", label: "Special Needs and Inclusion" },
      { code: "environments_curriculum", label: "Learning Environments and Curriculum" },
      { code: "health_safety_nutrition", label: "Health, Safety, and Nutrition" },
      { code: "leadership", label: "Leadership in Early Childhood Education" },
      { code: "professionalism", label: "Professionalism" },
      { code: "administration_supervision", label: "Administration and Supervision" },
    ],
  },
];

/** The Child Development Permit matrix, lowest level first. B-R9 */
export const permitLevels: readonly Term[] = [
  { code: "assistant", label: "Assistant" },
  { code: "associate_teacher", label: "Associate Teacher" },
  { code: "teacher", label: "Teacher" },
  { code: "master_teacher", label: "Master Teacher" },
  { code: "site_supervisor", label: "Site Supervisor" },
  { code: "program_director", label: "Program Director" },
];

export const credentialNames: readonly CredentialName[] = [
  { code: "child_development_permit", label: "Child Development Permit", kind: "permit" },
  {
    code: "multiple_subject_credential",
    label: "Multiple Subject Teaching Credential",
    kind: "teaching_credential",
  },
  {
    code: "pk3_ece_credential",
    label: "PK-3 Early Childhood Education Specialist Instruction Credential",
    kind: "teaching_credential",
  },
  { code: "teaching_credential", label: "Other California Teaching Credential", kind: "teaching_credential" },
  ...commonCredentialNames,
  {
    code: "preventive_health_safety",
    label: "Preventive Health and Safety Practices",
    kind: "health_safety",
  },
  otherCredentialName,
];

/** S47–S48 */
export const documentTypes: readonly DocumentTypeTerm[] = [
  {
    code: "transcript",
    label: "Transcript",
    asksCredential: false,
    uploadable: true,
    help: "Official or unofficial, every page. Grade reports and schedules cannot be used.",
  },
  {
    code: "permit",
    label: "Child Development Permit",
    asksCredential: true,
    uploadable: true,
    help: "The page that shows the level, the document number and both dates.",
  },
  { code: "teaching_credential", label: "Teaching Credential", asksCredential: true, uploadable: true },
  {
    code: "training_certificate",
    label: "Training certificate",
    asksCredential: false,
    uploadable: true,
    help: "Not needed for trainings on this registry's calendar: those hours appear by themselves.",
  },
  {
    code: "cda",
    label: "Child Development Associate (CDA)",
    asksCredential: true,
    uploadable: true,
  },
  { code: "license", label: "Family child care license", asksCredential: true, uploadable: true },
  {
    code: "health_safety",
    label: "First aid, CPR or health and safety certificate",
    asksCredential: true,
    uploadable: true,
  },
  {
    code: "name_change_evidence",
    label: "Proof of a name change",
    asksCredential: false,
    uploadable: true,
    help: "Send it together with a request to change your name.",
  },
  { code: "other", label: "Other certification", asksCredential: false, uploadable: true },
];

/**
 * Programs whose trainings the Direct Service Profile counts, one character each. Only C is published (in the example
 * `TEST##C100`); the other letters are this registry's own until the state names its codes. B-R1, S141, S152
 */
export const programCodes: readonly Term[] = [
  { code: "C", label: "Child Care Initiative Project (CCIP)" },
  { code: "R", label: "Resource & Referral (R&R)" },
  { code: "H", label: "Health and Safety Training (HST)" },
  { code: "B", label: "Bridge Program" },
  { code: "S", label: "Strengthening Families" },
  { code: "P", label: "Preventive Health and Safety (PHS)" },
  { code: "I", label: "California Preschool Instructional Network (CPIN)" },
  { code: "N", label: "Not state-funded" },
];
