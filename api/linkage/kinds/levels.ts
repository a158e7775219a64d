import type { Level } from "../spec.ts";

/** A level of a comparison; `m` and `u` are first guesses. */
export const level = (
  key: string,
  m: number,
  u: number,
  more: Pick<Level, "frequency" | "mostShare" | "mostBits"> = {},
): Level => ({ key, m, u, ...more });

export const missing = level("missing", 1, 1);
