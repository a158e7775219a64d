import type { Comparison, CreateMerge, MergeBlock } from "../providers/wire.ts";

/** Which record a field's value is taken from, as the screen shows them: left stays, right retires. */
export type Choices = Record<string, "left" | "right">;

/** What has to be chosen by a person before the merge: fields, collapses and blocks that name a choice. */
export function openChoices(comparison: Comparison, choices: Choices): string[] {
  const keys = new Set<string>();
  for (const field of comparison.fields) if (field.mustChoose) keys.add(field.key);
  for (const { choiceKey } of comparison.collapses) if (choiceKey) keys.add(choiceKey);
  for (const { needs, choiceKey } of comparison.blocks)
    if (needs === "choice" && choiceKey) keys.add(choiceKey);
  return [...keys].filter((key) => !choices[key]);
}

/** Where a field's value comes from: what was chosen, else what the registry suggests; nothing where it must be chosen. */
export function takenFrom(
  field: Comparison["fields"][number],
  choices: Choices,
): "left" | "right" | undefined {
  return choices[field.key] ?? (field.mustChoose ? undefined : field.suggest);
}

export type Readiness = {
  /** Choices still to be made. */
  open: string[];
  needsLogin: boolean;
  needsSecondPerson: boolean;
  /** Nothing on this screen can clear it. */
  hopeless: MergeBlock[];
  ready: boolean;
};

/** Whether the merge can be sent, and how: at once, or as a proposal a colleague approves. */
export function readiness(comparison: Comparison, choices: Choices, keepAccountId: number | null): Readiness {
  const open = openChoices(comparison, choices);
  const needsLogin =
    comparison.blocks.some(({ needs }) => needs === "choose_login") && keepAccountId === null;
  const hopeless = comparison.blocks.filter(({ needs }) => needs === "nothing_helps");
  return {
    open,
    needsLogin,
    needsSecondPerson: comparison.blocks.some(({ needs }) => needs === "second_person"),
    hopeless,
    ready: open.length === 0 && !needsLogin && hopeless.length === 0,
  };
}

/** The merge as the API takes it: every difference is said, not only those that were touched. */
export function toMerge(
  comparison: Comparison,
  choices: Choices,
  keepAccountId: number | null,
  reason: string,
  candidateId?: number | null,
): CreateMerge {
  const sides = { left: "survivor", right: "retired" } as const;
  const chosen = Object.fromEntries(Object.entries(choices).map(([key, side]) => [key, sides[side]]));
  return {
    survivorId: comparison.left.id,
    retiredId: comparison.right.id,
    candidateId: candidateId ?? comparison.candidateId,
    keepAccountId,
    choices: chosen,
    reason,
    survivorVersion: comparison.left.version,
    retiredVersion: comparison.right.version,
  };
}
