import { compileSite } from "../compare/address.ts";
import { compileCode, compileNumber, compileSame } from "../compare/codes.ts";
import { compileMarks, compileOrganisation } from "../compare/organisation.ts";
import { hashOf } from "../hash.ts";
import { type Address, foldAddress, foldZip } from "../normalise/contact.ts";
import { fold } from "../normalise/fold.ts";
import type { FoldedOrganisation } from "../normalise/organisation.ts";
import { soundsOf } from "../normalise/person.ts";
import type { Column, Level } from "../spec.ts";
import type { Field, Part } from "./directory.ts";
import { level, missing } from "./levels.ts";

export type Shared = { shared?: number };
type Shown<Input> = { show: (input: Input) => string | null };
type Named<Input, Folded> = Shown<Input> & { of: (folded: Folded) => FoldedOrganisation };

/**
 * An organisation's name or a title. The levels of words are those that record linkage of businesses uses (Winkler 1995,
 * "Matching and record linkage", in Business Survey Methods): order, parts, initials and slips each with a weight of its own.
 */
export const nameField = <Input, Folded>(
  key: string,
  column: string,
  { of, show, shared = 0, different = 0.06 }: Named<Input, Folded> & Shared & { different?: number },
): Field<Input, Folded> => ({
  comparison: {
    key,
    reads: nameColumns(column).map(({ name }) => name),
    cost: 6,
    shared,
    levels: [
      missing,
      level("exact", 0.5, 1e-3, { frequency: column }),
      level("order", 0.05, 1e-4),
      level("alias", 0.05, 1e-4),
      level("contained", 0.12, 2e-3),
      level("similar", 0.1, 5e-4),
      level("stem", 0.06, 2e-3),
      level("overlap", 0.06, 0.02),
      level("different", different, 0.97, { mostShare: 2 * different }),
    ],
    compile: (view) => compileOrganisation(view, column),
  },
  columns: nameColumns(column),
  values: (folded) => {
    const { core, words, stem, aliases, acronyms } = of(folded);
    return [core, words, stem, aliases, acronyms];
  },
  show,
});

const nameColumns = (column: string): Column[] => [
  { name: column, kind: "text" },
  ...["Words", "Stem", "Aliases", "Acronyms"].map((end): Column => ({ name: column + end, kind: "texts" })),
];

/** Numbers and directions in a name: Head Start #3 is not #4, however alike the rest is. */
export const marksField = <Input, Folded>(
  key: string,
  column: string,
  { of, show }: Named<Input, Folded>,
): Field<Input, Folded> => ({
  comparison: {
    key,
    reads: [column],
    cost: 3,
    levels: [
      missing,
      level("same", 0.96, 0.05, { mostBits: 1 }),
      level("some", 0.036, 0.05, { mostBits: 1 }),
      level("different", 0.004, 0.9, { mostShare: 0.004 }),
    ],
    compile: (view) => compileMarks(view, column),
  },
  columns: [{ name: column, kind: "texts" }],
  values: (folded) => [of(folded).marks],
  show,
});

/** One telephone number, or several of which any may agree. */
export const phoneField = <Input, Folded>({
  of,
  show,
  shared,
}: Shown<Input> & Shared & { of: (folded: Folded) => number[] }): Field<Input, Folded> => ({
  comparison: {
    key: "phone",
    reads: ["phone", "morePhones"],
    cost: 2,
    shared: shared ?? 0,
    levels: [
      missing,
      level("same", 0.7, 1e-4),
      level("one_digit", 0.04, 1e-5, { mostBits: 9 }),
      level("different", 0.26, 1),
    ],
    compile: (view) => compileNumber(view, "phone", "morePhones"),
  },
  columns: [
    { name: "phone", kind: "number" },
    { name: "morePhones", kind: "numbers" },
  ],
  values: (folded) => {
    const phones = of(folded);
    return [phones[0] ?? 0, phones.length > 1 ? phones : []];
  },
  show,
});

export type Place = Address & { city: string; zip: string };
export const foldPlace = (line: string | null, city: string | null, zip: string | null): Place => ({
  ...foldAddress(line ?? ""),
  ...{ city: fold(city ?? ""), zip: foldZip(zip ?? "") },
});
export const shownPlace = (...parts: (string | null | undefined)[]): string | null =>
  parts.filter(Boolean).join(", ") || null;

/** Where it is: one comparison, because town follows from line. */
export const addressField = <Input, Folded>({
  of,
  show,
  shared = 0,
}: Shown<Input> & Shared & { of: (folded: Folded) => Place }): Field<Input, Folded> => ({
  comparison: {
    key: "address",
    reads: ["house", "street", "city", "zip", "state"],
    cost: 7,
    shared,
    levels: [
      missing,
      level("same", 0.55, 1e-4),
      level("similar", 0.12, 1e-4),
      level("zip_and_city", 0.12, 5e-3, { frequency: "zip" }),
      level("zip", 0.03, 5e-3, { frequency: "zip" }),
      level("city", 0.08, 0.03, { frequency: "city" }),
      level("near", 0.04, 0.02, { mostBits: 3 }),
      level("other_line", 0.04, 0.04, { mostBits: 0 }),
      level("different", 0.05, 0.95, { mostShare: 0.1 }),
    ],
    compile: compileSite,
  },
  columns: [
    { name: "house", kind: "number" },
    { name: "street", kind: "text" },
    { name: "city", kind: "text" },
    { name: "zip", kind: "text" },
    { name: "state", kind: "number" },
  ],
  values: (folded) => {
    const { house, street, city, zip } = of(folded);
    // The state has a comparison of its own, or every record is in the same.
    return [house === "" ? 0 : Number(house.slice(-9)), street, city, zip, 0];
  },
  show,
});

/** A number that another authority gave, compared as it is written. */
export const codeField = <Input, Folded>(
  key: string,
  column: string,
  levels: readonly Level[],
  { of, show, shared = 0 }: Shown<Input> & Shared & { of: (folded: Folded) => string },
): Field<Input, Folded> => ({
  comparison: {
    ...{ key, shared, reads: [column], cost: 2, levels: [missing, ...levels] },
    compile: (view) => compileCode(view, column),
  },
  columns: [{ name: column, kind: "text" }],
  values: (folded) => [of(folded)],
  show,
});

/** One of a list, or a hash: the same or not. */
export const sameField = <Input, Folded>(
  key: string,
  column: string,
  levels: readonly [same: Level, different: Level],
  { of, show, shared = 0 }: Shown<Input> & Shared & { of: (folded: Folded) => string },
): Field<Input, Folded> => ({
  comparison: {
    ...{ key, shared, reads: [column], cost: 1, levels: [missing, ...levels] },
    compile: (view) => compileSame(view, column),
  },
  columns: [{ name: column, kind: "number" }],
  values: (folded) => {
    const text = of(folded);
    return [text === "" ? 0 : hashOf(text)];
  },
  show,
});

/** How a name helps records meet: whole, its words in any order, any telling word, how telling words sound, initials. */
export const nameParts = <Folded>(column: string, of: (folded: Folded) => FoldedOrganisation) =>
  ({
    name: { reads: [column, `${column}Words`], of: (folded: Folded) => allNames(of(folded)) },
    words: { reads: [column, `${column}Words`], of: (folded: Folded) => [of(folded).words.join(" ")] },
    word: { reads: [column, `${column}Words`, `${column}Stem`], of: (folded: Folded) => telling(of(folded)) },
    sound: {
      reads: [column, `${column}Words`, `${column}Stem`],
      of: (folded: Folded) => telling(of(folded)).flatMap((word) => soundsOf(word).slice(0, 1)),
    },
    start: {
      reads: [column, `${column}Words`, `${column}Stem`],
      of: (folded: Folded) => telling(of(folded)).map((word) => word.slice(0, 4)),
    },
    two: {
      reads: [column, `${column}Words`, `${column}Stem`],
      of: (folded: Folded) => pairs(telling(of(folded))),
    },
  }) satisfies Record<string, Part<Folded>>;

/** Names and initials meet under one key, so that "CCSF" finds the college of that name. */
const allNames = ({ core, aliases, acronyms }: FoldedOrganisation) => [
  core.replaceAll(" ", ""),
  ...aliases,
  ...acronyms,
];

const telling = ({ stem, words }: FoldedOrganisation) => (stem.length > 0 ? stem : words);

const pairs = (words: readonly string[]) =>
  words.flatMap((word, at) => words.slice(at + 1).map((other) => `${word} ${other}`));
