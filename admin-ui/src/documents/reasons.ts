import type { Vocabulary } from "../providers/wire.ts";

type Reason = Vocabulary["reasons"][number];

/** The catalogue's reasons for one outcome that fit a type of document. */
export function reasonsFor(
  all: readonly Reason[],
  outcome: Reason["outcome"],
  type: NonNullable<Reason["types"]>[number],
) {
  return all.filter((each) => each.outcome === outcome && (!each.types || each.types.includes(type)));
}
