import { badLink, checkMail, confirm, forgot, reset, signIn, signUp } from "./messages/account.en.ts";
import { calendar } from "./messages/calendar.en.ts";
import { check } from "./messages/check.en.ts";
import { common, errors, footer, header, nav, participantStatus } from "./messages/frame.en.ts";
import { invitation } from "./messages/invitation.en.ts";
import { about, help, home, privacy, trainers } from "./messages/pages.en.ts";
import { coversheet, documents, pictures, review, upload } from "./messages/portal-documents.en.ts";
import { email, nameChange, overview, profile } from "./messages/portal-record.en.ts";
import { access, employment, report, trainings } from "./messages/portal-work.en.ts";
import { requests } from "./messages/requests.en.ts";

/** Every word of the public site, by page. Names of the registry, its office and its promises come from the jurisdiction. */
export const en = {
  common,
  nav,
  header,
  footer,
  check,
  participantStatus,
  home,
  about,
  help,
  requests,
  privacy,
  signIn,
  signUp,
  checkMail,
  forgot,
  reset,
  confirm,
  badLink,
  calendar,
  invitation,
  trainers,
  portal: {
    nav: {
      overview: "Overview",
      documents: "My documents",
      report: "My report",
      trainings: "My trainings",
      employment: "My work",
      profile: "My profile",
      access: "Program access",
      requests: "My requests",
    },
    back: "Back to my record",
    saved: "Saved.",
    overview,
    profile,
    nameChange,
    email,
    documents,
    pictures,
    review,
    coversheet,
    upload,
    report,
    employment,
    trainings,
    access,
  },
  errors,
} as const;
