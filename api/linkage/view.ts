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

/** Packs records one after the other, so that nobody has to hold them all; ids stay with the caller. */
export class Packer {
  readonly #shape: Shape;
  readonly #width: number;
  readonly #rows: Int32Array;
  readonly #lists: number[] = [0];
  readonly #vocabulary = new Vocabulary();
  #count = 0;

  /** @param most how many records there are at most. */
  constructor(shape: Shape, most: number) {
    this.#shape = shape;
    this.#width = widthOf(shape);
    this.#rows = shared(most * this.#width);
  }

  /** @throws Error for more records than said. */
  add({ values, keys, moreKeys }: LinkRecord): void {
    if ((this.#count + 1) * this.#width > this.#rows.length)
      throw new Error("There are more records than said.");
    const [rows, vocabulary] = [this.#rows, this.#vocabulary];
    const at = this.#count++ * this.#width;
    this.#shape.columns.forEach(({ kind, named }, column) => {
      const value = values[column]!;
      if (kind === "number") rows[at + column] = value as number;
      else if (kind === "text") rows[at + column] = vocabulary.intern(value as string, named);
      else if (kind === "numbers") rows[at + column] = this.#list(value as number[]);
      else rows[at + column] = this.#list((value as string[]).map((text) => vocabulary.intern(text, named)));
    });
    rows.set(keys, at + this.#shape.columns.length);
    rows[at + this.#width - 1] = this.#list(moreKeys);
  }

  end(): View {
    return {
      ...{ count: this.#count, width: this.#width, rows: this.#rows, lists: shared(this.#lists) },
      ...{ words: this.#vocabulary.freeze(), columns: this.#shape.columns },
      ruleCount: this.#shape.rules.length,
    };
  }

  #list(values: readonly number[]): number {
    if (values.length === 0) return 0;
    return this.#lists.push(values.length, ...values) - values.length - 1;
  }
}

/** Packs records in their order. */
export function pack(shape: Shape, records: readonly LinkRecord[]): View {
  const packer = new Packer(shape, records.length);
  for (const record of records) packer.add(record);
  return packer.end();
}
