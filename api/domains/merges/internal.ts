import type { Ctx } from "../../kernel/context.ts";

export const accountIdOf = (ctx: Ctx): number | null =>
  ctx.actor.type === "account" && ctx.actor.accountId > 0 ? ctx.actor.accountId : null;
