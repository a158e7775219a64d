import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { type accessGrants, programs } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";
import { confirmNewSchema } from "../directory-duplicates/schemas.ts";
import type { MergeLinks } from "../directory-merges/schemas.ts";
import type { EmploymentRow } from "../employment/schemas.ts";

export const programInputSchema = createInsertSchema(programs, {
  programNumber: z.string().trim().min(1, "Enter the program number.").max(30),
  name: z.string().trim().min(1, "Enter the program's name.").max(160),
  zip: z
    .string()
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, "A ZIP code has 5 digits.")
    .nullish(),
}).pick({
  programNumber: true,
  name: true,
  licenseNumber: true,
  licensee: true,
  setting: true,
  status: true,
  addressLine: true,
  city: true,
  state: true,
  zip: true,
  county: true,
  phone: true,
});
export const updateProgramSchema = programInputSchema
  .partial()
  .extend({ id: z.number().int(), version: z.number().int() });
export const createProgramSchema = programInputSchema.extend(confirmNewSchema.shape);
export type ProgramInput = z.input<typeof createProgramSchema>;
export type UpdateProgram = z.input<typeof updateProgramSchema>;

export type ProgramRow = Wire<
  Pick<
    typeof programs.$inferSelect,
    | "id"
    | "programNumber"
    | "name"
    | "licenseNumber"
    | "licensee"
    | "setting"
    | "status"
    | "city"
    | "county"
    | "version"
  >
>;
export type ProgramView = Wire<typeof programs.$inferSelect> & {
  staff: EmploymentRow[];
  grants: (Pick<Wire<typeof accessGrants.$inferSelect>, "id" | "status" | "level" | "expiresOn"> & {
    participantId: number;
    participantName: string;
    registryNumber: string;
  })[];
} & MergeLinks;
