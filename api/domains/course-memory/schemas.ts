import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import type { courseClassifications, unitSystems } from "#db/enums.ts";
import { courseMemory } from "#db/schema/index.ts";

type Classification = (typeof courseClassifications)[number];
type UnitSystem = (typeof unitSystems)[number];

/** What the registry remembers of one course of one institution, with who decided it and when. M3 */
export type MemoryHit = {
  id: number;
  version: number;
  /** The course number without case, blanks and punctuation. */
  courseKey: string;
  institutionId: number;
  courseNumber: string;
  title: string;
  /** Two decimals, in `unitSystem`. */
  units: string;
  unitSystem: UnitSystem;
  classification: Classification;
  decidedByName: string | null;
  decidedAt: string;
  documentId: number | null;
};
/** A row of the list. */
export type MemoryRow = MemoryHit & { institutionName: string };

/** A verified row of the same course with another classification. */
export type OtherWay = {
  courseId: number;
  documentId: number;
  registryNumber: string;
  classification: Classification;
  decidedAt: string | null;
};

/** One course whose remembered classification changed. */
export type MemoryChange = {
  id: number;
  institutionId: number;
  institutionName: string;
  courseNumber: string;
  before: { classification: Classification; decidedByName: string | null; decidedAt: string };
  after: { classification: Classification };
  otherWay: OtherWay[];
};

const required = (max: number, message: string) =>
  z.string(message).trim().min(1, message).max(max, `At most ${max} characters.`);
const unitsMessage = "Enter the units, such as 3 or 4.5.";

export const correctMemorySchema = createInsertSchema(courseMemory, {
  title: required(200, "Enter the course name."),
  units: z
    .union([z.number(), z.string().trim()], unitsMessage)
    .transform(String)
    .refine((text) => /^\d{1,2}(\.\d{1,2})?$/.test(text), unitsMessage)
    .transform((text) => Number(text).toFixed(2)),
})
  .pick({ title: true, units: true, unitSystem: true, classification: true })
  .extend({
    id: z.number().int().positive(),
    version: z.number("Send the version you saw.").int().positive(),
    reason: required(500, "Say why it is corrected: colleagues will ask."),
  })
  .strict();
export type CorrectMemory = z.input<typeof correctMemorySchema>;
export type CorrectMemoryResult = { id: number; version: number; otherWay: OtherWay[] };
