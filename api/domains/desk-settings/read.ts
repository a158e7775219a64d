import type { Tx } from "#db/client.ts";
import { deskSettings } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";

export type DeskSettings = typeof deskSettings.$inferSelect;

/** The one row, in an open transaction of whichever role: it says nothing about a person. */
export async function readDeskSettings(tx: Tx): Promise<DeskSettings> {
  const [row] = await tx.select().from(deskSettings);
  if (!row) throw new NotFound("The desk has no settings.");
  return row;
}

/** How the desk works: sample, new clerks, weeks for a review, days aside. There is one row, with id 1. */
export async function getDeskSettings(ctx: Ctx, id: number): Promise<DeskSettings> {
  requirePermission(ctx, "desk_settings:read");
  if (id !== 1) throw new NotFound("There is one set of settings; its id is 1.");
  return inTransaction(ctx, (tx) => readDeskSettings(tx));
}
