import { z } from "zod";
import { type DirectoryKind, directoryKinds } from "#db/enums.ts";
import type { DuplicateRow, Signal } from "../duplicates/schemas.ts";

export type { Signal } from "../duplicates/schemas.ts";

export const kindSchema = z.object({ kind: z.enum(directoryKinds, "Say which kind of record it is.") });
export type OfKind = z.input<typeof kindSchema>;

const text = z.string().trim().max(4000).nullable().default(null);
/** What is typed of a new record; everything may be missing still. Keys are those of the forms. */
const typedSchemas = {
  programs: z.object({
    ...{ name: text, licenseNumber: text, licensee: text, setting: text, addressLine: text },
    ...{ city: text, zip: text, county: text, phone: text },
  }),
  institutions: z.object({
    ...{ name: text, city: text, zip: text, state: text, country: text, website: text },
    aliases: z.array(z.string().max(160)).max(40).catch([]),
  }),
  trainings: z.object({
    ...{ title: text, framework: text, competency: text, language: text, description: text },
    sponsorId: z.number().int().nullable().catch(null),
    hours: z.coerce.number().nullable().catch(null),
  }),
  sponsors: z.object({
    ...{ name: text, vendorCode: text, contactEmail: text, contactPhone: text, website: text },
    counties: z.array(z.string().max(60)).max(100).catch([]),
  }),
} as const satisfies Record<DirectoryKind, z.ZodType>;

export const typedSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("programs"), record: typedSchemas.programs }),
  z.object({ kind: z.literal("institutions"), record: typedSchemas.institutions }),
  z.object({ kind: z.literal("trainings"), record: typedSchemas.trainings }),
  z.object({ kind: z.literal("sponsors"), record: typedSchemas.sponsors }),
]);
/** Fields that are not typed yet may be left out. */
export type TypedRecord = { kind: DirectoryKind; record: object };

/** Joins what a create verb takes: the one who types has seen the possible records, and it is another one. */
export const confirmNewSchema = z.object({ confirmNew: z.boolean().optional() });

export type RecordBrief = {
  id: number;
  name: string;
  number: string | null;
  /** Where it is, whose it is: a second line. */
  detail: string | null;
  retired: boolean;
  /** How many of its fields are filled in, of how many. U-M12 */
  completeness: number;
  of: number;
};

/** One candidate as staff see it before they start a record; likeness is left out for whoever judges blind. */
export type DirectoryMatch = Omit<RecordBrief, "retired"> &
  Pick<DuplicateRow, "band" | "score"> & { signals: Signal[] };

export type DirectoryPairRow = Omit<DuplicateRow, "left" | "right" | "members"> & {
  kind: DirectoryKind;
  left: RecordBrief;
  right: RecordBrief;
};

/** The two side by side: what each says of every field that is compared. */
export type DirectoryPairView = DirectoryPairRow & {
  fields: { key: string; left: string | null; right: string | null; same: boolean }[];
};
