import { PackedReader } from "./packed.ts";
import type { Shape } from "./spec.ts";
import { Packer, type View } from "./view.ts";

const HEADER = 19;
const END = -1;

/**
 * Packs records as PostgreSQL sends them by `COPY (select packed, keys, more_keys from …) TO STDOUT (FORMAT binary)`: values
 * as packed.ts writes them, a key for each rule, further keys. Numbers go from the wire into the rows and texts become
 * strings never, which is most of what reading costs otherwise.
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
  #rules: number;
  #packer: Packer;
  #reader: PackedReader;
  #ids: Int32Array;
  #rest: Uint8Array = new Uint8Array(0);
  #started = false;
  #count = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(shape: Shape, most: number) {
    this.#rules = shape.rules.length;
    this.#packer = new Packer(shape, most);
    this.#reader = new PackedReader(shape);
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
    return { view: this.#packer.end(), ids: this.#ids.subarray(0, this.#count) };
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
    const packed = this.#at + 6;
    this.#at = packed + this.#int(packed - 4);
    const [keys, moreKeys] = [this.#integers(), this.#integers()];
    if (keys.length !== this.#rules) {
      throw new Error(`A record has ${keys.length} keys where the spec has ${this.#rules} rules.`);
    }
    const reader = this.#reader.within(this.#bytes, packed);
    const id = reader.id();
    this.#packer.addPacked(reader, keys, moreKeys);
    this.#ids[this.#count++] = id;
  }

  /** An array's members: dimensions, a flag, the type, size and lower bound come first, then each with its length. */
  #integers(): number[] {
    const start = this.#at + 4;
    this.#at = start + Math.max(0, this.#int(start - 4));
    if (this.#at - start < 20) return [];
    const members: number[] = [];
    for (let at = start + 20; at < this.#at; at += 8) members.push(this.#int(at + 4));
    return members;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
