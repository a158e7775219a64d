import type { Section } from "#db/seed/evaluation/truth.ts";

/** Lower case, accents, punctuation and runs of blanks gone: what texts are compared on. */
export const foldText = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đĐ]/g, "d")
    .replace(/[łŁ]/g, "l")
    .replace(/[øØ]/g, "o")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const foldCode = (text: string): string => foldText(text).replaceAll(" ", "");
/** Signs after the letter count: `B+` is not `B`. */
const foldGrade = (text: string): string => text.toUpperCase().replace(/[–—−]/g, "-").replace(/\s/g, "");
const foldName = (text: string): string => foldText(text).split(" ").sort().join(" ");
const foldCity = (text: string): string => foldText(text.split(",")[0] ?? "");
const foldInstitution = (text: string): string => foldText(text).replace(/^the /, "");

/** `fall 2019` for every way to print it; other texts folded. */
export function foldTerm(text: string): string {
  const plain = foldText(text);
  const season = /\b(fall|autumn|winter|spring|summer)\b/.exec(plain)?.[1]?.replace("autumn", "fall");
  const year = /\b(19|20)\d\d\b/.exec(plain)?.[0];
  return season && year ? `${season} ${year}` : plain;
}

/** From 0 to 1 by the edits (insert, delete, replace) between two folded texts, against the longer one. */
export function similarity(one: string, other: string): number {
  const [a, b] = [foldText(one), foldText(other)];
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 1;
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swapped, before[j]! + 1, row[j - 1]! + 1));
    }
    before = row;
  }
  return 1 - before[b.length]! / longer;
}

/** Titles this alike are the same title: a clerk would leave the slip or mend one letter. */
export const SAME_TITLE = 0.85;

const by = (fold: (text: string) => string) => (one: string, other: string) => fold(one) === fold(other);
const sameNumber = (one: string, other: string) =>
  other.trim() !== "" && Number(one) === Number(other.replace(",", "."));
const sameTitle = (one: string, other: string) => similarity(one, other) >= SAME_TITLE;
const sameExactly = (one: string, other: string) => one === other.trim();

const SAME: Readonly<Record<string, (truth: string, proposed: string) => boolean>> = {
  ...{ units: sameNumber, hours: sameNumber, title: sameTitle, major: sameTitle, sponsorName: sameTitle },
  ...{ courseNumber: by(foldCode), documentNumber: by(foldCode), certificateNumber: by(foldCode) },
  ...{ grade: by(foldGrade), term: by(foldTerm), institutionName: by(foldInstitution) },
  ...{ person: by(foldName), institution: by(foldInstitution), institutionCity: by(foldCity) },
};

/** Whether a proposed value is what the truth says; codes and dates must be equal to the letter. */
export function sameValue(field: string, truth: string, proposed: string): boolean {
  if (truth === "" || proposed.trim() === "") return truth === proposed.trim();
  return (SAME[field] ?? sameExactly)(truth, proposed);
}

/** The cells that make a row right; those the truth leaves out are not asked for. */
export const ROW_CELLS: Readonly<Record<Section, readonly string[]>> = {
  courses: ["courseNumber", "title", "units", "grade", "term"],
  degrees: ["level", "major", "conferredOn"],
  credentials: ["name", "level", "documentNumber", "issuedOn", "expiresOn"],
  trainingHours: ["title", "hours", "completedOn", "certificateNumber"],
};
