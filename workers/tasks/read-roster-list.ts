import { eq } from "drizzle-orm";
import { keepRows, markUnreadable } from "#api/domains/roster-imports/index.ts";
import { inTransaction } from "#api/kernel/context.ts";
import { rosterImports } from "#db/schema/index.ts";
import { openStoredSheet } from "../sandbox/open-stored.ts";
import type { Task } from "./task.ts";

/** Opens a list of attendees in the sandbox and keeps its rows; the file is removed then. Running it twice changes nothing. M5 */
export const readRosterList: Task<"read_roster_list"> = async (
  { rosterImportId },
  ctx,
  { log, attempt, signal },
) => {
  const [list] = await inTransaction(ctx, (tx) =>
    tx.select().from(rosterImports).where(eq(rosterImports.id, rosterImportId)),
  );
  if (list?.status !== "reading" || !list.storageKey) return log.info({ rosterImportId }, "no list to open");
  const remove = async (key: string | null) => {
    if (key) await ctx.files.remove(key);
  };
  await openStoredSheet(
    ctx,
    { storageKey: list.storageKey, mimeType: list.mimeType },
    { attempt, signal },
    {
      rows: async ({ rows }) => remove(await keepRows(ctx, rosterImportId, rows)),
      unreadable: async (reason) => remove(await markUnreadable(ctx, rosterImportId, reason)),
      ifLost: "Please send the list again.",
      ifBroken: "Save the list as a CSV file and send that.",
    },
  );
};
