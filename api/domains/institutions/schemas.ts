import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { institutions } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";
import { confirmNewSchema } from "../directory-duplicates/schemas.ts";

const blankToNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);
const optionalText = (max: number) =>
  z.preprocess(blankToNull, z.string().trim().max(max, `At most ${max} characters.`).nullish());

const fields = createInsertSchema(institutions, {
  name: z.string("Enter the name.").trim().min(1, "Enter the name.").max(160, "At most 160 characters."),
  aliases: z.array(z.string().trim().min(1).max(160)).max(40, "At most 40 other names.").default([]),
  city: optionalText(80),
  state: z.preprocess(
    blankToNull,
    z
      .string()
      .regex(/^[A-Z]{2}$/, "Use the two letters of the state.")
      .nullish(),
  ),
  zip: optionalText(12),
  county: optionalText(80),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "Use the two letters of the country.")
    .default("US"),
  website: z.preprocess(
    blankToNull,
    z
      .string()
      .trim()
      .max(300)
      .regex(/^(https?:\/\/)?[\w.-]+\.[a-z]{2,}(\/\S*)?$/i, "Enter a web address.")
      .nullish(),
  ),
  closedOn: z.preprocess(blankToNull, z.iso.date("Enter a date as YYYY-MM-DD.").nullish()),
}).pick({
  name: true,
  aliases: true,
  city: true,
  state: true,
  zip: true,
  county: true,
  country: true,
  website: true,
  accredited: true,
  closedOn: true,
});

export const createInstitutionSchema = fields.extend(confirmNewSchema.shape).strict();
export type CreateInstitution = z.input<typeof createInstitutionSchema>;

/** The console sends the whole record: what cannot be changed is left aside. */
export const updateInstitutionSchema = fields.extend({
  id: z.number().int().positive(),
  version: z.number("Send the version you saw.").int().positive(),
});
export type UpdateInstitution = z.input<typeof updateInstitutionSchema>;

export type InstitutionRow = Wire<
  Omit<typeof institutions.$inferSelect, "createdAt" | "updatedAt" | "ipedsUnitId">
> & {
  ipedsUnitId: number | null;
};
