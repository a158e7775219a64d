import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, version } from "../columns.ts";
import {
  deliveryTypes,
  enrollmentSources,
  enrollmentStatuses,
  eventDeliveryMethods,
  eventStatuses,
  fundingCodes,
  instructorStatuses,
  sponsorManagerKinds,
  sponsorStatuses,
  trainingStatuses,
} from "../enums.ts";
import { accounts } from "./accounts.ts";
import { participants } from "./participants.ts";

/** A training organization. S122, S136 */
export const sponsors = pgTable(
  "sponsors",
  {
    id: id(),
    name: text().notNull(),
    /** Four letters or digits: the head of the Direct Service Profile's ORGCODE. */
    vendorCode: text().notNull(),
    status: oneOf(sponsorStatuses).notNull().default("applied"),
    stateFunded: boolean().notNull().default(false),
    contactName: text(),
    contactEmail: text(),
    contactPhone: text(),
    website: text(),
    counties: text().array().notNull().default(sql`'{}'`),
    /** Whether an educator may withdraw alone or has to call. S119 */
    selfWithdrawal: boolean().notNull().default(true),
    /** The record it was merged into: it is never listed, chosen or matched again, and its numbers open that one. */
    mergedIntoId: integer().references((): AnyPgColumn => sponsors.id, { onDelete: "restrict" }),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("sponsors_merged_into_idx").on(t.mergedIntoId).where(sql`${t.mergedIntoId} is not null`),
    uniqueIndex("sponsors_vendor_code_key").on(t.vendorCode),
    index("sponsors_name_idx").on(t.name, t.id),
    check("sponsors_status_check", isOneOf(t.status, sponsorStatuses)),
    check("sponsors_vendor_code_check", sql`${t.vendorCode} ~ '^[A-Z0-9]{4}$'`),
  ],
);

/** S204–S205, S218: contact managers are listed on trainings; additional managers are not; as many as wanted. */
export const sponsorManagers = pgTable(
  "sponsor_managers",
  {
    id: id(),
    sponsorId: integer()
      .notNull()
      .references(() => sponsors.id, { onDelete: "cascade" }),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    kind: oneOf(sponsorManagerKinds).notNull().default("additional"),
    ...instants(),
  },
  (t) => [
    unique("sponsor_managers_key").on(t.sponsorId, t.participantId),
    index("sponsor_managers_participant_id_idx").on(t.participantId),
    check("sponsor_managers_kind_check", isOneOf(t.kind, sponsorManagerKinds)),
  ],
);

/** An instructor of a sponsor: requested, then approved or denied by its manager. S126, S135 */
export const instructors = pgTable(
  "instructors",
  {
    id: id(),
    sponsorId: integer()
      .notNull()
      .references(() => sponsors.id, { onDelete: "cascade" }),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    status: oneOf(instructorStatuses).notNull().default("requested"),
    profile: text(),
    published: boolean().notNull().default(false),
    version: version(),
    ...instants(),
  },
  (t) => [
    unique("instructors_key").on(t.sponsorId, t.participantId),
    index("instructors_participant_id_idx").on(t.participantId),
    check("instructors_status_check", isOneOf(t.status, instructorStatuses)),
  ],
);

/** The catalog of a sponsor: what can be offered. S124–S125, S138 */
export const trainings = pgTable(
  "trainings",
  {
    id: id(),
    sponsorId: integer()
      .notNull()
      .references(() => sponsors.id, { onDelete: "restrict" }),
    title: text().notNull(),
    description: text(),
    status: oneOf(trainingStatuses).notNull().default("approved"),
    hours: numeric({ precision: 5, scale: 2 }).notNull(),
    /** Framework and code rather than free text, so that years can be compared. B-R12 */
    framework: text().notNull(),
    competency: text().notNull(),
    language: text().notNull().default("English"),
    /** The record it was merged into: it is never listed, chosen or matched again, and its numbers open that one. */
    mergedIntoId: integer().references((): AnyPgColumn => trainings.id, { onDelete: "restrict" }),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("trainings_merged_into_idx").on(t.mergedIntoId).where(sql`${t.mergedIntoId} is not null`),
    index("trainings_sponsor_id_idx").on(t.sponsorId),
    index("trainings_title_idx").on(t.title, t.id),
    check("trainings_status_check", isOneOf(t.status, trainingStatuses)),
    check("trainings_hours_check", sql`${t.hours} > 0 and ${t.hours} <= 400`),
  ],
);

/** A scheduled training. The six Direct Service Profile codes are required here, not when the report is pulled. B-R1, B-R2 */
export const events = pgTable(
  "events",
  {
    id: id(),
    trainingId: integer()
      .notNull()
      .references(() => trainings.id, { onDelete: "restrict" }),
    sponsorId: integer()
      .notNull()
      .references(() => sponsors.id, { onDelete: "restrict" }),
    title: text().notNull(),
    status: oneOf(eventStatuses).notNull().default("draft"),
    hours: numeric({ precision: 5, scale: 2 }).notNull(),
    language: text().notNull().default("English"),
    startsOn: date().notNull(),
    endsOn: date().notNull(),
    capacity: integer().notNull(),
    locationName: text(),
    addressLine: text(),
    city: text(),
    county: text().notNull(),
    programCode: text().notNull(),
    deliveryType: oneOf(deliveryTypes).notNull().default("training"),
    deliveryMethod: oneOf(eventDeliveryMethods).notNull().default("classroom"),
    funding: oneOf(fundingCodes).notNull().default("cde_f5"),
    costCents: integer().notNull().default(0),
    invitationToken: text(),
    closedAt: instant(),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("events_calendar_idx").on(t.startsOn, t.id).where(sql`${t.status} = 'published'`),
    index("events_sponsor_id_idx").on(t.sponsorId, t.startsOn),
    index("events_training_id_idx").on(t.trainingId),
    uniqueIndex("events_invitation_token_key").on(t.invitationToken),
    check("events_status_check", isOneOf(t.status, eventStatuses)),
    check("events_delivery_type_check", isOneOf(t.deliveryType, deliveryTypes)),
    check("events_delivery_method_check", isOneOf(t.deliveryMethod, eventDeliveryMethods)),
    check("events_funding_check", isOneOf(t.funding, fundingCodes)),
    check("events_capacity_check", sql`${t.capacity} > 0`),
    check("events_dates_check", sql`${t.endsOn} >= ${t.startsOn}`),
    check("events_cost_check", sql`${t.costCents} >= 0`),
  ],
);

export const eventSessions = pgTable(
  "event_sessions",
  {
    id: id(),
    eventId: integer()
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
  },
  (t) => [
    index("event_sessions_event_id_idx").on(t.eventId, t.startsAt),
    check("event_sessions_times_check", sql`${t.endsAt} > ${t.startsAt}`),
  ],
);

export const eventInstructors = pgTable(
  "event_instructors",
  {
    id: id(),
    eventId: integer()
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    instructorId: integer()
      .notNull()
      .references(() => instructors.id, { onDelete: "restrict" }),
  },
  (t) => [
    unique("event_instructors_key").on(t.eventId, t.instructorId),
    index("event_instructors_instructor_id_idx").on(t.instructorId),
  ],
);

/** One person on one event's roster. S117; waitlisted has an order (G4). Demographics are as they were on the day. */
export const enrollments = pgTable(
  "enrollments",
  {
    id: id(),
    eventId: integer()
      .notNull()
      .references(() => events.id, { onDelete: "restrict" }),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    status: oneOf(enrollmentStatuses).notNull().default("enrolled"),
    source: oneOf(enrollmentSources).notNull().default("portal"),
    waitlistPosition: integer(),
    hoursGranted: numeric({ precision: 5, scale: 2 }),
    /** Setting, position and county when the training took place, for the funder's counts. B-R3 */
    setting: text(),
    position: text(),
    homeCounty: text(),
    markedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    markedAt: instant(),
    version: version(),
    ...instants(),
  },
  (t) => [
    // Deferrable in the database, so that a merge can swap two rows: no `on conflict` on it; enrolling locks the event.
    unique("enrollments_key").on(t.eventId, t.participantId),
    index("enrollments_participant_id_idx").on(t.participantId),
    index("enrollments_status_idx").on(t.eventId, t.status, t.waitlistPosition),
    index("enrollments_marked_by_idx").on(t.markedById),
    check("enrollments_status_check", isOneOf(t.status, enrollmentStatuses)),
    check("enrollments_source_check", isOneOf(t.source, enrollmentSources)),
    check(
      "enrollments_waitlist_check",
      sql`(${t.status} = 'waitlisted') = (${t.waitlistPosition} is not null)`,
    ),
  ],
);
