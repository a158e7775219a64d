import { compileText } from "../compare/codes.ts";
import type { Column, Comparison } from "../spec.ts";
import { level, missing } from "./levels.ts";

/** A further column of outside data, compared as text. */
export const extraColumn = (name: string): Column => ({ name: `extra:${name}`, kind: "text" });

export const extraComparison = (name: string): Comparison => ({
  key: `extra:${name}`,
  reads: [`extra:${name}`],
  cost: 6,
  levels: [
    missing,
    level("same", 0.75, 0.1, { frequency: `extra:${name}` }),
    level("similar", 0.1, 0.02),
    level("different", 0.15, 0.88),
  ],
  compile: (view) => compileText(view, `extra:${name}`),
});
