import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { intakeScanStatuses } from "#db/enums.ts";
import { coversheets, intakePages, intakeScans, participants } from "#db/schema/index.ts";
import { Conflict, NotFound, stale } from "../../kernel/errors.ts";

export type Scan = typeof intakeScans.$inferSelect;
type Status = (typeof intakeScanStatuses)[number];

/** Pages of a scan in order, each with the coversheet it is and the living record that sheet is for. */
export async function loadPages(tx: Tx, scanId: number) {
  const rows = await tx
    .select({
      pageNumber: intakePages.pageNumber,
      width: intakePages.width,
      height: intakePages.height,
      problems: intakePages.problems,
      coversheetId: intakePages.coversheetId,
      documentId: intakePages.documentId,
      documentType: coversheets.documentType,
      participantId: participants.id,
      givenName: participants.givenName,
      familyName: participants.familyName,
      registryNumber: participants.registryNumber,
    })
    .from(intakePages)
    .leftJoin(coversheets, eq(coversheets.id, intakePages.coversheetId))
    .leftJoin(participants, eq(participants.id, coversheets.participantId))
    .where(eq(intakePages.scanId, scanId))
    .orderBy(asc(intakePages.pageNumber));
  return rows.map(
    ({ documentType, participantId, givenName, familyName, registryNumber, coversheetId, ...page }) => ({
      ...page,
      coversheetId,
      coversheet:
        coversheetId && participantId
          ? {
              id: coversheetId,
              participantId,
              participantName: `${givenName} ${familyName}`,
              registryNumber: registryNumber!,
              type: documentType!,
            }
          : null,
    }),
  );
}

const inWords: Record<Status, string> = {
  processing: "is still being prepared",
  ready: "waits to be filed",
  filed: "was filed",
  unreadable: "cannot be read",
  discarded: "was put aside",
};

/** Locks a scan that a person acts on. @throws NotFound, Conflict with the row as it is now. */
export async function lockScan(
  tx: Tx,
  { id, version }: { id: number; version: number },
  ...statuses: Status[]
): Promise<Scan> {
  const [row] = await tx.select().from(intakeScans).where(eq(intakeScans.id, id)).for("update");
  if (!row) throw new NotFound("There is no such scan.");
  const current = { id, status: row.status, version: row.version };
  if (!statuses.includes(row.status))
    throw new Conflict(`Nothing was changed: the scan ${inWords[row.status]}.`, { details: { current } });
  if (row.version !== version) throw stale(current);
  return row;
}

/** Moves a locked scan on. */
export async function moveScan(tx: Tx, scan: Scan, status: Status): Promise<Scan> {
  const [moved] = await tx
    .update(intakeScans)
    .set({ status })
    .where(and(eq(intakeScans.id, scan.id), eq(intakeScans.version, scan.version)))
    .returning();
  if (!moved) throw new Conflict("Nothing was changed: the scan moved on meanwhile.");
  return moved;
}
