import { labelOf } from "#db/jurisdictions/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { movedRows, noteField, type Row } from "../merges/index.ts";
import { affectedRuns } from "./affected-runs.ts";
import { type DirectoryRecord, inWords, nameOf, numberOf } from "./kinds.ts";
import { loadPair, loadRecords, type Pair } from "./load.ts";
import { type Plan, planDirectoryMerge } from "./plan.ts";
import { columnOf } from "./rules.ts";
import { type DirectoryPreview, type PreviewDirectoryMerge, previewDirectoryMergeSchema } from "./schemas.ts";
import { choicesOfStep } from "./steps.ts";
import { bySurvival, standingsOf } from "./survivor.ts";

type Steps = DirectoryPreview["steps"];

/**
 * What merging records of a kind into one would do, step by step, with the choices made so far; nothing is written. Without
 * a survivor the one the rules propose.
 * @throws NotFound
 */
export async function previewDirectoryMerge(ctx: Ctx, raw: PreviewDirectoryMerge): Promise<DirectoryPreview> {
  requirePermission(ctx, "duplicates:read");
  const { kind, choices, ...input } = previewDirectoryMergeSchema.parse(raw);
  return inTransaction(asSystem(ctx, "compare_records"), async (tx) => {
    const ids = [...new Set(input.ids)];
    const found = await loadRecords(tx, kind, ids, { lock: false });
    const records = new Map([...found].map(([id, record]) => [id, named(ctx, record)]));
    const order = bySurvival(await standingsOf(tx, kind, [...records.values()]));
    const proposedId = order[0]!.id;
    const survivorId = input.survivorId && records.has(input.survivorId) ? input.survivorId : proposedId;
    let survivor = records.get(survivorId)!;
    const earlier: Row[] = [];
    const steps: Steps = [];
    const fields = new Map<string, DirectoryPreview["fields"][number]>();
    for (const { id: retiredId } of order.filter(({ id }) => id !== survivorId)) {
      const retired = records.get(retiredId)!;
      const loaded = await loadPair(tx, ctx, kind, { survivor, retired }, { lock: false });
      const pair = withArrivals(loaded, steps.length > 0 ? earlier : []);
      const plan = planDirectoryMerge(pair, choicesOfStep(pair, choices, new Set()));
      steps.push({
        retiredId,
        moves: plan.moves,
        movedRows: movedRows(pair, plan),
        collapses: plan.collapses,
        blocks: [...goneBlocks(pair), ...plan.blocks],
        warnings: plan.warnings,
        gains: pair.gains.map(({ name, gains }) => ({ name, gains })),
        reportRuns: await affectedRuns(tx, pair),
      });
      for (const field of plan.fields) noteField(fields, field, survivorId, retiredId);
      earlier.push(...arrivalsOf(pair, plan));
      const patch = plan.changes.list.find(({ table, rowId }) => table === kind && rowId === survivorId);
      survivor = { ...survivor, ...patch?.after } as DirectoryRecord;
    }
    return {
      kind,
      survivorId,
      proposedId,
      records: order.map(({ id, rows }) => {
        const record = records.get(id)!;
        return {
          id,
          name: nameOf(kind, record),
          number: numberOf(kind, record),
          version: record.version,
          rows,
          mergedIntoId: record.merged_into_id,
        };
      }),
      fields: [...fields.values()],
      steps,
    };
  });
}

/** A record that has been merged meanwhile cannot be merged again. */
const goneBlocks = ({ kind, survivor, retired }: Pair) =>
  [survivor, retired]
    .filter(({ merged_into_id }) => merged_into_id !== null)
    .map((record) => ({
      code: "merged",
      message: `${inWords(kind, record)} has been merged already.`,
      needs: "nothing_helps" as const,
    }));

/** Rows that an earlier step leaves on the survivor: the next record's rows meet them. */
const withArrivals = (pair: Pair, earlier: readonly Row[]): Pair => ({
  ...pair,
  rows: new Map(
    [...pair.rows].map(([table, { survivor, retired }]) => [
      table,
      { survivor: [...survivor, ...earlier.filter(({ _table }) => _table === table)], retired },
    ]),
  ),
});

function arrivalsOf({ rows, survivor, kind }: Pair, { changes }: Plan): Row[] {
  return changes.list.filter(changes.arrives).flatMap(({ table, rowId, after }) => {
    const row = rows.get(table)?.retired.find(({ id }) => id === rowId);
    return row ? [{ ...row, ...after, [columnOf(kind)(table)]: survivor.id, _table: table }] : [];
  });
}

/** The record with its counties by name, for people to read: nothing of a preview is written. */
function named(ctx: Ctx, record: DirectoryRecord): DirectoryRecord {
  const county = (code: unknown) => labelOf(ctx.jurisdiction.counties, String(code));
  return {
    ...record,
    ...(record.county ? { county: county(record.county) } : {}),
    ...(Array.isArray(record.counties) ? { counties: record.counties.map(county) } : {}),
  };
}
