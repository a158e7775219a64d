import { z } from "zod";
import {
  rosterColumns,
  type rosterImportSources,
  type rosterImportStatuses,
  type rosterInvitationStatuses,
  type rosterMatches,
  type rosterOutcomes,
  type rosterReasons,
} from "#db/enums.ts";
import type { ListedPerson, RosterMapping, RowProblems } from "#db/schema/roster-imports.ts";
import type { StoredFile } from "../../kernel/files.ts";
import type { Signal } from "../duplicates/schemas.ts";

const id = z.number().int().positive();
const version = z.number("Send the version you saw.").int().positive();
const uploadKey = z.string().regex(/^[\w-]{8,100}$/, "The upload's key is not valid.");

/** One file as `receiveUpload` stored it; `head` holds its first bytes. */
type ReceivedList = StoredFile & { originalName: string; head: Buffer };
export const uploadListSchema = z.strictObject({
  eventId: z.coerce.number("Choose the event.").int().positive("Choose the event."),
  uploadKey: uploadKey.nullish(),
  file: z.custom<ReceivedList>(),
});
export type UploadList = z.input<typeof uploadListSchema>;

/** As copied from a spreadsheet: rows by line, cells by tab. */
export const pasteListSchema = z.strictObject({
  eventId: z.number("Choose the event.").int().positive(),
  text: z
    .string("Paste the list.")
    .max(900_000, "That is too much at once. Save it as a file and send that.")
    .refine((text) => text.trim() !== "", "Paste the list."),
  uploadKey: uploadKey.nullish(),
});
export type PasteList = z.input<typeof pasteListSchema>;
export type BroughtIn = { id: number; status: ImportStatus };

export const mapListSchema = z.strictObject({
  id,
  version,
  mapping: z.strictObject({
    columns: z.array(z.enum(rosterColumns).nullable()).min(1).max(60),
    headings: z.boolean(),
    nameOrder: z.enum(["given_first", "family_first"]),
    dateOrder: z.enum(["month_first", "day_first"]),
    says: z.enum(["enrolled", "attended"]),
  }),
});
export type MapList = z.input<typeof mapListSchema>;

export const correctRowSchema = z.strictObject({
  id,
  rowId: id,
  cells: z.array(z.string().trim().max(300, "At most 300 characters.")).max(60),
});
export type CorrectRow = z.input<typeof correctRowSchema>;

/** Whom a row means: one of those offered, a registry number, nobody of them, or that the row is not to be placed. */
export const decideRowSchema = z.strictObject({
  id,
  rowId: id,
  decision: z.discriminatedUnion("as", [
    z.strictObject({ as: z.literal("person"), participantId: id }),
    z.strictObject({
      as: z.literal("number"),
      registryNumber: z.string().trim().min(1, "Enter the registry number.").max(12),
    }),
    z.strictObject({ as: z.literal("nobody") }),
    z.strictObject({ as: z.literal("left_out"), leftOut: z.boolean() }),
  ]),
});
export type DecideRow = z.input<typeof decideRowSchema>;

/** `seen` is the plan that was looked at: anything else is not applied. */
export const applyListSchema = z.strictObject({ id, seen: z.string("Look at the list first.").max(100) });
export type ApplyList = z.input<typeof applyListSchema>;
export const discardListSchema = z.strictObject({ id });
export type DiscardList = z.input<typeof discardListSchema>;
export const revokeInvitationSchema = z.strictObject({ id, rowId: id });
export type RevokeInvitation = z.input<typeof revokeInvitationSchema>;
export const notPlacedSchema = z.object({ id });

export type ImportStatus = (typeof rosterImportStatuses)[number];
export type RowOutcome = (typeof rosterOutcomes)[number];
export type RowReason = (typeof rosterReasons)[number];

export type RosterImportRow = {
  id: number;
  eventId: number;
  eventTitle: string;
  status: ImportStatus;
  source: (typeof rosterImportSources)[number];
  originalName: string | null;
  byStaff: boolean;
  rowsTotal: number;
  createdByName: string | null;
  createdAt: string;
  appliedByName: string | null;
  appliedAt: string | null;
  settledAt: string | null;
  version: number;
};

/** Somebody a row may mean. Signals are for the registry's staff alone. */
export type RosterCandidate = {
  participantId: number;
  name: string;
  registryNumber: string;
  birthDate: string | null;
  signals: Signal[] | null;
};

export type ImportedRow = {
  id: number;
  line: number;
  cells: string[] | null;
  listed: ListedPerson | null;
  problems: RowProblems;
  match: (typeof rosterMatches)[number] | null;
  person: { participantId: number; name: string; registryNumber: string } | null;
  candidates: RosterCandidate[];
  outcome: RowOutcome | null;
  reason: RowReason | null;
  /** Hours that are or were granted. */
  hours: number | null;
  waitlistPosition: number | null;
  invitation: { status: (typeof rosterInvitationStatuses)[number]; expiresAt: string } | null;
};

export type RosterImportView = RosterImportRow & {
  event: { id: number; title: string; startsOn: string; hours: number; capacity: number; begun: boolean };
  unreadableReason: string | null;
  mapping: RosterMapping | null;
  headings: string[];
  rowsDone: number;
  rows: ImportedRow[];
  counts: Partial<Record<RowOutcome, number>>;
  /** What `apply` has to be given back; null where there is nothing to apply. */
  plan: string | null;
  /** True where the reader may apply, decide, discard. */
  mayWrite: boolean;
  clearedAt: string | null;
  /** An earlier list of the same bytes. */
  sameAs: { id: number; createdAt: string } | null;
};

/** An invitation as whoever holds it sees it. */
export type InvitationView = {
  id: number;
  eventId: number;
  eventTitle: string;
  sponsorName: string;
  startsOn: string;
  endsOn: string;
  attended: boolean;
  hours: number;
};
