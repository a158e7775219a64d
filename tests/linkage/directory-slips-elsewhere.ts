import type { Random } from "#db/seed/demo/random.ts";
import type { Slips } from "./invented-directory.ts";

type Edit = (random: Random, text: string) => string;
const none: Edit = () => "";
const shouted: Edit = (_, text) => text.toUpperCase();
const cut: Edit = (_, text) => text.slice(0, 24).trim();
const known: Edit = (random, text) =>
  `${random.pick(["Bright Future", "Our Place", "Tiny World"])} dba ${text}`;
const bracketed: Edit = (random, text) =>
  `${text} (${random.pick(["formerly Lakeside", "main office", "new"])})`;
const repeated: Edit = (random, text) => {
  const at = random.int(1, Math.max(1, text.length - 2));
  return text.slice(0, at) + text[at] + text.slice(at);
};
const heard: Edit = (_, text) =>
  text.replace(/ck/g, "k").replace(/ph/g, "f").replace(/ee/g, "ea").replace(/ou/g, "u");
const initials: Edit = (_, text) => {
  const words = text.split(/\s+/).filter((word) => /^[A-Z]/.test(word));
  return words.length > 2 ? words.map((word) => word[0]).join("") : text;
};
const inWords: Edit = (_, text) =>
  ["zero", "One", "Two", "Three", "Four", "Five"].reduce(
    (now, word, at) => now.replace(new RegExp(`\\b${at}\\b`), word),
    text,
  );
const joined: Edit = (_, text) => text.replace(" ", "");
const swapped: Edit = (random, text) => {
  const at = random.int(0, Math.max(0, text.length - 2));
  return text.slice(0, at) + (text[at + 1] ?? "") + text[at]! + text.slice(at + 2);
};

/**
 * What comes from elsewhere (another agency's file, a form read by a machine, a telephone): capitals, cut names, trade names,
 * initials, spelling by ear. None of these edits is one of `officeSlips`; the engine was not changed after seeing them.
 */
export const elsewhereSlips: Slips = (random, row, kind) => {
  const slip = (chance: number, field: string, ...edits: Edit[]) => {
    if (row[field] && random.chance(chance)) row[field] = random.pick(edits)(random, row[field]);
  };
  const withPlace: Edit = (_, text) => (row.city ? `${text} - ${row.city}` : `${text} Online`);
  const name = kind === "trainings" ? "title" : "name";
  slip(0.7, name, shouted, cut, known, bracketed, repeated, heard, inWords, joined, withPlace);
  slip(0.08, name, initials);
  slip(0.5, "licensee", shouted, cut, heard);
  slip(0.35, "license", swapped, none, (_, text) => `LIC-${text}`);
  slip(0.5, "phone", none, (_, text) => `+1 (${text.slice(0, 3)}) ${text.slice(4)} ext. 12`, swapped);
  slip(
    0.5,
    "address",
    shouted,
    (r, text) => `${text}, Suite ${r.int(1, 40)}`,
    (r) => `P.O. Box ${r.int(1, 900)}`,
  );
  slip(0.4, "zip", (r, text) => `${text}-${r.digits(4)}`, none);
  slip(0.3, "county", (_, text) => `${text} County`, none);
  slip(0.97, "unit", none);
  slip(0.5, "website", none, (_, site) => `${site.replace(/\/$/, "")}/about/index.html`, shouted);
  slip(0.12, "city", heard, shouted);
  slip(0.2, "hours", (_, text) => String(Number(text) + 0.5));
  slip(0.15, "competency", none);
  slip(0.1, "language", none);
  slip(0.5, "description", none, shouted, cut);
  slip(1, "vendor", swapped, (r) => r.digits(4));
  slip(0.4, "email", none, shouted, (r) => `info${r.digits(3)}@yahoo.com`);
  slip(0.3, "counties", none, shouted);
  return row;
};
