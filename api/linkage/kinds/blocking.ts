import { hashOf, hashPair } from "../hash.ts";
import type { LinkRecord } from "../spec.ts";

const MOST_KEYS = 12;

/** Every way to take one value of each part, as numbers. */
export function keysOf(parts: readonly (readonly string[])[]): number[] {
  let keys = [0];
  for (const values of parts) {
    keys = values.flatMap((value) => keys.map((key) => hashPair(key, hashOf(value)))).slice(0, MOST_KEYS);
  }
  return [...new Set(keys)];
}

/** A record's keys for every rule: the first of each, then the rest. The same key of two rules is two keys. */
export function keysByRule(keys: readonly number[][]): Pick<LinkRecord, "keys" | "moreKeys"> {
  const all = keys.map((each, rule) => each.map((key) => hashPair(key, rule + 1)));
  return {
    keys: all.map(([first]) => first ?? 0),
    moreKeys: all.flatMap((each, rule) => each.slice(1).flatMap((key) => [rule, key])),
  };
}

export const unique = (values: readonly string[]) => [...new Set(values)].filter(Boolean);
