import type { DocumentType } from "./keys.ts";
import { reasonsEs } from "./reasons.es.ts";
import { reasonsZh } from "./reasons.zh.ts";
import type { Reason } from "./types.ts";

/** A reason in English; its other languages stand in `reasons.es.ts` and `reasons.zh.ts`. */
type EnglishReason = Omit<Reason, "translations">;

const WITH_EXPIRY = [
  "permit",
  "teaching_credential",
  "cda",
  "license",
  "health_safety",
] as const satisfies readonly DocumentType[];

/** Something can be fixed, and the same document then counts. S57, B-D1 */
const actionRequired = [
  {
    code: "illegible_page",
    outcome: "action_required",
    label: "A page cannot be read",
    toFix: "Take a new photo or scan in good light, with the page flat and every word sharp, and upload it.",
  },
  {
    code: "page_cut_off",
    outcome: "action_required",
    label: "Part of a page is cut off",
    toFix: "Upload the page again with all four edges in the picture.",
  },
  {
    code: "missing_page",
    outcome: "action_required",
    label: "A page is missing",
    toFix: "Upload one file that holds every page, including the back if anything is printed there.",
  },
  {
    code: "name_mismatch",
    outcome: "action_required",
    label: "The name does not match your profile",
    toFix:
      "Ask the Help Desk to add the name on this document to your profile, and send proof of the name change.",
  },
  {
    code: "no_name",
    outcome: "action_required",
    label: "Your name is not on the document",
    toFix: "Upload a copy that shows your name printed by the organization that issued it.",
  },
  {
    code: "not_a_transcript",
    outcome: "action_required",
    types: ["transcript"],
    label: "Not an official or unofficial transcript",
    toFix:
      "Upload the transcript from your college; a schedule, grade report or screenshot of a class list is not enough.",
  },
  {
    code: "wrong_document_type",
    outcome: "action_required",
    label: "The document type you chose does not fit",
    toFix: "Upload the document again and choose the type that matches what it is.",
  },
  {
    code: "foreign_without_evaluation",
    outcome: "action_required",
    types: ["transcript"],
    label: "Studies outside the United States without an evaluation",
    toFix:
      "Upload an evaluation of your foreign transcript by a credential evaluation agency that belongs to NACES.",
  },
  {
    code: "no_completion_date",
    outcome: "action_required",
    types: ["transcript", "training_certificate", "cda", "health_safety", "other"],
    label: "No completion date",
    toFix:
      "Ask the organization that issued it for a copy that shows the date you finished, and upload that.",
  },
  {
    code: "no_hours",
    outcome: "action_required",
    types: ["training_certificate", "health_safety"],
    label: "No number of hours",
    toFix: "Ask the training organization for a certificate that shows how many hours or CEUs you completed.",
  },
  {
    code: "no_issuer",
    outcome: "action_required",
    types: ["training_certificate", "health_safety", "other"],
    label: "The issuing organization is not shown",
    toFix:
      "Upload a copy that shows the name of the organization or college that gave the training or certificate.",
  },
  {
    code: "number_or_dates_missing",
    outcome: "action_required",
    types: ["permit", "teaching_credential", "license"],
    label: "The document number or its dates are not shown",
    toFix: "Upload the page that shows the document number, the issue date and the expiration date.",
  },
  {
    code: "not_name_evidence",
    outcome: "action_required",
    types: ["name_change_evidence"],
    label: "Does not show both your former and your new name",
    toFix:
      "Upload a marriage certificate, divorce decree, court order or government ID that shows the name change.",
  },
] as const satisfies readonly EnglishReason[];

/** The document itself cannot count; another one may. */
const notAccepted = [
  {
    code: "expired",
    outcome: "not_accepted",
    types: WITH_EXPIRY,
    label: "Expired",
    toFix: "Renew it, then upload the new one.",
  },
  {
    code: "already_on_file",
    outcome: "not_accepted",
    label: "Already on file",
    toFix: "You do not need to send anything: this document is already in your account under My Documents.",
  },
  {
    code: "reported_by_sponsor",
    outcome: "not_accepted",
    types: ["training_certificate"],
    label: "The training organization reports these hours itself",
    toFix:
      "If the hours are not on your report, ask the organization that gave the training to correct your attendance.",
  },
  {
    code: "unaccredited_institution",
    outcome: "not_accepted",
    types: ["transcript"],
    label: "The institution is not accredited",
    toFix: "Upload a transcript from an accredited college or university, if you attended one.",
  },
  {
    code: "in_progress",
    outcome: "not_accepted",
    types: ["transcript", "training_certificate", "cda", "permit", "teaching_credential"],
    label: "Still in progress",
    toFix: "Upload it again after you finish and the final grade, certificate or approval shows on it.",
  },
  {
    code: "requirements_not_met",
    outcome: "not_accepted",
    types: ["health_safety", "license"],
    label: "Does not meet the state's requirements",
    toFix: "Complete a course or license that meets the state's requirements, and upload that document.",
  },
  {
    code: "someone_elses_document",
    outcome: "not_accepted",
    label: "The document belongs to someone else",
    toFix: "Upload your own document; the other person can upload this one to their own account.",
  },
  {
    code: "altered",
    outcome: "not_accepted",
    label: "The document appears to be altered",
    toFix: "Ask the organization that issued it to send an original copy directly to the Registry Office.",
  },
] as const satisfies readonly EnglishReason[];

const english = [...actionRequired, ...notAccepted] as const;
export type ReasonCode = (typeof english)[number]["code"];

/** Why a document was not verified, each with the one thing to fix. M6, B-D1, B-D5, B-D9, B-D10, B-D12 */
export const commonReasons: readonly Reason[] = english.map((reason) => ({
  ...reason,
  translations: { es: reasonsEs[reason.code], zh: reasonsZh[reason.code] },
}));
