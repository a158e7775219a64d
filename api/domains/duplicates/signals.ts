import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import type { Signal } from "./schemas.ts";

/** Points of every signal; negative speaks against. Bands below are sums of these. */
export const points = {
  same_given_name: 2,
  nickname: 1.5,
  part_of_given_name: 1.5,
  initial_of_given_name: 0.5,
  similar_given_name: 1.2,
  given_name_sounds_alike: 0.8,
  different_given_name: -5,
  same_family_name: 2,
  part_of_family_name: 1.5,
  similar_family_name: 1.2,
  family_name_sounds_alike: 0.8,
  different_family_name: -1.5,
  names_transposed: 3.5,
  former_name: 0.5,
  same_birth_date: 4.5,
  birth_date_swapped: 3.5,
  birth_date_one_digit: 2.5,
  birth_date_close: 2,
  different_birth_date: -4,
  different_estimated_birth_date: -1,
  same_email: 4,
  account_email: 4,
  same_phone: 2.5,
  same_address: 1.5,
  same_certification_number: 6,
  same_license_number: 5,
  same_teacher_license: 6,
  same_employer_file_number: 3,
  same_permit_number: 6,
  same_file: 5.5,
  same_ssn: 9,
  different_ssn: -7,
  different_certification_number: -2,
  certification_is_other_number: 6,
  employer_has_other_number: 6,
  pending_and_active_same_employer: 1.5,
  same_program: 0.8,
  two_accounts: 0.5,
} as const;
export type SignalKey = keyof typeof points;

/** Lowest score of each band. A pair below `possible` is nobody's work. */
export const bands = { strong: 8.5, likely: 6.5, possible: 4.4 } as const;

const both = (say: (value: string) => string) => (s: DuplicateSignal) => say(s.left ?? "");
const pair = (say: (left: string, right: string) => string) => (s: DuplicateSignal) =>
  say(s.left ?? "", s.right ?? "");

const dayFormat = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
/** "1969-09-26" → "Sep 26, 1969"; what is no date stays as it is. */
const day = (value: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayFormat.format(new Date(`${value}T00:00:00Z`)) : value;
/** Ten digits, compared bare, → "(213) 555-0171". */
const phone = (value: string) => value.replace(/^1?(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");

const words: Record<SignalKey, (signal: DuplicateSignal) => string> = {
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
  former_name: both((v) => `It is a former or other name that agrees: ${v}.`),
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
  two_accounts: () => "Two sign-ins lead to the same information.",
};

/** One signal as a sentence, as staff read it. */
export function signalInWords(signal: DuplicateSignal): string {
  return Object.hasOwn(words, signal.key)
    ? words[signal.key as SignalKey](signal)
    : signal.key.replaceAll("_", " ");
}

export const withText = (signals: readonly DuplicateSignal[]): Signal[] =>
  signals.map((signal) => ({ ...signal, text: signalInWords(signal) }));
