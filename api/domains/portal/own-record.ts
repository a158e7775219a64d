import type { PrintableRecord } from "#reports/rules/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Forbidden } from "../../kernel/errors.ts";
import { participantRecord } from "../participants/index.ts";

/** What the actor's own report would print today, and what it would not and why. */
export async function ownRecord(ctx: Ctx): Promise<PrintableRecord> {
  const id = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (id === null) throw new Forbidden("You have no record of your own.");
  return participantRecord(ctx, { id });
}
