import {
  type CsvRow,
  columnsRead,
  directoryRecordOf,
  directorySpecs,
  type Evaluation,
  evaluate,
  type Mapping,
  parseMapping,
  peopleSpec,
  personOf,
  type RecordKind,
  readTable,
  requireColumns,
  type Spec,
  type Table,
  type Truth,
  truthFromColumn,
  truthFromTable,
} from "#api/linkage/index.ts";

export type EvaluateOptions = {
  kind: RecordKind;
  records: string[];
  truth?: string;
  map: string;
  id?: string;
  cluster?: string;
  seed: number;
  threads: number;
  json?: boolean;
};

/** `registry dedupe evaluate`: links outside records without labels, then measures the answer against the truth. */
export async function evaluateDedupe(options: EvaluateOptions): Promise<void> {
  const mapping = parseMapping(options.map, options.kind);
  if (options.records.length > 2) throw new Error("--records takes one file, or two to link across.");
  const tables = await Promise.all(options.records.map(readTable));
  for (const table of tables) requireColumns(table, columnsRead(mapping));
  const ids = tables.map((table) => idsOf(table, options.id));
  const evaluation = await evaluated(tables, ids, mapping, options.kind, {
    truth: await truthOf(tables, ids, options),
    split: tables.length === 2 ? tables[0]!.rows.length : null,
    ...{ seed: options.seed, threads: options.threads },
  });
  if (options.json) console.log(JSON.stringify(evaluation, null, 2));
  else for (const line of linesOf(evaluation, mapping)) console.log(line);
}

type Measured = Parameters<typeof evaluate>[2];

/** The rows as records of their kind, linked and measured. */
function evaluated(
  tables: readonly Table[],
  ids: readonly (readonly string[])[],
  mapping: Mapping,
  kind: RecordKind,
  measured: Measured,
): Promise<Evaluation> {
  const all = <Input>(recordOf: (id: string, row: CsvRow, mapping: Mapping) => Input) =>
    tables.flatMap((table, file) => table.rows.map(({ row }, at) => recordOf(ids[file]![at]!, row, mapping)));
  if (kind === "people") {
    const { identifiers: identifierKinds, extras } = mapping;
    return evaluate(peopleSpec({ identifierKinds, extras }), all(personOf), measured);
  }
  const spec = directorySpecs[kind](mapping.extras) as Spec<unknown>;
  return evaluate(spec, all<unknown>(directoryRecordOf[kind]), measured);
}

const ID_COLUMNS = ["id", "unique_id", "rec_id", "record_id"];

/** The ids of a file's records: the named column, a usual one, or the first. @throws Error for an id that stands twice. */
function idsOf(table: Table, named: string | undefined): string[] {
  if (named !== undefined) requireColumns(table, [named]);
  const column =
    named ?? table.columns.find((name) => ID_COLUMNS.includes(name.toLowerCase())) ?? table.columns[0]!;
  const lines = new Map<string, number>();
  return table.rows.map(({ row, line }) => {
    const id = row[column]!;
    if (id === "") throw new Error(`${table.path}, line ${line}: the id (column "${column}") is empty.`);
    const before = lines.get(id);
    if (before !== undefined) {
      throw new Error(
        `${table.path}, line ${line}: the id ${id} (column "${column}") stands on line ${before} already. Name the id column with --id.`,
      );
    }
    lines.set(id, line);
    return id;
  });
}

async function truthOf(
  tables: Table[],
  ids: string[][],
  { truth, cluster }: EvaluateOptions,
): Promise<Truth> {
  if (truth !== undefined && !tables.some(({ path }) => path === truth)) {
    return truthFromTable(await readTable(truth), ids, cluster);
  }
  if (cluster === undefined) {
    throw new Error(
      "Say what is true: --truth FILE (pairs of ids, or ids with a cluster column), or --cluster COLUMN for a column of the records.",
    );
  }
  for (const table of tables) requireColumns(table, [cluster]);
  return truthFromColumn(tables.flatMap(({ rows }) => rows.map(({ row }) => row[cluster]!)));
}

const number = (value: number) => Math.round(value).toLocaleString("en-US");
const share = (value: number) => value.toFixed(4);
const score = ({ precision, recall, f1 }: { precision: number; recall: number; f1: number }) =>
  `precision ${share(precision)}  recall ${share(recall)}  F1 ${share(f1)}`;

function linesOf(evaluation: Evaluation, mapping: Mapping): string[] {
  const { rules, atDefault, best, seconds, model } = evaluation;
  const width = Math.max(...rules.map(({ rule }) => rule.length));
  return [
    `${number(evaluation.records)} records, ${number(atDefault.truePairs)} true pairs; compared on ${columnsRead(mapping).join(", ")}.`,
    "",
    "Blocking rules (each pair counted where it is met first):",
    ...rules
      .filter(({ pairs }) => pairs > 0)
      .map(({ rule, pairs }) => `  ${rule.padEnd(width)}  ${number(pairs).padStart(12)}`),
    `  ${"together".padEnd(width)}  ${number(evaluation.candidatePairs).padStart(12)}`,
    `Blocking recall ${share(evaluation.blockingRecall)}`,
    "",
    `Learned in ${model.training.iterations} rounds${model.training.converged ? "" : " (not settled)"}; expects ${number(model.training.expectedMatches)} true pairs.`,
    `At the default threshold (${evaluation.threshold.toFixed(2)} bits):`,
    `  groups  ${score(atDefault)}`,
    `  pairs   ${score(evaluation.pairsAtDefault)}`,
    `  B³      ${score(evaluation.bCubed)}`,
    `At the best threshold (${best.threshold.toFixed(2)} bits):`,
    `  groups  ${score(best)}`,
    "",
    "Told and true, by probability:",
    ...evaluation.calibration
      .filter(({ pairs }) => pairs > 0)
      .map(
        ({ from, to, pairs, expected, observed }) =>
          `  ${from.toFixed(2)}–${to.toFixed(2)}  ${number(pairs).padStart(9)} pairs  told ${share(expected)}  true ${share(observed)}`,
      ),
    "",
    `Learning ${seconds.train.toFixed(2)} s, scan ${seconds.scan.toFixed(2)} s, groups ${seconds.cluster.toFixed(2)} s.`,
  ];
}
