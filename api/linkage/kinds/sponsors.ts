import { compileEmail, compileNumber } from "../compare/codes.ts";
import { compileSets } from "../compare/organisation.ts";
import { hashOf } from "../hash.ts";
import { foldEmail, foldIdentifier, foldPhone } from "../normalise/contact.ts";
import { fold } from "../normalise/fold.ts";
import { foldOrganisation, type NameHabits } from "../normalise/organisation.ts";
import { DIRECTIONS } from "../normalise/organisation-words.ts";
import { domainOfEmail, foldWebsite } from "../normalise/website.ts";
import type { Spec } from "../spec.ts";
import { type DirectoryInput, directorySpec, type Field } from "./directory.ts";
import { codeField, marksField, nameField, nameParts, phoneField } from "./directory-fields.ts";
import { level, missing } from "./levels.ts";

/** A training organization as the registry took it in. */
export type SponsorInput = DirectoryInput & {
  name: string;
  vendorCode: string | null;
  contactEmail: string | null;
  contactPhone: string | null;
  website: string | null;
  counties: readonly string[];
};

const habits: NameHabits = {
  generic: new Set(
    "association center child childcare children community council county early ece education family learning network partnership program resource referral service training".split(
      " ",
    ),
  ),
  telling: new Set(DIRECTIONS),
};

function foldSponsor(input: SponsorInput) {
  const domains = [foldWebsite(input.website), domainOfEmail(input.contactEmail)].filter(Boolean);
  return {
    name: foldOrganisation(input.name, habits),
    vendor: foldIdentifier(input.vendorCode ?? ""),
    email: foldEmail(input.contactEmail ?? ""),
    phones: [foldPhone(input.contactPhone ?? "")].filter((phone) => phone > 0),
    domains: [...new Set(domains)],
    counties: [...new Set(input.counties.map((county) => fold(county).replace(/ county$/, "")))].sort(),
  };
}
type Folded = ReturnType<typeof foldSponsor>;

/**
 * How sponsors are compared. Chapters and departments of one organization share its website and the stem of its name: they
 * are siblings. No two records of a registry share a vendor code, so that two differ says little; a slip of one says more.
 */
export const sponsorSpec = (extras: readonly string[] = []): Spec<SponsorInput> =>
  directorySpec<SponsorInput, Folded, keyof typeof parts>(
    { kind: "sponsors", fold: foldSponsor, fields, parts, rules },
    extras,
  );

const email: Field<SponsorInput, Folded> = {
  comparison: {
    key: "email",
    reads: ["email", "moreEmails", "emailLocal"],
    cost: 4,
    shared: 0.1,
    levels: [
      missing,
      level("same", 0.6, 1e-4),
      level("same_local", 0.05, 0.02, { mostBits: 3 }),
      level("similar", 0.05, 1e-3, { mostBits: 5 }),
      level("different", 0.3, 0.98),
    ],
    compile: compileEmail,
  },
  columns: [
    { name: "email", kind: "number" },
    { name: "moreEmails", kind: "numbers" },
    { name: "emailLocal", kind: "text" },
  ],
  values: (folded) => [folded.email ? hashOf(folded.email.address) : 0, [], folded.email?.local ?? ""],
  show: ({ contactEmail }) => contactEmail,
};

const website: Field<SponsorInput, Folded> = {
  comparison: {
    key: "website",
    reads: ["domain", "domains", "email"],
    cost: 2,
    shared: 0.7,
    levels: [
      missing,
      level("same", 0.85, 1e-3, { frequency: "domain" }),
      level("one_digit", 1e-6, 1e-6, { mostBits: 0 }),
      level("different", 0.15, 1),
    ],
    compile: (view) => compileNumber(view, "domain", "domains"),
  },
  columns: [
    { name: "domain", kind: "number" },
    { name: "domains", kind: "numbers" },
  ],
  values: ({ domains }) => {
    const hashes = domains.map((domain) => -Math.abs(hashOf(domain)) || -1);
    return [hashes[0] ?? 0, hashes.length > 1 ? hashes : []];
  },
  show: ({ website: site, contactEmail }) => site ?? contactEmail?.replace(/^.*@/, "") ?? null,
};

const counties: Field<SponsorInput, Folded> = {
  comparison: {
    key: "counties",
    reads: ["counties"],
    cost: 3,
    shared: 0.3,
    levels: [
      missing,
      level("same", 0.6, 0.06, { mostBits: 4 }),
      level("some", 0.25, 0.1, { mostBits: 2 }),
      level("different", 0.15, 0.84, { mostShare: 0.2 }),
    ],
    compile: (view) => compileSets(view, "counties"),
  },
  columns: [{ name: "counties", kind: "texts" }],
  values: (folded) => [folded.counties],
  show: (input) => input.counties.join(", ") || null,
};

const fields = [
  codeField<SponsorInput, Folded>(
    "vendor_code",
    "vendor",
    [
      level("same", 0.3, 1e-5),
      level("one_digit", 0.08, 0.004, { mostBits: 4 }),
      level("different", 0.62, 0.99),
    ],
    { of: ({ vendor }) => vendor, show: ({ vendorCode }) => vendorCode },
  ),
  phoneField<SponsorInput, Folded>({
    ...{
      of: ({ phones }: Folded) => phones,
      show: ({ contactPhone }: SponsorInput) => contactPhone,
      shared: 0.3,
    },
  }),
  website,
  marksField<SponsorInput, Folded>("name_number", "marks", {
    ...{ of: ({ name }: Folded) => name, show: ({ name }: SponsorInput) => name },
  }),
  counties,
  email,
  nameField<SponsorInput, Folded>("name", "name", {
    ...{ of: ({ name }) => name, show: ({ name }) => name, shared: 0.4 },
  }),
];

const parts = {
  ...nameParts<Folded>("name", ({ name }) => name),
  vendor: { reads: ["vendor"], of: ({ vendor }: Folded) => [vendor] },
  email: { reads: ["email"], of: ({ email: address }: Folded) => [address?.address ?? ""] },
  phone: { reads: ["phone"], of: ({ phones }: Folded) => phones.map(String) },
  domain: { reads: ["domain", "domains"], of: ({ domains }: Folded) => domains },
  county: { reads: ["counties"], of: (folded: Folded) => folded.counties },
};

const rules: readonly (keyof typeof parts)[][] = [
  ["vendor"],
  ["email"],
  ["phone"],
  ["name"],
  ["words"],
  ["domain"],
  ["two"],
  ["word", "county"],
  ["sound", "county"],
  ["word"],
  ["sound"],
  ["start"],
];
