import type { TaskList } from "graphile-worker";
import type { CtxDeps } from "#api/kernel/context.ts";
import type { TaskName } from "#db/queue/payloads.ts";
import type { Recogniser } from "./ocr/recogniser.ts";
import { runTask } from "./run-task.ts";
import { fileIntakePart } from "./tasks/file-intake-part.ts";
import { findDirectoryDuplicates } from "./tasks/find-directory-duplicates.ts";
import { findDuplicates } from "./tasks/find-duplicates.ts";
import { finishSignUp } from "./tasks/finish-sign-up.ts";
import { generateReport } from "./tasks/generate-report.ts";
import { matchChangedDirectory } from "./tasks/match-changed-directory.ts";
import { matchChangedPeople } from "./tasks/match-changed-people.ts";
import { matchRosterList } from "./tasks/match-roster-list.ts";
import { notifyAccessGrantDecision } from "./tasks/notify-access-grant-decision.ts";
import { notifyDocumentDecision } from "./tasks/notify-document-decision.ts";
import { notifyDocumentReceived } from "./tasks/notify-document-received.ts";
import { notifyEmailChanged } from "./tasks/notify-email-changed.ts";
import { notifyEnrollment } from "./tasks/notify-enrollment.ts";
import { notifyMerge } from "./tasks/notify-merge.ts";
import { notifyNameChangeDecision } from "./tasks/notify-name-change-decision.ts";
import { notifyRegistration } from "./tasks/notify-registration.ts";
import { notifyRequestReceived } from "./tasks/notify-request-received.ts";
import { notifyRequestReply } from "./tasks/notify-request-reply.ts";
import { notifyReviewAnswered } from "./tasks/notify-review-answered.ts";
import { notifyReviewReceived } from "./tasks/notify-review-received.ts";
import { notifyRosterInvitation } from "./tasks/notify-roster-invitation.ts";
import { processIntakeScan } from "./tasks/process-intake-scan.ts";
import { processRequestFile } from "./tasks/process-request-file.ts";
import { processUpload } from "./tasks/process-upload.ts";
import { readDocument } from "./tasks/read-document.ts";
import { readRosterList } from "./tasks/read-roster-list.ts";
import { refreshQueuePace } from "./tasks/refresh-queue-pace.ts";
import { renderCoversheet } from "./tasks/render-coversheet.ts";
import { renderEducationAndTrainingReport } from "./tasks/render-education-and-training-report.ts";
import { renderMembershipCard } from "./tasks/render-membership-card.ts";
import { sendAccountLink } from "./tasks/send-account-link.ts";
import { type EmailServices, sendEmail } from "./tasks/send-email.ts";
import { settleRequests } from "./tasks/settle-requests.ts";
import { sweepAccessGrants } from "./tasks/sweep-access-grants.ts";
import { sweepDocumentLeases } from "./tasks/sweep-document-leases.ts";
import { sweepLeftovers } from "./tasks/sweep-leftovers.ts";
import { sweepRegistrations } from "./tasks/sweep-registrations.ts";
import { sweepRosterImports } from "./tasks/sweep-roster-imports.ts";
import type { Task } from "./tasks/task.ts";

export type Tasks = { [N in TaskName]: Task<N> };

/** Every task of the queue and what does it. */
export function makeTasks(services: EmailServices & { recogniser?: Recogniser }): Tasks {
  return {
    process_upload: processUpload,
    read_document: readDocument(services.recogniser),
    process_intake_scan: processIntakeScan,
    file_intake_part: fileIntakePart,
    render_coversheet: renderCoversheet,
    render_membership_card: renderMembershipCard,
    generate_report: generateReport,
    render_education_and_training_report: renderEducationAndTrainingReport(services),
    find_duplicates: findDuplicates,
    match_changed_people: matchChangedPeople,
    match_changed_directory: matchChangedDirectory,
    find_directory_duplicates: findDirectoryDuplicates,
    finish_sign_up: finishSignUp,
    send_email: sendEmail(services),
    notify_document_decision: notifyDocumentDecision,
    notify_document_received: notifyDocumentReceived,
    notify_review_received: notifyReviewReceived,
    notify_review_answered: notifyReviewAnswered,
    process_request_file: processRequestFile,
    notify_request_received: notifyRequestReceived,
    notify_request_reply: notifyRequestReply,
    notify_email_changed: notifyEmailChanged,
    notify_name_change_decision: notifyNameChangeDecision,
    notify_access_grant_decision: notifyAccessGrantDecision,
    notify_merge: notifyMerge,
    settle_requests: settleRequests,
    notify_enrollment: notifyEnrollment,
    notify_registration: notifyRegistration,
    read_roster_list: readRosterList,
    match_roster_list: matchRosterList,
    notify_roster_invitation: notifyRosterInvitation,
    sweep_roster_imports: sweepRosterImports,
    send_account_link: sendAccountLink,
    refresh_queue_pace: refreshQueuePace,
    sweep_access_grants: sweepAccessGrants,
    sweep_document_leases: sweepDocumentLeases,
    sweep_registrations: sweepRegistrations,
    sweep_leftovers: sweepLeftovers,
  };
}

/** The tasks as the queue calls them. */
export function makeTaskList(tasks: Tasks, deps: CtxDeps): TaskList {
  const entry = <N extends TaskName>(name: N) => [name, runTask(name, tasks[name], deps)] as const;
  return Object.fromEntries((Object.keys(tasks) as TaskName[]).map((name) => entry(name)));
}
