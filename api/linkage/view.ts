import type { BlockingRule, Column, LinkRecord } from "./spec.ts";
import { shared, Vocabulary, type Words } from "./vocabulary.ts";

/**
 * Records packed for comparing: one row of 32-bit numbers each, so that a pair touches two short stretches of memory.
 * A row is [values of the columns…, keys of the rules…, where its further keys are]; lists are pointers into `lists`.
 */
export type View = {
  count: number;
  width: number;
  rows: Int32Array;
  /** Lists, each with its length before it; 0 points to the empty one. */
  lists: Int32Array;
  words: Words;
  columns: readonly Column[];
  ruleCount: number;
};

/** The shape of things of one kind: what packing needs of a spec. */
export type Shape = { columns: readonly Column[]; rules: readonly BlockingRule[] };

export const widthOf = (shape: Shape): number => shape.columns.length + shape.rules.length + 1;

/** Packs records in their order; ids stay with the caller. */
export function pack(shape: Shape, records: Iterable<LinkRecord>, count: number): View {
  const width = widthOf(shape);
  const rows = shared(count * width);
  const lists: number[] = [0];
  const vocabulary = new Vocabulary();
  const list = (values: readonly number[]) => {
    if (values.length === 0) return 0;
    return lists.push(values.length, ...values) - values.length - 1;
  };
  let at = 0;
  for (const { values, keys, moreKeys } of records) {
    shape.columns.forEach(({ kind, named }, column) => {
      const value = values[column]!;
      if (kind === "number") rows[at + column] = value as number;
      else if (kind === "text") rows[at + column] = vocabulary.intern(value as string, named);
      else if (kind === "numbers") rows[at + column] = list(value as number[]);
      else rows[at + column] = list((value as string[]).map((text) => vocabulary.intern(text, named)));
    });
    rows.set(keys, at + shape.columns.length);
    rows[at + width - 1] = list(moreKeys);
    at += width;
  }
  return {
    ...{ count, width, rows, lists: shared(lists), words: vocabulary.freeze() },
    ...{ columns: shape.columns, ruleCount: shape.rules.length },
  };
}
