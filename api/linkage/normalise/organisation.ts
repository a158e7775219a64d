import { fold } from "./fold.ts";
import { marksOf, organisationWords } from "./organisation-words.ts";

/** A name of an organisation or a title as it is compared. */
export type FoldedOrganisation = {
  /** Its words in their order, long forms, without legal form and articles. */
  core: string;
  /** The same words, each once, in alphabetical order. */
  words: string[];
  /** Those that not every second one of its kind has in its name. */
  stem: string[];
  /** Numbers, directions and what else tells one site or part from the next. */
  marks: string[];
  /** Further names (also what stands in brackets, or after "dba"), run together. */
  aliases: string[];
  /** Initials of its names: "City College of San Francisco" → "ccsf". */
  acronyms: string[];
};

/** What is usual among one kind of things: words that everybody has, and words that tell two apart. */
export type NameHabits = { generic: ReadonlySet<string>; telling: ReadonlySet<string> };

const nothing: FoldedOrganisation = { core: "", words: [], stem: [], marks: [], aliases: [], acronyms: [] };
const ALSO =
  /\s+(?:d\.?\s?\/?b\.?\s?\/?a\.?|a\.?k\.?a\.?|f\.?k\.?a\.?|doing business as|formerly|formerly known as)\s+/i;

/** Folds a name once and for all. `aliases` are further names that the record says itself. */
export function foldOrganisation(
  name: string | null | undefined,
  { generic, telling }: NameHabits,
  aliases: readonly string[] = [],
): FoldedOrganisation {
  const bracketed = [...(name ?? "").matchAll(/\(([^)]{2,})\)/g)].map((found) => found[1]!);
  const [first = "", ...others] = (name ?? "").replace(/\([^)]*\)/g, " ").split(ALSO);
  const words = organisationWords(fold(first) || fold(name ?? ""));
  if (words.length === 0) return nothing;
  const distinct = [...new Set(words)].sort();
  const core = words.join(" ");
  const further = [...others, ...bracketed, ...aliases].map((other) => organisationWords(fold(other)));
  const run = core.replaceAll(" ", "");
  return {
    ...{ core, words: distinct, stem: distinct.filter((word) => !generic.has(word)) },
    marks: marksOf(words, telling),
    aliases: [...new Set(further.map((each) => each.join("")))].filter((each) => each !== "" && each !== run),
    acronyms: [...new Set([words, ...further].flatMap(initialsOf))],
  };
}

/** Two letters say too little. */
function initialsOf(words: readonly string[]): string[] {
  const initials = words.map((word) => word.slice(0, 1)).join("");
  return words.length > 2 ? [initials] : [];
}
