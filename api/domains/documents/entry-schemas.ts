import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { courseStates, entrySources, unitSystems } from "#db/enums.ts";
import { courses, credentials, degrees, trainingHours } from "#db/schema/index.ts";

/** Forms send blanks for what was left out. */
export const blankToNull = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? null : value;
export const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankToNull, schema.nullish());
export const required = (max: number, message: string) =>
  z.string(message).trim().min(1, message).max(max, `At most ${max} characters.`);
export const optionalText = (max: number) =>
  optional(z.string().trim().max(max, `At most ${max} characters.`));
export const day = z.iso
  .date("Enter a date as YYYY-MM-DD.")
  .refine((value) => value >= "1900-01-01" && value <= "2099-12-31", "Check the year.");
/** Two decimals at most, as a string, as `numeric` columns are stored; numbers and text both come. */
const decimal = (max: number, message: string) =>
  z
    .union([z.number(), z.string().trim()], message)
    .transform(String)
    .refine((text) => /^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= max, message)
    .transform((text) => Number(text).toFixed(2));

export const idSchema = z.number().int().positive().max(2_147_483_647);
export const versionSchema = z.number("Send the version you saw.").int().positive();
/** A place on a page; how many pages there are is checked with the document at hand. */
export const boxSchema = z
  .strictObject({
    page: z.number().int().min(1).max(999),
    x: z.number(),
    y: z.number(),
    width: z.number(),
    height: z.number(),
  })
  .refine(
    ({ x, y, width, height }) =>
      // A rounding error at the right or lower edge is no reason to refuse a row.
      x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1.001 && y + height <= 1.001,
    "Mark the place again.",
  );
/** What every row carries: its id once stored, where on the page it stands and how it came to be. M7 */
const rowFacts = {
  id: idSchema.nullish(),
  pageBox: boxSchema.nullish(),
  enteredAs: z.enum(entrySources).optional(),
};
const page = optional(z.number().int().min(1).max(999));
const institution = {
  institutionId: optional(idSchema),
  institutionName: optionalText(160),
};
const namesInstitution = (row: { institutionId?: number | null; institutionName?: string | null }) =>
  Boolean(row.institutionId ?? row.institutionName);
const institutionMissing = { path: ["institutionId"], message: "Choose the institution." };

export const degreeEntry = createInsertSchema(degrees, {
  ...institution,
  title: optionalText(200),
  major: optionalText(200),
  conferredOn: optional(day),
  conferredOnEstimated: z.boolean().optional(),
  pageNumber: page,
})
  .pick({
    institutionId: true,
    institutionName: true,
    level: true,
    title: true,
    major: true,
    conferredOn: true,
    conferredOnEstimated: true,
    pageNumber: true,
  })
  .extend(rowFacts)
  .refine(namesInstitution, institutionMissing);

export const courseEntry = createInsertSchema(courses, {
  ...institution,
  courseNumber: required(40, "Enter the course number."),
  title: required(200, "Enter the course name."),
  term: optionalText(60),
  completedOn: optional(day),
  units: decimal(99, "Enter the units, such as 3 or 4.5."),
  unitSystem: z.enum(unitSystems).default("semester"),
  grade: optionalText(12),
  state: z.enum(courseStates).default("completed"),
  pageNumber: page,
})
  .pick({
    institutionId: true,
    institutionName: true,
    courseNumber: true,
    title: true,
    term: true,
    completedOn: true,
    units: true,
    unitSystem: true,
    grade: true,
    state: true,
    classification: true,
    pageNumber: true,
  })
  .extend(rowFacts)
  .refine(namesInstitution, institutionMissing)
  .refine((row) => row.state !== "completed" || row.grade, {
    path: ["grade"],
    message: "Enter the grade, or mark the course as in progress.",
  })
  .refine((row) => row.state !== "completed" || row.completedOn, {
    path: ["completedOn"],
    message: "Enter the day the term ended.",
  });

export const credentialEntry = createInsertSchema(credentials, {
  name: required(120, "Choose the name of the document."),
  level: optionalText(120),
  documentNumber: optionalText(60),
  issuedOn: optional(day),
  expiresOn: optional(day),
  pageNumber: page,
})
  .pick({
    name: true,
    level: true,
    documentNumber: true,
    issuedOn: true,
    expiresOn: true,
    pageNumber: true,
  })
  .extend(rowFacts)
  .refine((row) => !row.issuedOn || !row.expiresOn || row.expiresOn >= row.issuedOn, {
    path: ["expiresOn"],
    message: "The expiration date is before the issue date.",
  });

export const trainingEntry = createInsertSchema(trainingHours, {
  title: required(200, "Enter the title of the training."),
  sponsorName: optionalText(160),
  competency: optionalText(80),
  hours: decimal(400, "Enter the hours, such as 2 or 1.5.").refine(
    (text) => Number(text) > 0,
    "Enter the hours, such as 2 or 1.5.",
  ),
  completedOn: day,
  certificateNumber: optionalText(60),
  pageNumber: page,
})
  .pick({
    title: true,
    sponsorName: true,
    competency: true,
    hours: true,
    completedOn: true,
    certificateNumber: true,
    pageNumber: true,
  })
  .extend(rowFacts);

const rows = <T extends z.ZodType>(row: T) => z.array(row).max(300, "At most 300 rows.").default([]);
/** The whole set of rows read from one document. In a row with an id, a key left out stays as it is; null clears it. */
export const entriesSchema = z.strictObject({
  degrees: rows(degreeEntry),
  courses: rows(courseEntry),
  credentials: rows(credentialEntry),
  trainingHours: rows(trainingEntry),
});
export type Entries = z.infer<typeof entriesSchema>;
/** As a form holds them: blanks, numbers and missing keys allowed. */
export type EntriesInput = z.input<typeof entriesSchema>;

export const saveEntriesSchema = entriesSchema.extend({ id: idSchema, version: versionSchema });
export type SaveEntries = z.input<typeof saveEntriesSchema>;

const drafts = z.array(z.record(z.string(), z.unknown())).max(300, "At most 300 rows.").default([]);
/** The grid as it stands while somebody types. */
export const draftEntriesSchema = z.strictObject({
  degrees: drafts,
  courses: drafts,
  credentials: drafts,
  trainingHours: drafts,
});
