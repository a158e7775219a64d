import type { InstitutionInput } from "../kinds/institutions.ts";
import type { ProgramInput } from "../kinds/programs.ts";
import type { SponsorInput } from "../kinds/sponsors.ts";
import type { TrainingInput } from "../kinds/trainings.ts";
import type { DirectoryDescriptor } from "../spec.ts";
import type { CsvRow, Mapping } from "./mapping.ts";

export type DirectoryKind = DirectoryDescriptor["kind"];

const place = { address: "street address", city: "town", zip: "postcode" } as const;

/** What an outside column may be called, by kind of directory record. */
export const directoryFields = {
  programs: {
    ...{ name: "name of the site", license_number: "license number", licensee: "who holds the license" },
    ...{ setting: "home, center …", ...place, county: "county", phone: "telephone number" },
  },
  institutions: {
    ...{
      name: "name",
      alias: "further names, divided by | or ;",
      ipeds_unit_id: "number of the federal directory",
    },
    ...{ ...place, state: "state", country: "country", website: "web address" },
  },
  trainings: {
    ...{ title: "title", sponsor: "who offers it", hours: "hours", framework: "framework of the competency" },
    ...{ competency: "competency", language: "language", description: "description" },
  },
  sponsors: {
    ...{
      name: "name",
      vendor_code: "vendor code",
      email: "contact's e-mail address",
      phone: "telephone number",
    },
    ...{ website: "web address", county: "counties served, divided by ;" },
  },
} as const satisfies Record<DirectoryKind, Readonly<Record<string, string>>>;

/** A row of an outside file as a record of each kind. What is not there is missing. */
export const directoryRecordOf = {
  programs: (id: string, row: CsvRow, mapping: Mapping): ProgramInput => {
    const said = reader(row, mapping);
    return {
      ...{ id, name: said("name") ?? "", licenseNumber: said("license_number"), licensee: said("licensee") },
      ...{ setting: said("setting"), addressLine: said("address"), city: said("city"), zip: said("zip") },
      ...{ county: said("county"), phone: said("phone"), extras: extrasOf(row, mapping) },
    };
  },
  institutions: (id: string, row: CsvRow, mapping: Mapping): InstitutionInput => {
    const said = reader(row, mapping);
    return {
      ...{ id, name: said("name") ?? "", aliases: listed(said("alias")), ipedsUnitId: said("ipeds_unit_id") },
      ...{ addressLine: said("address"), city: said("city"), zip: said("zip"), state: said("state") },
      ...{ country: said("country"), website: said("website"), extras: extrasOf(row, mapping) },
    };
  },
  trainings: (id: string, row: CsvRow, mapping: Mapping): TrainingInput => {
    const said = reader(row, mapping);
    const hours = Number(said("hours") ?? Number.NaN);
    return {
      ...{
        id,
        title: said("title") ?? "",
        sponsor: said("sponsor"),
        hours: Number.isFinite(hours) ? hours : null,
      },
      ...{ framework: said("framework"), competency: said("competency"), language: said("language") },
      ...{ description: said("description"), extras: extrasOf(row, mapping) },
    };
  },
  sponsors: (id: string, row: CsvRow, mapping: Mapping): SponsorInput => {
    const said = reader(row, mapping);
    return {
      ...{ id, name: said("name") ?? "", vendorCode: said("vendor_code"), contactEmail: said("email") },
      ...{ contactPhone: said("phone"), website: said("website"), counties: listed(said("county")) },
      extras: extrasOf(row, mapping),
    };
  },
} as const;

/** What stands in the columns of a field, one after the other; null for nothing. */
const reader =
  (row: CsvRow, { columns }: Mapping) =>
  (field: string) =>
    (columns[field] ?? [])
      .map((column) => row[column]?.trim() ?? "")
      .filter(Boolean)
      .join(" ") || null;

const listed = (text: string | null) =>
  (text ?? "")
    .split(/[|;]/)
    .map((each) => each.trim())
    .filter(Boolean);

const extrasOf = (row: CsvRow, { extras }: Mapping) =>
  Object.fromEntries(extras.map((column) => [column, row[column] ?? null]));
