import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, version } from "../columns.ts";
import { actorKinds, notificationStatuses, reportRunStatuses } from "../enums.ts";
import { accounts } from "./accounts.ts";
import { participants } from "./participants.ts";
import { requests } from "./requests.ts";
import { rosterInvitations } from "./roster-imports.ts";
import { sponsors } from "./trainings.ts";

/** One execution of a report: what was asked, by whom, and the file that came out. */
export const reportRuns = pgTable(
  "report_runs",
  {
    id: id(),
    reportKey: text().notNull(),
    title: text().notNull(),
    params: jsonb().$type<Record<string, unknown>>().notNull(),
    status: oneOf(reportRunStatuses).notNull().default("queued"),
    /** Whose rows it may hold: a sponsor's run shows that sponsor's rows alone; a participant's its own. */
    sponsorId: integer().references(() => sponsors.id, { onDelete: "restrict" }),
    participantId: integer().references(() => participants.id, { onDelete: "restrict" }),
    requestedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    asOf: instant().notNull().defaultNow(),
    rowsDone: integer().notNull().default(0),
    rowsTotal: integer(),
    peopleCount: integer(),
    startedAt: instant(),
    finishedAt: instant(),
    storageKey: text(),
    fileName: text(),
    mimeType: text(),
    sizeBytes: integer(),
    sha256: text(),
    errorMessage: text(),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("report_runs_requested_idx").on(t.requestedById, t.createdAt),
    index("report_runs_created_idx").on(t.createdAt),
    index("report_runs_storage_key_idx").on(t.storageKey),
    index("report_runs_sponsor_idx").on(t.sponsorId),
    index("report_runs_participant_idx").on(t.participantId, t.createdAt),
    check("report_runs_status_check", isOneOf(t.status, reportRunStatuses)),
  ],
);

/** One e-mail: what was sent to whom, its state and how often it was tried. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    participantId: integer().references(() => participants.id, { onDelete: "restrict" }),
    accountId: integer().references(() => accounts.id, { onDelete: "set null" }),
    template: text().notNull(),
    locale: text().notNull().default("en"),
    recipientName: text(),
    recipientEmail: text().notNull(),
    subject: text().notNull(),
    bodyText: text().notNull(),
    bodyHtml: text().notNull(),
    status: oneOf(notificationStatuses).notNull().default("queued"),
    attempts: integer().notNull().default(0),
    lastError: text(),
    /** Stable across retries, so a duplicate can be told by the receiver. */
    messageId: text().notNull(),
    /** One cause sends one e-mail: a repeat of the causing task finds its row already here. */
    dedupeKey: text(),
    sentAt: instant(),
    resentFromId: integer(),
    /** The request it belongs to: a reply to it is filed there. */
    requestId: integer().references(() => requests.id, { onDelete: "set null" }),
    /** The invitation it carries: its link is made as the mail leaves. */
    rosterInvitationId: integer().references(() => rosterInvitations.id, { onDelete: "set null" }),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("notifications_participant_idx").on(t.participantId, t.createdAt),
    index("notifications_account_idx").on(t.accountId),
    index("notifications_request_idx").on(t.requestId),
    index("notifications_roster_invitation_idx").on(t.rosterInvitationId),
    index("notifications_created_idx").on(t.createdAt),
    uniqueIndex("notifications_message_id_key").on(t.messageId),
    uniqueIndex("notifications_dedupe_key").on(t.dedupeKey),
    check("notifications_status_check", isOneOf(t.status, notificationStatuses)),
  ],
);

/** Staff-maintained announcements of the home page. S181 */
export const announcements = pgTable(
  "announcements",
  {
    id: id(),
    title: text().notNull(),
    body: text().notNull(),
    isNew: boolean().notNull().default(false),
    publishedOn: date().notNull(),
    expiresOn: date(),
    version: version(),
    ...instants(),
  },
  (t) => [index("announcements_published_idx").on(t.publishedOn)],
);

/** Who did what to which row, before and after, and why. Insert-only; written in the transaction it describes. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull().defaultNow(),
    actorKind: oneOf(actorKinds).notNull(),
    accountId: integer(),
    actorRole: text(),
    task: text(),
    requestId: text(),
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: integer(),
    /** The participant the row belongs to, where there is one: their history is one index away. */
    participantId: integer(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    reason: text(),
  },
  (t) => [
    index("audit_events_subject_idx").on(t.subjectType, t.subjectId, t.id),
    index("audit_events_participant_idx").on(t.participantId, t.id),
    index("audit_events_account_idx").on(t.accountId, t.id),
    index("audit_events_action_idx").on(t.action, t.id),
    check("audit_events_actor_kind_check", isOneOf(t.actorKind, actorKinds)),
  ],
);

/** Which worker process owns which graphile pool, so that a dead one's tasks are taken back within a second. */
export const workerPools = pgTable("worker_pools", {
  poolId: text().primaryKey(),
  lockKey: bigint({ mode: "bigint" }).notNull(),
  startedAt: instant().notNull().defaultNow(),
});

/** Small facts about this installation (jurisdiction seeded, demo registry's seed and truth). */
export const registryFacts = pgTable("registry_facts", {
  key: text().primaryKey(),
  value: jsonb().$type<unknown>().notNull(),
  updatedAt: instant().notNull().default(sql`now()`),
});
