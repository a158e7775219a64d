import type { ledgerActions } from "#db/enums.ts";
import type { Pair } from "./load-pair.ts";
import type { Choices, Side } from "./plan-fields.ts";
import type { Block, PlannedCollapse } from "./plan-types.ts";
import { type CollapseRule, mergeRules, type Row, rowInWords, tableOf } from "./rules.ts";

type Values = Record<string, unknown>;
export type Change = {
  table: string;
  rowId: number;
  action: (typeof ledgerActions)[number];
  /** The changed columns as they were and as they become; equal sets of keys. Both null for a row that stays as it is. */
  before: Values | null;
  after: Values | null;
  /** A changed row whole, as it was. */
  was?: Values;
};

const keptByTriggers = ["id", "version", "created_at", "updated_at"];
const stored = (row: Row): Values =>
  Object.fromEntries(
    Object.entries(row).filter(([column]) => !column.startsWith("_") && !keptByTriggers.includes(column)),
  );

/** The changes of one merge in their order: at most one per row. */
export class Changes {
  readonly list: Change[] = [];
  readonly #survivorId: number;
  readonly #retiredId: number;

  constructor(survivorId: number, retiredId: number) {
    this.#survivorId = survivorId;
    this.#retiredId = retiredId;
  }

  update(table: string, row: Row, after: Values, action: Change["action"]): void {
    if (Object.keys(after).length === 0) return;
    const before = Object.fromEntries(Object.keys(after).map((column) => [column, row[column] ?? null]));
    this.list.push({ table, rowId: row.id, action, before, after, was: stored(row) });
  }
  move = (table: string, row: Row, patch: Values = {}): void =>
    this.update(table, row, { participant_id: this.#survivorId, ...patch }, "moved");
  /** A row of the retired record that rests there, because `standing` says the same. */
  keep(table: string, row: Row, standing: Row | null, patch: Values = {}): void {
    if (Object.keys(patch).length > 0) this.update(table, row, patch, "kept");
    else
      this.list.push({
        table,
        rowId: row.id,
        action: "kept",
        before: null,
        after: standing ? { standing: standing.id } : null,
      });
  }
  exchange(table: string, mine: Row, theirs: Row, patchMine: Values = {}, patchTheirs: Values = {}): void {
    this.update(table, mine, { participant_id: this.#retiredId, ...patchMine }, "swapped");
    this.update(table, theirs, { participant_id: this.#survivorId, ...patchTheirs }, "swapped");
  }
  /** A row of the survivor that goes to the retired record with the document or enrollment it hangs on. */
  giveAway = (table: string, row: Row): void =>
    this.update(table, row, { participant_id: this.#retiredId }, "swapped");
  moved(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { table, after, action } of this.list) {
      if (after?.participant_id === this.#survivorId && action !== "kept")
        counts[table] = (counts[table] ?? 0) + 1;
    }
    return counts;
  }
}

type Result = { collapses: PlannedCollapse[]; conflicts: Block[] };
/** Document or enrollment id → what became of it, for the rows that hang on it. */
type Fate = { standing: Row; resting: Row; alike: boolean };

/** Decides every row of both records: documents and enrollments first, since entries and hours follow them. */
export function planRows(pair: Pair, choices: Choices, changes: Changes): Result {
  const result: Result = { collapses: [], conflicts: [] };
  const fates = { documents: new Map<number, Fate>(), enrollments: new Map<number, Fate>() };
  const references = Object.keys(mergeRules).sort((a, b) => order(a) - order(b));
  for (const reference of references) {
    const rule = mergeRules[reference]!;
    const table = tableOf(reference);
    const rows = pair.rows.get(table);
    if (rule.kind === "move") for (const row of rows!.retired) changes.move(table, row);
    if (rule.kind === "collapse") {
      const met = collapse({
        table,
        rule,
        survivor: rows!.survivor,
        retired: rows!.retired,
        fates,
        choices,
        changes,
        result,
      });
      if (table === "documents" || table === "enrollments") fates[table] = met;
      if (table === "instructors") leadOn(pair, met, changes);
    }
  }
  return result;
}

const first = ["documents.participant_id", "enrollments.participant_id"];
const order = (reference: string) => (first.includes(reference) ? 0 : 1);

type Work = {
  table: string;
  rule: CollapseRule;
  survivor: readonly Row[];
  retired: readonly Row[];
  fates: { documents: Map<number, Fate>; enrollments: Map<number, Fate> };
  choices: Choices;
  changes: Changes;
  result: Result;
};

function collapse({
  table,
  rule,
  survivor,
  retired,
  fates,
  choices,
  changes,
  result,
}: Work): Map<number, Fate> {
  const met = new Map<number, Fate>();
  // Hours hang on their enrollment alone; entries follow their document, and are read from the standing copy where both
  // copies were judged alike. Entries of a lesser copy rest with it.
  const fateOf = (row: Row) =>
    fates.documents.get(Number(row.document_id)) ??
    (table === "training_hours" ? fates.enrollments.get(Number(row.enrollment_id)) : undefined);
  const mine = new Standing(rule);
  for (const row of survivor) {
    if (fateOf(row)?.alike === false) changes.giveAway(table, row);
    else mine.add(row);
  }
  const theirs = new Set(retired.map(({ id }) => id));
  for (const row of [...retired].sort((a, b) => rule.rank(b) - rule.rank(a) || a.id - b.id)) {
    const fate = fateOf(row);
    if (fate?.alike === false) {
      changes.keep(table, row, null);
      continue;
    }
    const patch: Values = fate ? { document_id: fate.standing.id } : {};
    const partner = mine.partnerOf(row);
    if (!partner) {
      changes.move(table, row, patch);
      continue;
    }
    const stands = theirs.has(partner.id) ? "survivor" : decide(table, rule, partner, row, choices, result);
    const [standing, resting] = stands === "survivor" ? [partner, row] : [row, partner];
    const key = rule.conflict?.(partner, row) ? choiceKey(table, partner, row) : undefined;
    result.collapses.push({
      table,
      label: rule.label,
      keep: rowInWords(table, standing),
      rest: rowInWords(table, resting),
      choiceKey: key,
      sides: key ? { survivor: rowInWords(table, partner), retired: rowInWords(table, row) } : undefined,
    });
    const alike = table === "documents" && rule.rank(standing) === rule.rank(resting);
    if (stands === "retired" && rule.how === "swap") {
      met.set(partner.id, { standing: row, resting: partner, alike });
      changes.exchange(table, partner, row, rule.rest?.(partner, row), patch);
      mine.replace(partner, row);
      continue;
    }
    met.set(row.id, { standing: partner, resting: row, alike });
    changes.keep(table, row, partner, rule.rest?.(row, partner));
    if (stands === "retired") {
      const better = takeOver(rule, partner, row);
      changes.update(table, partner, better, "updated");
      mine.replace(partner, { ...partner, ...better });
    }
  }
  return met;
}

/** The rows that stand on the survivor, by what they say, so that each row of the other meets its equals at once. */
class Standing {
  readonly #byKey = new Map<string, Row[]>();
  readonly #rule: CollapseRule;

  constructor(rule: CollapseRule) {
    this.#rule = rule;
  }

  add(row: Row): void {
    const key = this.#rule.key(row);
    if (key === null) return;
    const equals = this.#byKey.get(key);
    if (equals) equals.push(row);
    else this.#byKey.set(key, [row]);
  }

  replace(was: Row, row: Row): void {
    const equals = this.#byKey.get(this.#rule.key(was) ?? "") ?? [];
    equals.splice(equals.indexOf(was), 1);
    this.add(row);
  }

  partnerOf(row: Row): Row | undefined {
    const { key, meets, rank } = this.#rule;
    const said = key(row);
    if (said === null) return undefined;
    return (this.#byKey.get(said) ?? [])
      .filter((each) => meets?.(each, row) ?? true)
      .sort((a, b) => rank(b) - rank(a) || a.id - b.id)[0];
  }
}

/** The columns in which the survivor's row becomes like the better one. */
function takeOver(rule: CollapseRule, mine: Row, better: Row): Values {
  const columns = rule.how === "swap" ? [] : rule.how;
  return Object.fromEntries(
    columns
      .filter((column) => JSON.stringify(better[column]) !== JSON.stringify(mine[column]))
      .map((column) => [column, better[column] ?? null]),
  );
}

const choiceKey = (table: string, mine: Row, theirs: Row) => `${table}:${mine.id}:${theirs.id}`;

function decide(
  table: string,
  rule: CollapseRule,
  mine: Row,
  theirs: Row,
  choices: Choices,
  result: Result,
): Side {
  const conflict = rule.conflict?.(mine, theirs);
  if (conflict) {
    const key = choiceKey(table, mine, theirs);
    const chosen = choices[key];
    if (chosen) return chosen;
    result.conflicts.push({
      code: `${table}_differ`,
      message: `${conflict} ${rowInWords(table, mine)} / ${rowInWords(table, theirs)}. Choose which stands.`,
      needs: "choice",
      choiceKey: key,
    });
  }
  return rule.rank(theirs) > rule.rank(mine) ? "retired" : "survivor";
}

/** Events led under the resting instructor role are led under the standing one. */
function leadOn(pair: Pair, met: Map<number, Fate>, changes: Changes): void {
  for (const lead of pair.leads) {
    const fate = met.get(Number(lead.instructor_id));
    if (!fate) continue;
    const twice = pair.leads.some(
      (each) => each.event_id === lead.event_id && each.instructor_id === fate.standing.id,
    );
    if (!twice) changes.update("event_instructors", lead, { instructor_id: fate.standing.id }, "updated");
  }
}
