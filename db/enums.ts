/** Every status and kind of the registry, as `as const` lists: free of drizzle, safe in the browser. */

export const jurisdictionKeys = ["california", "massachusetts", "connecticut"] as const;

export const staffRoles = ["data_entry", "help_desk", "registry_admin", "auditor"] as const;
export const portalRoles = ["sponsor_manager", "program_admin", "instructor", "participant"] as const;
export const roles = [...staffRoles, ...portalRoles] as const;

/** An account that signed up itself is `unconfirmed` until its e-mail address is proven: it cannot sign in before. */
export const accountStatuses = ["active", "unconfirmed", "disabled"] as const;
export const accountTokenPurposes = ["reset_password", "verify_email"] as const;

export const participantStatuses = ["pending", "active", "expired", "merged"] as const;
export const nameKinds = ["former", "maiden", "nickname", "merged"] as const;
export const identifierKinds = [
  "certification_number",
  "fcc_license",
  "employer_file_number",
  "teacher_license",
  "sponsor_number",
] as const;
export const genders = ["female", "male", "nonbinary", "another", "declined"] as const;

export const settings = ["family_child_care", "center_based", "out_of_school_time"] as const;
export const programStatuses = ["active", "closed"] as const;
export const employmentStatuses = ["reported", "confirmed", "declined"] as const;
export const wagePeriods = ["hour", "month", "year"] as const;
export const accessGrantStatuses = ["requested", "granted", "refused", "revoked", "expired"] as const;
export const accessGrantLevels = ["administrator", "licensee"] as const;
export const nameChangeStatuses = ["requested", "approved", "refused", "withdrawn"] as const;

export const documentTypes = [
  "transcript",
  "permit",
  "teaching_credential",
  "training_certificate",
  "cda",
  "license",
  "health_safety",
  "name_change_evidence",
  "other",
] as const;
/** received → processing → unverified (waiting in the queue) → one of the decisions; unreadable is terminal until replaced. */
export const documentStatuses = [
  "processing",
  "unverified",
  "verified",
  "action_required",
  "not_accepted",
  "unreadable",
  "superseded",
  "deleted",
] as const;
export const decisionOutcomes = ["verified", "action_required", "not_accepted", "reset"] as const;
export const documentLanes = ["standard", "permit_renewal", "stipend_deadline", "licensing_visit"] as const;
export const documentSources = ["portal", "staff", "mail", "email", "fax", "program"] as const;
/** Where a waiting document stands at the desk: in the queue, put aside until a day, or with a senior colleague. */
export const deskStates = ["queue", "held", "escalated"] as const;
export const routingActions = ["hold", "resume", "hand_over", "escalate", "return"] as const;
/** What is wrong with a page picture, told to whoever sent it while a better one can still be taken. */
export const pageProblems = ["blank", "blurred", "cut_off", "too_dark", "too_small"] as const;
/** Where a page's words come from: the file's own text, or character recognition. */
export const textSources = ["text_layer", "ocr"] as const;
/** How the name read from a document relates to the record it was sent for. */
export const nameMatches = ["same", "former", "differs", "absent"] as const;
/** How a row of the record came to be: typed by a clerk, read and accepted, read and corrected, remembered, pasted. */
export const entrySources = ["typed", "read", "corrected", "remembered", "pasted"] as const;
export const secondLookReasons = [
  "sample",
  "new_verifier",
  "unknown_institution",
  "pass_boundary",
  "foreign_evaluation",
] as const;
/** `settled`: a disagreement that was decided, by leaving the first decision or by correcting it. */
export const secondLookStatuses = ["waiting", "agreed", "disagreed", "settled"] as const;
export const secondLookSettlements = ["first_stands", "corrected"] as const;
export const reviewStatuses = ["requested", "upheld", "changed", "withdrawn"] as const;
export const intakeScanStatuses = ["processing", "ready", "filed", "unreadable", "discarded"] as const;
export const reportSections = ["degrees", "courses", "credentials", "training"] as const;
/** Languages in which participants are written to. */
export const correspondenceLanguages = ["en", "es", "zh"] as const;

export const degreeLevels = [
  "high_school",
  "certificate",
  "associate",
  "bachelor",
  "master",
  "doctorate",
] as const;
export const courseClassifications = ["ece_cd", "general_education", "other"] as const;
export const unitSystems = ["semester", "quarter"] as const;
export const courseStates = ["completed", "in_progress", "withdrawn", "transfer"] as const;
export const credentialKinds = [
  "permit",
  "teaching_credential",
  "cda",
  "license",
  "health_safety",
  "other",
] as const;
export const evidenceClasses = ["institution_transcript", "sponsor_attendance", "certificate"] as const;

export const sponsorStatuses = ["applied", "approved", "suspended"] as const;
export const sponsorManagerKinds = ["contact", "additional"] as const;
export const instructorStatuses = ["requested", "approved", "denied"] as const;
export const trainingStatuses = ["draft", "approved", "retired"] as const;
export const eventStatuses = ["draft", "published", "invite_only", "cancelled", "closed"] as const;
export const eventDeliveryMethods = ["classroom", "online"] as const;
export const deliveryTypes = [
  "peer_to_peer",
  "training",
  "training_of_trainers",
  "technical_assistance",
  "coaching",
  "mentoring",
] as const;
export const fundingCodes = ["cde_f5", "fee_for_service"] as const;
export const enrollmentStatuses = ["enrolled", "waitlisted", "attended", "withdrawn", "no_show"] as const;
export const enrollmentSources = ["portal", "sponsor", "walk_in", "invitation"] as const;

/** What somebody asks the registry for, whichever door it came through. G8 */
export const requestTypes = ["name_change", "duplicate", "access", "correction", "question"] as const;
/** `answered` waits for whoever asked; the last three are done. */
export const requestStatuses = ["open", "answered", "resolved", "refused", "withdrawn"] as const;
export const requestSources = ["public", "portal", "staff"] as const;
/** How whoever asked wants to be answered. */
export const requestReplyWays = ["email", "phone", "letter"] as const;
/** Outward text (`asked`, `reply`) is seen by whoever asked; a `note` never leaves the office. */
export const requestMessageKinds = ["asked", "reply", "note"] as const;
export const requestFileStatuses = ["processing", "ready", "unreadable"] as const;
/** What of a record somebody may ask to have put right; names have their own request. */
export const correctionFields = [
  "birthDate",
  "preferredName",
  "email",
  "phone",
  "addressLine",
  "city",
  "state",
  "zip",
  "county",
] as const;
/** Kinds of proof a state may accept for a new name. S41, B-I4 */
export const nameEvidenceKinds = [
  "marriage_certificate",
  "divorce_decree",
  "court_order",
  "passport",
  "drivers_license",
  "state_id",
  "social_security_card",
  "naturalization_certificate",
  "birth_certificate",
  "domestic_partnership",
  "civil_union",
] as const;

/** The directory: what people work at, studied at, attend and are trained by. Each kind is a table. */
export const directoryKinds = ["programs", "institutions", "trainings", "sponsors"] as const;
export type DirectoryKind = (typeof directoryKinds)[number];
/** What may stand twice. */
export const duplicateKinds = ["people", ...directoryKinds] as const;
export const duplicateStatuses = ["open", "not_duplicate", "merged"] as const;
export const duplicateScanStatuses = ["running", "done", "failed"] as const;
export const duplicateScanStages = ["reading", "learning", "comparing", "writing"] as const;
export const duplicateBands = ["strong", "likely", "possible"] as const;
/** A merge that needs a second person is proposed by one and approved (which merges) or refused by another. */
export const mergeStatuses = ["proposed", "merged", "undone", "refused"] as const;
export const ledgerActions = ["moved", "swapped", "kept", "updated", "inserted"] as const;

export const reportRunStatuses = ["queued", "running", "done", "failed"] as const;
export const notificationStatuses = ["queued", "sent", "failed"] as const;
export const actorKinds = ["account", "system", "anonymous"] as const;

export type Role = (typeof roles)[number];
export type StaffRole = (typeof staffRoles)[number];
export type JurisdictionKey = (typeof jurisdictionKeys)[number];
export type DocumentType = (typeof documentTypes)[number];
export type DocumentStatus = (typeof documentStatuses)[number];
export type DocumentLane = (typeof documentLanes)[number];
export type EnrollmentStatus = (typeof enrollmentStatuses)[number];
export type PageProblem = (typeof pageProblems)[number];
export type TextSource = (typeof textSources)[number];
export type NameMatch = (typeof nameMatches)[number];
export type DeskState = (typeof deskStates)[number];
export type RoutingAction = (typeof routingActions)[number];
export type EntrySource = (typeof entrySources)[number];
export type SecondLookReason = (typeof secondLookReasons)[number];
export type CorrespondenceLanguage = (typeof correspondenceLanguages)[number];
export type RequestType = (typeof requestTypes)[number];
export type CorrectionField = (typeof correctionFields)[number];
export type NameEvidenceKind = (typeof nameEvidenceKinds)[number];
export type Setting = (typeof settings)[number];

/** A list of people for one event: opened, its columns understood, matched, looked at, applied. M5 */
export const rosterImportStatuses = [
  "reading",
  "mapping",
  "matching",
  "ready",
  "applied",
  "unreadable",
  "discarded",
] as const;
export const rosterImportSources = ["paste", "file"] as const;
/** What a column of a list may hold. */
export const rosterColumns = [
  "registryNumber",
  "givenName",
  "familyName",
  "name",
  "birthDate",
  "email",
  "phone",
  "hours",
  "attended",
] as const;
/** `sure`: number and name agree, or name, birth date and one proof; `chosen`: a person decided; `none`: nobody is sure. */
export const rosterMatches = ["sure", "chosen", "none"] as const;
/** What comes, or came, of a row. The first four change the roster. */
export const rosterOutcomes = [
  "enrolled",
  "waitlisted",
  "attended",
  "hours_changed",
  "unchanged",
  "invited",
  "look",
  "not_placed",
  "invalid",
  "repeated",
  "left_out",
] as const;
/** Why a row changes nothing, where its outcome does not say it. */
export const rosterReasons = ["full", "withdrew", "nobody", "number", "did_not_come"] as const;
export const rosterInvitationStatuses = ["open", "claimed", "revoked", "expired"] as const;
