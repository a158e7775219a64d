import { sql } from "drizzle-orm";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { bringUpToDate, matchPeople } from "./match-people.ts";
import { scanEverybody } from "./scan-everybody.ts";
import type { Refreshed } from "./worklist.ts";

/**
 * Looks for duplicates of one record, or of everybody (S15–S19, M2), and brings the worklist up to date. Merged records are
 * left out. Runs as the registry itself, because it compares hidden fields too.
 */
export async function findDuplicates(ctx: Ctx, input: { participantId?: number } = {}): Promise<Refreshed> {
  const { participantId } = input;
  if (participantId === undefined) return scanEverybody(ctx);
  return inTransaction(asSystem(ctx, "find_duplicates"), async (tx) => {
    await noticeChanges(tx);
    return matchPeople(tx, [participantId]);
  });
}

/** Who changed a moment ago is compared as they are now, though the task that looks at them has not run. */
export async function noticeChanges(tx: Parameters<typeof bringUpToDate>[0]): Promise<void> {
  const changed = (await tx.execute(
    sql`select distinct participant_id as id from private.changed_people order by 1 limit 500`,
  )) as unknown as { id: number }[];
  await bringUpToDate(
    tx,
    changed.map(({ id }) => id),
  );
}

const noticedAtOnce = 1000;

/**
 * As {@link noticeChanges} for everybody who waits, however many: for tasks that look for the people of whole lists, which
 * after a mass import would take those for strangers who wait furthest back.
 */
export async function noticeAllChanges(ctx: Ctx): Promise<void> {
  let last: number | undefined = 0;
  while (last !== undefined) {
    const after: number = last;
    last = await inTransaction(asSystem(ctx, "notice_changes"), async (tx) => {
      const waiting = (await tx.execute(sql`select id::float8 as id, participant_id as "participantId"
        from private.changed_people c where c.id > ${after} order by c.id limit ${noticedAtOnce}`)) as unknown as {
        id: number;
        participantId: number;
      }[];
      await bringUpToDate(tx, [...new Set(waiting.map(({ participantId }) => participantId))]);
      return waiting.at(-1)?.id;
    });
  }
}
