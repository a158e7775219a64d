import { z } from "zod";
import type { DeskState, StaffRole } from "#db/enums.ts";
import { documentLanes, documentTypes } from "#db/enums.ts";
import { day, idSchema, optional, required, versionSchema } from "./entry-schemas.ts";

export const claimNextSchema = z.strictObject({
  lane: z.enum(documentLanes).nullish(),
  type: z.enum(documentTypes).nullish(),
});
export type ClaimNext = z.input<typeof claimNextSchema>;

/** Longest time a document is put aside. */
export const maxHoldDays = 90;

const seen = { id: idSchema, version: versionSchema };
const noteMax = 2000;

/** Puts a document aside until a day; the desk's own number of days where none is given. */
export const holdSchema = z.strictObject({
  ...seen,
  until: optional(day),
  note: required(noteMax, "Say what the document waits for."),
});
export type HoldDocument = z.input<typeof holdSchema>;

export const resumeSchema = z.strictObject(seen);
export type ResumeDocument = z.input<typeof resumeSchema>;

export const handOverSchema = z.strictObject({
  ...seen,
  toAccountId: z.number("Choose a colleague.").int().positive(),
  note: required(noteMax, "Tell your colleague what it is about."),
});
export type HandOverDocument = z.input<typeof handOverSchema>;

export const escalateSchema = z.strictObject({
  ...seen,
  note: required(noteMax, "Say what is to be decided."),
});
export type EscalateDocument = z.input<typeof escalateSchema>;

/** Where a document stands at the desk after it was put aside, handed over, escalated or returned. */
export type DeskResult = {
  id: number;
  version: number;
  deskState: DeskState;
  heldUntil: string | null;
  assignedToId: number | null;
};

/** Somebody a document can be handed to. */
export type Colleague = { id: number; name: string; role: StaffRole };
