import { and, eq, isNotNull } from "drizzle-orm";
import { accounts, sessions } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Forbidden, NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { getStaff } from "./list.ts";
import { type StaffStatus, type StaffView, staffStatusSchema } from "./schemas.ts";

async function setStatus(ctx: Ctx, raw: StaffStatus, status: "active" | "disabled"): Promise<StaffView> {
  requirePermission(ctx, "staff:write");
  const { id, version } = staffStatusSchema.parse(raw);
  if (ctx.actor.type === "account" && ctx.actor.accountId === id) {
    throw new Forbidden("You cannot disable the account you are signed in with.");
  }
  await inTransaction(ctx, async (tx, inner) => {
    const [before] = await tx
      .select()
      .from(accounts)
      .where(and(eq(accounts.id, id), isNotNull(accounts.staffRole)));
    if (!before) throw new NotFound("There is no such staff account.");
    const [after] = await tx
      .update(accounts)
      .set({ status })
      .where(and(eq(accounts.id, id), eq(accounts.version, version)))
      .returning();
    if (!after) throw stale(before);
    if (status === "disabled") {
      await inTransaction(asSystem(inner, "end_sessions"), (own) =>
        own.delete(sessions).where(eq(sessions.accountId, id)),
      );
    }
    await recordAudit(tx, inner, {
      action: `account.${status === "active" ? "enabled" : "disabled"}`,
      subject: { type: "accounts", id },
      before,
      after,
    });
  });
  return getStaff(ctx, id);
}

/** Ends a colleague's access at once: sign-in is refused and every session ends (TRUST B10). */
export const disableStaff = (ctx: Ctx, raw: StaffStatus): Promise<StaffView> =>
  setStatus(ctx, raw, "disabled");
export const enableStaff = (ctx: Ctx, raw: StaffStatus): Promise<StaffView> => setStatus(ctx, raw, "active");
