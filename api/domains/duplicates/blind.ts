import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accounts } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { type DuplicateRow, type JudgeBlind, judgeBlindSchema, type Signal } from "./schemas.ts";

/** The evidence in words alone, in no order that tells how much each piece weighs. */
export const unweighed = (signals: readonly Signal[]): Signal[] =>
  signals
    .map(({ points: _, ...said }) => said)
    .toSorted((a, b) => a.key.localeCompare(b.key) || a.text.localeCompare(b.text));

/**
 * A pair for somebody who judges without being told how alike the registry thinks the two are: while it is open, neither
 * score nor band nor weights leave the server. B-M10, splink issue 1375
 */
export function withoutLikeness<Row extends Pick<DuplicateRow, "status" | "band" | "score" | "signals">>(
  row: Row,
): Row {
  if (row.status !== "open") return row;
  return { ...row, band: null, score: null, signals: unweighed(row.signals) };
}

/** Whether whoever asks judges blind: a setting of the account, so that no door tells what another one hides. */
export async function judgesBlind(tx: Tx, ctx: Ctx): Promise<boolean> {
  if (ctx.actor.type !== "account") return false;
  const [row] = await tx
    .select({ blind: accounts.judgesBlind })
    .from(accounts)
    .where(eq(accounts.id, ctx.actor.accountId));
  return row?.blind ?? false;
}

/** How whoever asks judges pairs. */
export async function readBlind(ctx: Ctx): Promise<{ blind: boolean }> {
  requirePermission(ctx, "duplicates:read");
  return inTransaction(ctx, async (tx, inner) => ({ blind: await judgesBlind(tx, inner) }));
}

/** Hides likeness from oneself or shows it again. The audit keeps when, so that decisions can be read with it. */
export async function judgeBlind(ctx: Ctx, raw: JudgeBlind): Promise<{ blind: boolean }> {
  requirePermission(ctx, "duplicates:read");
  const { blind } = judgeBlindSchema.parse(raw);
  return inTransaction(asSystem(ctx, "judge_blind"), async (tx) => {
    if (ctx.actor.type !== "account") return { blind: false };
    const { accountId } = ctx.actor;
    const changed = await tx
      .update(accounts)
      .set({ judgesBlind: blind })
      .where(sql`${accounts.id} = ${accountId} and ${accounts.judgesBlind} <> ${blind}`)
      .returning({ id: accounts.id });
    if (changed.length > 0) {
      await recordAudit(tx, ctx, {
        action: blind ? "account.likeness_hidden" : "account.likeness_shown",
        subject: { type: "staff", id: accountId },
      });
    }
    return { blind };
  });
}
