import type { View } from "./view.ts";

/** A level of a comparison. `m` and `u` are what is assumed before the data speak: shares among same and different. */
export type Level = {
  key: string;
  m: number;
  u: number;
  /** The text or number column whose shared value is rarer or commoner than average: its frequency adjusts the weight. */
  frequency?: string;
  /** No data may teach a larger share among the same: a person keeps a given name, or it is somebody else. */
  mostShare?: number;
  /** No data may teach a larger weight: what mostly follows from another field is not counted twice. */
  mostBits?: number;
};

/** Level 0 of every comparison: one of the two records does not say. It weighs nothing. */
export const MISSING = 0;

/** Compares two rows of a view, given by where they start; answers the index of a level. */
export type Compare = (a: number, b: number) => number;

export type Comparison = {
  key: string;
  /** Columns it looks at: a blocking rule that looks at one of them does not train it. */
  reads: readonly string[];
  /** Level 0 is `missing`; then from the strongest agreement to the last, which is disagreement. */
  levels: readonly Level[];
  compile: (view: View) => Compare;
  /**
   * How far kin are from strangers towards the same: relatives of one household, sites of one licensee. 0, where nothing
   * is said, is a field that is a record's own, and stays so.
   */
  shared?: number;
  /** Cheap comparisons come first, so that a pair that cannot reach the cut never costs a string distance. */
  cost: number;
};

export type ColumnKind = "text" | "number" | "texts" | "numbers";
/** `named` texts are names: their words, sounds and nicknames are kept with them. */
export type Column = { name: string; kind: ColumnKind; named?: boolean };

/**
 * Two records meet when they share a key of a rule. `unless` is the key of another rule: who has a key of that one is not
 * looked up by this one, which would bring many people and hardly anybody more.
 */
export type BlockingRule = { key: string; reads: readonly string[]; unless?: string };

/** One record as it is stored and compared: normalised, nothing in it needs another look at the original. */
export type LinkRecord = {
  id: number | string;
  /** One value for each column of the spec, in its order: "" and 0 are "missing". */
  values: readonly (string | number | readonly string[] | readonly number[])[];
  /** The first key of each blocking rule, 0 for none. */
  keys: readonly number[];
  /** Further keys: rule, key, rule, key … */
  moreKeys: readonly number[];
};

/** What kind of thing is linked. Rebuilt in another thread from `descriptor`. */
export type Spec<Input = never> = {
  descriptor: SpecDescriptor;
  /** What kin are called in the evidence: what they share is explained away and stands there as a row of its own. */
  kin: "household" | "siblings";
  columns: readonly Column[];
  comparisons: readonly Comparison[];
  rules: readonly BlockingRule[];
  /** Normalises one of its kind. */
  encode: (input: Input) => LinkRecord;
  /** What stands in the fields that each comparison looks at, as people wrote it. */
  show: (input: Input) => Readonly<Record<string, string | null>>;
};

/** The shape of things of one kind: what packing needs of a spec. */
export type Shape = Pick<Spec, "columns" | "rules">;

/** `identifierKinds` are compared each on its own; `extras` are further columns of outside data, compared as text. */
export type PeopleDescriptor = {
  kind: "people";
  identifierKinds: readonly string[];
  extras: readonly string[];
};
export type DirectoryDescriptor = {
  kind: "programs" | "institutions" | "trainings" | "sponsors";
  extras: readonly string[];
};
export type SpecDescriptor = PeopleDescriptor | DirectoryDescriptor;

export const columnAt = (spec: Pick<Spec, "columns">, name: string): number => {
  const at = spec.columns.findIndex((column) => column.name === name);
  if (at < 0) throw new Error(`The spec has no column ${name}.`);
  return at;
};

/** Every key of a record, of whichever rule: two records that share one are worth comparing. It is stored under them. */
export function allKeys({ keys, moreKeys }: Pick<LinkRecord, "keys" | "moreKeys">): number[] {
  return [...new Set([...keys.filter((key) => key !== 0), ...moreKeys.filter((_, at) => at % 2 === 1)])];
}

/** For each rule of a spec, the place of the rule that stands in for it; −1 for none. */
const standIns = new WeakMap<readonly BlockingRule[], readonly number[]>();
function standInsOf(rules: readonly BlockingRule[]): readonly number[] {
  const found =
    standIns.get(rules) ?? rules.map(({ unless }) => rules.findIndex(({ key }) => key === unless));
  standIns.set(rules, found);
  return found;
}

/** The keys by which a record is looked up among those stored. */
export function keysToLookUp(
  { rules }: Pick<Spec, "rules">,
  { keys, moreKeys }: Pick<LinkRecord, "keys" | "moreKeys">,
): number[] {
  const standIn = standInsOf(rules);
  const asked: number[] = [];
  const ask = (key: number, rule: number) => {
    const other = standIn[rule]!;
    if (key !== 0 && (other < 0 || keys[other] === 0) && !asked.includes(key)) asked.push(key);
  };
  keys.forEach(ask);
  for (let at = 0; at < moreKeys.length; at += 2) ask(moreKeys[at + 1]!, moreKeys[at]!);
  return asked;
}
