import type { Tx } from "#db/client.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict, Invalid, Precondition, stale } from "../../kernel/errors.ts";
import { type Block, type Choices, isRowChoice, type Side } from "../merges/index.ts";
import { fieldKeysOf } from "./fields.ts";
import { type DirectoryRecord, kinds } from "./kinds.ts";
import { loadPair, loadRecords, type Pair } from "./load.ts";
import { type Plan, planDirectoryMerge } from "./plan.ts";
import type { DirectoryMergeInput } from "./schemas.ts";

type Wishes = Pick<DirectoryMergeInput, "choices">;
type Step = { survivorId: number; retiredId: number };

export const sides = (records: Map<number, DirectoryRecord>, { survivorId, retiredId }: Step) => ({
  survivor: records.get(survivorId)!,
  retired: records.get(retiredId)!,
});

/** @throws Conflict for a record with itself, Invalid for one that is named twice. */
export function refuseOdd({ kind, survivorId, retiredIds }: DirectoryMergeInput): void {
  if (retiredIds.includes(survivorId))
    throw new Conflict(`A ${kinds[kind].one} cannot be merged with itself.`);
  if (new Set(retiredIds).size === retiredIds.length) return;
  const message = "A record is named twice.";
  throw new Invalid(message, { fields: { retiredIds: message } });
}

/** @throws Conflict with the records that changed since they were seen. */
export function refuseStale(
  records: Map<number, DirectoryRecord>,
  versions: Readonly<Record<string, number>>,
): void {
  const changed = [...records.values()].filter(({ id, version }) => versions[id] !== version);
  if (changed.length > 0) throw stale({ records: changed.map(({ id, version }) => ({ id, version })) });
}

/** @throws Precondition: of several at once nothing may stand in the way. */
export function refuseStep(blocks: readonly Block[], name: string): void {
  if (blocks.length === 0) return;
  const second = blocks.some(({ needs }) => needs === "second_person");
  const words = second ? " Merge this one by itself: a colleague has to approve it." : "";
  throw new Precondition(`${name}: ${blocks[0]!.message}${words}`, { details: { blocks } });
}

/** @throws Invalid for a choice that no step takes. */
export function refuseUnused({ choices }: Wishes, used: ReadonlySet<string>): void {
  const unknown = Object.keys(choices).find((key) => !used.has(key));
  if (unknown)
    throw new Invalid(`There is nothing to choose about "${unknown.slice(0, 60)}".`, {
      fields: { choices: "Compare the records again: something changed." },
    });
}

/** What the wishes for all mean for one step: a field's value is named by its record, a row's by its side. */
export function choicesOfStep(pair: Pair, choices: Wishes["choices"], used: Set<string>): Choices {
  const step: Record<string, Side> = {};
  const fields = fieldKeysOf(pair.kind);
  for (const [key, value] of Object.entries(choices)) {
    if (typeof value === "number") {
      if (!fields.includes(key)) continue;
      step[key] = value === pair.retired.id ? "retired" : "survivor";
    } else if (isRowChoice(pair, key)) step[key] = value;
    else continue;
    used.add(key);
  }
  return step;
}

/** The survivor is read anew for each step: the step before has changed it. */
export async function planStep(
  tx: Tx,
  ctx: Ctx,
  { kind, choices: wishes }: DirectoryMergeInput,
  step: Step,
  used: Set<string>,
): Promise<{ pair: Pair; plan: Plan; choices: Record<string, Side> }> {
  const records = await loadRecords(tx, kind, [step.survivorId, step.retiredId], { lock: true });
  const pair = await loadPair(tx, ctx, kind, sides(records, step), { lock: true });
  const choices = choicesOfStep(pair, wishes, used);
  return { pair, plan: planDirectoryMerge(pair, choices), choices: { ...choices } };
}
