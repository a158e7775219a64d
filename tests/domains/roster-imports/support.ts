import { applyList } from "#api/domains/roster-imports/apply.ts";
import { pasteList } from "#api/domains/roster-imports/bring-in.ts";
import { getRosterImport } from "#api/domains/roster-imports/get.ts";
import { keepRows, matchRosterList } from "#api/domains/roster-imports/index.ts";
import type { ImportedRow, RosterImportView } from "#api/domains/roster-imports/schemas.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import type { events } from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor, systemCtx } from "#tests/support/ctx.ts";
import { makeAccount, makeEvent, makeParticipant, makeSponsor, makeStaff } from "#tests/support/factories.ts";

/** A sponsor with its manager, somebody of the help desk, and an event that was held. */
export async function makeEventWorld(given: Partial<typeof events.$inferInsert> = {}) {
  const db = await testDb();
  const sponsor = await makeSponsor(db);
  const event = await makeEvent(db, { sponsorId: sponsor.id, capacity: 20, hours: "3", ...given });
  const account = await makeAccount(db, { participantId: (await makeParticipant(db)).id });
  const manager = ctxFor(db, "sponsor_manager", { accountId: account.id, sponsorIds: [sponsor.id] });
  const desk = ctxFor(db, "help_desk", { accountId: (await makeStaff(db, "help_desk")).id });
  return { db, sponsor, event, manager, desk };
}

/** Brings a list in and has it matched, without the sandbox: rows by line, cells by tab. */
export async function bringIn(ctx: Ctx, eventId: number, text: string): Promise<RosterImportView> {
  const { id } = await pasteList(ctx, { eventId, text });
  const system = systemCtx(ctx.db as Db);
  const rows = text.split("\n").map((line, at) => ({ line: at + 1, cells: line.split("\t") }));
  await keepRows(system, id, rows);
  await matchRosterList(system, id);
  return getRosterImport(ctx, id);
}

export const applied = (ctx: Ctx, list: RosterImportView): Promise<RosterImportView> =>
  applyList(ctx, { id: list.id, seen: list.plan! });

/** What came of each row, in a word. */
export const outcomes = ({ rows }: RosterImportView): (string | null)[] =>
  rows.map(({ outcome, reason }) => (reason ? `${outcome}: ${reason}` : outcome));

export const rowAt = (list: RosterImportView, line: number): ImportedRow =>
  list.rows.find((row) => row.line === line)!;
