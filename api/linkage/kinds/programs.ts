import { foldIdentifier, foldPhone } from "../normalise/contact.ts";
import { fold } from "../normalise/fold.ts";
import { foldOrganisation, type NameHabits } from "../normalise/organisation.ts";
import { DIRECTIONS } from "../normalise/organisation-words.ts";
import type { Spec } from "../spec.ts";
import { type DirectoryInput, directorySpec } from "./directory.ts";
import {
  addressField,
  codeField,
  foldPlace,
  marksField,
  nameField,
  nameParts,
  phoneField,
  sameField,
  shownPlace,
} from "./directory-fields.ts";
import { level } from "./levels.ts";

/** A program as its license, its own people and the registry write it down. */
export type ProgramInput = DirectoryInput & {
  name: string;
  licenseNumber: string | null;
  licensee: string | null;
  setting: string | null;
  addressLine: string | null;
  city: string | null;
  zip: string | null;
  county: string | null;
  phone: string | null;
};

/** What half of all programs have in their name, and what tells two rooms under one roof apart. */
const habits: NameHabits = {
  generic: new Set(
    "academy care cdc center child childcare children community day early ece education family fcc home house kid learning little nursery preschool prekindergarten program school service headstart kindergarten".split(
      " ",
    ),
  ),
  telling: new Set([...DIRECTIONS, ..."infant toddler afterschool schoolage".split(" ")]),
};
const owner: NameHabits = {
  generic: new Set("child children education family program school service".split(" ")),
  telling: new Set(),
};

function foldProgram(input: ProgramInput) {
  return {
    name: foldOrganisation(input.name, habits),
    licensee: foldOrganisation(input.licensee, owner),
    license: foldIdentifier(input.licenseNumber ?? ""),
    ...{ setting: input.setting ?? "", county: fold(input.county ?? "").replace(/ county$/, "") },
    phones: [foldPhone(input.phone ?? "")].filter((phone) => phone > 0),
    place: foldPlace(input.addressLine, input.city, input.zip),
  };
}
type Folded = ReturnType<typeof foldProgram>;

/**
 * How programs are compared. Two sites of one licensee share its name, its office's telephone and often the stem of their
 * own name: they are siblings, told apart by address, license and number.
 */
export const programSpec = (extras: readonly string[] = []): Spec<ProgramInput> =>
  directorySpec<ProgramInput, Folded, keyof typeof parts>(
    { kind: "programs", fold: foldProgram, fields, parts, rules },
    extras,
  );

const fields = [
  codeField<ProgramInput, Folded>(
    "license_number",
    "license",
    // Licenses of one day follow each other: a digit off says little, and an owner's change brings a new number.
    [
      level("same", 0.86, 1e-5),
      level("one_digit", 0.06, 1e-3, { mostBits: 3 }),
      level("different", 0.08, 1, { mostShare: 0.2 }),
    ],
    { of: ({ license }) => license, show: ({ licenseNumber }) => licenseNumber },
  ),
  phoneField<ProgramInput, Folded>({ of: ({ phones }) => phones, show: ({ phone }) => phone, shared: 0.5 }),
  sameField<ProgramInput, Folded>(
    "setting",
    "setting",
    [level("same", 0.95, 0.45, { mostBits: 1.5 }), level("different", 0.05, 0.55)],
    { of: ({ setting }) => setting, show: ({ setting }) => setting, shared: 0.6 },
  ),
  sameField<ProgramInput, Folded>(
    "county",
    "county",
    // Where both say the town, the county follows from it.
    [level("same", 0.97, 0.15, { mostBits: 0.5 }), level("different", 0.03, 0.85, { mostShare: 0.05 })],
    { of: ({ county }) => county, show: ({ county }) => county, shared: 0.5 },
  ),
  marksField<ProgramInput, Folded>("name_number", "marks", {
    of: ({ name }) => name,
    show: ({ name }) => name,
  }),
  nameField<ProgramInput, Folded>("licensee", "licensee", {
    ...{ of: ({ licensee }) => licensee, show: ({ licensee }) => licensee },
    ...{ shared: 0.95, different: 0.1 },
  }),
  nameField<ProgramInput, Folded>("name", "name", {
    ...{ of: ({ name }) => name, show: ({ name }) => name, shared: 0.5 },
  }),
  addressField<ProgramInput, Folded>({
    of: ({ place }) => place,
    show: ({ addressLine, city, zip }) => shownPlace(addressLine, city, zip),
    shared: 0.03,
  }),
];

const parts = {
  ...nameParts<Folded>("name", ({ name }) => name),
  license: { reads: ["license"], of: ({ license }: Folded) => [license] },
  phone: { reads: ["phone"], of: ({ phones }: Folded) => phones.map(String) },
  line: {
    reads: ["house", "street"],
    of: ({ place }: Folded) => [
      place.house && place.street ? `${place.house} ${place.street.replaceAll(" ", "")}` : "",
    ],
  },
  zip: { reads: ["zip"], of: ({ place }: Folded) => [place.zip] },
  city: { reads: ["city"], of: ({ place }: Folded) => [place.city.replaceAll(" ", "")] },
  owner: { reads: ["licensee", "licenseeWords"], of: ({ licensee }: Folded) => [licensee.words.join(" ")] },
};

const rules: readonly (keyof typeof parts)[][] = [
  ["license"],
  ["phone"],
  ["name"],
  ["words"],
  ["line", "zip"],
  ["line", "city"],
  ["word", "zip"],
  ["word", "city"],
  ["sound", "zip"],
  ["sound", "city"],
  ["owner", "zip"],
  ["owner", "city"],
  ["two"],
  ["line"],
  ["start", "zip"],
  ["word"],
  ["sound"],
  ["zip"],
];
