import { hashOf, hashPair } from "../hash.ts";
import type { LinkRecord } from "../spec.ts";

const MOST_KEYS = 12;

/** Every way to take one value of each part, as numbers. */
export function keysOf(parts: readonly (readonly string[])[]): number[] {
  let keys = [0];
  for (const values of parts) {
    if (values.length === 0) return [];
    const hashes = values.length === 1 ? [hashOf(values[0]!)] : values.map(hashOf);
    const taken: number[] = [];
    for (const hash of hashes) {
      for (let at = 0; at < keys.length && taken.length < MOST_KEYS; at++)
        taken.push(hashPair(keys[at]!, hash));
    }
    keys = taken;
  }
  return keys.length > 1 ? [...new Set(keys)] : keys;
}

/** A record's keys for every rule: the first of each, then the rest. The same key of two rules is two keys. */
export function keysByRule(keys: readonly number[][]): Pick<LinkRecord, "keys" | "moreKeys"> {
  const all = keys.map((each, rule) => each.map((key) => hashPair(key, rule + 1)));
  return {
    keys: all.map(([first]) => first ?? 0),
    moreKeys: all.flatMap((each, rule) => each.slice(1).flatMap((key) => [rule, key])),
  };
}

/** Every text once, what is not said left out. */
export const unique = (values: readonly string[]): string[] =>
  values.length === 1 ? (values[0] === "" ? [] : [values[0]!]) : [...new Set(values)].filter(Boolean);
