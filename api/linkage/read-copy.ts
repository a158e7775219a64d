import { type Shape, type View, widthOf } from "./view.ts";
import { shared, Vocabulary } from "./vocabulary.ts";

const HEADER = 19;
const END = -1;

/**
 * Packs records as PostgreSQL sends them by `COPY (select id, … from …) TO STDOUT (FORMAT binary)`: an integer id, then
 * `storedColumns` in their order. Numbers go from the wire into the rows and texts become strings never, which is most of
 * what reading costs otherwise.
 * @param chunks as they arrive; a value may lie across two.
 * @param count how many records there are at most.
 * @throws Error for what is not that format, or more records than said.
 */
export async function packCopy(
  shape: Shape,
  chunks: AsyncIterable<Uint8Array>,
  count: number,
): Promise<{ view: View; ids: Int32Array }> {
  const packer = new CopyPacker(shape, count);
  for await (const chunk of chunks) packer.take(chunk);
  return packer.end();
}

class CopyPacker {
  #shape: Shape;
  #most: number;
  #width: number;
  #rows: Int32Array;
  #ids: Int32Array;
  #lists: number[] = [0];
  #vocabulary = new Vocabulary();
  #rest: Uint8Array = new Uint8Array(0);
  #started = false;
  #count = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(shape: Shape, most: number) {
    this.#shape = shape;
    this.#most = most;
    this.#width = widthOf(shape);
    this.#rows = shared(most * this.#width);
    this.#ids = new Int32Array(most);
  }

  take(chunk: Uint8Array): void {
    this.#bytes = this.#rest.length === 0 ? chunk : joined(this.#rest, chunk);
    this.#at = 0;
    if (!this.#started) {
      if (this.#bytes.length < HEADER) {
        this.#rest = this.#bytes;
        return;
      }
      if (this.#bytes[0] !== 0x50 || this.#bytes[6] !== 0x0a)
        throw new Error("This is no binary COPY stream.");
      this.#started = true;
      this.#at = HEADER + this.#int(15);
    }
    while (this.#whole()) this.#row();
    this.#rest = this.#bytes.slice(this.#at);
  }

  end(): { view: View; ids: Int32Array } {
    const { columns, rules } = this.#shape;
    const rows = this.#rows;
    return {
      ids: this.#ids.subarray(0, this.#count),
      view: {
        ...{ rows, count: this.#count, width: this.#width, lists: shared(this.#lists) },
        ...{ words: this.#vocabulary.freeze(), columns, ruleCount: rules.length },
      },
    };
  }

  #int(at: number): number {
    const bytes = this.#bytes;
    return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }

  /** True where the next row is there from its first byte to its last. */
  #whole(): boolean {
    const length = this.#bytes.length;
    let at = this.#at;
    if (at + 2 > length) return false;
    const fields = ((this.#bytes[at]! << 24) | (this.#bytes[at + 1]! << 16)) >> 16;
    if (fields === END) return false;
    at += 2;
    for (let field = 0; field < fields; field++) {
      if (at + 4 > length) return false;
      at += 4 + Math.max(0, this.#int(at));
      if (at > length) return false;
    }
    return true;
  }

  #row(): void {
    if (this.#count === this.#most) throw new Error(`There are more than ${this.#most} records.`);
    const { columns, rules } = this.#shape;
    const row = this.#count * this.#width;
    this.#at += 2;
    this.#ids[this.#count++] = this.#number();
    columns.forEach(({ kind, named }, column) => {
      this.#rows[row + column] =
        kind === "number"
          ? this.#number()
          : kind === "text"
            ? this.#word(named)
            : this.#list(kind === "texts" ? named : undefined, kind);
    });
    this.#keys(row + columns.length, rules.length);
    this.#rows[row + this.#width - 1] = this.#list(undefined, "numbers");
  }

  #number(): number {
    const length = this.#int(this.#at);
    this.#at += 4 + Math.max(0, length);
    return length < 0 ? 0 : this.#int(this.#at - 4);
  }

  #word(named: boolean | undefined): number {
    const length = Math.max(0, this.#int(this.#at));
    this.#at += 4 + length;
    return this.#vocabulary.internBytes(this.#bytes, this.#at - length, this.#at, named);
  }

  /** An array's members one after the other: dimensions, a flag, the type, size and lower bound come first. */
  #members(): number {
    const length = this.#int(this.#at);
    this.#at += 4;
    if (length <= 0) return 0;
    const dimensions = this.#int(this.#at);
    if (dimensions === 0) {
      this.#at += length;
      return 0;
    }
    const size = this.#int(this.#at + 12);
    this.#at += 20;
    return size;
  }

  #list(named: boolean | undefined, kind: "texts" | "numbers"): number {
    const size = this.#members();
    if (size === 0) return 0;
    const at = this.#lists.push(size) - 1;
    for (let i = 0; i < size; i++) this.#lists.push(kind === "texts" ? this.#word(named) : this.#number());
    return at;
  }

  #keys(at: number, rules: number): void {
    const size = this.#members();
    if (size !== rules) throw new Error(`A record has ${size} keys where the spec has ${rules} rules.`);
    for (let i = 0; i < size; i++) this.#rows[at + i] = this.#number();
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
