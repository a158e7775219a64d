/** Where many have their pages or mailboxes: the host tells nobody apart, what follows it may. */
const SHARED_HOSTS =
  /(?:^|\.)(?:facebook|instagram|linktr|wixsite|weebly|wordpress|blogspot|squarespace|godaddysites|google|yelp|linkedin|business)\.(?:com|ee|site|org)$/;
const MAIL_HOSTS =
  /^(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|aol|icloud|me|mac|comcast|sbcglobal|att|verizon|cox|charter|earthlink|protonmail|proton|gmx|mail)\.(?:com|net|org|me)$/;
/** Endings under which others register: three labels and more are the organisation's own. */
const PUBLIC_ENDING =
  /^(?:(?:k12|cc|tec|lib|state|ci|co)\.)?[a-z]{2}\.(?:us|gov)$|^(?:ac|co|com|edu|gov|org)\.[a-z]{2}$/;

/** "https://www.library.example.edu/about" → "example.edu"; a page at a shared host keeps its first step. "" for none. */
export function foldWebsite(text: string | null | undefined): string {
  const bare = (text ?? "")
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/^www\d?\./, "");
  const [host = "", step = ""] = bare.split(/[/?#]/);
  if (!/^[\w-]+(?:\.[\w-]+)+$/.test(host)) return "";
  if (SHARED_HOSTS.test(host)) return step === "" ? host : `${host}/${step}`;
  return ownDomain(host);
}

/** The domain of an address that is the organisation's own; "" for a mailbox at a provider's. */
export function domainOfEmail(text: string | null | undefined): string {
  const host = /@([^@\s]+)\s*$/.exec((text ?? "").toLowerCase())?.[1] ?? "";
  return host === "" || MAIL_HOSTS.test(host) ? "" : ownDomain(host);
}

function ownDomain(host: string): string {
  const labels = host.split(".");
  let from = labels.length - 2;
  while (from > 0 && PUBLIC_ENDING.test(labels.slice(from).join("."))) from--;
  return labels.slice(Math.max(0, from)).join(".");
}
