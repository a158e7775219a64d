import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { deliveryTypes, type enrollmentStatuses, eventDeliveryMethods, fundingCodes } from "#db/enums.ts";
import { events } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";
import { hoursSchema, titleSchema } from "../trainings/schemas.ts";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time like 09:00.");
/** Date and times as the clock on the wall shows them in the state's time zone. */
export const sessionSchema = z
  .strictObject({ date: z.iso.date("Enter a date."), startTime: clock, endTime: clock })
  .refine(({ startTime, endTime }) => endTime > startTime, {
    message: "The session ends before it starts.",
    path: ["endTime"],
  });
export type SessionInput = z.infer<typeof sessionSchema>;

const line = (max: number) => z.string().trim().max(max, `At most ${max} characters.`).nullable();
const fields = createInsertSchema(events, {
  title: titleSchema,
  language: z.string().trim().min(1).max(60),
  capacity: z.number().int().min(1, "At least one seat.").max(10_000),
  locationName: line(160),
  addressLine: line(160),
  city: line(80),
  county: z.string({ error: "Choose the county." }).trim().min(1, "Choose the county.").max(60),
  programCode: z.string({ error: "Choose the program." }).trim().min(1, "Choose the program.").max(10),
  deliveryType: z.enum(deliveryTypes, "Choose how the training is given."),
  deliveryMethod: z.enum(eventDeliveryMethods, "Choose classroom or online."),
  funding: z.enum(fundingCodes, "Choose who pays for it."),
  costCents: z.number().int().min(0, "A cost cannot be negative.").max(1_000_000),
})
  .pick({
    title: true,
    language: true,
    capacity: true,
    locationName: true,
    addressLine: true,
    city: true,
    county: true,
    programCode: true,
    deliveryType: true,
    deliveryMethod: true,
    funding: true,
    costCents: true,
  })
  .extend({
    hours: hoursSchema,
    sessions: z.array(sessionSchema).min(1, "Add at least one session.").max(60),
    instructorIds: z.array(z.number().int()).max(20),
  });

/** The codes of the Direct Service Profile have no default here: each is asked for when the event is made. B-R2 */
export const createEventSchema = fields
  .partial({
    title: true,
    hours: true,
    language: true,
    locationName: true,
    addressLine: true,
    city: true,
    costCents: true,
    instructorIds: true,
  })
  .extend({ trainingId: z.number("Choose the training.").int() });
export type CreateEvent = z.input<typeof createEventSchema>;

export const updateEventSchema = fields.partial().extend({ id: z.number().int(), version: z.number().int() });
export type UpdateEvent = z.input<typeof updateEventSchema>;

export const publishEventSchema = z.strictObject({
  id: z.number().int(),
  version: z.number().int(),
  /** `published` is on the calendar for all; `invite_only` is reached by its link alone. S130–S131 */
  as: z.enum(["published", "invite_only"]).default("published"),
});
export type PublishEvent = z.input<typeof publishEventSchema>;

export const cancelEventSchema = z.strictObject({
  id: z.number().int(),
  version: z.number().int(),
  reason: z.string().trim().min(3, "Say why: everybody on the roster is told.").max(500),
});
export type CancelEvent = z.input<typeof cancelEventSchema>;

/** What a roster mark may say; `enrolled` takes a mark back. */
export const markStatuses = [
  "attended",
  "no_show",
  "enrolled",
] as const satisfies readonly (typeof enrollmentStatuses)[number][];
export const markAttendanceSchema = z.strictObject({
  id: z.number().int(),
  marks: z
    .array(
      z.strictObject({
        enrollmentId: z.number().int(),
        status: z.enum(markStatuses),
        /** For somebody who left early; the event's hours where it is left out. */
        hours: hoursSchema.optional(),
      }),
    )
    .min(1, "Nobody is marked.")
    .max(2000),
});
export type MarkAttendance = z.input<typeof markAttendanceSchema>;

export const walkInSchema = z.strictObject({
  id: z.number().int(),
  registryNumber: z.string().trim().min(1, "Enter the registry number.").max(12),
});
export type WalkIn = z.input<typeof walkInSchema>;

type Columns = typeof events.$inferSelect;
export type EventRow = Wire<
  Pick<
    Columns,
    | "id"
    | "trainingId"
    | "sponsorId"
    | "title"
    | "status"
    | "language"
    | "startsOn"
    | "endsOn"
    | "capacity"
    | "locationName"
    | "city"
    | "county"
    | "deliveryMethod"
    | "programCode"
    | "costCents"
    | "version"
  >
> & {
  hours: number;
  sponsorName: string;
  framework: string;
  competency: string;
  enrolled: number;
  waitlisted: number;
};

export type EventSession = {
  id: number;
  startsAt: string;
  endsAt: string;
  /** The same in the state's time zone, as `SessionInput` takes it. */
  date: string;
  startTime: string;
  endTime: string;
};

export type Seats = { capacity: number; enrolled: number; waitlisted: number };

export type EventView = Omit<EventRow, "enrolled" | "waitlisted"> &
  Wire<Pick<Columns, "addressLine" | "deliveryType" | "funding" | "closedAt" | "createdAt" | "updatedAt">> & {
    trainingTitle: string;
    description: string | null;
    sessions: EventSession[];
    instructors: { id: number; participantId: number | null; name: string }[];
    seats: Seats;
    /** Vendor, county, program, delivery type, delivery method, funding in one code. B-R1 */
    orgcode: string;
    /** For registry staff and the sponsor's managers, of an invite-only event. */
    invitationToken: string | null;
    /** True where the reader may edit, publish, cancel. */
    mayManage: boolean;
    mayMarkAttendance: boolean;
  };

/** What the calendar is asked; everything is optional. S107, S114 */
export const calendarQuerySchema = z.object({
  q: z.string().trim().max(120).optional(),
  county: z.string().trim().max(60).optional(),
  competency: z.string().trim().max(60).optional(),
  language: z.string().trim().max(60).optional(),
  deliveryMethod: z.enum(eventDeliveryMethods).optional(),
  sponsorId: z.coerce.number().int().optional(),
  /** First day shown; today where it is left out. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  perPage: z.coerce.number().int().min(1).max(200).default(25),
});
export type CalendarQuery = z.input<typeof calendarQuerySchema>;

export type CalendarEntry = Omit<EventRow, "version" | "programCode"> & {
  description: string | null;
  /** Sessions in the state's time zone. */
  sessions: EventSession[];
};

export type PublicEvent = CalendarEntry & {
  addressLine: string | null;
  instructors: string[];
  sponsor: {
    id: number;
    name: string;
    contactName: string | null;
    contactEmail: string | null;
    contactPhone: string | null;
    website: string | null;
    selfWithdrawal: boolean;
  };
  /** False for a cancelled or past event. */
  open: boolean;
};
