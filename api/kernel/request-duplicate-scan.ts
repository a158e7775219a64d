import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";

/**
 * Asks for a look for duplicates of one record, in the transaction that changed it; several asks become one task.
 * Call it wherever a name, birth date, e-mail, phone, identifier, credential number, file or position changes (U-M20).
 */
export const requestDuplicateScan = (tx: Tx, participantId: number): Promise<void> =>
  enqueue(tx, "find_duplicates", { participantId }, { jobKey: `find_duplicates:${participantId}` });
