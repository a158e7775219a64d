import type { Changes } from "./changes.ts";
import type { Choices, Side } from "./plan-fields.ts";
import type { Block, PlannedCollapse } from "./plan-types.ts";
import { rowInWords } from "./row-words.ts";
import { tableOf } from "./rules.ts";
import type { CollapseRule, Row, RowsBySide, Rule } from "./shared-rules.ts";

type Values = Record<string, unknown>;
type Result = { collapses: PlannedCollapse[]; conflicts: Block[] };
/** Document or enrollment id → what became of it, for the rows that hang on it. */
type Fate = { standing: Row; resting: Row; alike: boolean };

/** The rows of two records, and the events that instructor roles of both lead. */
export type RowsOfBoth = { rows: RowsBySide; leads: readonly Row[] };

/** Decides every row of both records: documents and enrollments first, since entries and hours follow them. */
export function planRows(
  pair: RowsOfBoth,
  rules: Readonly<Record<string, Rule>>,
  choices: Choices,
  changes: Changes,
): Result {
  const result: Result = { collapses: [], conflicts: [] };
  const fates = { documents: new Map<number, Fate>(), enrollments: new Map<number, Fate>() };
  const references = Object.keys(rules).sort((a, b) => order(a) - order(b));
  for (const reference of references) {
    const rule = rules[reference]!;
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
function leadOn(pair: RowsOfBoth, met: Map<number, Fate>, changes: Changes): void {
  for (const lead of pair.leads) {
    const fate = met.get(Number(lead.instructor_id));
    if (!fate) continue;
    const twice = pair.leads.some(
      (each) => each.event_id === lead.event_id && each.instructor_id === fate.standing.id,
    );
    if (!twice) changes.update("event_instructors", lead, { instructor_id: fate.standing.id }, "updated");
  }
}
