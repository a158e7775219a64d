import type { ReadField, ReadRow } from "#db/reading.ts";
import { type Token, unionBox } from "./layout/tokens.ts";

const rounded = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;

/** Lowest confidence among some words; 1 where nothing was printed to be unsure of. */
export const surety = (tokens: readonly Token[]): number =>
  tokens.reduce((least, token) => Math.min(least, token.confidence), 1);

export const textOf = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join(" ");

/** A value read from words: `factor` is how certain its pattern is, on top of how clearly the words were read. */
export function fieldOf(
  value: string,
  tokens: readonly Token[],
  factor: number,
  raw = textOf(tokens),
): ReadField {
  return { value, raw, confidence: rounded(surety(tokens) * factor), box: unionBox(tokens) };
}

/** A row whose confidence is the least of its `keys`. */
export function rowOf(
  fields: Readonly<Record<string, ReadField | null>>,
  keys: readonly string[],
  tokens: readonly Token[],
): ReadRow {
  const present = Object.entries(fields).filter((entry): entry is [string, ReadField] => entry[1] !== null);
  const least = keys.reduce((low, key) => Math.min(low, fields[key]?.confidence ?? 0), 1);
  return { confidence: rounded(least), box: unionBox(tokens), fields: Object.fromEntries(present) };
}
