import { z } from "zod";
import type { enrollments } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";

/** Who and where; an educator enrolling itself gives the event alone. */
export const enrollSchema = z.strictObject({
  eventId: z.number("Choose the event.").int(),
  participantId: z.number().int().optional(),
  registryNumber: z.string().trim().max(12).optional(),
  /** From the invitation link of an invite-only event. S130 */
  token: z.string().max(100).optional(),
});
export type Enroll = z.input<typeof enrollSchema>;

export const withdrawSchema = z.strictObject({
  id: z.number().int(),
  version: z.number().int().optional(),
  reason: z.string().trim().max(500).optional(),
});
export type Withdraw = z.input<typeof withdrawSchema>;

type Columns = typeof enrollments.$inferSelect;
export type EnrollmentRow = Wire<
  Pick<
    Columns,
    | "id"
    | "eventId"
    | "participantId"
    | "status"
    | "source"
    | "waitlistPosition"
    | "markedAt"
    | "version"
    | "createdAt"
  >
> & {
  eventTitle: string;
  eventStatus: string;
  startsOn: string;
  endsOn: string;
  sponsorId: number;
  sponsorName: string;
  participantName: string;
  registryNumber: string;
  /** Hours of the event, and those granted to the person so far. */
  eventHours: number;
  hoursGranted: number | null;
};
export type EnrollmentView = EnrollmentRow & {
  setting: string | null;
  position: string | null;
  homeCounty: string | null;
};
