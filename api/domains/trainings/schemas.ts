import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { trainings } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";
import { confirmNewSchema } from "../directory-duplicates/schemas.ts";
import type { MergeLinks } from "../directory-merges/schemas.ts";

/** Clock hours a training or an event gives, in steps of a quarter. S111 */
export const hoursSchema = z.coerce
  .number("Enter the number of hours.")
  .min(0.25, "At least a quarter of an hour.")
  .max(400, "At most 400 hours.")
  .multipleOf(0.25, "Use quarters of an hour: 1.25, 1.5, 1.75 …");

export const titleSchema = z.string().trim().min(1, "Enter a title.").max(200, "At most 200 characters.");

const fields = createInsertSchema(trainings, {
  title: titleSchema,
  description: z.string().trim().max(4000, "At most 4,000 characters.").nullable(),
  framework: z.string().trim().min(1, "Choose a framework.").max(60),
  competency: z.string().trim().min(1, "Choose a competency.").max(60),
  language: z.string().trim().min(1).max(60),
})
  .pick({ title: true, description: true, status: true, framework: true, competency: true, language: true })
  .extend({ hours: hoursSchema });

export const createTrainingSchema = fields
  .partial({ description: true, status: true, language: true })
  .extend({ sponsorId: z.number().int().optional(), ...confirmNewSchema.shape });
export type CreateTraining = z.input<typeof createTrainingSchema>;

export const updateTrainingSchema = fields
  .partial()
  .extend({ id: z.number().int(), version: z.number().int() });
export type UpdateTraining = z.input<typeof updateTrainingSchema>;

export type TrainingRow = Wire<
  Pick<
    typeof trainings.$inferSelect,
    | "id"
    | "sponsorId"
    | "title"
    | "status"
    | "framework"
    | "competency"
    | "language"
    | "version"
    | "updatedAt"
  >
> & { hours: number; sponsorName: string; eventCount: number };

export type TrainingView = TrainingRow & MergeLinks & { description: string | null; createdAt: string };
