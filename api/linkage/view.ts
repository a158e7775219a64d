import { Numbers, shared } from "./numbers.ts";
import type { PackedReader } from "./packed.ts";
import type { Column, LinkRecord, Shape } from "./spec.ts";
import { Vocabulary, type Words } from "./vocabulary.ts";

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

export const widthOf = (shape: Shape): number => shape.columns.length + shape.rules.length + 1;

/** Packs records one after the other, so that nobody has to hold them all; ids stay with the caller. */
export class Packer {
  readonly #shape: Shape;
  readonly #width: number;
  readonly #most: number;
  readonly #rows: Int32Array;
  readonly #lists = new Numbers();
  readonly #vocabulary: Vocabulary;
  #count = 0;
  #view: View | undefined;

  /**
   * @param most how many records there are at most.
   * @param texts how many different texts to expect; there may be more.
   */
  constructor(shape: Shape, most: number, texts?: number) {
    this.#shape = shape;
    this.#width = widthOf(shape);
    this.#most = most;
    this.#rows = shared(most * this.#width);
    this.#lists.push(0);
    this.#vocabulary = new Vocabulary(texts);
  }

  /** How many more records there is room for. */
  get room(): number {
    return this.#most - this.#count;
  }

  /** @returns where its row starts. @throws Error for more records than said. */
  add({ values, keys, moreKeys }: LinkRecord): number {
    const [rows, vocabulary] = [this.#rows, this.#vocabulary];
    const at = this.#next();
    this.#shape.columns.forEach(({ kind, named }, column) => {
      const value = values[column]!;
      if (kind === "number") rows[at + column] = value as number;
      else if (kind === "text") rows[at + column] = vocabulary.intern(value as string, named);
      else if (kind === "numbers") rows[at + column] = this.#list(value as number[]);
      else rows[at + column] = this.#list((value as string[]).map((text) => vocabulary.intern(text, named)));
    });
    this.#keys(at, keys, moreKeys);
    return at;
  }

  /**
   * As `add`, of a stored record's values (packed.ts), whose texts never become strings.
   * @param keys of its rules, where they are wanted: comparing needs none.
   */
  addPacked(packed: PackedReader, keys: readonly number[] = [], moreKeys: readonly number[] = []): number {
    const at = this.#next();
    packed.values(this.#rows, at, this.#vocabulary, this.#lists);
    this.#keys(at, keys, moreKeys);
    return at;
  }

  /** As `addPacked` of some columns only. @param wanted by column. */
  addSome(packed: PackedReader, wanted: readonly boolean[]): number {
    const at = this.#next();
    packed.values(this.#rows, at, this.#vocabulary, this.#lists, wanted);
    return at;
  }

  /** What is packed so far; more may follow, and what was got before stays true. Not for other threads. */
  view(): View {
    const [lists, words] = [this.#lists.array, this.#vocabulary.words()];
    if (this.#view?.lists !== lists || this.#view.words !== words) {
      this.#view = { ...this.#fixed(), lists, words };
    }
    return this.#view;
  }

  /** All that is packed, on memory that threads share. */
  end(): View {
    const lists = shared(this.#lists.array.subarray(0, this.#lists.length));
    return { ...this.#fixed(), lists, words: this.#vocabulary.freeze() };
  }

  #fixed() {
    const { columns, rules } = this.#shape;
    return { count: this.#count, width: this.#width, rows: this.#rows, columns, ruleCount: rules.length };
  }

  #next(): number {
    if (this.#count === this.#most) throw new Error("There are more records than said.");
    return this.#count++ * this.#width;
  }

  #keys(row: number, keys: readonly number[], moreKeys: readonly number[]): void {
    const at = row + this.#shape.columns.length;
    for (let rule = 0; rule < keys.length; rule++) this.#rows[at + rule] = keys[rule]!;
    this.#rows[row + this.#width - 1] = this.#list(moreKeys);
  }

  #list(values: readonly number[]): number {
    return values.length === 0 ? 0 : this.#lists.pushList(values);
  }
}

/** Packs records in their order. */
export function pack(shape: Shape, records: readonly LinkRecord[]): View {
  const packer = new Packer(shape, records.length);
  for (const record of records) packer.add(record);
  return packer.end();
}
