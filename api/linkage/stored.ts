import type { ColumnKind, LinkRecord, Spec } from "./spec.ts";

export type StoredType = "integer" | "text" | "integer[]" | "text[]";
export type StoredColumn = { name: string; type: StoredType };

const types: Record<ColumnKind, StoredType> = {
  number: "integer",
  text: "text",
  numbers: "integer[]",
  texts: "text[]",
};

const snake = (name: string) =>
  name
    .replace(/([A-Z])/g, "_$1")
    .replace(/\W+/g, "_")
    .toLowerCase();

/**
 * The columns in which records of a spec are stored, so that a scan reads them as they are compared: the values, then
 * `keys` (one for each blocking rule, 0 for none) and `more_keys` (rule, key, …). All keys together are for an index.
 */
export function storedColumns(spec: Pick<Spec, "columns">): StoredColumn[] {
  return [
    ...spec.columns.map(({ name, kind }) => ({ name: snake(name), type: types[kind] })),
    { name: "keys", type: "integer[]" },
    { name: "more_keys", type: "integer[]" },
  ];
}

/** A record's values in the order of `storedColumns`. */
export const storedValues = (record: LinkRecord): LinkRecord["values"][number][] => [
  ...record.values,
  record.keys,
  record.moreKeys,
];

/** The record again. @param row values in the order of `storedColumns`. */
export function fromStored(id: number | string, row: readonly LinkRecord["values"][number][]): LinkRecord {
  return {
    id,
    values: row.slice(0, -2),
    keys: row.at(-2) as number[],
    moreKeys: row.at(-1) as number[],
  };
}

/** Every key of a record, of whichever rule: two records that share one are worth comparing. */
export function allKeys({ keys, moreKeys }: Pick<LinkRecord, "keys" | "moreKeys">): number[] {
  return [...new Set([...keys.filter((key) => key !== 0), ...moreKeys.filter((_, at) => at % 2 === 1)])];
}
