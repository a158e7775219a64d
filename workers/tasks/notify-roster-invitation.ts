import { eq } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import { events, rosterInvitations, sponsors } from "#db/schema/index.ts";
import { notify } from "../email/notify.ts";
import { linkPlaceholder } from "../email/render.ts";
import { longDate } from "../email/words.ts";
import type { Task } from "./task.ts";

/**
 * Invites an address on a list to its event's roster. The stored e-mail holds a placeholder: the link is made as the mail
 * leaves. The same words whether the address is known here or not. M5
 */
export const notifyRosterInvitation: Task<"notify_roster_invitation"> = (
  { rosterInvitationId },
  ctx,
  { log },
) =>
  inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .select({ invitation: rosterInvitations, event: events, sponsorName: sponsors.name })
      .from(rosterInvitations)
      .innerJoin(events, eq(events.id, rosterInvitations.eventId))
      .innerJoin(sponsors, eq(sponsors.id, events.sponsorId))
      .where(eq(rosterInvitations.id, rosterInvitationId));
    if (row?.invitation.status !== "open" || !row.invitation.email)
      return log.info({ rosterInvitationId }, "nobody to invite");
    const { invitation, event, sponsorName } = row;
    const name = invitation.name ?? "";
    await notify(tx, ctx, {
      to: { participantId: null, accountId: null, name, email: invitation.email!, locale: "en" },
      template: invitation.attended ? "roster_invitation_hours" : "roster_invitation_seat",
      values: {
        name,
        event: event.title,
        sponsor: sponsorName,
        startsOn: longDate(event.startsOn),
        hours: String(Number(invitation.hours ?? event.hours)),
        link: linkPlaceholder,
        expiresOn: longDate(invitation.expiresAt.toISOString().slice(0, 10)),
      },
      dedupeKey: `roster_invitation:${invitation.id}`,
      rosterInvitationId: invitation.id,
    });
  });
