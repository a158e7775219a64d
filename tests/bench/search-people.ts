import type { Sql } from "postgres";
import * as chinese from "#db/seed/demo/names/chinese.ts";
import * as english from "#db/seed/demo/names/english.ts";
import * as spanish from "#db/seed/demo/names/spanish.ts";
import * as vietnamese from "#db/seed/demo/names/vietnamese.ts";

/** A small seeded generator (mulberry32): the same size gives the same people and the same questions. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const onsets = "b br c ch d dr f g gr h j k kl l m n p pr r s sh st t tr v w z".split(" ");
const vowels = "a e i o u ai ea ie ou".split(" ");
const codas = ["", "", "n", "r", "l", "s", "m", "ck", "nd", "rt", "x"];

function invented(random: () => number, syllables: number): string {
  const of = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  let name = "";
  for (let n = 0; n < syllables; n++)
    name += of(onsets) + of(vowels) + (n === syllables - 1 ? of(codas) : "");
  return name[0]!.toUpperCase() + name.slice(1);
}

/** Names real and invented, most common first. */
function vocabulary(random: () => number, real: readonly string[], size: number): string[] {
  const names = new Set(real);
  while (names.size < size) names.add(invented(random, 2 + Math.floor(random() * 2)));
  return [...names];
}

/** A rank drawn by Zipf's law with Mandelbrot's offset: the most common name is had by one in sixty or so. */
function common(random: () => number, size: number): number {
  const offset = 12;
  return Math.min(size - 1, Math.floor(offset * ((size + offset) / offset) ** random() - offset));
}

export type Person = { given: string; family: string; born: string };

/** Writes `size` people with names as a large state's, some with two surnames, and returns them by id. */
export async function writePeople(sql: Sql, size: number): Promise<Map<number, Person>> {
  const random = seeded(20260131);
  const lists = [english, spanish, chinese, vietnamese] as { GIVEN?: unknown; SURNAMES?: unknown }[];
  const real = (key: string) =>
    lists.flatMap((list) =>
      Object.entries(list)
        .filter(([name, value]) => name.includes(key) && Array.isArray(value))
        .flatMap(([, value]) => value as string[]),
    );
  const givens = vocabulary(random, real("GIVEN"), 8_000);
  const families = vocabulary(random, real("SURNAME"), 25_000);
  const people = new Map<number, Person>();
  for (let from = 0; from < size; from += 20_000) {
    const rows = Array.from({ length: Math.min(20_000, size - from) }, (_, n) => {
      const given = givens[common(random, givens.length)]!;
      const second = random() < 0.15 ? ` ${families[common(random, families.length)]!}` : "";
      const family = families[common(random, families.length)]! + second;
      const id = from + n + 1;

      const born = `${1945 + Math.floor(random() * 60)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`;
      people.set(id, { given, family, born });
      return { id, given, family, born };
    });
    await sql`insert into participants (id, given_name, family_name, birth_date, email)
      select id, given, family, born::date, 'p' || id || '@example.org'
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id int, given text, family text, born text)`;
  }
  await sql`delete from private.changed_people`;
  await sql`vacuum analyze`;
  return people;
}

/** One slip of a typist: a letter wrong, missing, doubled or swapped with its neighbour. */
export function slip(random: () => number, word: string): string {
  const at = Math.floor(random() * word.length);
  const letter = String.fromCharCode(97 + Math.floor(random() * 26));
  const kind = random();
  if (kind < 0.4) return word.slice(0, at) + letter + word.slice(at + 1);
  if (kind < 0.6 && word.length > 3) return word.slice(0, at) + word.slice(at + 1);
  if (kind < 0.8) return word.slice(0, at) + letter + word.slice(at);
  const left = Math.min(at, word.length - 2);
  return word.slice(0, left) + word[left + 1] + word[left] + word.slice(left + 2);
}
