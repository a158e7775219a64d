import { eq } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import type { EnrollmentStatus } from "#db/enums.ts";
import type { EnrollmentNews } from "#db/queue/payloads.ts";
import { enrollments, events } from "#db/schema/index.ts";
import { addresseeOf, notify } from "../email/notify.ts";
import { longDate } from "../email/words.ts";
import type { Task } from "./task.ts";

/** What happened → the state the roster must still show, or the news is old. */
const news = {
  enrolled: "enrolled",
  waitlisted: "waitlisted",
  promoted: "enrolled",
  withdrawn: "withdrawn",
  cancelled: "withdrawn",
  attended: "attended",
} as const satisfies Record<EnrollmentNews, EnrollmentStatus>;

/** Tells the participant about a seat or hours: enrolled, waitlisted, promoted, withdrawn, cancelled, attended. S80, S117–S121 */
export const notifyEnrollment: Task<"notify_enrollment"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const { enrollmentId, status } = payload;
    const [row] = await tx
      .select({ enrollment: enrollments, event: events })
      .from(enrollments)
      .innerJoin(events, eq(events.id, enrollments.eventId))
      .where(eq(enrollments.id, enrollmentId));
    const to = row && (await addresseeOf(tx, row.enrollment.participantId));
    if (!row || !to || news[status] !== row.enrollment.status) {
      return log.info({ enrollmentId, status }, "nothing to tell about this enrollment");
    }
    const { enrollment, event } = row;
    await notify(tx, ctx, {
      to,
      template: `enrollment_${status}`,
      values: {
        name: to.name,
        event: event.title,
        startsOn: longDate(event.startsOn),
        hours: String(Number(enrollment.hoursGranted ?? event.hours)),
        place: [event.locationName, event.addressLine, event.city].filter(Boolean).join(", "),
      },
      // Somebody may leave and come back: the version tells one enrolling from the next.
      dedupeKey: `enrollment:${enrollment.id}:${status}:${enrollment.version}`,
    });
  });
