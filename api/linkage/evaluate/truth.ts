import type { Table } from "./read.ts";

/** For each record the number of what it truly is; −1 for a record that the truth does not speak of. */
export type Truth = Int32Array;

const CLUSTER_NAMES = [
  "cluster",
  "cluster_id",
  "clusterid",
  "entity",
  "entity_id",
  "person_id",
  "rec_id_true",
  "label",
];
const ID_NAMES = ["id", "unique_id", "rec_id", "record_id"];

/** Records that are one thing, joined from pairs. */
export class Union {
  #parent: Int32Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  find(record: number): number {
    let root = record;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    for (let at = record; at !== root; ) [at, this.#parent[at]] = [this.#parent[at]!, root];
    return root;
  }

  join(a: number, b: number): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    this.#parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }
}

/** The truth as a column of the records: the same text is the same thing, nothing is a thing of its own. */
export function truthFromColumn(values: readonly string[]): Truth {
  const numbers = new Map<string, number>();
  return Int32Array.from(values, (value, record) => {
    const key = value === "" ? ` ${record}` : value;
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  });
}

/**
 * The truth of a file of its own: two columns of ids are pairs that are the same (a third column of 0 or 1 says whether),
 * or an id with a cluster column.
 * @throws Error for a file of another form, and where none of its ids is a record's.
 */
export function truthFromTable(
  table: Table,
  ids: readonly (readonly string[])[],
  clusterColumn?: string,
): Truth {
  const count = ids.reduce((sum, each) => sum + each.length, 0);
  const places = ids.map((each, file) => {
    const before = ids.slice(0, file).reduce((sum, { length }) => sum + length, 0);
    return new Map(each.map((id, at) => [id, before + at]));
  });
  const anywhere = (id: string) => places.map((each) => each.get(id)).find((at) => at !== undefined);
  const cluster = clusterColumn ?? table.columns.find((name) => CLUSTER_NAMES.includes(name.toLowerCase()));
  const [first, second, third] = table.columns;
  let known = 0;
  if (cluster !== undefined && table.columns.includes(cluster)) {
    const id =
      table.columns.find((name) => ID_NAMES.includes(name.toLowerCase()) && name !== cluster) ?? first!;
    const values = Array.from<string>({ length: count }).fill("");
    for (const { row } of table.rows) {
      const at = anywhere(row[id]!);
      if (at === undefined) continue;
      values[at] = row[cluster]!;
      known++;
    }
    if (known === 0) throw noneKnown(table, ids);
    return truthFromColumn(values);
  }
  if (second === undefined || table.columns.length > 3) {
    throw new Error(
      `${table.path}: the truth is two columns of ids (with a third of 0 and 1 where some pairs are not the same), or an id with a column named cluster. It has: ${table.columns.join(", ")}.`,
    );
  }
  const union = new Union(count);
  for (const { row, line } of table.rows) {
    if (third !== undefined && !said(row[third]!, table.path, line)) continue;
    const [left, right] = [row[first!]!, row[second]!];
    const a = places.length === 2 ? (places[0]!.get(left) ?? places[1]!.get(left)) : anywhere(left);
    const b = places.length === 2 ? (places[1]!.get(right) ?? places[0]!.get(right)) : anywhere(right);
    if (a === undefined || b === undefined) continue;
    union.join(a, b);
    known++;
  }
  if (known === 0) throw noneKnown(table, ids);
  return Int32Array.from({ length: count }, (_, record) => union.find(record));
}

function said(value: string, path: string, line: number): boolean {
  if (/^(1|1\.0|true|yes|match)$/i.test(value)) return true;
  if (/^(0|0\.0|false|no|non-match)$/i.test(value)) return false;
  throw new Error(
    `${path}, line ${line}: "${value}" says neither that the two are the same (1) nor that they are not (0).`,
  );
}

const noneKnown = ({ path, rows, columns }: Table, ids: readonly (readonly string[])[]) =>
  new Error(
    `No id of ${path} is the id of a record: it says "${rows[0]!.row[columns[0]!]}", the records say "${ids[0]![0]}". Name the records' id column with --id.`,
  );
