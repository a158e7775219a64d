import { hashBytes, hashOf } from "./hash.ts";
import { familyGroups, nicknameGroups } from "./normalise/nicknames.data.ts";
import { soundsOf } from "./normalise/person.ts";
import { Numbers, shared } from "./numbers.ts";

/** What stands for every distinct text, in typed arrays, which may be longer than they are filled. Code 0 is "missing". */
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
  #pool: Uint8Array;
  #starts: Int32Array;
  #named: Uint8Array;
  #table: Int32Array;
  #size = 1;
  /** Texts before this one are described. */
  #described = 1;
  /** Texts that became names after they were described. */
  #late: number[] = [];
  #letters: Int32Array;
  #squeezed: Int32Array;
  #features: Int32Array;
  readonly #lists = new Numbers();
  #words: Words | undefined;

  /** @param room how many texts to begin with; it grows. */
  constructor(room = 256) {
    const slots = 2 ** Math.ceil(Math.log2(room));
    this.#pool = new Uint8Array(8 * slots);
    this.#table = new Int32Array(2 * slots);
    this.#named = new Uint8Array(slots);
    [this.#starts, this.#letters] = [new Int32Array(slots), new Int32Array(slots)];
    [this.#squeezed, this.#features] = [new Int32Array(slots), new Int32Array(slots)];
    this.#lists.push(0);
  }

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
      if (named && this.#named[code] === 0) {
        this.#named[code] = 1;
        if (code < this.#described) this.#late.push(code);
      }
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
    while (from + end - start > this.#pool.length) {
      this.#pool = larger(this.#pool, Uint8Array);
      this.#words = undefined;
    }
    if (code + 2 > this.#starts.length) {
      this.#named = larger(this.#named, Uint8Array);
      this.#starts = larger(this.#starts, Int32Array);
      this.#letters = larger(this.#letters, Int32Array);
      this.#squeezed = larger(this.#squeezed, Int32Array);
      this.#features = larger(this.#features, Int32Array);
      this.#words = undefined;
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

  /**
   * What comparing needs of every text so far. More may follow: then the same arrays say more, or, where one had to grow,
   * the answer is another object. What was got before stays true of the texts it knew.
   */
  words(): Words {
    while (this.#described < this.#size || this.#late.length > 0) {
      this.#describe(this.#late.pop() ?? this.#described++);
    }
    if (this.#words?.lists !== this.#lists.array) this.#words = undefined;
    this.#words ??= {
      ...{ pool: this.#pool, starts: this.#starts, letters: this.#letters },
      ...{ squeezed: this.#squeezed, features: this.#features, lists: this.#lists.array },
    };
    return this.#words;
  }

  /** As `words`, on memory that threads share, and no longer than it is. */
  freeze(): Words {
    this.words();
    const size = this.#size;
    const pool = new Uint8Array(new SharedArrayBuffer(this.#starts[size]!));
    pool.set(this.#pool.subarray(0, pool.length));
    return {
      ...{ pool, starts: shared(this.#starts.subarray(0, size + 1)) },
      letters: shared(this.#letters.subarray(0, size)),
      squeezed: shared(this.#squeezed.subarray(0, size)),
      features: shared(this.#features.subarray(0, size)),
      lists: shared(this.#lists.array.subarray(0, this.#lists.length)),
    };
  }

  #describe(code: number): void {
    let letters = 0;
    let spaced = false;
    for (let at = this.#starts[code]!; at < this.#starts[code + 1]!; at++) {
      letters |= 1 << (this.#pool[at]! & 31);
      if (this.#pool[at] === SPACE) spaced = true;
    }
    this.#letters[code] = letters;
    const named = this.#named[code] === 1;
    const squeezed = spaced ? this.intern(this.#text(code).replaceAll(" ", ""), named) : code;
    this.#squeezed[code] = squeezed;
    if (named) this.#describeName(code);
  }

  #describeName(code: number): void {
    const text = this.#text(code);
    const words = text.split(" ");
    const telling = words.length > 1 ? [...words.filter((word) => word !== NOBODYS), text] : words;
    const codes = words.map((word) => this.intern(word));
    this.#features[code] = this.#lists.length;
    this.#lists.pushList(codes);
    this.#lists.pushList(groupsOf(nicknameGroups, telling));
    this.#lists.pushList(groupsOf(familyGroups, telling));
    this.#lists.pushList(soundsOf(text).map(hashOf));
  }
}

/** The groups that any of the words is in. */
function groupsOf(
  groups: ReadonlyMap<string, readonly number[]>,
  words: readonly string[],
): readonly number[] {
  if (words.length === 1) return groups.get(words[0]!) ?? [];
  return words.flatMap((word) => groups.get(word) ?? []);
}

/** The same numbers in an array twice as long. */
function larger<T extends Uint8Array | Int32Array>(array: T, Kind: new (length: number) => T): T {
  const grown = new Kind(array.length * 2);
  grown.set(array);
  return grown;
}
