import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import type { Explanation } from "../../linkage/index.ts";
import { both, inWords, pair, phone, type SignalWords, saidBy } from "../duplicates/index.ts";
import type { Signal } from "./schemas.ts";

const nameLevels = (what: string) => ({
  exact: `same_${what}`,
  order: `${what}_in_other_order`,
  alias: `${what}_by_alias`,
  contained: `${what}_within`,
  similar: `similar_${what}`,
  stem: `same_stem_of_${what}`,
  overlap: `${what}_shares_words`,
  different: `different_${what}`,
});
const numberLevels = {
  same: "same_number_in_name",
  some: "number_in_name_partly",
  different: "different_number_in_name",
};

/** What each level of each comparison is called as a signal; a level not listed says nothing worth a line. */
const levelNames: Record<string, Record<string, string>> = {
  license_number: { same: "same_license", one_digit: "license_one_digit", different: "different_license" },
  phone: { same: "same_phone", one_digit: "phone_one_digit", different: "different_phone" },
  setting: { same: "same_setting", different: "different_setting" },
  county: { same: "same_county", different: "different_county" },
  name_number: numberLevels,
  title_number: numberLevels,
  licensee: nameLevels("licensee"),
  name: nameLevels("name"),
  title: nameLevels("name"),
  address: {
    same: "same_address",
    similar: "similar_address",
    zip_and_city: "same_town_and_zip",
    zip: "same_zip",
    city: "same_town",
    near: "nearby",
    other_line: "other_street_address",
    different: "different_address",
  },
  ipeds_unit: { same: "same_unit", different: "different_unit" },
  website: { same: "same_website", different: "different_website" },
  state: { same: "same_state", different: "different_state" },
  sponsor: { same: "same_sponsor", different: "different_sponsor" },
  language: { same: "same_language", different: "different_language" },
  hours: { same: "same_hours", near: "similar_hours", different: "different_hours" },
  competency: { same: "same_competency", different: "different_competency" },
  description: {
    same: "same_description",
    similar: "similar_description",
    different: "different_description",
  },
  vendor_code: { same: "same_vendor_code", one_digit: "vendor_code_one_digit" },
  email: {
    same: "same_email",
    same_local: "same_email_name",
    similar: "similar_email",
    different: "different_email",
  },
  counties: { same: "same_counties", some: "shared_counties", different: "different_counties" },
  relatives: { siblings: "siblings" },
};

/** Said once where both write it alike. */
const said = (what: string) => pair((l, r) => `${what}: ${l === r ? l : `${l} and ${r}`}.`);

const nameWords = (what: string, Name: string, names: string): SignalWords => ({
  [`same_${what}`]: pair((l, r) =>
    l === r ? `Same ${Name}: ${l}.` : `Same ${Name}, written in two ways: ${l} and ${r}.`,
  ),
  [`${what}_in_other_order`]: pair((l, r) => `The same words in another order: ${l} and ${r}.`),
  [`${what}_by_alias`]: pair(
    (l, r) => `One ${Name} is another name or the initials of the other: ${l} and ${r}.`,
  ),
  [`${what}_within`]: pair((l, r) => `One ${Name} is a part of the other: ${l} and ${r}.`),
  [`similar_${what}`]: pair((l, r) => `${names} differ by a slip: ${l} and ${r}.`),
  [`same_stem_of_${what}`]: pair((l, r) => `${names} differ only in words that many have: ${l} and ${r}.`),
  [`${what}_shares_words`]: pair((l, r) => `${names} share telling words: ${l} and ${r}.`),
  [`different_${what}`]: pair((l, r) => `Different ${names.toLowerCase()}: ${l} and ${r}.`),
});

const words: SignalWords = {
  ...nameWords("name", "name", "Names"),
  ...nameWords("licensee", "licensee", "Licensees"),
  same_license: both((v) => `Same license number: ${v}.`),
  license_one_digit: pair((l, r) => `License numbers differ in one digit: ${l} and ${r}.`),
  different_license: pair((l, r) => `Different license numbers: ${l} and ${r}.`),
  same_phone: both((v) => `Same phone number: ${phone(v)}.`),
  phone_one_digit: pair((l, r) => `Phone numbers differ in one digit: ${phone(l)} and ${phone(r)}.`),
  different_phone: pair((l, r) => `Different phone numbers: ${phone(l)} and ${phone(r)}.`),
  same_setting: () => "Same setting.",
  different_setting: () => "Different settings.",
  same_county: () => "Same county.",
  different_county: () => "Different counties.",
  same_number_in_name: () => "The same number or direction in both names.",
  number_in_name_partly: () => "One name has a number or direction more than the other.",
  different_number_in_name: pair((l, r) => `The number in the name tells them apart: ${l} and ${r}.`),
  same_address: both((v) => `Same street address: ${v}.`),
  similar_address: pair((l, r) => `Addresses differ by a little: ${l} and ${r}.`),
  same_town_and_zip: said("Same town and ZIP code"),
  same_zip: said("Same ZIP code"),
  same_town: said("Same town"),
  nearby: pair((l, r) => `Addresses near each other: ${l} and ${r}.`),
  other_street_address: pair((l, r) => `Two street addresses in one town: ${l} and ${r}.`),
  different_address: pair((l, r) => `Different addresses: ${l} and ${r}.`),
  same_unit: both((v) => `Same number in the federal directory: ${v}.`),
  different_unit: pair((l, r) => `Two numbers in the federal directory: ${l} and ${r}.`),
  same_website: both((v) => `Same website: ${v}.`),
  different_website: pair((l, r) => `Different websites: ${l} and ${r}.`),
  same_state: () => "Same state.",
  different_state: pair((l, r) => `Different states: ${l} and ${r}.`),
  same_sponsor: () => "Of the same training organization.",
  different_sponsor: () => "Of two training organizations.",
  same_language: both((v) => `Same language: ${v}.`),
  different_language: pair((l, r) => `In two languages: ${l} and ${r}.`),
  same_hours: both((v) => `Same hours: ${v}.`),
  similar_hours: pair((l, r) => `Nearly the same hours: ${l} and ${r}.`),
  different_hours: pair((l, r) => `Different hours: ${l} and ${r}.`),
  same_competency: () => "Same competency.",
  different_competency: () => "Different competencies.",
  same_description: () => "The same description.",
  similar_description: () => "Descriptions differ by a little.",
  different_description: () => "Different descriptions.",
  same_vendor_code: both((v) => `Same vendor code: ${v}.`),
  vendor_code_one_digit: pair((l, r) => `Vendor codes differ in one letter or digit: ${l} and ${r}.`),
  same_email: both((v) => `Same e-mail address: ${v}.`),
  same_email_name: pair((l, r) => `E-mail addresses agree before the @: ${l} and ${r}.`),
  similar_email: pair((l, r) => `E-mail addresses differ by a letter or two: ${l} and ${r}.`),
  different_email: pair((l, r) => `Different e-mail addresses: ${l} and ${r}.`),
  same_counties: both((v) => `Serve the same counties: ${v}.`),
  shared_counties: pair((l, r) => `Serve counties in common: ${l} and ${r}.`),
  different_counties: pair((l, r) => `Serve different counties: ${l} and ${r}.`),
  siblings: () =>
    "Sites of one licensee, campuses of one university and parts of one series share this much: it counts less.",
};

/** What the model said of two records, level by level, as signals. */
export const signalsOf = (explanation: Explanation): DuplicateSignal[] =>
  saidBy(explanation, (comparison, level) => levelNames[comparison]?.[level]).sort(
    (x, y) => Math.abs(y.points) - Math.abs(x.points),
  );

export const directorySignalKeys = Object.values(levelNames).flatMap((levels) => Object.values(levels));

export const withText = (signals: readonly DuplicateSignal[]): Signal[] => inWords(signals, words);
