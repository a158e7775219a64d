import { createHash } from "node:crypto";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import type { Explanation } from "../../linkage/index.ts";
import type { Signal } from "./schemas.ts";

/** A weight below this is not worth a line. */
const silent = 0.1;

/** One piece of evidence as it is stored. */
export const signal = (
  key: string,
  points: number,
  left: string | null,
  right: string | null,
): DuplicateSignal => ({
  ...{ key, points: Math.round(points * 100) / 100 },
  ...(left === null ? {} : { left }),
  ...(right === null ? {} : { right }),
});

/** What a model said, level by level; `nameOf` names the signal of a comparison's level, or none for what is not worth a line. */
export const saidBy = (
  { evidence }: Explanation,
  nameOf: (comparison: string, level: string) => string | undefined,
): DuplicateSignal[] =>
  evidence.flatMap(({ key, level, left, right, weight }) => {
    const name = nameOf(key, level);
    return name && Math.abs(weight) >= silent ? [signal(name, weight, left, right)] : [];
  });

/** Differs exactly when what was compared does. */
export const hashOfCompared = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);

export type SignalWords = Readonly<Record<string, (signal: DuplicateSignal) => string>>;
/** A sentence about one value that both say, and one about two. */
export const both = (say: (value: string) => string) => (s: DuplicateSignal) => say(s.left ?? "");
export const pair = (say: (left: string, right: string) => string) => (s: DuplicateSignal) =>
  say(s.left ?? "", s.right ?? "");
/** Ten digits, compared bare, → "(213) 555-0171". */
export const phone = (value: string) => value.replace(/^1?(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");

/** Signals with their sentences, as staff read them. */
export const inWords = (signals: readonly DuplicateSignal[], words: SignalWords): Signal[] =>
  signals.map((said) => ({
    ...said,
    // A value that ends with its own full stop ("State Univ.") ends the sentence.
    text: (Object.hasOwn(words, said.key) ? words[said.key]!(said) : said.key.replaceAll("_", " ")).replace(
      /\.\.$/,
      ".",
    ),
  }));
