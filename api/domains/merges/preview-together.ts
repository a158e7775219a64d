import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { labelOf } from "#db/jurisdictions/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { canReadField, requirePermission } from "../../kernel/permissions.ts";
import { loadPair, type Pair, type Person } from "./load-pair.ts";
import { noteField } from "./note-field.ts";
import { movedRows, planMerge } from "./plan.ts";
import { sensitiveFields } from "./plan-fields.ts";
import { type PreviewTogether, previewTogetherSchema, type TogetherPreview } from "./schemas.ts";
import type { Row } from "./shared-rules.ts";
import { inOrder, survivorAfter, wishesOfStep } from "./steps.ts";
import { bySurvival, type Standing, standingOf } from "./survivor.ts";

type Loaded = { person: Person; rows: Map<string, Row[]>; standing: Standing };

/**
 * What merging several records into one would do, step by step, with the choices made so far; nothing is written. Without a
 * survivor the one the rules propose. A retired number stands for its survivor.
 * @throws NotFound, Conflict where fewer than two records are left.
 */
export async function previewTogether(ctx: Ctx, raw: PreviewTogether): Promise<TogetherPreview> {
  requirePermission(ctx, "duplicates:read");
  const input = previewTogetherSchema.parse(raw);
  const system = asSystem(ctx, "compare_records");
  return inTransaction(system, async (tx) => {
    const ids = await livingIds(tx, input.ids);
    if (ids.length < 2) throw new Conflict("These numbers open the same record: there is nothing to merge.");
    const proposed = await loadAll(tx, ctx, ids);
    const order = bySurvival([...proposed.values()].map(({ standing }) => standing)).map(({ id }) => id);
    const survivorId = input.survivorId && proposed.has(input.survivorId) ? input.survivorId : order[0]!;
    const wishes = { ...input, survivorId, retiredIds: order.filter((id) => id !== survivorId) };
    const owner = [...proposed.values()].find(({ rows }) =>
      rows.get("accounts")!.some(({ id }) => id === input.keepAccountId),
    );
    const hidden = canReadField(ctx, "participants.demographics") ? [] : sensitiveFields;
    let standing = proposed.get(survivorId)!;
    const steps: TogetherPreview["steps"] = [];
    const fields = new Map<string, TogetherPreview["fields"][number]>();
    for (const retiredId of inOrder(wishes.retiredIds, owner?.person.id ?? null)) {
      const pair = await pairOf(tx, standing, proposed.get(retiredId)!);
      const plan = planMerge(pair, wishesOfStep(pair, wishes, new Set()));
      steps.push({
        retiredId,
        moves: plan.moves,
        movedRows: movedRows(pair, plan),
        collapses: plan.collapses,
        blocks: plan.blocks,
        warnings: plan.warnings,
      });
      for (const field of plan.fields.filter(({ key }) => !hidden.includes(key)))
        noteField(fields, field, survivorId, retiredId);
      standing = { ...standing, ...survivorAfter(pair, plan) };
    }
    return {
      survivorId,
      proposedId: order[0]!,
      records: order.map((id) => recordOf(proposed.get(id)!)),
      fields: [...fields.values()],
      steps,
    };
  });
}

async function livingIds(tx: Tx, given: readonly string[]): Promise<number[]> {
  const rows = (await tx.execute(sql`select g.text, survivor_of(p.id) as id
    from jsonb_array_elements_text(${JSON.stringify(given)}::jsonb) as g(text)
    left join participants p on case when length(g.text) >= 7 then p.registry_number = g.text else p.id = g.text::int end`)) as unknown as {
    text: string;
    id: number | null;
  }[];
  const missing = rows.find(({ id }) => id === null);
  if (missing) throw new NotFound(`There is no record ${missing.text}.`);
  return [...new Set(rows.map(({ id }) => id!))];
}

/** Every record with its rows, two by two as the merge loads them. */
async function loadAll(tx: Tx, ctx: Ctx, ids: readonly number[]): Promise<Map<number, Loaded>> {
  const all = new Map<number, Loaded>();
  for (let at = 0; at < ids.length; at += 2) {
    const [a, b] = [ids[at]!, ids[at + 1] ?? ids[0]!];
    const pair = await loadPair(tx, ctx, { survivorId: a, retiredId: b }, { lock: false });
    for (const side of ["survivor", "retired"] as const) {
      const rows = new Map([...pair.rows].map(([table, sides]) => [table, sides[side]]));
      all.set(pair[side].id, {
        person: named(ctx, pair[side]),
        rows,
        standing: standingOf(pair[side], pair.rows, side),
      });
    }
  }
  return all;
}

const named = (ctx: Ctx, person: Person): Person => ({
  ...person,
  county: labelOf(ctx.jurisdiction.counties, person.county as string | null) || null,
});

async function pairOf(tx: Tx, survivor: Loaded, retired: Loaded): Promise<Pair> {
  const rows = new Map(
    [...survivor.rows].map(([table, mine]) => [table, { survivor: mine, retired: retired.rows.get(table)! }]),
  );
  const roles = rows.get("instructors")!;
  const ids = [...roles.survivor, ...roles.retired].map(({ id }) => id);
  const leads = (await tx.execute(
    sql`select to_jsonb(e) as row from event_instructors e where instructor_id = any (${`{${ids.join(",")}}`}::int[]) order by id`,
  )) as unknown as { row: Row }[];
  return { survivor: survivor.person, retired: retired.person, rows, leads: leads.map(({ row }) => row) };
}

function recordOf({ person, rows, standing }: Loaded): TogetherPreview["records"][number] {
  return {
    id: person.id,
    registryNumber: person.registry_number,
    name: `${person.family_name}, ${person.given_name}`,
    birthDate: (person.birth_date as string | null) ?? null,
    status: person.status,
    version: person.version,
    rows: standing.rows,
    signedIn: standing.signedIn,
    accounts: rows.get("accounts")!.map(({ id, email, status }) => ({
      id,
      email: String(email),
      status: String(status),
    })),
  };
}
