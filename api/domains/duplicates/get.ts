import type { Tx } from "#db/client.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf, runList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { withoutLikeness } from "./blind.ts";
import { compareRecords } from "./compare.ts";
import { duplicateList, type StoredRow } from "./list.ts";
import { blindDuplicateSchema, type DuplicateRow, type DuplicateView } from "./schemas.ts";
import { withText } from "./signals.ts";

/** One pair as it is listed. @throws NotFound */
export async function readDuplicate(tx: Tx, ctx: Ctx, id: number): Promise<DuplicateRow> {
  const [row] = rowsOf<StoredRow>(await runList(ctx, tx, duplicateList, { filter: { id } }));
  if (!row) throw new NotFound("There is no such pair, or one of its records has been merged.");
  return { ...row, signals: withText(row.signals) };
}

/** One pair with the two records side by side; the fuller one is proposed as the survivor (U-M12). @throws NotFound */
export async function getDuplicate(ctx: Ctx, id: number): Promise<DuplicateView> {
  requirePermission(ctx, "duplicates:read");
  return viewOf(ctx, id, false);
}

/** As {@link getDuplicate}, without likeness and weights until the pair is decided. @throws NotFound */
export async function getDuplicateBlind(ctx: Ctx, raw: { id: number }): Promise<DuplicateView> {
  requirePermission(ctx, "duplicates:read");
  return viewOf(ctx, blindDuplicateSchema.parse(raw).id, true);
}

async function viewOf(ctx: Ctx, id: number, blind: boolean): Promise<DuplicateView> {
  return inTransaction(ctx, async (tx, inner) => {
    const row = await readDuplicate(tx, inner, id);
    const comparison = await compareRecords(tx, inner, row.leftId, row.rightId, { proposed: true, blind });
    return { ...(blind ? withoutLikeness(row) : row), comparison };
  });
}
