import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { rosterImportRows } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict, Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { personFor } from "../enrollments/index.ts";
import type { EventRecord } from "../events/index.ts";
import { applyRows, revokeInvitations, settle, undecided } from "./apply-rows.ts";
import { getRosterImport } from "./get.ts";
import {
  asStaff,
  changeList,
  type ImportRecord,
  offeredRows,
  planOf,
  type RowRecord,
  requireOwnSide,
} from "./internal.ts";
import { matchRows } from "./match.ts";
import { readRow } from "./read-row.ts";
import {
  type CorrectRow,
  correctRowSchema,
  type DecideRow,
  decideRowSchema,
  type RevokeInvitation,
  type RosterImportView,
  revokeInvitationSchema,
} from "./schemas.ts";

/**
 * Decides whom a row means. A sponsor chooses among people it knows; the registry's staff among everybody, by number too.
 * Of a list that was applied the row is placed at once, and an invitation that was sent for it works no more.
 * @throws NotFound, Invalid for a number nobody has or somebody not offered, Conflict for a row that is placed.
 */
export async function decideRow(ctx: Ctx, raw: DecideRow): Promise<RosterImportView> {
  requirePermission(ctx, "roster_imports:write");
  const { id, rowId, decision } = decideRowSchema.parse(raw);
  const offered = (await offeredRows(ctx, id)).get(rowId) ?? [];
  await changeList(ctx, id, ["ready", "applied"], async (tx, acting, event, list) => {
    if (list.status === "ready") requireOwnSide(ctx, list);
    const row = await openRow(tx, list, rowId);
    const change =
      decision.as === "left_out"
        ? { leftOut: decision.leftOut }
        : {
            match: "chosen" as const,
            participantId: decision.as === "nobody" ? null : await personMeant(tx, ctx, decision, offered),
          };
    const decidedById = acting.actor.type === "account" ? acting.actor.accountId : null;
    const [after] = await tx
      .update(rosterImportRows)
      .set({ ...change, decidedById })
      .where(eq(rosterImportRows.id, rowId))
      .returning();
    await recordAudit(tx, acting, {
      action: "roster_import.row_decided",
      subject: { type: "roster_imports", id },
      participantId: after!.participantId,
      before: { line: row.line, participantId: row.participantId, leftOut: row.leftOut },
      after: { line: row.line, participantId: after!.participantId, leftOut: after!.leftOut },
    });
    await goOn(tx, acting, event, list, after!, []);
  });
  return getRosterImport(ctx, id);
}

async function personMeant(
  tx: Tx,
  ctx: Ctx,
  decision: { as: "person"; participantId: number } | { as: "number"; registryNumber: string },
  offered: readonly number[],
): Promise<number> {
  if (decision.as === "person") {
    if (offered.includes(decision.participantId))
      return (await personFor(tx, { participantId: decision.participantId })).id;
    const message = "Choose one of the people who are offered.";
    throw new Invalid(message, { fields: { participantId: message } });
  }
  // A number without its name would tell a sponsor whose it is.
  if (asStaff(ctx)) return (await personFor(tx, { registryNumber: decision.registryNumber })).id;
  const message = "Correct the number in the list itself, beside the name.";
  throw new Invalid(message, { fields: { registryNumber: message } });
}

/** Corrects what a row says; its person is looked for anew. @throws NotFound, Conflict for a row that is placed. */
export async function correctRow(ctx: Ctx, raw: CorrectRow): Promise<RosterImportView> {
  requirePermission(ctx, "roster_imports:write");
  const { id, rowId, cells } = correctRowSchema.parse(raw);
  await changeList(ctx, id, ["ready", "applied"], async (tx, acting, event, list) => {
    requireOwnSide(ctx, list);
    const before = await openRow(tx, list, rowId);
    if (list.status === "applied" && before.outcome === "invited")
      throw new Conflict("An invitation was sent for this row. Withdraw it, then correct the row.");
    const read = readRow(cells, list.mapping!, { hours: Number(event.hours) }, acting.now);
    const [row] = await tx
      .update(rosterImportRows)
      .set({ cells, ...read, match: null, participantId: null })
      .where(eq(rosterImportRows.id, rowId))
      .returning();
    await matchRows(tx, [row!]);
    await recordAudit(tx, acting, {
      action: "roster_import.row_corrected",
      subject: { type: "roster_imports", id },
      after: { line: row!.line },
    });
    const again = await openRow(tx, list, rowId);
    const offered = list.status === "applied" ? await offeredNow(tx, acting, ctx, id, rowId) : [];
    await goOn(tx, acting, event, list, again, offered);
  });
  return getRosterImport(ctx, id);
}

/** Withdraws the invitation that was sent for a row; the row stays, not placed. Twice changes nothing. @throws NotFound */
export async function revokeInvitation(ctx: Ctx, raw: RevokeInvitation): Promise<RosterImportView> {
  requirePermission(ctx, "roster_imports:write");
  const { id, rowId } = revokeInvitationSchema.parse(raw);
  await changeList(ctx, id, ["applied"], async (tx, acting, _event, list) => {
    const row = await rowOf(tx, list, rowId);
    if ((await revokeInvitations(tx, acting, [rowId])) === 0) return;
    await tx
      .update(rosterImportRows)
      .set({ outcome: "not_placed", reason: "nobody" })
      .where(and(eq(rosterImportRows.id, row.id), eq(rosterImportRows.outcome, "invited")));
    await settle(tx, acting, id);
  });
  return getRosterImport(ctx, id);
}

/** The row as the list has it. @throws NotFound */
async function rowOf(tx: Tx, list: ImportRecord, rowId: number): Promise<RowRecord> {
  const [row] = await tx
    .select()
    .from(rosterImportRows)
    .where(and(eq(rosterImportRows.id, rowId), eq(rosterImportRows.importId, list.id)));
  if (!row?.listed) throw new NotFound("There is no such row on the list.");
  return row;
}

/** @throws Conflict for a row of an applied list that is placed. */
async function openRow(tx: Tx, list: ImportRecord, rowId: number): Promise<RowRecord> {
  const row = await rowOf(tx, list, rowId);
  if (list.status === "applied" && !undecided(row))
    throw new Conflict("This row is settled already. Change the roster itself.");
  return row;
}

/** Whom a row that was just corrected may mean, for who corrected it. */
async function offeredNow(tx: Tx, acting: Ctx, ctx: Ctx, listId: number, rowId: number): Promise<number[]> {
  const asThem = { ...acting, db: tx, inTx: true, actor: ctx.actor };
  return (await offeredRows(asThem, listId)).get(rowId) ?? [];
}

/** A row of an applied list is placed as soon as it can be; of a list that waits nothing happens yet. */
async function goOn(
  tx: Tx,
  acting: Ctx,
  event: EventRecord,
  list: ImportRecord,
  row: RowRecord,
  offered: readonly number[],
): Promise<void> {
  if (list.status !== "applied") return;
  // Who is invited stays so until somebody is found: a second e-mail would help nobody.
  const waits = row.outcome === "invited" && row.participantId === null && !row.leftOut;
  if (waits) return;
  await revokeInvitations(tx, acting, [row.id]);
  const planned = await planOf(
    tx,
    event,
    list,
    [row],
    new Map(offered.length > 0 ? [[row.id, offered]] : []),
  );
  await applyRows(tx, acting, event, list, [row], planned);
  await settle(tx, acting, list.id);
}
