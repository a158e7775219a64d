import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { type Explanation, explain, type Model, type PersonInput } from "../../linkage/index.ts";
import { type Clue, cluesOf } from "./clues.ts";
import { hashOfCompared, saidBy, signal } from "./evidence.ts";
import { intArray, peopleToCompare, spec } from "./people.ts";
import { clueBits, signalOf } from "./signals.ts";

export type Pair = { a: number; b: number };
/** A pair with what speaks for and against it, in bits; `compared` differs exactly when what was compared does. */
export type Judged = Pair & { score: number; signals: DuplicateSignal[]; compared: string };

/** Weighs pairs of living people, the model's evidence with the clues on top. a < b. */
export async function judgePairs(tx: Tx, model: Model, pairs: readonly Pair[]): Promise<Judged[]> {
  if (pairs.length === 0) return [];
  const ids = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const people = new Map(
    (await peopleToCompare(tx, sql`p.id = any (${intArray(ids)})`)).map((person) => [
      Number(person.id),
      person,
    ]),
  );
  const clues = new Map<string, Clue[]>();
  const asked = sql`select * from unnest(${intArray(pairs.map(({ a }) => a))}, ${intArray(pairs.map(({ b }) => b))}) as t(a, b)`;
  for (const clue of await cluesOf(tx, asked)) {
    const key = `${clue.a}:${clue.b}`;
    clues.set(key, [...(clues.get(key) ?? []), clue]);
  }
  return pairs.flatMap(({ a, b }) => {
    const [left, right] = [people.get(a), people.get(b)];
    return left && right ? [judge(model, left, right, clues.get(`${a}:${b}`) ?? [])] : [];
  });
}

function judge(model: Model, left: PersonInput, right: PersonInput, clues: readonly Clue[]): Judged {
  const explanation = explain(spec, model, left, right);
  const said = clues.map(({ key, left: l, right: r }) => signal(key, clueBits[key], l, r));
  if (twins(explanation)) said.push(signal("may_be_twins", clueBits.may_be_twins, null, null));
  const signals = [...signalsOf(explanation), ...said].sort(
    (x, y) => Math.abs(y.points) - Math.abs(x.points),
  );
  return {
    ...{ a: Number(left.id), b: Number(right.id), signals },
    score: explanation.weight + said.reduce((sum, { points }) => sum + points, 0),
    compared: comparedOf(left, right, clues),
  };
}

/** One birth date, one family name, two given names: what twins share is shared together, field by field overstates it. */
export function twins({ evidence }: Explanation): boolean {
  const level = (key: string) => evidence.find((each) => each.key === key)?.level ?? "";
  return (
    level("birth_date") === "exact" &&
    level("given_name") === "different" &&
    ["exact", "part", "similar"].includes(level("family_name"))
  );
}

/** What the model said, level by level, as signals. */
export const signalsOf = (explanation: Explanation): DuplicateSignal[] => saidBy(explanation, signalOf);

function comparedOf(left: PersonInput, right: PersonInput, clues: readonly Clue[]): string {
  return hashOfCompared([
    spec.encode(left).values,
    spec.encode(right).values,
    clues.map(({ key, left: l }) => [key, l]),
  ]);
}
