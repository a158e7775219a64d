import { and, desc, eq, ne, sql } from "drizzle-orm";
import { enqueue } from "#db/queue/enqueue.ts";
import { participants, reportRuns } from "#db/schema/index.ts";
import { printedName } from "#reports/rules/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { formerNumbersOf } from "../participants/index.ts";
import { cardKey } from "./internal.ts";
import {
  type CreateMembershipCard,
  createMembershipCardSchema,
  type MembershipCardView,
  type PrintedCard,
} from "./schemas.ts";

const nobody = "There is no such record, or it is not yours to see.";

/**
 * Makes the membership card of a living record: an educator for itself, staff for anybody; an old number's record gives
 * the survivor's card. The card made last is answered again while it would say the same. S94, B-I2
 * @throws NotFound for a record out of reach.
 */
export async function createMembershipCard(ctx: Ctx, raw: CreateMembershipCard): Promise<MembershipCardView> {
  const scope = requirePermission(ctx, "membership_cards:create");
  const { participantId: asked } = createMembershipCardSchema.parse(raw);
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (scope !== "all" && asked !== own) throw new NotFound(nobody);
  return inTransaction(ctx, async (tx, inner) => {
    const [person] = await tx
      .select()
      .from(participants)
      .where(eq(participants.id, sql`survivor_of(${asked})`));
    if (!person) throw new NotFound(nobody);
    const participantId = person.id;
    const card: PrintedCard = {
      name: printedName(person),
      registryNumber: person.registryNumber,
      formerNumbers: await formerNumbersOf(tx, inner, participantId),
    };
    const [earlier] = await tx
      .select({ id: reportRuns.id })
      .from(reportRuns)
      .where(
        and(
          eq(reportRuns.reportKey, cardKey),
          eq(reportRuns.participantId, participantId),
          ne(reportRuns.status, "failed"),
          eq(reportRuns.params, card),
        ),
      )
      .orderBy(desc(reportRuns.id))
      .limit(1);
    if (earlier) return { ...earlier, participantId, ...card };
    const requestedById = inner.actor.type === "account" ? inner.actor.accountId : null;
    const [made] = await tx
      .insert(reportRuns)
      .values({ reportKey: cardKey, title: "Membership card", params: card, participantId, requestedById })
      .returning({ id: reportRuns.id });
    await recordAudit(tx, inner, {
      action: "membership_card.made",
      subject: { type: "report_runs", id: made!.id },
      participantId,
      after: { registryNumber: card.registryNumber, formerNumbers: card.formerNumbers },
    });
    await enqueue(tx, "render_membership_card", { reportRunId: made!.id });
    return { ...made!, participantId, ...card };
  });
}
