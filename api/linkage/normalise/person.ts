import { type Email, foldAddress, foldEmail, foldIdentifier, foldPhone, foldZip } from "./contact.ts";
import { daitchMokotoff } from "./daitch-mokotoff.ts";
import { foldDate } from "./dates.ts";
import { fold, nameWords } from "./fold.ts";

/** One person as others know them. Everything may be missing; the first name is the current one. */
export type PersonInput = {
  id: number | string;
  names: readonly PersonName[];
  /** YYYY-MM-DD; YYYY-MM or YYYY where no more is known. */
  birthDate: string | null;
  birthDateEstimated?: boolean;
  emails: readonly string[];
  phones: readonly string[];
  addressLine: string | null;
  city: string | null;
  zip: string | null;
  state?: string | null;
  identifiers: readonly { kind: string; value: string }[];
  /** A blind index: only equality means something. */
  ssnIndex: string | null;
  /** Further columns of outside data, compared as text. */
  extras?: Readonly<Record<string, string | null>>;
};

/** `former`: a name no longer or not officially used (birth name, preferred name). */
export type PersonName = { given: string; middle?: string | null; family: string; former?: boolean };

/** A name as it is compared: words in their order, without particles and titles. */
export type FoldedName = { given: string; family: string };

/** A person with everything folded to what is compared; "" and 0 are "missing". */
export type NormalPerson = {
  id: number | string;
  given: string;
  middle: string;
  family: string;
  otherNames: FoldedName[];
  birthDate: number;
  emails: Email[];
  phones: number[];
  house: string;
  street: string;
  city: string;
  zip: string;
  state: string;
  identifiers: { kind: string; value: string }[];
  ssn: string;
  extras: Record<string, string>;
};

/** Folds a person once and for all: names, dates, addresses and numbers as they are stored and compared. */
export function normalise(person: PersonInput): NormalPerson {
  const [current, ...others] = person.names.map(foldName);
  const name = current ?? { given: "", middle: "", family: "" };
  const seen = new Set([`${name.given}|${name.family}`]);
  const address = foldAddress(person.addressLine ?? "");
  return {
    id: person.id,
    ...name,
    otherNames: others.flatMap(({ given, family }) => {
      const key = `${given}|${family}`;
      if (seen.has(key) || key === "|") return [];
      seen.add(key);
      return [{ given, family }];
    }),
    birthDate: foldDate(person.birthDate, person.birthDateEstimated),
    emails: distinct(
      person.emails.map(foldEmail).filter((email) => email !== null),
      ({ address: a }) => a,
    ),
    phones: distinct(
      person.phones.map(foldPhone).filter((phone) => phone > 0),
      String,
    ),
    ...address,
    city: fold(person.city ?? ""),
    zip: foldZip(person.zip ?? ""),
    state: fold(person.state ?? ""),
    identifiers: distinct(
      person.identifiers
        .map(({ kind, value }) => ({ kind, value: foldIdentifier(value) }))
        .filter(({ value }) => value !== "" && !/^(0+|9+)$/.test(value)),
      ({ kind, value }) => `${kind} ${value}`,
    ),
    ssn: person.ssnIndex?.trim() ?? "",
    extras: Object.fromEntries(
      Object.entries(person.extras ?? {}).map(([key, value]) => [key, fold(value ?? "")]),
    ),
  };
}

/** A middle name that stands in the given-name field stays there: "Mary Ann" and "Mary" share a part. */
function foldName(name: PersonName): FoldedName & { middle: string } {
  return {
    given: nameWords(name.given).join(" "),
    middle: nameWords(name.middle ?? "").join(" "),
    family: nameWords(name.family).join(" "),
  };
}

function distinct<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  if (values.length < 2) return [...values];
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = keyOf(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const MOST_NAMES = 50_000;
const known = new Map<string, readonly string[]>();

/**
 * How a folded name sounds, its words run together; the name itself where nothing of it can be coded. Looking for one
 * person meets the same names all day, so those heard are kept, up to a bound.
 */
export function soundsOf(name: string): readonly string[] {
  let sounds = known.get(name);
  if (sounds === undefined) {
    const codes = daitchMokotoff(name.replaceAll(" ", ""));
    sounds = codes.length > 0 || name === "" ? codes : [name];
    if (known.size >= MOST_NAMES) known.clear();
    known.set(name, sounds);
  }
  return sounds;
}
