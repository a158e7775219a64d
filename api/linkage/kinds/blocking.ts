import { hashOf, hashPair } from "../hash.ts";
import type { LinkRecord } from "../spec.ts";

const MOST_KEYS = 12;

/** No key: a part of the rule is not said. */
export const NONE: readonly number[] = [];

/** Every way to take one value of each part, as numbers. */
export const keysOf = (parts: readonly (readonly string[])[]): readonly number[] =>
  keysOfHashes(parts.map((values) => values.map(hashOf)));

/** As `keysOf`, of values hashed already. */
export function keysOfHashes(parts: readonly (readonly number[])[]): readonly number[] {
  for (const hashes of parts) if (hashes.length === 0) return NONE;
  let keys = [0];
  for (const hashes of parts) {
    if (hashes.length === 1) {
      for (let at = 0; at < keys.length; at++) keys[at] = hashPair(keys[at]!, hashes[0]!);
      continue;
    }
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
export function keysByRule(all: readonly (readonly number[])[]): Pick<LinkRecord, "keys" | "moreKeys"> {
  const moreKeys: number[] = [];
  const keys = all.map((each, rule) => {
    for (let at = 1; at < each.length; at++) moreKeys.push(rule, hashPair(each[at]!, rule + 1));
    return each.length === 0 ? 0 : hashPair(each[0]!, rule + 1);
  });
  return { keys, moreKeys };
}

/** Every text once, what is not said left out. Lists are short. */
export function unique(values: readonly string[]): string[] {
  const found: string[] = [];
  for (const value of values) if (value !== "" && !found.includes(value)) found.push(value);
  return found;
}
