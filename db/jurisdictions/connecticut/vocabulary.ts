import { commonCredentialNames, numberedCounties, otherCredentialName } from "../shared.ts";
import type { CredentialName, DocumentTypeTerm, Position, Term } from "../types.ts";

export const counties = numberedCounties(
  "Fairfield,Hartford,Litchfield,Middlesex,New Haven,New London,Tolland,Windham".split(","),
);

/** S1, S191 */
export const positions: readonly Position[] = [
  { code: "assistant_teacher", label: "Assistant Teacher", settings: ["center_based"] },
  { code: "teacher", label: "Teacher", settings: ["center_based"] },
  { code: "head_teacher", label: "Head Teacher", settings: ["center_based"] },
  { code: "director", label: "Director", settings: ["center_based", "out_of_school_time"] },
  { code: "group_leader", label: "Group Leader", settings: ["out_of_school_time"] },
  { code: "site_coordinator", label: "Site Coordinator", settings: ["out_of_school_time"] },
  {
    code: "family_child_care_provider",
    label: "Licensed Family Home Provider",
    settings: ["family_child_care"],
  },
  {
    code: "relative_care_provider",
    label: "Unlicensed Family Home Provider (relative care)",
    settings: ["family_child_care"],
  },
  {
    code: "family_child_care_assistant",
    label: "Family Home Assistant or Substitute",
    settings: ["family_child_care"],
  },
  {
    code: "other",
    label: "Other Position",
    settings: ["family_child_care", "center_based", "out_of_school_time"],
  },
];

/** Levels of the Early Childhood Teacher Credential and the head teacher approval. */
export const permitLevels: readonly Term[] = [
  { code: "head_teacher", label: "Head Teacher" },
  { code: "ectc_a", label: "Level A (associate degree)" },
  { code: "ectc_b", label: "Level B (bachelor's degree)" },
];

export const credentialNames: readonly CredentialName[] = [
  {
    code: "early_childhood_teacher_credential",
    label: "Early Childhood Teacher Credential (ECTC)",
    kind: "permit",
  },
  { code: "head_teacher_approval", label: "Head Teacher Approval", kind: "permit" },
  {
    code: "educator_certificate",
    label: "Connecticut Educator Certificate",
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
    help: "Official or unofficial, every page. Do not resend one that is already under Document Management.",
  },
  {
    code: "permit",
    label: "Early Childhood Teacher Credential or head teacher approval",
    asksCredential: true,
    uploadable: true,
  },
  { code: "teaching_credential", label: "Educator certificate", asksCredential: true, uploadable: true },
  {
    code: "training_certificate",
    label: "Training certificate",
    asksCredential: false,
    uploadable: true,
    help: "Not needed for trainings taken through your registry account: those arrive by themselves.",
  },
  { code: "cda", label: "Child Development Associate (CDA)", asksCredential: true, uploadable: true },
  { code: "license", label: "Family child care home license", asksCredential: true, uploadable: true },
  {
    code: "health_safety",
    label: "First aid, CPR or medication administration certificate",
    asksCredential: true,
    uploadable: true,
    help: "Training taken elsewhere counts if it meets the state's requirements.",
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

/** One character each, this registry's own: the state publishes no codes. S138, S190 */
export const programCodes: readonly Term[] = [
  { code: "O", label: "OEC-approved training" },
  { code: "H", label: "Care 4 Kids health and safety" },
  { code: "P", label: "Pyramid Model" },
  { code: "N", label: "Not state-funded" },
];
