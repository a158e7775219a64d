import { hashOf } from "./hash.ts";
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
/** Said with so many other names that it makes nobody the same: Maria Luisa and Maria Elena. */
const NOBODYS = "maria";

/** Gives every distinct text a number and keeps what comparing it needs. */
export class Vocabulary {
  #codes = new Map<string, number>();
  #texts: string[] = [""];
  #named = [false];

  /** The text's number; 0 for "". `named` once is named for ever. */
  intern(text: string, named = false): number {
    if (text === "") return 0;
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.#texts.length;
      this.#codes.set(text, code);
      this.#texts.push(text);
      this.#named.push(named);
    } else if (named) this.#named[code] = true;
    return code;
  }

  /** Everything in typed arrays on shared memory; no text can be added afterwards. */
  freeze(): Words {
    const lists: number[] = [0];
    const squeezed: number[] = [0];
    const features: number[] = [0];
    for (let code = 1; code < this.#texts.length; code++) {
      const text = this.#texts[code]!;
      squeezed[code] = text.includes(" ") ? this.intern(text.replaceAll(" ", ""), this.#named[code]) : code;
      features[code] = this.#named[code] ? this.#describe(text, lists) : 0;
    }
    this.#codes.clear();
    const bytes = this.#texts.map((text) => encoder.encode(text));
    const starts = shared(bytes.length + 1);
    bytes.forEach((each, code) => {
      starts[code + 1] = starts[code]! + each.length;
    });
    const pool = new Uint8Array(new SharedArrayBuffer(starts[bytes.length]!));
    for (const [code, each] of bytes.entries()) pool.set(each, starts[code]!);
    const letters = shared(bytes.map((each) => each.reduce((mask, byte) => mask | (1 << (byte & 31)), 0)));
    return {
      ...{ pool, starts, letters },
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
export function shared(values: number | readonly number[]): Int32Array {
  const array = new Int32Array(
    new SharedArrayBuffer(4 * (typeof values === "number" ? values : values.length)),
  );
  if (typeof values !== "number") array.set(values);
  return array;
}
