import type {
  courseClassifications,
  credentialKinds,
  decisionOutcomes,
  deliveryTypes,
  eventDeliveryMethods,
  fundingCodes,
} from "../enums.ts";

export type {
  CorrespondenceLanguage,
  DocumentType,
  JurisdictionKey,
  NameEvidenceKind,
  Setting,
} from "../enums.ts";
export type CourseClassification = (typeof courseClassifications)[number];
export type CredentialKind = (typeof credentialKinds)[number];
export type EventCodeDelivery = (typeof deliveryTypes)[number];
export type EventCodeFunding = (typeof fundingCodes)[number];
export type EventCodeMethod = (typeof eventDeliveryMethods)[number];
/** The decisions that need a reason from the catalogue. */
export type ReasonedOutcome = Extract<(typeof decisionOutcomes)[number], "action_required" | "not_accepted">;
