import { type SQL, sql } from "drizzle-orm";
import type { DirectoryKind } from "#db/enums.ts";
import {
  directorySpecs,
  type InstitutionInput,
  type ProgramInput,
  type Spec,
  type SponsorInput,
  type TrainingInput,
} from "../../linkage/index.ts";

/** A record of the directory as the linkage engine takes it. */
export type DirectoryInput = { id: number | string };

/** How this registry compares each kind. */
export const specs: Record<DirectoryKind, Spec<DirectoryInput>> = {
  programs: directorySpecs.programs() as unknown as Spec<DirectoryInput>,
  institutions: directorySpecs.institutions() as unknown as Spec<DirectoryInput>,
  trainings: directorySpecs.trainings() as unknown as Spec<DirectoryInput>,
  sponsors: directorySpecs.sponsors() as unknown as Spec<DirectoryInput>,
};

/** The columns that are compared, by the names the engine gives them. `r` is the row. */
export const compared = {
  programs: {
    ...{ name: "r.name", licenseNumber: "r.license_number", licensee: "r.licensee", setting: "r.setting" },
    ...{ addressLine: "r.address_line", city: "r.city", zip: "r.zip", county: "r.county", phone: "r.phone" },
  } satisfies Record<keyof Omit<ProgramInput, "id" | "extras">, string>,
  institutions: {
    ...{
      name: "r.name",
      aliases: "r.aliases",
      ipedsUnitId: "r.ipeds_unit_id::text",
      city: "r.city",
      zip: "r.zip",
    },
    ...{ state: "r.state", country: "r.country", website: "r.website" },
  } satisfies Record<keyof Omit<InstitutionInput, "id" | "extras" | "addressLine">, string>,
  trainings: {
    ...{
      title: "r.title",
      sponsor: "r.sponsor_id::text",
      hours: "r.hours::float8",
      framework: "r.framework",
    },
    ...{ competency: "r.competency", language: "r.language", description: "r.description" },
  } satisfies Record<keyof Omit<TrainingInput, "id" | "extras">, string>,
  sponsors: {
    ...{ name: "r.name", vendorCode: "r.vendor_code", contactEmail: "r.contact_email", website: "r.website" },
    ...{ contactPhone: "r.contact_phone", counties: "r.counties" },
  } satisfies Record<keyof Omit<SponsorInput, "id" | "extras">, string>,
} as const satisfies Record<DirectoryKind, Record<string, string>>;

/** What a person fills in, for "n of m filled in" and for the two side by side. */
const filledIn: Record<DirectoryKind, readonly string[]> = {
  programs: "name program_number license_number licensee address_line city state zip county phone".split(" "),
  institutions: "name ipeds_unit_id city state zip county website".split(" "),
  trainings: "title description hours framework competency language".split(" "),
  sponsors: "name vendor_code contact_name contact_email contact_phone website".split(" "),
};

/** Name, number and where it is, as a line of the worklist shows a record. `r` is the row. */
const shown: Record<DirectoryKind, { name: string; number: string; detail: string }> = {
  programs: { name: "r.name", number: "r.program_number", detail: "concat_ws(', ', r.address_line, r.city)" },
  institutions: {
    name: "r.name",
    number: "r.ipeds_unit_id::text",
    detail: "concat_ws(', ', r.city, r.state)",
  },
  trainings: {
    ...{ name: "r.title", number: "null::text" },
    detail:
      "(select s.name from sponsors s where s.id = r.sponsor_id) || ', ' || r.hours::float8 || ' h, ' || r.language",
  },
  sponsors: {
    name: "r.name",
    number: "r.vendor_code",
    detail: "concat_ws(', ', r.contact_email, r.contact_phone)",
  },
};

/** A record as a line shows it: {@link RecordBrief}. */
export function briefOf(kind: DirectoryKind): SQL {
  const { name, number, detail } = shown[kind];
  const columns = filledIn[kind].map((column) => `r.${column}`);
  return sql.raw(`json_build_object('id', r.id, 'name', ${name}, 'number', ${number}, 'detail', ${detail},
    'retired', r.merged_into_id is not null, 'completeness', num_nonnulls(${columns.join(", ")}), 'of', ${columns.length})`);
}

/** The value of an expression of the row that a kind and an id name; only the table of the kind is read. */
export const ofRecord = (kind: SQL, id: SQL, valueIn: (kind: DirectoryKind) => SQL): SQL =>
  sql`case ${kind} ${sql.join(
    (Object.keys(compared) as DirectoryKind[]).map(
      (each) =>
        sql`when ${sql.raw(`'${each}'`)} then (select ${valueIn(each)} from ${sql.raw(each)} r where r.id = ${id})`,
    ),
    sql` `,
  )} end`;
