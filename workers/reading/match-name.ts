import type { NameMatch } from "#db/enums.ts";
import { fold } from "./fold.ts";

export type PersonName = { givenName: string; middleName: string | null; familyName: string };

/** A word of a name: folded, and as a pattern of what scanned print may have made of it. */
type NameWord = { text: string; pattern: RegExp };

/** Particles and suffixes that one office prints and another leaves out. */
const LOOSE = new Set([
  "de",
  "del",
  "la",
  "las",
  "los",
  "da",
  "dos",
  "van",
  "von",
  "jr",
  "sr",
  "ii",
  "iii",
  "y",
]);

/** Letters that character recognition takes for each other, and nothing more: María is not Mario. */
const CONFUSED: Readonly<Record<string, string>> = {
  i: "(?:[il1|tj])",
  l: "(?:[il1|t])",
  t: "(?:[tl1])",
  o: "(?:[o0qc])",
  s: "(?:[s5])",
  b: "(?:[b8])",
  g: "(?:[g9q6])",
  z: "(?:[z2])",
  m: "(?:m|rn|nn|in)",
  n: "(?:n|ri|fi|ii)",
  w: "(?:w|vv)",
  d: "(?:d|cl)",
  h: "(?:h|b|li)",
  u: "(?:u|ii)",
};

/** An accented letter may come out as any one or two: `Peña` is scanned as `Pefia`, `Pe?a` and `Pena`. */
function patternOf(word: string): RegExp {
  const parts = [...word.normalize("NFC")].flatMap((letter) => {
    const plain = fold(letter);
    if (plain === "") return [];
    if (plain !== letter.toLowerCase()) return ["(?:[a-z0-9]{1,2})"];
    return [CONFUSED[plain] ?? plain.replace(/[^a-z0-9]/g, ".")];
  });
  return new RegExp(`^${parts.join("")}$`);
}

const wordsOf = (text: string | null | undefined): NameWord[] =>
  (text ?? "")
    .replace(/['’`´]/g, "")
    .replace(/[|!]/g, "l")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => fold(word) !== "" && !LOOSE.has(fold(word)))
    .map((word) => ({ text: fold(word), pattern: patternOf(word) }));

const same = (own: NameWord, read: NameWord): boolean =>
  own.text === read.text || own.pattern.test(read.text) || read.pattern.test(own.text);

const stands = (own: NameWord, read: readonly NameWord[]): boolean => read.some((word) => same(own, word));

const joined = (words: readonly NameWord[]): string =>
  words
    .map((word) => word.text)
    .sort()
    .join("");

function sameName(read: readonly NameWord[], name: PersonName): boolean {
  const given = wordsOf(name.givenName);
  const middle = wordsOf(name.middleName);
  const family = wordsOf(name.familyName);
  const known = [...given, ...middle, ...family];
  if (given.length === 0 || family.length === 0) return false;
  if (joined(known) === joined(read)) return true;
  if (known.map((word) => word.text).join("") === read.map((word) => word.text).join("")) return true;
  // Of two family names one may be missing, of several given names the first must stand.
  if (!family.some((word) => stands(word, read)) || !stands(given[0]!, read)) return false;
  const strange = read.filter(
    (word) =>
      !known.some((own) => same(own, word) || (word.text.length === 1 && own.text.startsWith(word.text))),
  );
  // One more name than the record has is a middle name the record lacks; a second strange one is another person.
  return strange.filter((word) => word.text.length > 1).length <= (middle.length === 0 ? 1 : 0);
}

/** A whole former name in either order, `Given Family` or `Family, Given`. */
function spread(text: string): PersonName {
  const [family, given] = text.split(",");
  if (given !== undefined) return { givenName: given, middleName: null, familyName: family ?? "" };
  const words = text.trim().split(/\s+/);
  return { givenName: words[0] ?? "", middleName: null, familyName: words.slice(1).join(" ") };
}

/**
 * How the name read from a document relates to the record: `same`, one of the `former` names (given as whole names, or
 * as a former family name alone), `differs`, or `absent` when none was read. Order, accents, case, hyphens, a middle
 * name or initial and what character recognition confuses do not matter; any other letter does. S19
 */
export function matchName(
  read: string | null | undefined,
  profile: PersonName,
  formerNames: readonly string[] = [],
): NameMatch {
  const words = wordsOf(read);
  if (words.length === 0) return "absent";
  if (sameName(words, profile)) return "same";
  const former = formerNames.some(
    (name) => sameName(words, spread(name)) || sameName(words, { ...profile, familyName: name }),
  );
  return former ? "former" : "differs";
}
