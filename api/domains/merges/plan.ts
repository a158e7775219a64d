import { Invalid } from "../../kernel/errors.ts";
import { Changes } from "./changes.ts";
import type { Pair } from "./load-pair.ts";
import { planAccounts } from "./plan-accounts.ts";
import {
  birthDatesConflict,
  type Choices,
  fieldKeys,
  type PlannedField,
  planFields,
  settledByItself,
  survivorChanges,
} from "./plan-fields.ts";
import { planRows } from "./plan-rows.ts";
import type { Block, PlannedCollapse } from "./plan-types.ts";
import { rowInWords } from "./row-words.ts";
import { mergeRules } from "./rules.ts";
import type { MovedRows } from "./schemas.ts";
import type { Row, RowsBySide } from "./shared-rules.ts";

export type Plan = {
  fields: PlannedField[];
  changes: Changes;
  /** Table → rows that move to the survivor. */
  moves: Record<string, number>;
  collapses: PlannedCollapse[];
  blocks: Block[];
  warnings: string[];
  /** The name that goes, kept as a former one. */
  keptName: { given_name: unknown; middle_name: unknown; family_name: unknown } | null;
};
export type Wishes = { choices: Choices; keepAccountId?: number | null };

const sameText = (a: unknown, b: unknown) => String(a ?? "").toLowerCase() === String(b ?? "").toLowerCase();

/**
 * What merging `retired` into `survivor` does, row by row, and what stands in its way: the collision matrix of FEATURES.
 * Pure: the preview and the merge use the same plan, so that what is shown is what happens.
 * @throws Invalid for a choice that is not to be made here.
 */
export function planMerge(pair: Pair, wishes: Wishes): Plan {
  const { survivor, retired } = pair;
  const fields = planFields(survivor, retired, wishes.choices);
  const changes = new Changes({
    survivorId: survivor.id,
    retiredId: retired.id,
    columnOf: () => "participant_id",
  });
  const blocks: Block[] = [];
  const warnings: string[] = [];

  const { collapses, conflicts } = planRows(pair, mergeRules, wishes.choices, changes);
  blocks.push(...conflicts);
  planSecrets(pair, wishes.choices, changes, blocks);
  planCertification(pair, blocks);
  planAccounts(pair, wishes.keepAccountId ?? null, changes, blocks);

  for (const field of fields.filter(({ mustChoose, key }) => mustChoose && !wishes.choices[key])) {
    blocks.push({
      code: "renewal_dates",
      message: `Both registrations are active and renew on different days (${field.survivor} and ${field.retired}). Choose one.`,
      needs: "choice",
      choiceKey: field.key,
    });
  }
  if (birthDatesConflict(survivor, retired)) {
    blocks.push({
      code: "birth_dates",
      message: `The dates of birth differ: ${String(survivor.birth_date)} and ${String(retired.birth_date)}. A second person has to agree that this is one person.`,
      needs: "second_person",
      choiceKey: "birthDate",
    });
  }
  const known = new Set([...fieldKeys, "ssn"]);
  const unknown = Object.keys(wishes.choices).find((key) => !known.has(key) && !isRowChoice(pair, key));
  if (unknown) {
    throw new Invalid(`There is nothing to choose about "${unknown.slice(0, 60)}".`, {
      fields: { choices: "Compare the records again: something changed." },
    });
  }

  const names = ["given_name", "middle_name", "family_name"] as const;
  const nameDiffers = names.some((column) => !sameText(survivor[column], retired[column]));
  const takesRetiredName = fields.find(({ key }) => key === "name")!.takes === "retired";
  const leaving = takesRetiredName ? survivor : retired;
  warnings.push(...settledByItself(survivor, retired));
  if (nameDiffers) {
    warnings.push("The name that does not stand is kept as a former name.");
    const roles = ["sponsor_managers", "instructors", "access_grants"].filter(
      (table) => pair.rows.get(table)!.retired.length > 0,
    );
    for (const table of roles) {
      const rule = mergeRules[`${table}.participant_id`]!;
      warnings.push(
        `The retired record holds ${"label" in rule ? rule.label : table} under another name (${retired.given_name} ${retired.family_name}). Make sure this is the same person.`,
      );
    }
  }
  const patch = survivorChanges(survivor, retired, fields);
  if (Object.keys(patch).length > 0) changes.update("participants", survivor, patch, "updated");
  changes.update("participants", retired, { status: "merged", merged_into_id: survivor.id }, "updated");
  return {
    fields,
    changes,
    moves: changes.moved(),
    collapses,
    blocks,
    warnings,
    keptName: nameDiffers
      ? { given_name: leaving.given_name, middle_name: leaving.middle_name, family_name: leaving.family_name }
      : null,
  };
}

/** Every row that will stand on the survivor and did not, in words, by table. */
export function movedRows(pair: { rows: RowsBySide }, { changes }: { changes: Changes }): MovedRows {
  const moved: MovedRows = {};
  for (const change of changes.list) {
    if (!changes.arrives(change)) continue;
    const { table, rowId } = change;
    const row = pair.rows.get(table)?.retired.find(({ id }) => id === rowId);
    if (row) moved[table] = [...(moved[table] ?? []), { id: rowId, text: rowInWords(table, row) }];
  }
  return moved;
}

/** `courses:12:34`: a row of the survivor and one of the retired record. One answer may make another needless. */
export function isRowChoice(pair: { rows: RowsBySide }, key: string): boolean {
  const [table = "", mine, theirs] = key.split(":");
  const rows = pair.rows.get(table);
  const has = (side: readonly Row[], id: string | undefined) => side.some((row) => String(row.id) === id);
  return rows !== undefined && has(rows.survivor, mine) && has(rows.retired, theirs);
}

function planSecrets(pair: Pair, choices: Choices, changes: Changes, blocks: Block[]): void {
  const table = "private.participant_secrets";
  const {
    survivor: [mine],
    retired: [theirs],
  } = pair.rows.get(table)!;
  if (!theirs) return;
  if (!mine) {
    changes.move(table, theirs);
    return;
  }
  if (mine.ssn_blind_index === theirs.ssn_blind_index) {
    changes.keep(table, theirs, mine);
    return;
  }
  blocks.push({
    code: "ssn",
    message: "The Social Security numbers differ. A second person has to agree that this is one person.",
    needs: "second_person",
    choiceKey: "ssn",
  });
  if (choices.ssn === "retired") changes.exchange(table, mine, theirs);
  else changes.keep(table, theirs, mine);
}

/** Two different certification numbers meet: both are kept, under a second person's eyes. */
function planCertification(pair: Pair, blocks: Block[]): void {
  const { survivor, retired } = pair.rows.get("participant_identifiers")!;
  const numbers = (rows: readonly Row[]) =>
    rows.filter(({ kind }) => kind === "certification_number").map(({ value }) => String(value));
  const [mine, theirs] = [numbers(survivor), numbers(retired)];
  if (mine.length === 0 || theirs.length === 0 || theirs.some((value) => mine.includes(value))) return;
  blocks.push({
    code: "certification_number",
    message: `The certification numbers differ: ${mine.join(", ")} and ${theirs.join(", ")}. A second person has to agree that this is one person.`,
    needs: "second_person",
  });
}
