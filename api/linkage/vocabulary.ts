import { hashBytes, hashOf } from "./hash.ts";
import { familyGroups, nicknameGroups } from "./normalise/nicknames.data.ts";
import { soundsOf } from "./normalise/person.ts";

/** What stands for every distinct text, in typed arrays that threads share. Code 0 is "missing". */
export type Words = {
  /** UTF-8 of all texts, one after the other. */
  pool: Uint8Array;
  /** Where each text starts in the pool; one more at the end. */
  starts: Int32Array;
  /** Which bytes a text has, five bits of each: what only one of two texts has cannot match. */
  letters: Int32Array;
  /** The text with its spaces taken out: "mary ann" and "maryann" are the same name. */
  squeezed: Int32Array;
  /** For names: where its lists of words, nicknames, family groups and sounds start in `lists`; 0 for other texts. */
  features: Int32Array;
  /** Lists, each with its length before it; four at a feature. */
  lists: Int32Array;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Folded texts are plain letters nearly always: these are written here, for one look-up, without an array of their own. */
const ascii = new Uint8Array(128);
const SPACE = 32;
/** Said with so many other names that it makes nobody the same: Maria Luisa and Maria Elena. */
const NOBODYS = "maria";

/**
 * Gives every distinct text a number and keeps what comparing it needs. Texts are kept as bytes in one pool and found by an
 * open hash table, so that a million rows are read without a million strings.
 */
export class Vocabulary {
  #pool = new Uint8Array(1 << 11);
  #starts = new Int32Array(1 << 8);
  #named = new Uint8Array(1 << 8);
  #table = new Int32Array(1 << 9);
  #size = 1;

  /** The text's number; 0 for "". `named` once is named for ever. */
  intern(text: string, named = false): number {
    if (text === "") return 0;
    if (text.length <= ascii.length) {
      let at = 0;
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code > 127) break;
        ascii[at] = code;
      }
      if (at === text.length) return this.internBytes(ascii, 0, at, named);
    }
    const bytes = encoder.encode(text);
    return this.internBytes(bytes, 0, bytes.length, named);
  }

  /** As `intern`, of UTF-8 within a buffer. */
  internBytes(bytes: Uint8Array, start: number, end: number, named = false): number {
    if (start === end) return 0;
    const mask = this.#table.length - 1;
    let slot = hashBytes(bytes, start, end) & mask;
    for (let code = this.#table[slot]!; code !== 0; slot = (slot + 1) & mask, code = this.#table[slot]!) {
      if (!this.#is(code, bytes, start, end)) continue;
      if (named) this.#named[code] = 1;
      return code;
    }
    this.#table[slot] = this.#size;
    return this.#append(bytes, start, end, named);
  }

  #is(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[code]!;
    if (this.#starts[code + 1]! - from !== end - start) return false;
    for (let i = start; i < end; i++) if (this.#pool[from + i - start] !== bytes[i]) return false;
    return true;
  }

  #append(bytes: Uint8Array, start: number, end: number, named: boolean): number {
    const code = this.#size++;
    const from = this.#starts[code]!;
    while (from + end - start > this.#pool.length) this.#pool = larger(this.#pool, Uint8Array);
    if (code + 2 > this.#starts.length) {
      this.#starts = larger(this.#starts, Int32Array);
      this.#named = larger(this.#named, Uint8Array);
    }
    for (let i = start; i < end; i++) this.#pool[from + i - start] = bytes[i]!;
    this.#starts[code + 1] = from + end - start;
    this.#named[code] = named ? 1 : 0;
    if (this.#size * 2 > this.#table.length) this.#rehash();
    return code;
  }

  #rehash(): void {
    this.#table = new Int32Array(this.#table.length * 2);
    const mask = this.#table.length - 1;
    for (let code = 1; code < this.#size; code++) {
      let slot = hashBytes(this.#pool, this.#starts[code]!, this.#starts[code + 1]!) & mask;
      while (this.#table[slot] !== 0) slot = (slot + 1) & mask;
      this.#table[slot] = code;
    }
  }

  #text = (code: number): string =>
    decoder.decode(this.#pool.subarray(this.#starts[code]!, this.#starts[code + 1]!));

  /** Everything in typed arrays on shared memory; no text can be added afterwards. */
  freeze(): Words {
    const lists: number[] = [0];
    const squeezed: number[] = [0];
    const features: number[] = [0];
    for (let code = 1; code < this.#size; code++) {
      const [from, to] = [this.#starts[code]!, this.#starts[code + 1]!];
      const spaced = this.#pool.subarray(from, to).includes(SPACE);
      const named = this.#named[code] === 1;
      squeezed.push(spaced ? this.intern(this.#text(code).replaceAll(" ", ""), named) : code);
      features.push(named ? this.#describe(this.#text(code), lists) : 0);
    }
    const letters = shared(this.#size);
    for (let code = 1; code < this.#size; code++) {
      for (let at = this.#starts[code]!; at < this.#starts[code + 1]!; at++) {
        letters[code]! |= 1 << (this.#pool[at]! & 31);
      }
    }
    const pool = new Uint8Array(new SharedArrayBuffer(this.#starts[this.#size]!));
    pool.set(this.#pool.subarray(0, pool.length));
    return {
      ...{ pool, letters, starts: shared(this.#starts.subarray(0, this.#size + 1)) },
      ...{ squeezed: shared(squeezed), features: shared(features), lists: shared(lists) },
    };
  }

  #describe(text: string, lists: number[]): number {
    const at = lists.length;
    const words = text.split(" ");
    const telling = words.length > 1 ? [...words.filter((word) => word !== NOBODYS), text] : words;
    const groups = (table: Readonly<Record<string, number[]>>) =>
      telling.flatMap((word) => (Object.hasOwn(table, word) ? table[word]! : []));
    const codes = words.map((word) => this.intern(word));
    const sounds = soundsOf(text).map((sound) => hashOf(sound));
    for (const list of [codes, groups(nicknameGroups), groups(familyGroups), sounds]) {
      lists.push(list.length, ...list);
    }
    return at;
  }
}

/** An Int32Array on memory that threads share. */
export function shared(values: number | readonly number[] | Int32Array): Int32Array {
  const array = new Int32Array(
    new SharedArrayBuffer(4 * (typeof values === "number" ? values : values.length)),
  );
  if (typeof values !== "number") array.set(values);
  return array;
}

/** The same numbers in an array twice as long. */
function larger<T extends Uint8Array | Int32Array>(array: T, Kind: new (length: number) => T): T {
  const grown = new Kind(array.length * 2);
  grown.set(array);
  return grown;
}
