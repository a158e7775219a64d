import { labelOf } from "#db/jurisdictions/index.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";

/** How reports write the stored kinds; what a state names itself comes from its jurisdiction. B-R1 */
const deliveryTypes: Readonly<Record<string, string>> = {
  peer_to_peer: "Peer to peer",
  training: "Training",
  training_of_trainers: "Training of trainers",
  technical_assistance: "Technical assistance",
  coaching: "Coaching",
  mentoring: "Mentoring",
};
const deliveryMethods: Readonly<Record<string, string>> = { classroom: "Classroom", online: "Online" };
const funding: Readonly<Record<string, string>> = {
  cde_f5: "State funded (CDE/F5)",
  fee_for_service: "Fee for service",
};
const genders: Readonly<Record<string, string>> = {
  female: "Female",
  male: "Male",
  nonbinary: "Nonbinary",
  another: "Another",
  declined: "Prefer not to answer",
};

const wordFor = (words: Readonly<Record<string, string>>) => (code: string | null) =>
  code === null ? null : (words[code] ?? code);
export const deliveryTypeWord = wordFor(deliveryTypes);
export const deliveryMethodWord = wordFor(deliveryMethods);
export const fundingWord = wordFor(funding);
export const genderWord = wordFor(genders);

/** The label of a stored code, or null where nothing is stored. */
export const word = (terms: Parameters<typeof labelOf>[0], code: string | null): string | null =>
  code === null || code === "" ? null : labelOf(terms, code);

const competencies = new WeakMap<Jurisdiction, Map<string, string>>();
/** The label of a competency, whatever its framework; a code no longer in the lists is shown as it is. */
export function competencyWord(jurisdiction: Jurisdiction, code: string): string {
  let words = competencies.get(jurisdiction);
  if (!words) {
    const terms = jurisdiction.frameworks.flatMap((framework) => framework.competencies);
    words = new Map(terms.map((term) => [term.code, term.label]));
    competencies.set(jurisdiction, words);
  }
  return words.get(code) ?? code;
}
