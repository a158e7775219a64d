import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { both, inWords, pair, phone, type SignalWords } from "./evidence.ts";
import type { Signal } from "./schemas.ts";

/**
 * Bits of every clue that is no field of a person: judged, not learned, because a registry has too few of each to learn
 * from. 10 bits are a thousand to one. S16–S19, S21
 */
export const clueBits = {
  same_permit_number: 18,
  same_file: 17,
  certification_is_other_number: 18,
  employer_has_other_number: 18,
  account_email: 14,
  pending_and_active_same_employer: 3,
  same_program: 1,
  same_roster: 1,
  two_accounts: 1,
  certification_missing: 1,
  may_be_twins: -8,
} as const;
export type ClueKey = keyof typeof clueBits;

/** What each level of each comparison is called as a signal; a level not listed says nothing worth a line. */
const levelNames: Record<string, Record<string, string>> = {
  ssn: { same: "same_ssn", different: "different_ssn" },
  email: {
    same: "same_email",
    same_local: "same_email_name",
    similar: "similar_email",
    different: "different_email",
  },
  phone: { same: "same_phone", one_digit: "phone_one_digit", different: "different_phone" },
  birth_date: {
    exact: "same_birth_date",
    swapped: "birth_date_swapped",
    one_digit: "birth_date_one_digit",
    near: "birth_date_close",
    same_year: "same_birth_year",
    near_year: "birth_year_close",
    estimated: "different_estimated_birth_date",
    different: "different_birth_date",
  },
  given_name: {
    exact: "same_given_name",
    nickname: "nickname",
    part: "part_of_given_name",
    similar: "similar_given_name",
    initial: "initial_of_given_name",
    near: "given_name_resembles",
    sounds: "given_name_sounds_alike",
    transposed: "names_transposed",
    different: "different_given_name",
  },
  family_name: {
    exact: "same_family_name",
    part: "part_of_family_name",
    similar: "similar_family_name",
    former: "former_name",
    near: "family_name_resembles",
    sounds: "family_name_sounds_alike",
    different: "different_family_name",
  },
  middle_name: {
    exact: "same_middle_name",
    initial: "initial_of_middle_name",
    similar: "similar_middle_name",
    different: "different_middle_name",
  },
  address: {
    same: "same_address",
    similar: "similar_address",
    zip_and_city: "same_zip_and_city",
    zip: "same_zip",
    city: "same_city",
    near: "nearby_address",
    state: "same_state",
    different: "different_address",
  },
  relatives: { household: "household" },
  "identifier:certification_number": {
    same: "same_certification_number",
    one_digit: "certification_number_one_digit",
    different: "different_certification_number",
  },
  "identifier:fcc_license": { same: "same_license_number", different: "different_license_number" },
  "identifier:employer_file_number": { same: "same_employer_file_number" },
  "identifier:teacher_license": { same: "same_teacher_license", different: "different_teacher_license" },
  "identifier:sponsor_number": { same: "same_sponsor_number" },
};

/** The signal of one comparison's level; undefined where it says nothing worth a line. */
export const signalOf = (comparison: string, level: string): string | undefined =>
  levelNames[comparison]?.[level];
export const signalKeys = [
  ...Object.values(levelNames).flatMap((levels) => Object.values(levels)),
  ...Object.keys(clueBits),
];

const dayFormat = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
/** "1969-09-26" → "Sep 26, 1969"; what is no date stays as it is. */
const day = (value: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayFormat.format(new Date(`${value}T00:00:00Z`)) : value;
const words: SignalWords = {
  same_given_name: both((v) => `Same given name: ${v}.`),
  nickname: pair((l, r) => `${l} and ${r} are used for one another.`),
  part_of_given_name: pair((l, r) => `Given names share a part: ${l} and ${r}.`),
  initial_of_given_name: pair((l, r) => `One given name is the other's initial: ${l} and ${r}.`),
  similar_given_name: pair((l, r) => `Given names differ by a letter or two: ${l} and ${r}.`),
  given_name_sounds_alike: pair((l, r) => `Given names sound alike: ${l} and ${r}.`),
  different_given_name: pair((l, r) => `Different given names: ${l} and ${r}.`),
  same_family_name: both((v) => `Same family name: ${v}.`),
  part_of_family_name: pair((l, r) => `Family names share a surname: ${l} and ${r}.`),
  similar_family_name: pair((l, r) => `Family names differ by a letter or two: ${l} and ${r}.`),
  family_name_sounds_alike: pair((l, r) => `Family names sound alike: ${l} and ${r}.`),
  different_family_name: pair((l, r) => `Different family names: ${l} and ${r}.`),
  names_transposed: pair((l, r) => `Given and family name stand in each other's place: ${l} and ${r}.`),
  former_name: pair((l, r) => `A former or other name agrees: ${l} and ${r}.`),
  same_birth_date: both((v) => `Same date of birth: ${day(v)}.`),
  birth_date_swapped: pair((l, r) => `Day and month of birth are swapped: ${day(l)} and ${day(r)}.`),
  birth_date_one_digit: pair((l, r) => `Dates of birth differ in one digit: ${day(l)} and ${day(r)}.`),
  birth_date_close: pair((l, r) => `Dates of birth are a slip apart: ${day(l)} and ${day(r)}.`),
  different_birth_date: pair((l, r) => `Different dates of birth: ${day(l)} and ${day(r)}.`),
  different_estimated_birth_date: pair(
    (l, r) => `Different dates of birth, one of them estimated: ${day(l)} and ${day(r)}.`,
  ),
  same_email: both((v) => `Same e-mail address: ${v}.`),
  account_email: both((v) => `One record's sign-in uses the other record's e-mail address: ${v}.`),
  same_phone: both((v) => `Same phone number: ${phone(v)}.`),
  same_address: both((v) => `Same street address: ${v}.`),
  same_certification_number: both((v) => `Same certification number: ${v}.`),
  same_license_number: both((v) => `Same family child care licence: ${v}.`),
  same_teacher_license: both((v) => `Same teacher licence: ${v}.`),
  same_employer_file_number: both((v) => `Same employer file number: ${v}.`),
  same_permit_number: both((v) => `Same permit or credential number: ${v}.`),
  same_file: () => "The very same file was sent in on both records.",
  same_ssn: () => "Same Social Security number.",
  different_ssn: () => "Different Social Security numbers.",
  different_certification_number: pair((l, r) => `Different certification numbers: ${l} and ${r}.`),
  certification_is_other_number: both(
    (v) => `The certification number on one record is the other's registry number: ${v}.`,
  ),
  employer_has_other_number: both((v) => `An employer knows this person by the other registry number: ${v}.`),
  pending_and_active_same_employer: both(
    (v) => `One record is pending and the other active at the same employer: ${v}.`,
  ),
  same_program: both((v) => `Both work or worked at ${v}.`),
  same_email_name: pair((l, r) => `E-mail addresses agree before the @: ${l} and ${r}.`),
  similar_email: pair((l, r) => `E-mail addresses differ by a letter or two: ${l} and ${r}.`),
  different_email: pair((l, r) => `Different e-mail addresses: ${l} and ${r}.`),
  phone_one_digit: pair((l, r) => `Phone numbers differ in one digit: ${phone(l)} and ${phone(r)}.`),
  different_phone: pair((l, r) => `Different phone numbers: ${phone(l)} and ${phone(r)}.`),
  same_birth_year: pair((l, r) => `Born in the same year: ${day(l)} and ${day(r)}.`),
  birth_year_close: pair((l, r) => `Born a year or so apart: ${day(l)} and ${day(r)}.`),
  given_name_resembles: pair((l, r) => `Given names resemble each other: ${l} and ${r}.`),
  family_name_resembles: pair((l, r) => `Family names resemble each other: ${l} and ${r}.`),
  same_middle_name: both((v) => `Same middle name: ${v}.`),
  initial_of_middle_name: pair((l, r) => `One middle name is the other's initial: ${l} and ${r}.`),
  similar_middle_name: pair((l, r) => `Middle names differ by a letter or two: ${l} and ${r}.`),
  different_middle_name: pair((l, r) => `Different middle names: ${l} and ${r}.`),
  similar_address: pair((l, r) => `Addresses differ by a little: ${l} and ${r}.`),
  same_zip_and_city: pair((l, r) => `Same city and ZIP code: ${l} and ${r}.`),
  same_zip: pair((l, r) => `Same ZIP code: ${l} and ${r}.`),
  same_city: pair((l, r) => `Same city: ${l} and ${r}.`),
  nearby_address: pair((l, r) => `Addresses near each other: ${l} and ${r}.`),
  same_state: pair((l, r) => `Addresses in the same state: ${l} and ${r}.`),
  different_address: pair((l, r) => `Different addresses: ${l} and ${r}.`),
  certification_number_one_digit: pair((l, r) => `Certification numbers differ in one digit: ${l} and ${r}.`),
  different_license_number: pair((l, r) => `Different family child care licences: ${l} and ${r}.`),
  different_teacher_license: pair((l, r) => `Different teacher licences: ${l} and ${r}.`),
  same_sponsor_number: both((v) => `Same sponsor number: ${v}.`),
  household: () => "People of one household share this much: address, phone and family name count less.",
  may_be_twins: () => "Born on one day with one family name and different given names: they may be twins.",
  reported_as_one_person: () => "Somebody reported the two as one person.",
  same_roster: both((v) => `Both stand on one roster: ${v}.`),
  certification_missing: () =>
    "One record states a certification it does not hold; the other holds one and states none.",
  two_accounts: () => "Two sign-ins lead to the same information.",
};

/** One signal as a sentence, as staff read it. */
export const signalInWords = (said: DuplicateSignal): string => inWords([said], words)[0]!.text;

export const withText = (signals: readonly DuplicateSignal[]): Signal[] => inWords(signals, words);
