import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { laterMeeting, relation } from "../merges/index.ts";
import type { DirectoryMerge } from "./directory.ts";
import { type DirectoryRecord, inWords } from "./kinds.ts";
import { ownedBy } from "./rules.ts";

type Later = { id: number; retiredId: number; row: DirectoryRecord };
type Standing = Pick<DirectoryMerge, "id" | "kind" | "survivorId" | "retiredId">;
const written = (column: "m.id" | null, id: number) =>
  sql`(select min(l.id) from merge_ledger l where l.directory_merge_id = ${column ? sql.raw(column) : sql`${id}::int`})`;

/**
 * In words, the later merge that has to be undone first: one of this survivor, as either side; of sponsors, one that joined a
 * training which came from the retired one with a training that did not; one of people in which rows of the two fell together.
 */
export async function laterDirectoryMerge(tx: Tx, merge: Standing): Promise<string | null> {
  const { id, kind, survivorId, retiredId } = merge;
  const [later] = (await tx.execute(sql`select m.id, m.retired_id as "retiredId", to_jsonb(r) as row
    from directory_merges m join ${relation(kind)} r on r.id = m.retired_id
    where m.kind = ${kind} and m.status = 'merged' and m.id <> ${id} and ${written("m.id", id)} > ${written(null, id)}
      and (m.survivor_id = ${survivorId} or m.retired_id = ${survivorId}) order by m.id limit 1`)) as unknown as Later[];
  if (later) {
    const name = inWords(kind, later.row);
    return later.retiredId === survivorId
      ? `${name} was itself merged later (merge ${later.id}). Undo that merge first.`
      : `${name} was merged into the same record later (merge ${later.id}). Undo that merge first.`;
  }
  const apart = kind === "sponsors" ? await trainingsJoined(tx, id) : null;
  if (apart)
    return `A training that came with this merge was merged with another one later (merge ${apart}). Undo that merge first.`;
  const meeting = ownedBy(kind).filter(({ rule }) => rule.kind === "collapse" && kind !== "institutions");
  if (meeting.length === 0) return null;
  return laterMeeting(tx, { of: "directory_merge_id", id }, meeting, [survivorId, retiredId]);
}

/** A later merge of two trainings of which exactly one goes back with this merge. */
async function trainingsJoined(tx: Tx, id: number): Promise<number | null> {
  const moved = sql`(select row_id from merge_ledger where directory_merge_id = ${id} and table_name = 'trainings')`;
  const [row] = (await tx.execute(sql`select m.id from directory_merges m
    where m.kind = 'trainings' and m.status = 'merged' and ${written("m.id", id)} > ${written(null, id)}
      and (m.survivor_id in ${moved}) <> (m.retired_id in ${moved}) order by m.id limit 1`)) as unknown as {
    id: number;
  }[];
  return row?.id ?? null;
}
