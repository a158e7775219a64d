import { fold } from "./fold.ts";

export type Email = {
  /** Lower case, without what stands after a plus: the address as a mailbox. */
  address: string;
  /** What stands before the @, without dots: the same at another provider, and at Gmail the very same mailbox. */
  local: string;
};

/** An e-mail address as it is compared; null for what is none. */
export function foldEmail(text: string): Email | null {
  const [, before, domain] = /^\s*([^@\s]+)@([^@\s]+)\s*$/.exec(text.toLowerCase()) ?? [];
  if (!before || !domain) return null;
  const plain = before.replace(/\+.*$/, "") || before;
  const local = plain.replaceAll(".", "") || plain;
  const gmail = domain === "gmail.com" || domain === "googlemail.com";
  return { address: `${gmail ? local : plain}@${gmail ? "gmail.com" : domain}`, local };
}

/**
 * The last nine digits of a telephone number as a whole number (ten do not fit 32 bits; country and trunk prefixes go);
 * 0 for fewer than seven digits and for one digit repeated.
 */
export function foldPhone(text: string): number {
  const digits = text.replace(/(?:ext|x)\.?\s*\d+\s*$/i, "").replace(/\D/g, "");
  if (digits.length < 7 || /^(\d)\1*$/.test(digits.slice(-7))) return 0;
  return Number(digits.slice(-9));
}

/** A number that somebody was given, without what a hand adds: the number itself where it is short, else its text. */
export function foldIdentifier(text: string): string {
  return fold(text)
    .replaceAll(" ", "")
    .replace(/^0+(?=.)/, "");
}

const STREET_WORDS: Readonly<Record<string, string>> = {
  street: "st",
  str: "st",
  avenue: "ave",
  av: "ave",
  road: "rd",
  drive: "dr",
  lane: "ln",
  court: "ct",
  place: "pl",
  crescent: "cr",
  cres: "cr",
  boulevard: "blvd",
  highway: "hwy",
  circuit: "cct",
  close: "cl",
  terrace: "ter",
  tce: "ter",
  square: "sq",
  parkway: "pkwy",
  north: "n",
  south: "s",
  east: "e",
  west: "w",
  mount: "mt",
  saint: "st",
  calle: "c",
  avenida: "ave",
};
const UNIT =
  /\b(?:apt|apartment|unit|ste|suite|flat|fl|floor|rm|room|lot|spc|space|no|dept)\b\.?\s*#?\s*[a-z]?\d*[a-z]?\b|#\s*\w+/g;

export type Address = { house: string; street: string };

/** "1450 W. Elm Street, Apt #3" → house "1450", street "w elm st"; the unit is left out. */
export function foldAddress(line: string): Address {
  const bare = fold(line.toLowerCase().replace(UNIT, " "));
  const words = (bare || fold(line)).split(" ").filter(Boolean);
  const at = words.findIndex((word) => /^\d+[a-z]?$/.test(word));
  const numbered = at === 0 || (at > 0 && at === words.length - 1);
  const house = numbered ? words[at]!.replace(/\D/g, "") : "";
  const street = words
    .filter((_, index) => !numbered || index !== at)
    .map((word) => STREET_WORDS[word] ?? word)
    .join(" ");
  return { house, street };
}

/** A postcode as it is compared: ZIP+4 counts as its ZIP. */
export const foldZip = (text: string): string =>
  fold(text)
    .replace(/^(\d{5}) ?\d{4}$/, "$1")
    .replaceAll(" ", "");
