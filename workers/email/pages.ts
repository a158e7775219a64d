import type { CorrespondenceLanguage } from "#db/enums.ts";
import type { Template } from "./render.ts";

/** Stands for the registry's own address in a stored e-mail; the configured one is put in when it is sent. */
export const sitePlaceholder = "[registry]";

const document = "/my/documents/{documentId}";
/** Where somebody does next what an e-mail is about. Those that carry a link of their own, or ask for nothing, are not here. */
const pages: Partial<Record<Template, string>> = {
  document_received: document,
  document_unreadable: document,
  document_action_required: document,
  document_not_accepted: document,
  document_verified: "/my/report",
  review_received: document,
  review_upheld: document,
  review_changed: document,
  name_change_approved: "/my/profile",
  name_change_refused: "/my/name-change",
  access_grant_granted: "/my/access",
  access_grant_refused: "/my/access",
  access_grant_revoked: "/my/access",
  access_grant_expired: "/my/access",
  records_merged: "/my",
  records_parted: "/my",
  enrollment_enrolled: "/my/trainings",
  enrollment_waitlisted: "/my/trainings",
  enrollment_promoted: "/my/trainings",
  enrollment_cancelled: "/calendar",
  enrollment_attended: "/my/report",
  registration_confirmed: "/my",
};

const here: Record<CorrespondenceLanguage, string> = {
  en: "Open it here:",
  es: "Ábralo aquí:",
  zh: "请在此打开：",
};

/** The last paragraph of an e-mail that leads somewhere: its page, with the address still to be put in. */
export function pageParagraph(
  template: Template,
  values: Record<string, string>,
  language: CorrespondenceLanguage,
): string[] {
  const path = pages[template]?.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ""),
  );
  return path ? [`${here[language]} ${sitePlaceholder}${path}`] : [];
}

/** Puts the registry's address in, as text or, with `link`, as what the address becomes. */
export const withSite = (
  body: string,
  origin: string,
  link: (url: string) => string = (url) => url,
): string => body.replace(/\[registry\](\/[\w/%-]*)/g, (_, path: string) => link(`${origin}${path}`));
