import { and, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { rosterImports, rosterInvitations } from "#db/schema/index.ts";
import { recordAudit, recordAudits } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { readDeskSettings } from "../desk-settings/index.ts";

/** Removes what was typed of people on a list; whom its rows meant and what came of them stays. */
export async function clearList(tx: Tx, ctx: Ctx, listId: number): Promise<void> {
  await tx.execute(sql`delete from roster_candidates c using roster_import_rows r
    where r.id = c.row_id and r.import_id = ${listId}`);
  await tx.execute(sql`update roster_invitations i set email = null, name = null, token_hash = null
    from roster_import_rows r where r.id = i.row_id and r.import_id = ${listId} and i.status <> 'open'`);
  await tx.execute(
    sql`update roster_import_rows set cells = null, listed = null, problems = null where import_id = ${listId}`,
  );
  await tx
    .update(rosterImports)
    .set({ clearedAt: ctx.now, originalName: null })
    .where(eq(rosterImports.id, listId));
  await recordAudit(tx, ctx, {
    action: "roster_import.cleared",
    subject: { type: "roster_imports", id: listId },
  });
}

const atOnce = 100;

/**
 * Ends invitations past their day, and clears lists that are older than the desk's settings say, in whatever state.
 * @returns how many of each, and the stored files that no list names any more.
 */
export async function sweepRosterImports(
  ctx: Ctx,
): Promise<{ expired: number; cleared: number; files: string[] }> {
  return inTransaction(ctx, async (tx, inner) => {
    const expired = await tx
      .update(rosterInvitations)
      .set({ status: "expired", tokenHash: null })
      .where(and(eq(rosterInvitations.status, "open"), lt(rosterInvitations.expiresAt, inner.now)))
      .returning({ id: rosterInvitations.id, rowId: rosterInvitations.rowId });
    await recordAudits(
      tx,
      inner,
      expired.map(({ id }) => ({
        action: "roster_invitation.expired",
        subject: { type: "roster_invitations", id },
      })),
    );
    const rows = JSON.stringify(expired.map(({ rowId }) => ({ id: rowId })));
    await tx.execute(sql`update roster_import_rows r set outcome = 'not_placed', reason = 'nobody'
      from jsonb_to_recordset(${rows}::text::jsonb) as given(id integer) where given.id = r.id and r.outcome = 'invited'`);
    const { rosterImportDays } = await readDeskSettings(tx);
    const old = await tx
      .select({ id: rosterImports.id, storageKey: rosterImports.storageKey })
      .from(rosterImports)
      .where(
        and(
          isNull(rosterImports.clearedAt),
          lt(
            sql`coalesce(${rosterImports.appliedAt}, ${rosterImports.createdAt})`,
            new Date(inner.now.getTime() - rosterImportDays * 86_400_000).toISOString(),
          ),
        ),
      )
      .orderBy(rosterImports.id)
      .limit(atOnce);
    for (const { id } of old) {
      await tx
        .update(rosterImports)
        .set({
          status: sql`case when ${rosterImports.status} = 'applied' then 'applied' else 'discarded' end`,
        })
        .where(eq(rosterImports.id, id));
      await tx
        .update(rosterImports)
        .set({ storageKey: null })
        .where(and(eq(rosterImports.id, id), isNotNull(rosterImports.storageKey)));
      await clearList(tx, inner, id);
    }
    return {
      expired: expired.length,
      cleared: old.length,
      files: old.flatMap(({ storageKey }) => storageKey ?? []),
    };
  });
}
