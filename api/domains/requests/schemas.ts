import { z } from "zod";
import {
  correctionFields,
  correspondenceLanguages,
  type documentTypes,
  nameEvidenceKinds,
  type requestFileStatuses,
  type requestMessageKinds,
  requestReplyWays,
  type requestSources,
  type requestStatuses,
  type requestTypes,
} from "#db/enums.ts";
import type { RequestDetails } from "#db/schema/index.ts";
import { emailSchema } from "../accounts/schemas.ts";
import type { UploadedFile } from "../documents/schemas.ts";

const id = z.number("Enter a number.").int().positive();
const version = z.number("Send the version you saw.").int().positive();
const words = (message: string, max = 4000) =>
  z.string(message).trim().min(3, message).max(max, `At most ${max} characters.`);
const line = (max: number) => z.string().trim().max(max, `At most ${max} characters.`).optional();
const name = (message: string) => z.string(message).trim().min(1, message).max(80, "At most 80 characters.");
/** As people copy it from a card: blanks and dashes are no part of it. */
const registryNumber = z
  .string()
  .transform((value) => value.replace(/[\s-]/g, ""))
  .refine((value) => value === "" || /^[0-9]{7,8}$/.test(value), "A registry number has 7 digits.");
const numbers = z
  .array(registryNumber)
  .max(4, "At most four numbers.")
  .transform((given) => [...new Set(given.filter(Boolean))]);
const field = z.enum(correctionFields, "Choose what is wrong.");
const newValue = words("Write what it should be.", 200).min(1).or(z.literal(""));

const question = {
  type: z.literal("question"),
  subject: words("Say in a few words what it is about.", 120),
  message: words("Write your question."),
};
const duplicate = {
  type: z.literal("duplicate"),
  numbers: numbers.default([]),
  message: words("Tell us what you know: names you used, an old e-mail address, an old number."),
};
const correction = {
  type: z.literal("correction"),
  field,
  oldValue: line(200),
  newValue: newValue.refine((value) => value !== "", "Write what it should be."),
  message: line(4000),
};
const nameChange = {
  type: z.literal("name_change"),
  givenName: name("Enter the new given name."),
  middleName: line(80),
  familyName: name("Enter the new family name."),
  evidenceKind: z.enum(nameEvidenceKinds, "Choose what proves the new name."),
  effectiveOn: z.iso.date("Enter a date.").optional(),
  message: line(4000),
};
const access = {
  type: z.literal("access"),
  programNumber: words("Enter the program number.", 40).min(1),
  programName: line(120),
  message: line(4000),
};

const forSomebody = {
  participantId: id.nullish(),
  askerName: line(120),
  askerEmail: emailSchema.nullish(),
  replyBy: z.enum(requestReplyWays, "Choose how to answer.").default("email"),
  /** The number to call or the address to write to; else the record's own. */
  replyTo: line(300).nullish(),
};
/**
 * POST /requests: what somebody signed in asks, or staff for somebody who called or wrote. New names and access have
 * verbs of their own (`name_changes`, `access_grants`), which open their request themselves; staff take them down here
 * where the record is not known yet.
 */
export const submitRequestSchema = z.discriminatedUnion("type", [
  z.strictObject({ ...question, ...forSomebody }),
  z.strictObject({ ...duplicate, ...forSomebody }),
  z.strictObject({ ...correction, ...forSomebody }),
  z.strictObject({ ...nameChange, ...forSomebody }),
  z.strictObject({ ...access, ...forSomebody }),
]);
export type SubmitRequest = z.input<typeof submitRequestSchema>;

const visitor = {
  name: z.string("Enter your name.").trim().min(2, "Enter your name.").max(120, "At most 120 characters."),
  email: emailSchema,
  locale: z.enum(correspondenceLanguages, "Choose a language.").default("en"),
  registryNumber: registryNumber.optional(),
};
/** The public form: somebody who does not sign in. */
export const askPubliclySchema = z.discriminatedUnion("type", [
  z.strictObject({ ...question, ...visitor }),
  z.strictObject({ ...duplicate, ...visitor }),
  z.strictObject({ ...correction, ...visitor }),
  z.strictObject({ ...nameChange, ...visitor }),
  z.strictObject({ ...access, ...visitor }),
]);
export type AskPublicly = z.input<typeof askPubliclySchema>;
/** What is asked, before it is asked who asks: the first page of the public form. */
export const askedSchema = z.discriminatedUnion("type", [
  z.strictObject(question),
  z.strictObject(duplicate),
  z.strictObject(correction),
  z.strictObject(nameChange),
  z.strictObject(access),
]);
export type Asked = z.infer<typeof askedSchema>;

export const onRequestSchema = z.strictObject({ id, version });
export type OnRequest = z.infer<typeof onRequestSchema>;
export const assignRequestSchema = z.strictObject({ id, version, assigneeId: id.nullable() });
export type AssignRequest = z.infer<typeof assignRequestSchema>;
export const writeRequestSchema = z.strictObject({ id, body: words("Write something first.", 8000) });
export type WriteRequest = z.infer<typeof writeRequestSchema>;
export const closeRequestSchema = z.strictObject({
  id,
  version,
  answer: words("Write what the person is told.", 8000),
});
export type CloseRequest = z.infer<typeof closeRequestSchema>;
export const setDueSchema = z.strictObject({ id, version, dueOn: z.iso.date("Enter a date.") });
export type SetRequestDue = z.infer<typeof setDueSchema>;
export const linkRequestSchema = z.strictObject({
  id,
  version,
  participantId: id.nullish(),
  otherParticipantId: id.nullish(),
  programId: id.nullish(),
});
export type LinkRequest = z.infer<typeof linkRequestSchema>;
export const applyCorrectionSchema = z.strictObject({
  id,
  version,
  /** The record as the clerk saw it: a change in between is shown, not overwritten. */
  participantVersion: version,
  value: z.string().trim().max(200).optional(),
});
export type ApplyCorrection = z.infer<typeof applyCorrectionSchema>;
export const addRequestFileSchema = z.object({ requestId: z.coerce.number().int().positive() });
export type AddRequestFile = z.input<typeof addRequestFileSchema> & { file: UploadedFile };
export const keepRequestFileSchema = z.strictObject({ id, fileId: id });
export type KeepRequestFile = z.infer<typeof keepRequestFileSchema>;

export type RequestRow = {
  id: number;
  number: string;
  type: (typeof requestTypes)[number];
  status: (typeof requestStatuses)[number];
  source: (typeof requestSources)[number];
  subject: string;
  askerName: string;
  participantId: number | null;
  participantName: string | null;
  registryNumber: string | null;
  assigneeId: number | null;
  assigneeName: string | null;
  dueOn: string | null;
  /** Still open past its day. */
  overdue: boolean;
  /** Whether the address it came from is proven. */
  verified: boolean;
  nameChangeId: number | null;
  accessGrantId: number | null;
  candidateId: number | null;
  ageDays: number;
  closedAt: string | null;
  version: number;
  createdAt: string;
};

export type RequestMessage = {
  id: number;
  kind: (typeof requestMessageKinds)[number];
  body: string;
  authorName: string | null;
  /** Where a reply by e-mail came from. */
  fromEmail: string | null;
  createdAt: string;
};
export type RequestFile = {
  id: number;
  messageId: number | null;
  status: (typeof requestFileStatuses)[number];
  originalName: string;
  mimeType: string;
  sizeBytes: number;
  unreadableReason: string | null;
  documentId: number | null;
  pages: { pageNumber: number; width: number; height: number }[];
};
/** A record that the request names or is linked with. */
export type RequestRecord = {
  id: number;
  registryNumber: string;
  name: string;
  birthDate: string | null;
  email: string | null;
  status: string;
  version: number;
  /** Linked by staff, or only named by whoever asked. */
  linked: boolean;
};

/** Everything staff weigh. */
export type RequestView = RequestRow & {
  details: RequestDetails;
  askerEmail: string | null;
  replyBy: (typeof requestReplyWays)[number];
  replyTo: string | null;
  locale: (typeof correspondenceLanguages)[number];
  messages: RequestMessage[];
  files: RequestFile[];
  records: RequestRecord[];
  /** A correction: what the linked record says now. */
  valueNow: string | null;
  program: { id: number; name: string } | null;
  nameChange: { id: number; status: string } | null;
  accessGrant: { id: number; status: string } | null;
  candidate: { id: number; status: string; leftId: number; rightId: number } | null;
  closedByName: string | null;
  /** Not about the reader's own record. */
  mayWork: boolean;
};

/** What whoever asked may read: never notes, never who of the office has it. */
export type AskerView = {
  id: number;
  number: string;
  type: RequestRow["type"];
  status: RequestRow["status"];
  subject: string;
  details: RequestDetails;
  askerName: string;
  locale: RequestView["locale"];
  verified: boolean;
  dueOn: string | null;
  nameChangeId: number | null;
  accessGrantId: number | null;
  messages: { id: number; kind: "asked" | "reply"; body: string; createdAt: string }[];
  files: { id: number; originalName: string; status: RequestFile["status"] }[];
  createdAt: string;
};

export type KeptAs = { documentId: number; type: (typeof documentTypes)[number] };
