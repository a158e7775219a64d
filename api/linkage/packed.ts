import { hashOf } from "./hash.ts";
import type { Numbers } from "./numbers.ts";
import type { Column, ColumnKind, LinkRecord, Shape } from "./spec.ts";
import type { Vocabulary } from "./vocabulary.ts";

/*
 * A record's values as they are stored, in as few bytes as they need: the mark of what is compared, its id, one bit for each
 * column that says something, then those columns. A number takes four bytes, least first; a text its length and its UTF-8; a
 * list its length and its members. Lengths are LEB128. Records can stand one behind the other.
 */

const encoder = new TextEncoder();

const marks = new WeakMap<readonly Column[], number>();

/** Another number for other columns: a record stored before the change is not read as something else. */
export function markOf({ columns }: Pick<Shape, "columns">): number {
  const mark = marks.get(columns) ?? hashOf(columns.map(({ name, kind }) => `${name} ${kind}`).join());
  marks.set(columns, mark);
  return mark;
}

/** No record takes fewer bytes. */
export const leastBytes = ({ columns }: Pick<Shape, "columns">): number => 8 + ((columns.length + 7) >> 3);

class Writer {
  #bytes = new Uint8Array(256);
  #at = 0;

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#at++] = value;
  }

  number(value: number): void {
    this.#room(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes[this.#at++] = value >> shift;
  }

  length(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.byte((rest & 127) | 128);
    this.byte(rest);
  }

  text(value: string): void {
    const bytes = encoder.encode(value);
    this.length(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Room for so many zeroes; @returns where they stand. */
  skip(count: number): number {
    this.#room(count);
    this.#at += count;
    return this.#at - count;
  }

  set(at: number, bit: number): void {
    this.#bytes[at]! |= bit;
  }

  end(): Uint8Array {
    return this.#bytes.slice(0, this.#at);
  }

  #room(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#at + more));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

/** A record's values as bytes; its keys are stored beside them. The id must be a number. */
export function packRecord(shape: Pick<Shape, "columns">, { id, values }: LinkRecord): Uint8Array {
  const { columns } = shape;
  const writer = new Writer();
  writer.number(markOf(shape));
  writer.number(Number(id));
  const said = writer.skip((columns.length + 7) >> 3);
  columns.forEach(({ kind }, at) => {
    const value = values[at]!;
    if (value === 0 || (typeof value !== "number" && value.length === 0)) return;
    writer.set(said + (at >> 3), 1 << (at & 7));
    if (kind === "number") writer.number(value as number);
    else if (kind === "text") writer.text(value as string);
    else {
      const members = value as readonly (number | string)[];
      writer.length(members.length);
      for (const member of members) {
        if (typeof member === "number") writer.number(member);
        else writer.text(member);
      }
    }
  });
  return writer.end();
}

/** Reads packed records that stand one behind the other. */
export class PackedReader {
  readonly #columns: readonly Column[];
  readonly #mark: number;
  #bytes: Uint8Array;
  #at = 0;

  constructor(shape: Pick<Shape, "columns">, bytes: Uint8Array = new Uint8Array(0)) {
    this.#columns = shape.columns;
    this.#mark = markOf(shape);
    this.#bytes = bytes;
  }

  /** Goes on in other bytes. */
  within(bytes: Uint8Array, at: number): this {
    this.#bytes = bytes;
    this.#at = at;
    return this;
  }

  get more(): boolean {
    return this.#at < this.#bytes.length;
  }

  /**
   * The id of the next record, whose values come then.
   * @throws Error for a record stored by a version that compares other columns: everybody has to be looked at again.
   */
  id(): number {
    if (this.#number() !== this.#mark) {
      throw new Error("A record is stored for other comparisons than this version makes.");
    }
    return this.#number();
  }

  /**
   * Puts the values into a row: texts as their numbers, lists as where they stand in `lists`.
   * @param wanted by column; where nothing is said, every column is. Others are left as they are.
   */
  values(
    rows: Int32Array,
    row: number,
    vocabulary: Vocabulary,
    lists: Numbers,
    wanted?: readonly boolean[],
  ): void {
    const columns = this.#columns;
    const said = this.#at;
    this.#at += (columns.length + 7) >> 3;
    for (let at = 0; at < columns.length; at++) {
      if ((this.#bytes[said + (at >> 3)]! & (1 << (at & 7))) === 0) continue;
      const { kind, named } = columns[at]!;
      if (wanted && !wanted[at]) this.#skip(kind);
      else if (kind === "number") rows[row + at] = this.#number();
      else if (kind === "text") rows[row + at] = this.#word(vocabulary, named);
      else rows[row + at] = this.#list(vocabulary, lists, kind === "texts", named);
    }
  }

  #skip(kind: ColumnKind): void {
    if (kind === "number") this.#at += 4;
    else if (kind === "text") this.#skipText();
    else {
      const size = this.#length();
      if (kind === "numbers") this.#at += 4 * size;
      else for (let i = 0; i < size; i++) this.#skipText();
    }
  }

  #skipText(): void {
    const length = this.#length();
    this.#at += length;
  }

  #list(vocabulary: Vocabulary, lists: Numbers, texts: boolean, named: boolean | undefined): number {
    const at = lists.length;
    const size = this.#length();
    lists.push(size);
    for (let i = 0; i < size; i++) lists.push(texts ? this.#word(vocabulary, named) : this.#number());
    return at;
  }

  #word(vocabulary: Vocabulary, named: boolean | undefined): number {
    const length = this.#length();
    this.#at += length;
    return vocabulary.internBytes(this.#bytes, this.#at - length, this.#at, named);
  }

  #number(): number {
    const [bytes, at] = [this.#bytes, this.#at];
    this.#at += 4;
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  }

  #length(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
}
