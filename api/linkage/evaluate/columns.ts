import type { PersonInput } from "../normalise/person.ts";
import { type DirectoryKind, directoryFields } from "./directory-columns.ts";
import type { CsvRow, Mapping } from "./mapping.ts";

/** What an outside column may be called here. Address and name fields may be given by several columns. */
const people = {
  given_name: "given name",
  middle_name: "middle name",
  family_name: "family name",
  full_name: "whole name in one column",
  former_name: "former family name",
  birth_date: "date of birth (YYYY-MM-DD, YYYYMMDD, M/D/YYYY, D.M.YYYY, YYYY)",
  birth_year: "year of birth",
  birth_month: "month of birth",
  birth_day: "day of birth",
  email: "e-mail address",
  phone: "telephone number",
  address: "street address",
  house_number: "house number",
  street: "street without its number",
  city: "town",
  zip: "postcode",
  state: "state",
  ssn: "Social Security or other national number",
  identifier: "a number that somebody was given",
} as const;
type Field = keyof typeof people;
const fieldsOf: Record<RecordKind, Readonly<Record<string, string>>> = { people, ...directoryFields };

export type RecordKind = "people" | DirectoryKind;

const AS_IS = "other";

/**
 * Reads `first_name=given_name,ssn_last4=identifier,job=other`: outside name, our name. `other` (or the column's own name)
 * compares a column as text.
 * @throws Error in an operator's words for a name that is not known or said twice where one is wanted.
 */
export function parseMapping(text: string, kind: RecordKind = "people"): Mapping {
  const fields = fieldsOf[kind];
  const mapping: Mapping = { columns: {}, identifiers: [], extras: [] };
  for (const each of text.split(",").map((part) => part.trim())) {
    if (each === "") continue;
    const [column, field, ...rest] = each.split("=").map((part) => part.trim());
    if (!column || !field || rest.length > 0) {
      throw new Error(
        `--map takes their_column=our_field, divided by commas; "${each}" is not of that form.`,
      );
    }
    if (kind === "people" && (field === "identifier" || field === "ssn")) mapping.identifiers.push(column);
    else if (field === AS_IS || field === column) {
      if (Object.hasOwn(fields, field)) add(mapping, field, column);
      else mapping.extras.push(column);
    } else if (Object.hasOwn(fields, field)) add(mapping, field, column);
    else {
      const known = [...Object.keys(fields), AS_IS].join(", ");
      throw new Error(`There is no field "${field}" (for column ${column}). Known: ${known}.`);
    }
  }
  return mapping;
}

function add(mapping: Mapping, field: string, column: string): void {
  mapping.columns[field] = [...(mapping.columns[field] ?? []), column];
}

/** Every outside column that a mapping reads. */
export const columnsRead = ({ columns, identifiers, extras }: Mapping): string[] => [
  ...Object.values(columns).flatMap((names) => names ?? []),
  ...identifiers,
  ...extras,
];

/** A row of an outside file as a person. What cannot be read is missing. */
export function personOf(id: string, row: CsvRow, mapping: Mapping): PersonInput {
  const all = (field: Field) =>
    (mapping.columns[field] ?? []).map((column) => row[column]?.trim() ?? "").filter((value) => value !== "");
  const said = (field: Field, between = " ") => all(field).join(between) || null;
  const whole = said("full_name");
  const parts = whole ? splitName(whole) : { given: "", middle: "", family: "" };
  const given = said("given_name") ?? parts.given;
  const family = said("family_name") ?? parts.family;
  const former = all("former_name");
  const line = said("address") ?? [said("house_number"), said("street")].filter(Boolean).join(" ");
  return {
    id,
    names: [
      { given, middle: said("middle_name") ?? (said("given_name") ? "" : parts.middle), family },
      ...former.map((name) => ({ given, family: name, former: true })),
    ],
    birthDate:
      dateOf(said("birth_date")) ?? dateFromParts(said("birth_year"), said("birth_month"), said("birth_day")),
    emails: all("email"),
    phones: all("phone"),
    addressLine: line || null,
    city: said("city"),
    zip: said("zip"),
    state: said("state"),
    identifiers: mapping.identifiers.map((kind) => ({ kind, value: row[kind] ?? "" })),
    ssnIndex: null,
    extras: Object.fromEntries(mapping.extras.map((column) => [column, row[column] ?? null])),
  };
}

/** "Ruiz, Ana María" and "Ana María Ruiz": the last word is the family name where no comma says otherwise. */
function splitName(name: string): { given: string; middle: string; family: string } {
  const [family, rest] = name.includes(",") ? name.split(/,(.*)/s) : [];
  if (family && rest?.trim()) {
    const words = rest.trim().split(/\s+/);
    return { given: words[0]!, middle: words.slice(1).join(" "), family };
  }
  const words = name.replace(/,\s*$/, "").trim().split(/\s+/);
  if (words.length === 1) return { given: "", middle: "", family: words[0]! };
  return { given: words[0]!, middle: words.slice(1, -1).join(" "), family: words.at(-1)! };
}

/** A date in one of the forms people write, as YYYY-MM-DD or a part of it; null for anything else. */
export function dateOf(text: string | null): string | null {
  const value = text?.trim() ?? "";
  const bare = value.replace(/[T ]\d\d:\d\d.*$/, "");
  let found = /^(\d{4})(\d\d)(\d\d)$/.exec(bare) ?? /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(bare);
  if (found) return written(found[1]!, found[2]!, found[3]!);
  found = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(bare);
  if (found) return written(found[3]!, found[2]!, found[1]!);
  found = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(bare);
  if (found) {
    const [, first, second, year] = found;
    return Number(first) > 12 ? written(year!, second!, first!) : written(year!, first!, second!);
  }
  found = /^(\d{4})(?:[-/](\d{1,2}))?$/.exec(bare);
  if (found) return found[2] ? `${found[1]}-${found[2].padStart(2, "0")}` : found[1]!;
  return null;
}

const written = (year: string, month: string, day: string) =>
  `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;

function dateFromParts(year: string | null, month: string | null, day: string | null): string | null {
  if (!year || !/^\d{4}$/.test(year)) return null;
  if (!month || !/^\d{1,2}$/.test(month)) return year;
  return day && /^\d{1,2}$/.test(day) ? written(year, month, day) : `${year}-${month.padStart(2, "0")}`;
}
