import { z } from "zod";
import { directoryKinds } from "../enums.ts";

const id = z.number().int().positive();

/** What a participant is told about one place on a roster. */
const enrollmentNews = z.enum(["enrolled", "waitlisted", "promoted", "withdrawn", "cancelled", "attended"]);
export type EnrollmentNews = z.infer<typeof enrollmentNews>;

/** Every background task and its payload. Payloads are ids: a task loads what it needs and is quiet where the row is gone. */
export const taskPayloads = {
  /** Opens a stored upload in the sandbox, makes page images, moves the document to unverified or unreadable. */
  process_upload: z.object({ documentId: id }),
  /** Recognises the words of a document's pages and proposes its entries to the clerk. */
  read_document: z.object({ documentId: id }),
  /** Opens a stored scan of many people's papers, makes page images, recognises coversheets and files what they cover. */
  process_intake_scan: z.object({ scanId: id }),
  /** Gives a document filed from a scan its file and pages, and moves it to unverified. */
  file_intake_part: z.object({ documentId: id }),
  /** Draws a coversheet (PDF). */
  render_coversheet: z.object({ coversheetId: id }),
  /** Draws the membership card (PDF) of a run. */
  render_membership_card: z.object({ reportRunId: id }),
  /** Writes the Excel file of a report run. */
  generate_report: z.object({ reportRunId: id }),
  /** Writes the Education & Training Report (PDF) of a report run. */
  render_education_and_training_report: z.object({ reportRunId: id }),
  /** Hands one queued notification to SMTP or to the mailbox. */
  send_email: z.object({ notificationId: id }),
  /** Tells the participant what was decided on a document. */
  notify_document_decision: z.object({ decisionId: id }),
  /** Tells the participant that a document arrived. */
  notify_document_received: z.object({ documentId: id }),
  /** Tells the participant that a review was asked for and by when it is answered. */
  notify_review_received: z.object({ reviewId: id }),
  /** Tells the participant what the review came to. */
  notify_review_answered: z.object({ reviewId: id }),
  /** Opens a file sent with a request in the sandbox and makes page images of it. */
  process_request_file: z.object({ requestFileId: id }),
  /** Confirms a request with its number, and the link by which it is read and proven. */
  notify_request_received: z.object({ requestId: id }),
  /** Tells whoever asked what staff wrote, or that the request is closed. */
  notify_request_reply: z.object({ messageId: id }),
  /** Tells the address that was left that the sign-in moved to another one. */
  notify_email_changed: z.object({ accountId: id }),
  notify_name_change_decision: z.object({ nameChangeId: id }),
  notify_access_grant_decision: z.object({ accessGrantId: id }),
  notify_merge: z.object({ mergeId: id }),
  /** Answers the reports that a merge settled, or opens them again where it was undone. */
  settle_requests: z.object({ mergeId: id }),
  notify_enrollment: z.object({ enrollmentId: id, status: enrollmentNews }),
  /** Opens a list of attendees in the sandbox and keeps its rows. */
  read_roster_list: z.object({ rosterImportId: id }),
  /** Looks for the people on a list. */
  match_roster_list: z.object({ rosterImportId: id }),
  /** Invites an address on a list to a roster. */
  notify_roster_invitation: z.object({ rosterInvitationId: id }),
  /** Ends invitations past their day and removes what was typed on lists that are settled or too old. */
  sweep_roster_imports: z.object({}),
  /** Confirms a registration or its renewal. */
  notify_registration: z.object({ participantId: id }),
  /** Matches a sign-up against everybody, makes its account, and writes to its address. */
  finish_sign_up: z.object({ signUpId: id }),
  /** Sends a one-time link; the link is made by the task, so no secret rests in the queue. */
  send_account_link: z.object({ accountId: id, purpose: z.enum(["reset_password", "verify_email"]) }),
  /** Looks for duplicates of everybody whose record changed since it was looked at last; triggers ask for it. */
  match_changed_people: z.object({}),
  /** Looks for duplicates of one participant or of everybody. */
  find_duplicates: z.object({ participantId: id.optional() }),
  /** As match_changed_people for programs, institutions, trainings and sponsors. */
  match_changed_directory: z.object({}),
  /** Looks for duplicates among all records of one kind of the directory, or of each. */
  find_directory_duplicates: z.object({ kind: z.enum(directoryKinds).optional() }),
  /** Gives back documents whose lease ran out. */
  sweep_document_leases: z.object({}),
  /** Counts anew what the desk decides a working day and how old the queue is. */
  refresh_queue_pace: z.object({}),
  /** Ends access grants past their last day. */
  sweep_access_grants: z.object({}),
  /** Ends registrations past their renewal date (S3). */
  sweep_registrations: z.object({}),
  /** Removes ended sessions, used links and stored files no row points to. */
  sweep_leftovers: z.object({}),
} as const satisfies Record<string, z.ZodType>;

export type TaskName = keyof typeof taskPayloads;
export type TaskPayload<N extends TaskName> = z.infer<(typeof taskPayloads)[N]>;
