import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { wagePeriods } from "#db/enums.ts";
import { employments } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";

export const wageSchema = z.strictObject({
  amount: z
    .string()
    .trim()
    .regex(/^\d{1,7}(\.\d{1,2})?$/, "Enter an amount like 21.50."),
  period: z.enum(wagePeriods),
});
export type Wage = z.infer<typeof wageSchema>;

const day = z.iso.date("Enter a date, like 2024-08-15.");
const base = createInsertSchema(employments, {
  position: z.string().trim().min(1, "Choose a position.").max(60),
  startedOn: day,
  endedOn: day.nullish(),
  hoursPerWeek: z
    .union([z.string(), z.number()])
    .transform(String)
    .refine(
      (value) => /^\d{1,3}(\.\d)?$/.test(value) && Number(value) <= 100,
      "Enter hours a week, up to 100.",
    )
    .nullish(),
  ageGroup: z.string().trim().max(60).nullish(),
  employerRecordNumber: z.string().trim().max(40).nullish(),
}).pick({
  programId: true,
  position: true,
  startedOn: true,
  startedOnEstimated: true,
  endedOn: true,
  hoursPerWeek: true,
  ageGroup: true,
  employerRecordNumber: true,
});

const endsAfterStart = (row: { startedOn?: string; endedOn?: string | null }) =>
  !row.startedOn || !row.endedOn || row.endedOn >= row.startedOn;
const endRule = { message: "The last day is before the first day.", path: ["endedOn"] };

export const reportEmploymentSchema = base
  .extend({ participantId: z.number().int(), wage: wageSchema.nullish() })
  .refine(endsAfterStart, endRule);
export const updateEmploymentSchema = base
  .partial()
  .extend({ id: z.number().int(), version: z.number().int(), wage: wageSchema.nullish() })
  .refine(endsAfterStart, endRule);
export const decideEmploymentSchema = z.strictObject({ id: z.number().int(), version: z.number().int() });

export type ReportEmployment = z.input<typeof reportEmploymentSchema>;
export type UpdateEmployment = z.input<typeof updateEmploymentSchema>;
export type DecideEmployment = z.infer<typeof decideEmploymentSchema>;

export type EmploymentRow = Wire<Omit<typeof employments.$inferSelect, "createdAt" | "updatedAt">> & {
  participantName: string;
  registryNumber: string;
  programName: string;
};
/** With the wage where the reader may see it (S91). */
export type EmploymentView = EmploymentRow & { wage?: Wage | null };
