import { Invalid } from "../../kernel/errors.ts";
import type { Pair, Person } from "./load-pair.ts";
import type { Plan } from "./plan.ts";
import { isRowChoice } from "./plan.ts";
import { type Choices, fieldKeys, type Side } from "./plan-fields.ts";
import type { TogetherInput } from "./schemas.ts";
import type { Row } from "./shared-rules.ts";

/** Several records merged into one: choices of fields name the record whose value stands, choices of rows a side. */
type Wishes = Pick<TogetherInput, "survivorId" | "retiredIds" | "choices" | "keepAccountId">;

/**
 * The order in which records are merged into the survivor: as given, but the one whose sign-in stays comes first, so that no
 * step disables it.
 */
export function inOrder(retiredIds: readonly number[], ownerOfKept: number | null): number[] {
  return [...retiredIds].sort((a, b) => Number(b === ownerOfKept) - Number(a === ownerOfKept));
}

/** What the wishes for all mean for one step. Keys it used are added to `used`. */
export function wishesOfStep(
  pair: Pair,
  { choices, keepAccountId }: Wishes,
  used: Set<string>,
): { choices: Choices; keepAccountId: number | null } {
  const step: Record<string, Side> = {};
  for (const [key, value] of Object.entries(choices)) {
    if (typeof value === "number") {
      if (key !== "ssn" && !fieldKeys.includes(key)) continue;
      step[key] = value === pair.retired.id ? "retired" : "survivor";
    } else if (isRowChoice(pair, key)) step[key] = value;
    else continue;
    used.add(key);
  }
  const { survivor, retired } = pair.rows.get("accounts")!;
  const theirs = [...survivor, ...retired].some(
    ({ id, status }) => id === keepAccountId && status !== "disabled",
  );
  return { choices: step, keepAccountId: theirs ? (keepAccountId ?? null) : null };
}

/** @throws Invalid for a choice that no step takes, or a sign-in that is nobody's of these. */
export function refuseUnused(wishes: Wishes, used: ReadonlySet<string>, accounts: readonly Row[]): void {
  const unknown = Object.keys(wishes.choices).find((key) => !used.has(key));
  if (unknown)
    throw new Invalid(`There is nothing to choose about "${unknown.slice(0, 60)}".`, {
      fields: { choices: "Compare the records again: something changed." },
    });
  const kept = wishes.keepAccountId ?? null;
  if (kept !== null && !accounts.some(({ id, status }) => id === kept && status !== "disabled")) {
    const message = "Choose one of the active sign-ins of these records.";
    throw new Invalid(message, { fields: { keepAccountId: message } });
  }
}

/** The survivor and its rows as a plan leaves them, for the next record that is merged into it. Nothing is written. */
export function survivorAfter(
  pair: Pair,
  plan: Plan,
): { person: Person; rows: Map<string, Row[]>; leads: Row[] } {
  const after = new Map(
    plan.changes.list.flatMap(({ table, rowId, before, after: values }) =>
      before && values ? [[`${table}:${rowId}`, values] as const] : [],
    ),
  );
  const asIs = (table: string, row: Row): Row => ({ ...row, ...after.get(`${table}:${row.id}`) });
  const rows = new Map(
    [...pair.rows].map(([table, sides]) => [
      table,
      [...sides.survivor, ...sides.retired]
        .map((row) => asIs(table, row))
        .filter((row) => row.participant_id === pair.survivor.id),
    ]),
  );
  if (plan.keptName)
    rows
      .get("participant_names")!
      .push({ id: -pair.retired.id, participant_id: pair.survivor.id, ...plan.keptName });
  const person = { ...pair.survivor, ...after.get(`participants:${pair.survivor.id}`) } as Person;
  return { person, rows, leads: pair.leads.map((lead) => asIs("event_instructors", lead)) };
}
