import { requestsEn } from "./messages.requests.ts";

/**
 * Every e-mail in English: a subject and paragraphs with `{values}`. A paragraph whose value is empty is left out.
 * Names, numbers and states only; never what a document says, a Social Security number or a wage.
 */
export const en = {
  ...requestsEn,
  document_received: {
    subject: "We received your document {documentId}",
    paragraphs: [
      "Hello {name},",
      "We received your {documentType}. Its document number is {documentId}.",
      "It is number {place} in line.",
      "We expect to read it by {expectedOn}.",
      "Verification takes {verificationPromise}.",
      "You do not need to send it again; we write to you when it is decided.",
    ],
  },
  document_unreadable: {
    subject: "We could not read your {documentType} (document {documentId})",
    paragraphs: [
      "Hello {name},",
      "We received your {documentType} (document number {documentId}), but it could not be opened.",
      "What happened: {reason}",
      "Please sign in and upload it again as a PDF or a clear photo.",
    ],
  },
  document_verified: {
    subject: "Your {documentType} is verified (document {documentId})",
    paragraphs: [
      "Hello {name},",
      "Your {documentType} (document number {documentId}) is verified. Your Education & Training Report shows it now.",
    ],
  },
  document_action_required: {
    subject: "Action required on your {documentType} (document {documentId})",
    paragraphs: [
      "Hello {name},",
      "We looked at your {documentType} (document number {documentId}) and need one thing from you.",
      "What to do: {toFix}",
      "Why: {reason}",
      "Sign in and send it from the document's page, so that it stays with document number {documentId}.",
    ],
  },
  document_not_accepted: {
    subject: "Your {documentType} was not accepted (document {documentId})",
    paragraphs: [
      "Hello {name},",
      "We could not accept your {documentType} (document number {documentId}).",
      "Why: {reason}",
      "What you can do: {toFix}",
    ],
  },
  review_received: {
    subject: "We received your request for a review (document {documentId})",
    paragraphs: [
      "Hello {name},",
      "You asked us to look again at the decision on your {documentType} (document number {documentId}).",
      "Somebody other than the person who decided it looks at it. We answer you by {dueOn}.",
    ],
  },
  review_upheld: {
    subject: "We looked again at your {documentType} (document {documentId})",
    paragraphs: [
      "Hello {name},",
      "Another person looked again at your {documentType} (document number {documentId}). The decision stands.",
      "Our answer: {answer}",
    ],
  },
  review_changed: {
    subject: "The decision on your {documentType} is changed (document {documentId})",
    paragraphs: [
      "Hello {name},",
      "Another person looked again at your {documentType} (document number {documentId}). You were right to ask: the decision is taken back, and the document is decided anew.",
      "Our answer: {answer}",
      "You do not need to send anything; we write to you when it is decided.",
    ],
  },
  name_change_approved: {
    subject: "Your name is changed",
    paragraphs: [
      "Hello {name},",
      "Your name in the registry is now {newName}. Your registry number {registryNumber} stays the same.",
    ],
  },
  name_change_refused: {
    subject: "Your name change was not approved",
    paragraphs: [
      "Hello {name},",
      "We could not change your name in the registry.",
      "Why: {reason}",
      "You may ask again with another document that shows the new name.",
    ],
  },
  access_grant_granted: {
    subject: "You have access to program {programNumber}",
    paragraphs: [
      "Hello {name},",
      "You may now act for {program} (program number {programNumber}).",
      "The access ends on {expiresOn}.",
    ],
  },
  access_grant_refused: {
    subject: "Your request for access to program {programNumber} was refused",
    paragraphs: [
      "Hello {name},",
      "Your request for access to program number {programNumber} was refused.",
      "Why: {reason}",
    ],
  },
  access_grant_revoked: {
    subject: "Your access to program {programNumber} has ended",
    paragraphs: [
      "Hello {name},",
      "Your access to {program} (program number {programNumber}) was taken back.",
      "Why: {reason}",
    ],
  },
  access_grant_expired: {
    subject: "Your access to program {programNumber} has ended",
    paragraphs: [
      "Hello {name},",
      "Your access to {program} (program number {programNumber}) has reached its last day. You may ask for it again.",
    ],
  },
  records_merged: {
    subject: "Your registry records are now one",
    paragraphs: [
      "Hello {name},",
      "Two records in the registry were yours. They are now one, with registry number {survivorNumber}.",
      "Your former number {retiredNumber} still leads to it. Everything on both records is kept.",
      "If this is a mistake, please contact us: it can be undone.",
    ],
  },
  records_merged_sign_in_off: {
    subject: "Your registry records are now one",
    paragraphs: [
      "Hello {name},",
      "Two records in the registry were yours. They are now one, with registry number {survivorNumber}.",
      "Each had a sign-in of its own, and one is enough: the one with this e-mail address is switched off. Please sign in with the other address.",
      "If that address is not yours, or you cannot use it any more, please contact us: this can be undone.",
    ],
  },
  records_parted: {
    subject: "Your registry record is your own again",
    paragraphs: [
      "Hello {name},",
      "Two records in the registry had been made one. That was taken back: your record has number {number}, with everything that was on it.",
      "A sign-in that had been switched off for it works again.",
    ],
  },
  enrollment_enrolled: {
    subject: "You are enrolled: {event}",
    paragraphs: [
      "Hello {name},",
      "You are enrolled in {event}, which begins on {startsOn}.",
      "Where: {place}",
    ],
  },
  enrollment_waitlisted: {
    subject: "You are on the waiting list: {event}",
    paragraphs: [
      "Hello {name},",
      "{event}, which begins on {startsOn}, is full. You are on the waiting list.",
      "We write to you as soon as a seat is yours.",
    ],
  },
  enrollment_promoted: {
    subject: "A seat is yours: {event}",
    paragraphs: [
      "Hello {name},",
      "A seat became free: you are now enrolled in {event}, which begins on {startsOn}.",
      "Where: {place}",
    ],
  },
  enrollment_withdrawn: {
    subject: "You are withdrawn from {event}",
    paragraphs: ["Hello {name},", "You are no longer on the roster of {event}, which begins on {startsOn}."],
  },
  enrollment_cancelled: {
    subject: "Cancelled: {event}",
    paragraphs: [
      "Hello {name},",
      "{event}, which was to begin on {startsOn}, has been cancelled. You do not have to do anything.",
    ],
  },
  enrollment_attended: {
    subject: "Your hours are on your record: {event}",
    paragraphs: [
      "Hello {name},",
      "You attended {event}. {hours} hours are on your record and on your Education & Training Report.",
      "You do not have to send a certificate.",
    ],
  },
  roster_invitation_hours: {
    subject: "Your hours for {event}",
    paragraphs: [
      "Hello {name},",
      "{sponsor} has you on the list of those who attended {event} on {startsOn}. Hours: {hours}.",
      "To have the hours on your own record, open this link and sign in, or sign up if you are new here: {link}",
      "The link works until {expiresOn}. If you were not there, you do not need to do anything.",
    ],
  },
  roster_invitation_seat: {
    subject: "You are invited: {event}",
    paragraphs: [
      "Hello {name},",
      "{sponsor} signed you up for {event}, which begins on {startsOn}.",
      "To take your place, open this link and sign in, or sign up if you are new here: {link}",
      "The link works until {expiresOn}. If you do not want to come, you do not need to do anything.",
    ],
  },
  registration_confirmed: {
    subject: "Your registration is confirmed",
    paragraphs: [
      "Hello {name},",
      "Your registration is active. Your registry number is {registryNumber}.",
      "Please renew it by {renewsOn}.",
    ],
  },
  link_reset_password: {
    subject: "Set a new password",
    paragraphs: [
      "Hello {name},",
      "Someone asked for a new password for this account. To set one, open this link within one hour:",
      "{link}",
      "If it was not you, do nothing: your password stays as it is.",
    ],
  },
  link_verify_email: {
    subject: "Confirm your e-mail address",
    paragraphs: [
      "Hello {name},",
      "To confirm this e-mail address for the registry, open this link within one hour:",
      "{link}",
      "If you do not know why you receive this, do nothing.",
    ],
  },
} as const;

export const footerEn = [
  "{registryName}",
  "Questions? {helpEmail} · {helpPhone}",
  "We never ask for your password or Social Security number by e-mail.",
] as const;
