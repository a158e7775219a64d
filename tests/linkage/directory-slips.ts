import type { Random } from "#db/seed/demo/random.ts";
import type { Slips } from "./invented-directory.ts";

type Edit = (random: Random, text: string) => string;
const LETTERS = [..."abcdefghilmnoprstu"];

const typo: Edit = (random, text) => {
  if (text.length < 4) return text;
  const at = random.int(1, text.length - 2);
  if (text[at] === " " || text[at + 1] === " ") return text;
  return random.pick([
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + random.pick(LETTERS) + text.slice(at),
    text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2),
  ]);
};
const digit: Edit = (random, text) => {
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
  if (places.length === 0) return text;
  const at = random.pick(places);
  return text.slice(0, at) + String((Number(text[at]) + random.int(1, 9)) % 10) + text.slice(at + 1);
};

const SHORTER: readonly (readonly [RegExp, string])[] = [
  [/\bCenter\b/, "Ctr"],
  [/\bUniversity\b/, "Univ."],
  [/\bSaint\b/, "St."],
  [/\bCommunity College\b/, "Comm. Coll."],
  [/\bDevelopment\b/, "Dev."],
  [/\bAvenue\b/, "Ave"],
  [/\bStreet\b/, "St"],
  [/ and /, " & "],
  [/\bDistrict\b/, "Dist."],
  [/\bChild Care\b/, "Childcare"],
];
const shorten: Edit = (_, text) => SHORTER.reduce((now, [long, short]) => now.replace(long, short), text);
const withoutTail: Edit = (_, text) => {
  const words = text.split(" ");
  return words.length > 2 && !/\d/.test(words.at(-1)!) ? words.slice(0, -1).join(" ") : text;
};
const legal: Edit = (random, text) => random.pick([`${text}, Inc.`, `The ${text}`, `${text} LLC`]);
const turned: Edit = (_, text) => {
  const words = text.split(" ");
  return words.length > 1 ? [words.at(-1)!, ...words.slice(0, -1)].join(" ") : text;
};

/** What an office does that enters the same thing again: short forms, a slip of the hand, a part left out, an old number. */
export const officeSlips: Slips = (random, row, kind) => {
  const slip = (chance: number, field: string, ...edits: Edit[]) => {
    if (row[field] && random.chance(chance)) row[field] = random.pick(edits)(random, row[field]);
  };
  const none: Edit = () => "";
  const name = kind === "trainings" ? "title" : "name";
  slip(0.75, name, shorten, shorten, typo, withoutTail, legal, turned);
  slip(0.2, name, typo);
  slip(0.5, "licensee", shorten, none, legal);
  slip(0.3, "license", digit, none, (r) => r.digits(9));
  slip(0.4, "phone", digit, none, (r) => `5${r.digits(2)}-${r.int(200, 999)}-${r.digits(4)}`);
  slip(0.4, "address", shorten, shorten, typo, none);
  slip(0.2, "zip", none, digit);
  slip(0.1, "county", none);
  slip(0.97, "unit", none);
  slip(0.4, "website", none, (_, site) => site.replace(/^https:\/\/(www\.)?/, ""));
  slip(0.1, "city", typo);
  slip(0.3, "hours", digit);
  slip(0.2, "competency", (r) => `c${r.int(1, 10)}`);
  slip(0.5, "description", none, typo);
  slip(1, "vendor", digit, (r) => r.digits(4));
  slip(0.4, "email", none, typo, (r) => `n${r.digits(5)}@gmail.com`);
  slip(0.3, "counties", none, (_, list) => list.split("; ")[0]!);
  return row;
};
