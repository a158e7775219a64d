import type { Db } from "#db/client.ts";
import { rosterCandidates, rosterImportRows, rosterImports, rosterInvitations } from "#db/schema/index.ts";

/** A list with a row, somebody it may mean and an invitation, named `who`. */
async function listed(
  db: Db,
  who: string,
  given: { eventId: number; byStaff: boolean; participantId: number },
): Promise<void> {
  const { eventId, byStaff, participantId } = given;
  const [list] = await db
    .insert(rosterImports)
    .values({
      ...{ eventId, byStaff, source: "file" as const, originalName: who, mimeType: "text/csv" },
      ...{ sizeBytes: 1, sha256: "0".repeat(64) },
    })
    .returning();
  const [row] = await db
    .insert(rosterImportRows)
    .values({ importId: list!.id, line: 1, participantId })
    .returning();
  await db.insert(rosterCandidates).values({ rowId: row!.id, participantId, score: 1, signals: [] });
  await db.insert(rosterInvitations).values({
    ...{ eventId, rowId: row!.id, name: who, email: `${who}@example.org`, attended: false },
    expiresAt: new Date(Date.now() + 3_600_000),
  });
}

/** The manager's own list, one that the registry brought in for the same event, and one of another sponsor's event. */
export async function listsOf(
  db: Db,
  people: { educator: number; private: number; stranger: number },
  eventId: number,
  rivalEventId: number,
): Promise<void> {
  await listed(db, "manager", { eventId, byStaff: false, participantId: people.educator });
  await listed(db, "registry", { eventId, byStaff: true, participantId: people.private });
  await listed(db, "rival", { eventId: rivalEventId, byStaff: false, participantId: people.stranger });
}
