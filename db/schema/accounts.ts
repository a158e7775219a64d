import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, privateSchema, version } from "../columns.ts";
import { accountStatuses, accountTokenPurposes, type identifierKinds, staffRoles } from "../enums.ts";
import { participants } from "./participants.ts";

/** One sign-in. Staff have a `staffRole`; educators a `participantId`; a person may have both. S177, S213 */
export const accounts = pgTable(
  "accounts",
  {
    id: id(),
    email: text().notNull(),
    /** The next login address, until the link sent there is opened. S42 */
    pendingEmail: text(),
    /** The login address before the last change, which is told of it. S42 */
    previousEmail: text(),
    displayName: text().notNull(),
    status: oneOf(accountStatuses).notNull().default("active"),
    staffRole: oneOf(staffRoles),
    participantId: integer().references(() => participants.id, { onDelete: "restrict" }),
    locale: text().notNull().default("en"),
    /** Judges possible duplicates without being told how alike they look, until a pair is decided. */
    judgesBlind: boolean().notNull().default(false),
    lastSignInAt: instant(),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("accounts_email_key").on(sql`lower(${t.email})`),
    index("accounts_participant_id_idx").on(t.participantId),
    check("accounts_status_check", isOneOf(t.status, accountStatuses)),
    check("accounts_staff_role_check", isOneOf(t.staffRole, staffRoles)),
    check(
      "accounts_email_check",
      sql`${t.email} ~ '^[^[:space:]@]+@[^[:space:]@]+$' and length(${t.email}) <= 254`,
    ),
  ],
);

export const accountPasswords = privateSchema.table("account_passwords", {
  accountId: integer()
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  passwordHash: text().notNull(),
  changedAt: instant().notNull().defaultNow(),
});

/** One-time links, stored as SHA-256 of the token; used once, short-lived. S178, S227 */
export const accountTokens = privateSchema.table(
  "account_tokens",
  {
    id: id(),
    accountId: integer()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    purpose: oneOf(accountTokenPurposes).notNull(),
    tokenHash: text().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("account_tokens_hash_key").on(t.tokenHash),
    index("account_tokens_account_idx").on(t.accountId),
  ],
);

export const sessions = privateSchema.table(
  "sessions",
  {
    id: text().primaryKey(),
    accountId: integer().references(() => accounts.id, { onDelete: "cascade" }),
    data: jsonb().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [index("sessions_expires_at_idx").on(t.expiresAt), index("sessions_account_id_idx").on(t.accountId)],
);

/** Sign-ups between the visitor's answer and the task that looks for the person; a row goes with its task. S10 */
export const signUps = privateSchema.table("sign_ups", {
  id: id(),
  givenName: text().notNull(),
  middleName: text(),
  familyName: text().notNull(),
  birthDate: date().notNull(),
  email: text().notNull(),
  identifiers: jsonb().$type<{ kind: (typeof identifierKinds)[number]; value: string }[]>().notNull(),
  passwordHash: text().notNull(),
  createdAt: instant().notNull().defaultNow(),
});

/** Failed sign-ins per e-mail address and per network address, counted for all processes together. TRUST B9 */
export const signInFailures = privateSchema.table("sign_in_failures", {
  /** SHA-256 of the address that failed, so the table names nobody. */
  key: text().primaryKey(),
  failures: integer().notNull(),
  windowEndsAt: instant().notNull(),
});

/** How often one network address asked for one thing within the running window, across all web processes. */
export const requestCounts = privateSchema.table(
  "request_counts",
  {
    /** What is counted: `sign_in`, `check`, … */
    counter: text().notNull(),
    /** Keyed hash of the address, so the table names nobody. */
    addressIndex: text().notNull(),
    hits: integer().notNull(),
    windowEndsAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.counter, t.addressIndex] }),
    index("request_counts_window_idx").on(t.windowEndsAt),
  ],
);
