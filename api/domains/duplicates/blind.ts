import type { DuplicateRow, Signal } from "./schemas.ts";

/** The evidence in words alone, in no order that tells how much each piece weighs. */
export const unweighed = (signals: readonly Signal[]): Signal[] =>
  signals
    .map(({ points: _, ...said }) => said)
    .toSorted((a, b) => a.key.localeCompare(b.key) || a.text.localeCompare(b.text));

/**
 * A pair for somebody who judges without being told how alike the registry thinks the two are: while it is open, neither
 * score nor band nor weights leave the server. B-M10, splink issue 1375
 */
export function withoutLikeness<Row extends DuplicateRow>(row: Row): Row {
  if (row.status !== "open") return row;
  return { ...row, band: null, score: null, signals: unweighed(row.signals) };
}
