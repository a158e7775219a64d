import { commonCredentialNames, numberedCounties, otherCredentialName } from "../shared.ts";
import type { CredentialName, DocumentTypeTerm, Framework, Position, Term } from "../types.ts";

export const counties = numberedCounties(
  "Barnstable,Berkshire,Bristol,Dukes,Essex,Franklin,Hampden,Hampshire,Middlesex,Nantucket,Norfolk,Plymouth,Suffolk,Worcester".split(
    ",",
  ),
);

/** S1 */
export const positions: readonly Position[] = [
  { code: "assistant_teacher", label: "Assistant Teacher", settings: ["center_based"] },
  { code: "teacher", label: "Teacher", settings: ["center_based"] },
  { code: "lead_teacher", label: "Lead Teacher", settings: ["center_based"] },
  { code: "director_1", label: "Director I", settings: ["center_based"] },
  { code: "director_2", label: "Director II", settings: ["center_based"] },
  { code: "assistant_group_leader", label: "Assistant Group Leader", settings: ["out_of_school_time"] },
  { code: "group_leader", label: "Group Leader", settings: ["out_of_school_time"] },
  { code: "site_coordinator", label: "Site Coordinator", settings: ["out_of_school_time"] },
  {
    code: "program_administrator",
    label: "Program Administrator",
    settings: ["center_based", "out_of_school_time"],
  },
  {
    code: "family_child_care_provider",
    label: "Family Child Care Provider",
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

/** The eight core competency areas for early education and out-of-school-time educators (2010). */
export const frameworks: readonly Framework[] = [
  {
    code: "ma_core_competencies",
    label: "Massachusetts Core Competencies",
    competencies: [
      { code: "growth_development", label: "Understanding the Growth and Development of Children and Youth" },
      { code: "guiding_interacting", label: "Guiding and Interacting with Children and Youth" },
      { code: "families_communities", label: "Partnering with Families and Communities" },
      { code: "health_safety_nutrition", label: "Health, Safety, and Nutrition" },
      { code: "environments_curriculum", label: "Learning Environments and Curriculum" },
      { code: "observation_assessment", label: "Observation, Assessment, and Documentation" },
      { code: "program_planning", label: "Program Planning and Development" },
      { code: "professionalism_leadership", label: "Professionalism and Leadership" },
    ],
  },
];

/** Levels of the agency's professional certification. */
export const permitLevels: readonly Term[] = [
  { code: "infant_toddler_teacher", label: "Infant-Toddler Teacher" },
  { code: "preschool_teacher", label: "Preschool Teacher" },
  { code: "teacher", label: "Teacher (Infant-Toddler and Preschool)" },
  { code: "infant_toddler_lead_teacher", label: "Infant-Toddler Lead Teacher" },
  { code: "preschool_lead_teacher", label: "Preschool Lead Teacher" },
  { code: "lead_teacher", label: "Lead Teacher (Infant-Toddler and Preschool)" },
  { code: "director_1", label: "Director I" },
  { code: "director_2", label: "Director II" },
];

/** S22–S23: the agency's own certifications and licenses, and the others. */
export const credentialNames: readonly CredentialName[] = [
  { code: "professional_certification", label: "EEC Professional Certification", kind: "permit" },
  {
    code: "educator_license",
    label: "Massachusetts Educator License, Early Childhood",
    kind: "teaching_credential",
  },
  ...commonCredentialNames,
  { code: "health_safety_orientation", label: "Health and Safety Orientation", kind: "health_safety" },
  otherCredentialName,
];

export const documentTypes: readonly DocumentTypeTerm[] = [
  {
    code: "transcript",
    label: "Transcript",
    asksCredential: false,
    uploadable: true,
    help: "Official or unofficial, every page. Only coursework related to the field is needed.",
  },
  {
    code: "permit",
    label: "EEC professional certification",
    asksCredential: true,
    uploadable: true,
    help: "If it is already listed under EEC Certs/Licenses, you do not need to send it.",
  },
  { code: "teaching_credential", label: "Educator license", asksCredential: true, uploadable: true },
  {
    code: "training_certificate",
    label: "Professional development certificate",
    asksCredential: false,
    uploadable: true,
    help: "Only professional development of the past three years is needed.",
  },
  { code: "cda", label: "Child Development Associate (CDA)", asksCredential: true, uploadable: true },
  { code: "license", label: "Family child care license", asksCredential: true, uploadable: true },
  {
    code: "health_safety",
    label: "First aid, CPR or medication administration certificate",
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
  { code: "other", label: "Other license or certification", asksCredential: false, uploadable: true },
];

/** One character each, this registry's own: the state publishes no codes. S4 */
export const programCodes: readonly Term[] = [
  { code: "E", label: "EEC-funded professional development" },
  { code: "K", label: "EEC-funded coursework" },
  { code: "M", label: "EEC-funded mentoring and coaching" },
  { code: "N", label: "Not state-funded" },
];
