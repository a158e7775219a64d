import { type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "../client.ts";
import { type TaskName, type TaskPayload, taskPayloads } from "./payloads.ts";

export type EnqueueOptions = {
  /** One task per key: a second call replaces a waiting one. */
  jobKey?: string;
  runAt?: Date;
  maxAttempts?: number;
};

/**
 * Puts a task on the queue inside the caller's transaction, so that it exists exactly when the change it follows does.
 * @throws ZodError when the payload does not fit `taskPayloads[task]`.
 */
export async function enqueue<N extends TaskName>(
  tx: Tx | Db,
  task: N,
  payload: TaskPayload<N>,
  options: EnqueueOptions = {},
): Promise<void> {
  const parsed = JSON.stringify(taskPayloads[task].parse(payload));
  await tx.execute(
    sql`select app_enqueue(${task}, ${parsed}::jsonb, ${options.runAt?.toISOString() ?? null}::timestamptz, ${options.jobKey ?? null}, ${options.maxAttempts ?? null}::integer)`,
  );
}

/** The same for many of one task, in one statement. */
export async function enqueueAll<N extends TaskName>(
  tx: Tx | Db,
  task: N,
  payloads: readonly TaskPayload<N>[],
  { maxAttempts }: Pick<EnqueueOptions, "maxAttempts"> = {},
): Promise<void> {
  if (payloads.length === 0) return;
  const parsed = JSON.stringify(payloads.map((payload) => taskPayloads[task].parse(payload)));
  await tx.execute(sql`select app_enqueue(${task}, payload, null, null, ${maxAttempts ?? null}::integer)
    from jsonb_array_elements(${parsed}::text::jsonb) as payload`);
}

const readingKey = "read_document:";

/** Has a document read by the machine; however often it is asked for, one reading waits at a time. */
export function enqueueReading(tx: Tx | Db, documentId: number): Promise<void> {
  return enqueue(tx, "read_document", { documentId }, { jobKey: `${readingKey}${documentId}` });
}

/** The same as a part of a statement that has the document's id. */
export function readingEnqueued(documentId: SQL): SQL {
  return sql`app_enqueue('read_document', jsonb_build_object('documentId', ${documentId}), null,
    ${readingKey}::text || ${documentId}, null)`;
}
