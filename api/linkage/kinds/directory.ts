import { fold } from "../normalise/fold.ts";
import type { Column, Comparison, DirectoryDescriptor, LinkRecord, Spec } from "../spec.ts";
import { keysByRule, keysOf } from "./blocking.ts";
import { extraColumn, extraComparison } from "./extras.ts";

/** What every record of the directory has, whatever its kind. */
export type DirectoryInput = { id: number | string; extras?: Readonly<Record<string, string | null>> };

/** A comparison with the columns it needs, how they are filled, and what a reader is shown of them. */
export type Field<Input, Folded> = {
  comparison: Comparison;
  columns: readonly Column[];
  values: (folded: Folded) => LinkRecord["values"];
  show: (input: Input) => string | null;
};

/** What a blocking rule is made of: the columns it looks at, and the texts of a record. */
export type Part<Folded> = { reads: readonly string[]; of: (folded: Folded) => string[] };

export type DirectoryPlan<Input, Folded, PartName extends string> = {
  kind: DirectoryDescriptor["kind"];
  fold: (input: Input) => Folded;
  fields: readonly Field<Input, Folded>[];
  parts: Record<PartName, Part<Folded>>;
  /** Chosen for recall, as people's: whatever survives a slip, one rule brings the two together. */
  rules: readonly (readonly PartName[])[];
};

/** A spec of one kind of directory records from its plan. Further columns of outside data come last. */
export function directorySpec<Input extends DirectoryInput, Folded, PartName extends string>(
  { kind, fold: folded, fields, parts, rules }: DirectoryPlan<Input, Folded, PartName>,
  extras: readonly string[],
): Spec<Input> {
  return {
    descriptor: { kind, extras },
    kin: "siblings",
    columns: [...fields.flatMap(({ columns }) => columns), ...extras.map(extraColumn)],
    comparisons: [...fields.map(({ comparison }) => comparison), ...extras.map(extraComparison)],
    rules: rules.map((rule) => ({
      key: rule.join(" + "),
      reads: rule.flatMap((part) => parts[part].reads),
    })),
    encode: (input) => {
      const record = folded(input);
      const texts = new Map<PartName, string[]>();
      const textsOf = (part: PartName) => {
        const known = texts.get(part) ?? [...new Set(parts[part].of(record))].filter(Boolean);
        texts.set(part, known);
        return known;
      };
      return {
        id: input.id,
        values: [
          ...fields.flatMap((field) => field.values(record)),
          ...extras.map((name) => fold(input.extras?.[name] ?? "")),
        ],
        ...keysByRule(rules.map((rule) => keysOf(rule.map(textsOf)))),
      };
    },
    show: (input) =>
      Object.fromEntries([
        ...fields.map(({ comparison, show }) => [comparison.key, show(input)]),
        ...extras.map((name) => [`extra:${name}`, input.extras?.[name] ?? null]),
      ]),
  };
}
