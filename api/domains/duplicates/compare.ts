import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { labelOf } from "#db/jurisdictions/index.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { canReadField, requirePermission } from "../../kernel/permissions.ts";
import {
  bySurvival,
  loadPair,
  movedRows,
  type Pair,
  type Person,
  type Plan,
  planMerge,
  type Row,
  standingOf,
} from "../merges/index.ts";
import { affectedRuns } from "./affected-runs.ts";
import { judgesBlind, unweighed } from "./blind.ts";
import { judgePairs } from "./judge.ts";
import { modelInUse } from "./model.ts";
import {
  type Compare,
  type ComparedRecord,
  type Comparison,
  compareSchema,
  type MergeBlock,
} from "./schemas.ts";
import { withText } from "./signals.ts";

/** Any two records side by side, by registry number or id; left would survive. A retired number stands for its survivor. U-M11 */
export async function compareRecordsByNumber(ctx: Ctx, raw: Compare): Promise<Comparison> {
  requirePermission(ctx, "duplicates:read");
  const input = compareSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const left = await recordId(tx, input.left);
    return compareRecords(tx, inner, left, await recordId(tx, input.right), { proposed: false });
  });
}

async function recordId(tx: Tx, given: string): Promise<number> {
  const number = given.length >= 7 && given.length <= 8;
  const [row] = (await tx.execute(
    number
      ? sql`select survivor_of(id) as id from participants where registry_number = ${given}`
      : sql`select id from participants where id = ${Number(given)}::bigint`,
  )) as unknown as { id: number }[];
  if (!row) throw new NotFound(`There is no record ${given}.`);
  return row.id;
}

/**
 * What the two records hold and exactly what a merge would do: the same plan the merge carries out.
 * @throws Conflict for a record with itself.
 */
export async function compareRecords(
  tx: Tx,
  ctx: Ctx,
  leftId: number,
  rightId: number,
  { proposed }: { proposed: boolean },
): Promise<Comparison> {
  if (leftId === rightId) throw new Conflict("Both numbers open the same record: there is nothing to merge.");
  const loaded = named(
    ctx,
    await asRegistry(tx, ctx, (inner) =>
      loadPair(inner, ctx, { survivorId: leftId, retiredId: rightId }, { lock: false }),
    ),
  );
  const pair = proposed && otherStays(loaded) ? flipped(loaded) : loaded;
  const whole = planMerge(pair, { choices: {} });
  const hidden = canReadField(ctx, "participants.demographics") ? [] : demographics;
  const plan = { ...whole, fields: whole.fields.filter(({ key }) => !hidden.includes(key)) };
  const { candidateId, decided, signals } = await evidenceOf(tx, ctx, pair);
  const said = withText(signals);
  return {
    left: recordOf(pair, plan, "survivor"),
    right: recordOf(pair, plan, "retired"),
    candidateId,
    signals: !decided && (await judgesBlind(tx, ctx)) ? unweighed(said) : said,
    fields: plan.fields.map(({ key, survivor, retired, same, suggest, mustChoose }) => ({
      key,
      left: survivor,
      right: retired,
      same,
      suggest: suggest === "survivor" ? "left" : "right",
      ...(mustChoose ? { mustChoose } : {}),
    })),
    moves: plan.moves,
    movedRows: movedRows(pair, plan),
    collapses: plan.collapses,
    blocks: blocksOf(pair, plan),
    warnings: plan.warnings,
    reportRuns: await affectedRuns(tx, pair),
  };
}

/** The pair with the county's name in place of its number, for people to read. */
function named(ctx: Ctx, pair: Pair): Pair {
  const county = (person: Person): Person => ({
    ...person,
    county: labelOf(ctx.jurisdiction.counties, person.county as string | null) || null,
  });
  return { ...pair, survivor: county(pair.survivor), retired: county(pair.retired) };
}

/** Comparing looks at hidden things (is there a number, does a wage agree) and tells only whether they agree. */
const asRegistry = <T>(tx: Tx, ctx: Ctx, work: (inner: Tx) => Promise<T>): Promise<T> =>
  inTransaction(asSystem({ ...ctx, db: tx, inTx: true }, "compare_records"), work);

const demographics = ["gender", "ethnicity", "race", "primaryLanguage", "otherLanguages", "highestEducation"];

type Side = "survivor" | "retired";

/** Whether the rules would rather see the other record stay. */
function otherStays({ survivor, retired, rows }: Pair): boolean {
  const standings = [standingOf(survivor, rows, "survivor"), standingOf(retired, rows, "retired")];
  return bySurvival(standings)[0]!.id === retired.id;
}

const flipped = (pair: Pair): Pair => ({
  ...pair,
  survivor: pair.retired,
  retired: pair.survivor,
  rows: new Map(
    [...pair.rows].map(([table, { survivor, retired }]) => [table, { survivor: retired, retired: survivor }]),
  ),
});

function recordOf(pair: Pair, plan: Plan, side: Side): ComparedRecord {
  const person: Person = pair[side];
  const rows = (table: string): Row[] => pair.rows.get(table)![side];
  const fields = Object.fromEntries(plan.fields.map((field) => [field.key, field[side]]));
  return {
    id: person.id,
    registryNumber: person.registry_number,
    name: `${person.family_name}, ${person.given_name}`,
    birthDate: (person.birth_date as string | null) ?? null,
    status: person.status,
    version: person.version,
    fields: {
      ...fields,
      status: person.status,
      registeredOn: (person.registered_on as string | null) ?? null,
      ssn: rows("private.participant_secrets").length > 0 ? "on file" : null,
    },
    formerNames: rows("participant_names").map((row) =>
      [row.given_name, row.middle_name, row.family_name].filter(Boolean).join(" "),
    ),
    identifiers: rows("participant_identifiers").map((row) => ({
      kind: String(row.kind),
      value: String(row.value),
    })),
    accounts: rows("accounts").map((row) => ({
      id: row.id,
      email: String(row.email),
      status: String(row.status),
      staff: row.staff_role !== null,
      lastSignInAt: (row.last_sign_in_at as string | null) ?? null,
    })),
    counts: Object.fromEntries(
      [...pair.rows.keys()]
        .filter((table) => !table.includes("."))
        .map((table) => [table, rows(table).length]),
    ),
    completeness: Object.values(fields).filter((value) => value !== null).length,
  };
}

function blocksOf(pair: Pair, plan: Plan): MergeBlock[] {
  const gone = [pair.survivor, pair.retired].filter(({ merged_into_id }) => merged_into_id !== null);
  return [
    ...gone.map(({ registry_number }) => ({
      code: "merged",
      message: `Record ${registry_number} has been merged already.`,
      needs: "nothing_helps" as const,
    })),
    ...plan.blocks,
  ];
}

/** The pair's evidence as it is now, whether or not it stands on the worklist, with a report of the two that waits there. */
async function evidenceOf(
  tx: Tx,
  ctx: Ctx,
  pair: Pair,
): Promise<{ candidateId: number | null; decided: boolean; signals: DuplicateSignal[] }> {
  const [a, b] = [pair.survivor.id, pair.retired.id].sort((x, y) => x - y) as [number, number];
  const [row] = (await tx.execute(
    sql`select id, status, (select coalesce(jsonb_agg(s), '[]') from jsonb_array_elements(signals) s
      where s ->> 'key' = 'reported_as_one_person') as reported
    from duplicate_candidates where left_id = ${a} and right_id = ${b}`,
  )) as unknown as { id: number; status: string; reported: DuplicateSignal[] }[];
  const [judged] = await asRegistry(tx, ctx, async (inner) => {
    const { model } = await modelInUse(inner);
    return judgePairs(inner, model, [{ a, b }]);
  });
  const decided = row !== undefined && row.status !== "open";
  return {
    candidateId: row?.id ?? null,
    decided,
    signals: [...(judged?.signals ?? []), ...(row?.reported ?? [])],
  };
}
