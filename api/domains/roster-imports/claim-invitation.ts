import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import {
  accounts,
  enrollments,
  events,
  rosterImportRows,
  rosterInvitations,
  sponsors,
} from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { sha256 } from "../accounts/index.ts";
import { applyMarks, isOn, placeAllOnRoster } from "../enrollments/index.ts";
import { lockEvent } from "../events/index.ts";
import { settle } from "./apply-rows.ts";
import type { InvitationView, RowOutcome } from "./schemas.ts";

const gone = "This invitation does not work any more. Ask the organization that gives the training.";
const live = (ctx: Ctx) =>
  and(eq(rosterInvitations.status, "open"), gt(rosterInvitations.expiresAt, ctx.now));

async function viewsOf(tx: Tx, which: SQL | undefined): Promise<InvitationView[]> {
  const rows = await tx
    .select({
      id: rosterInvitations.id,
      eventId: events.id,
      eventTitle: events.title,
      sponsorName: sponsors.name,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      attended: rosterInvitations.attended,
      hours: sql<number>`coalesce(${rosterInvitations.hours}, ${events.hours})::float8`,
    })
    .from(rosterInvitations)
    .innerJoin(events, eq(events.id, rosterInvitations.eventId))
    .innerJoin(sponsors, eq(sponsors.id, events.sponsorId))
    .where(which)
    .orderBy(rosterInvitations.id);
  return rows.map((row) => ({ ...row, hours: Number(row.hours) }));
}

/** What the link of an e-mail invites to. It tells nothing of whom it was sent to. @throws NotFound */
export async function readInvitation(ctx: Ctx, token: string): Promise<InvitationView> {
  return inTransaction(asSystem(ctx, "roster_invitation"), async (tx) => {
    const [view] = await viewsOf(tx, and(live(ctx), eq(rosterInvitations.tokenHash, sha256(token))));
    if (!view) throw new NotFound(gone);
    return view;
  });
}

/** Open invitations to the address the actor signs in with, which was proven. */
export async function ownInvitations(ctx: Ctx): Promise<InvitationView[]> {
  requirePermission(ctx, "enrollments:enroll");
  const { actor } = ctx;
  if (actor.type !== "account") return [];
  return inTransaction(asSystem(ctx, "roster_invitation"), (tx) =>
    viewsOf(
      tx,
      and(
        live(ctx),
        sql`lower(${rosterInvitations.email}) = (select lower(email) from accounts where id = ${actor.accountId} and status = 'active')`,
      ),
    ),
  );
}

/**
 * Puts whoever is signed in on the roster an invitation is for, with the hours it carries; the row it was sent for is
 * settled. By the link, or by its id for who signs in with the invited address. Once: used up, it works no more. M5
 * @throws NotFound for one that is unknown, withdrawn or too old, Conflict where the seats are taken or the event is off.
 */
export async function claimInvitation(
  ctx: Ctx,
  given: { token: string } | { id: number },
): Promise<{ eventId: number; status: string }> {
  requirePermission(ctx, "enrollments:enroll");
  const { actor } = ctx;
  if (actor.type !== "account" || actor.role !== "participant" || !actor.participantId)
    throw new NotFound("Sign in with your own record to use this invitation.");
  const accountId = actor.accountId;
  return inTransaction(asSystem(ctx, "roster_invitation"), async (tx, system) => {
    const acting = { ...system, actor };
    const which =
      "token" in given
        ? eq(rosterInvitations.tokenHash, sha256(given.token))
        : and(
            eq(rosterInvitations.id, given.id),
            eq(
              sql`lower(${rosterInvitations.email})`,
              tx
                .select({ email: sql`lower(${accounts.email})` })
                .from(accounts)
                .where(eq(accounts.id, accountId)),
            ),
          );
    const [found] = await tx
      .select()
      .from(rosterInvitations)
      .where(and(live(ctx), which));
    if (!found) throw new NotFound(gone);
    const event = await lockEvent(tx, found.eventId);
    if (!["published", "invite_only", "closed"].includes(event.status))
      throw new Conflict("This event was cancelled.");
    const person = await livingRecord(tx, actor.participantId!);
    const [invitation] = await tx
      .update(rosterInvitations)
      .set({ status: "claimed", claimedById: person, claimedAt: ctx.now, tokenHash: null })
      .where(and(eq(rosterInvitations.id, found.id), eq(rosterInvitations.status, "open")))
      .returning();
    if (!invitation) throw new NotFound(gone);
    const mine = and(eq(enrollments.eventId, event.id), eq(enrollments.participantId, person));
    const [before] = await tx.select().from(enrollments).where(mine);
    const inRoom = invitation.attended;
    const stands = before && (isOn(before, inRoom) || before.status === "no_show");
    const [placed] = stands
      ? [before]
      : await placeAllOnRoster(tx, acting, event, [{ participantId: person, source: "invitation", inRoom }]);
    if (!placed)
      throw new Conflict("All seats of this event are taken. Ask the organization that gives the training.");
    if (inRoom && placed.status !== "attended")
      await applyMarks(tx, acting, event, [
        { before: placed, status: "attended", hours: Number(invitation.hours ?? event.hours) },
      ]);
    const [row] = await tx.select().from(enrollments).where(mine);
    const outcome: RowOutcome =
      row!.status === "attended" || row!.status === "waitlisted" ? row!.status : "enrolled";
    await tx
      .update(rosterImportRows)
      .set({ participantId: person, match: "chosen", outcome, reason: null, enrollmentId: row!.id })
      .where(eq(rosterImportRows.id, invitation.rowId));
    await recordAudit(tx, acting, {
      action: "roster_invitation.claimed",
      subject: { type: "roster_invitations", id: invitation.id },
      participantId: person,
      after: { eventId: event.id, outcome },
    });
    const [list] = await tx
      .select({ id: rosterImportRows.importId })
      .from(rosterImportRows)
      .where(eq(rosterImportRows.id, invitation.rowId));
    await settle(tx, acting, list!.id);
    return { eventId: event.id, status: row!.status };
  });
}

async function livingRecord(tx: Tx, participantId: number): Promise<number> {
  const [row] = (await tx.execute(sql`select survivor_of(${participantId}::integer) as id`)) as unknown as {
    id: number;
  }[];
  return row!.id;
}
