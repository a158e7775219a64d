import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DirectoryKind } from "#db/enums.ts";
import { allKeys, type LinkRecord } from "../../linkage/index.ts";
import { compared, type DirectoryInput, specs } from "./kinds.ts";

/** A living record, as it is compared. */
export type Held = { input: DirectoryInput; record: LinkRecord; keys: readonly number[] };
type Stamped = Held & { stamp: string };

/** Folded records by kind; a row is folded again only when it is another version of itself, by whatever transaction. */
const known = new Map<DirectoryKind, Map<number, Stamped>>();

/**
 * Every living record of a kind as compared; merged ones are left out. Tables of the directory are small: all are read, and
 * only what changed since is folded.
 */
export async function livingRecords(tx: Tx, kind: DirectoryKind): Promise<Map<number, Held>> {
  const before = known.get(kind) ?? new Map<number, Stamped>();
  const rows =
    (await tx.execute(sql`select r.id, r.xmin::text || ':' || r.version as stamp from ${sql.raw(kind)} r
    where r.merged_into_id is null order by r.id`)) as unknown as { id: number; stamp: string }[];
  const stale = rows.filter(({ id, stamp }) => before.get(id)?.stamp !== stamp).map(({ id }) => id);
  const inputs =
    stale.length === 0 ? [] : await inputsOf(tx, kind, sql`r.id = any (${`{${stale.join(",")}}`}::int[])`);
  const fresh = new Map(inputs.map((input) => [Number(input.id), input]));
  const now = new Map<number, Stamped>();
  for (const { id, stamp } of rows) {
    const input = fresh.get(id);
    const held = input ? { stamp, ...fold(kind, input) } : before.get(id);
    if (held) now.set(id, held);
  }
  known.set(kind, now);
  return now;
}

export function fold(kind: DirectoryKind, input: DirectoryInput): Held {
  const record = specs[kind].encode(input);
  return { input, record, keys: allKeys(record) };
}

async function inputsOf(tx: Tx, kind: DirectoryKind, which: SQL): Promise<DirectoryInput[]> {
  const pairs = Object.entries(compared[kind]).map(([name, column]) => `'${name}', ${column}`);
  const rows = (await tx.execute(
    sql`select ${sql.raw(`json_build_object('id', r.id, ${pairs.join(", ")})`)} as record from ${sql.raw(kind)} r where ${which}`,
  )) as unknown as { record: DirectoryInput }[];
  return rows.map(({ record }) => record);
}

/** A key that more records share says nothing: looking one record up leaves such blocks out. */
const largestBlock = 150;

/** Records that share a key with this one that few have. */
export function recordsToMeet(all: ReadonlyMap<number, Held>, probe: Held): Held[] {
  const asked = new Set(probe.keys);
  const met = new Map<number, number[]>();
  const blocks = new Map<number, number>();
  for (const [id, { keys }] of all) {
    if (id === Number(probe.record.id)) continue;
    const shared = keys.filter((key) => asked.has(key));
    if (shared.length > 0) met.set(id, shared);
    for (const key of shared) blocks.set(key, (blocks.get(key) ?? 0) + 1);
  }
  return [...met]
    .filter(([, shared]) => shared.some((key) => blocks.get(key)! <= largestBlock))
    .map(([id]) => all.get(id)!);
}
