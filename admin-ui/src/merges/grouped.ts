import type { MergeView } from "../providers/wire.ts";

type Line = MergeView["ledger"][number];
/** Fewer lines of one kind than this stand for themselves. */
const many = 4;

/** The ledger's lines, those of one table and action together, in the order in which each kind comes first. */
export function grouped(ledger: readonly Line[]): { key: string; lines: Line[] }[] {
  const kinds = new Map<string, Line[]>();
  for (const line of ledger) {
    const key = `${line.action} ${line.table}`;
    kinds.set(key, [...(kinds.get(key) ?? []), line]);
  }
  return [...kinds].flatMap(([key, lines]) =>
    lines.length < many
      ? lines.map((line) => ({ key: String(line.position), lines: [line] }))
      : [{ key, lines }],
  );
}
