import type { Jurisdiction } from "../../jurisdictions/types.ts";
import { codeLike } from "./context.ts";
import type { Background, DemoPerson } from "./people.ts";
import type { Random } from "./random.ts";

const HOME_LANGUAGE: Record<Background, RegExp> = {
  english: /^english/i,
  spanish: /^spanish/i,
  mandarin: /mandarin/i,
  cantonese: /cantonese/i,
  vietnamese: /vietnamese/i,
  tagalog: /tagalog/i,
};

function raceOf(random: Random, background: Background): RegExp {
  if (background === "english") {
    return random.weighted([
      [/white/i, 62],
      [/black/i, 28],
      [/american indian/i, 3],
      [/another/i, 7],
    ]);
  }
  if (background === "spanish") {
    return random.weighted([
      [/another/i, 55],
      [/white/i, 35],
      [/american indian/i, 10],
    ]);
  }
  return /^asian/i;
}

/** What the person told about herself, in the state's codes; null where she left it out or prefers not to say. */
export function demographicsOf(random: Random, person: DemoPerson, jurisdiction: Jurisdiction) {
  const { shared, speaksHome, education } = person.demographics;
  const hispanic = person.background === "spanish";
  const language = codeLike(jurisdiction.languages, HOME_LANGUAGE[person.background]);
  const english = codeLike(jurisdiction.languages, /^english/i);
  const ethnicity = codeLike(jurisdiction.ethnicities, hispanic ? /^hispanic/i : /^not hispanic/i);
  const declined = shared ? null : codeLike(jurisdiction.ethnicities, /prefer not/i);
  const levels = jurisdiction.educationLevels;
  return {
    gender: person.gender ?? (random.chance(0.2) ? ("declined" as const) : null),
    ethnicity: shared ? ethnicity : random.chance(0.4) ? declined : null,
    race: shared ? [codeLike(jurisdiction.races, raceOf(random, person.background))] : null,
    primaryLanguage: shared || speaksHome ? (speaksHome ? language : english) : null,
    otherLanguages: speaksHome && random.chance(0.9) ? [english] : null,
    highestEducation:
      education === null ? null : levels[Math.floor(Math.sqrt(education) * (levels.length - 1))]!.code,
  };
}
