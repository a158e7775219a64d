import { foldIdentifier } from "../normalise/contact.ts";
import { fold } from "../normalise/fold.ts";
import { foldOrganisation, type NameHabits } from "../normalise/organisation.ts";
import { DIRECTIONS } from "../normalise/organisation-words.ts";
import { foldWebsite } from "../normalise/website.ts";
import type { Spec } from "../spec.ts";
import { type DirectoryInput, directorySpec } from "./directory.ts";
import {
  addressField,
  foldPlace,
  marksField,
  nameField,
  nameParts,
  sameField,
  shownPlace,
} from "./directory-fields.ts";
import { level } from "./levels.ts";

/** A college, university or other school as IPEDS, a transcript or a clerk names it. */
export type InstitutionInput = DirectoryInput & {
  name: string;
  aliases: readonly string[];
  /** Number of the federal directory (IPEDS); its digits. */
  ipedsUnitId: string | null;
  addressLine?: string | null;
  city: string | null;
  zip: string | null;
  state: string | null;
  country: string | null;
  website: string | null;
};

const habits: NameHabits = {
  generic: new Set("campus city college community institute school state technical university".split(" ")),
  telling: new Set(DIRECTIONS),
};

function foldInstitution(input: InstitutionInput) {
  return {
    name: foldOrganisation(input.name, habits, input.aliases),
    unit: foldIdentifier(input.ipedsUnitId ?? ""),
    state: fold([input.state, input.country === "US" ? "" : input.country].filter(Boolean).join(" ")),
    place: foldPlace(input.addressLine ?? null, input.city, input.zip),
    website: foldWebsite(input.website),
  };
}
type Folded = ReturnType<typeof foldInstitution>;

/**
 * How institutions are compared. Campuses of one university share the stem of their name and its website: they are
 * siblings, told apart by town and by their numbers in the federal directory, which gives every campus its own (IPEDS).
 */
export const institutionSpec = (extras: readonly string[] = []): Spec<InstitutionInput> =>
  directorySpec<InstitutionInput, Folded, keyof typeof parts>(
    { kind: "institutions", fold: foldInstitution, fields, parts, rules },
    extras,
  );

const fields = [
  sameField<InstitutionInput, Folded>(
    "ipeds_unit",
    "unit",
    [level("same", 0.9995, 1e-6), level("different", 0.0005, 1, { mostShare: 0.0005 })],
    { of: ({ unit }) => unit, show: ({ ipedsUnitId }) => ipedsUnitId },
  ),
  sameField<InstitutionInput, Folded>(
    "website",
    "website",
    [level("same", 0.85, 1e-4, { frequency: "website" }), level("different", 0.15, 1)],
    { of: ({ website }) => website, show: ({ website }) => website, shared: 0.6 },
  ),
  sameField<InstitutionInput, Folded>(
    "state",
    "state",
    [level("same", 0.98, 0.04, { mostBits: 2 }), level("different", 0.02, 0.96, { mostShare: 0.03 })],
    { of: ({ state }) => state, show: ({ state }) => state, shared: 0.9 },
  ),
  marksField<InstitutionInput, Folded>("name_number", "marks", {
    ...{ of: ({ name }: Folded) => name, show: ({ name }: InstitutionInput) => name },
  }),
  nameField<InstitutionInput, Folded>("name", "name", {
    of: ({ name }) => name,
    show: ({ name, aliases }) => [name, ...aliases].join("; "),
    shared: 0.1,
  }),
  addressField<InstitutionInput, Folded>({
    of: ({ place }) => place,
    show: ({ addressLine, city, zip }) => shownPlace(addressLine, city, zip),
    shared: 0.05,
  }),
];

const parts = {
  ...nameParts<Folded>("name", ({ name }) => name),
  unit: { reads: ["unit"], of: ({ unit }: Folded) => [unit] },
  website: { reads: ["website"], of: ({ website }: Folded) => [website] },
  zip: { reads: ["zip"], of: ({ place }: Folded) => [place.zip] },
  city: { reads: ["city"], of: ({ place }: Folded) => [place.city.replaceAll(" ", "")] },
  state: { reads: ["state"], of: ({ state }: Folded) => [state] },
};

const rules: readonly (keyof typeof parts)[][] = [
  ["unit"],
  ["website"],
  ["name"],
  ["words"],
  ["word", "city"],
  ["word", "zip"],
  ["sound", "city"],
  ["start", "city"],
  ["two"],
  ["word", "state"],
  ["sound", "state"],
  ["start", "state"],
  ["word"],
  ["sound"],
  ["city"],
];
