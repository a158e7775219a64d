import { createUpdateSchema } from "drizzle-zod";
import { z } from "zod";
import { deskSettings } from "#db/schema/index.ts";

const whole = (from: number, to: number) => {
  const message = `Enter a whole number from ${from} to ${to}.`;
  return z.number(message).int(message).min(from, message).max(to, message);
};

/** PUT /desk-settings/1: the whole row as the form holds it; the ranges are those of the table. */
export const updateDeskSettingsSchema = createUpdateSchema(deskSettings, {
  secondLookPercent: whole(0, 100),
  newVerifierDocuments: whole(0, 1000),
  reviewWeeks: whole(1, 26),
  holdDays: whole(1, 90),
  nameChangeDays: whole(1, 90),
  duplicateDays: whole(1, 90),
  accessDays: whole(1, 90),
  correctionDays: whole(1, 90),
  questionDays: whole(1, 90),
  mergeUndoDays: whole(0, 3650),
  rosterImportDays: whole(1, 365),
})
  .pick({
    secondLookPercent: true,
    newVerifierDocuments: true,
    reviewWeeks: true,
    holdDays: true,
    nameChangeDays: true,
    duplicateDays: true,
    accessDays: true,
    correctionDays: true,
    questionDays: true,
    mergeUndoDays: true,
    rosterImportDays: true,
  })
  .extend({ version: z.number("Send the version you saw.").int() });
export type UpdateDeskSettings = z.input<typeof updateDeskSettingsSchema>;
