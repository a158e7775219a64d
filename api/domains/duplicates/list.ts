import { eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { duplicateBands, duplicateStatuses } from "#db/enums.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { accounts, duplicateCandidates, participants } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { BadRequest } from "../../kernel/errors.ts";
import {
  filter,
  type ListDefinition,
  type ListPage,
  type ListQuery,
  listQuerySchema,
  rowsOf,
  runList,
} from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { judgesBlind, withoutLikeness } from "./blind.ts";
import type { DuplicateRow } from "./schemas.ts";
import { withText } from "./signals.ts";

const left = alias(participants, "left_person");
const right = alias(participants, "right_person");
const c = duplicateCandidates;
/** A pair as it is stored, before its evidence is put in words. */
export type StoredRow = Omit<DuplicateRow, "signals"> & { signals: DuplicateSignal[] };
const whole = z.coerce.number().int();

type Person = "left_person" | "right_person" | "p";
const filled = (of: Person): SQL =>
  sql.raw(
    `num_nonnulls(${["middle_name", "preferred_name", "birth_date", "email", "phone", "address_line", "city", "zip", "county", "gender", "primary_language", "highest_education"].map((column) => `${of}.${column}`).join(", ")})`,
  );
const brief = (of: Person): SQL =>
  sql`${sql.raw(`json_build_object('id', ${of}.id, 'registryNumber', ${of}.registry_number, 'name', ${of}.family_name || ', ' || ${of}.given_name,
    'birthDate', ${of}.birth_date, 'status', ${of}.status, 'completeness', `)}${filled(of)})`;

/** The records that open pairs of the same group tie together, the fullest first. */
const members = sql`case when ${c.status} = 'open' and ${c.groupKey} is not null then (
  select json_agg(${brief("p")} order by ${filled("p")} desc, p.id) from participants p where p.status <> 'merged' and p.id in (
    select unnest(array[o.left_id, o.right_id]) from duplicate_candidates o where o.status = 'open' and o.group_key = ${c.groupKey})) end`;

/** An open pair stands for its group where none of the group is stronger: the worklist has a line for each group. */
const leads = sql`(${c.status} <> 'open' or ${c.groupKey} is null or not exists (
  select 1 from duplicate_candidates o join participants l on l.id = o.left_id and l.status <> 'merged'
    join participants r on r.id = o.right_id and r.status <> 'merged'
  where o.group_key = ${c.groupKey} and o.status = 'open' and (o.score, -o.id) > (${c.score}, -${c.id})))`;

export const duplicateList: ListDefinition = {
  resource: "duplicates",
  from: sql`${c} join ${participants} left_person on left_person.id = ${c.leftId}
    join ${participants} right_person on right_person.id = ${c.rightId}`,
  id: c.id,
  columns: {
    id: c.id,
    leftId: c.leftId,
    rightId: c.rightId,
    left: brief("left_person"),
    right: brief("right_person"),
    band: c.band,
    score: c.score,
    signals: c.signals,
    members,
    status: c.status,
    decidedByName: sql`(select a.display_name from ${accounts} a where a.id = ${c.decidedById})`,
    decidedAt: c.decidedAt,
    decisionReason: c.decisionReason,
    version: c.version,
    createdAt: c.createdAt,
  },
  sorts: {
    id: c.id,
    score: c.score,
    band: c.score,
    createdAt: c.createdAt,
    decidedAt: c.decidedAt,
    status: c.status,
  },
  defaultSort: ["score", "DESC"],
  filters: {
    status: filter(z.enum(duplicateStatuses), (value) => eq(c.status, value)),
    band: filter(z.enum(duplicateBands), (value) => eq(c.band, value)),
    /** One line for each group of three and more, and for each pair beside them. */
    entries: filter(z.boolean(), (value) => (value ? leads : undefined)),
    participantId: filter(whole, (value) => sql`${value} in (${c.leftId}, ${c.rightId})`),
  },
  // An open pair one of whose records was merged elsewhere is nobody's work (U-M16); decided pairs stay readable.
  always: () => sql`(${c.status} <> 'open' or ${left.status} <> 'merged' and ${right.status} <> 'merged')`,
};

/** In the order in which they were found, which tells nothing of likeness. */
const foundFirst = ["createdAt", "DESC"] as const;

/** What somebody who judges blind may ask of a list with open pairs in it. @throws BadRequest for what would tell likeness. */
export function askedBlind(query: ListQuery): ListQuery {
  const { status, band } = query.filter ?? {};
  if (status !== undefined && status !== "open") return query;
  if (band) throw new BadRequest("Likeness is hidden: show it to filter the list by it.");
  const by = query.sort?.[0];
  if (by === "score" || by === "band")
    throw new BadRequest("Likeness is hidden: show it to sort the list by it.");
  return { ...query, sort: query.sort ?? [...foundFirst] };
}

/** Pairs that may be one person, most likely first, each with its evidence in words. S15–S19, M2 */
export async function listDuplicates(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "duplicates:read");
  return inTransaction(ctx, async (tx, inner) => {
    const blind = await judgesBlind(tx, inner);
    const page = await runList(
      inner,
      tx,
      duplicateList,
      blind ? askedBlind(listQuerySchema.parse(query ?? {})) : query,
    );
    const rows = rowsOf<StoredRow>(page).map((row) => {
      const told = { ...row, signals: withText(row.signals) };
      return blind ? withoutLikeness(told) : told;
    });
    return { ...page, json: JSON.stringify(rows) };
  });
}
