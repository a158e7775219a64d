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
  rowsOf,
  runList,
} from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { withoutLikeness } from "./blind.ts";
import type { DuplicateRow } from "./schemas.ts";
import { withText } from "./signals.ts";

const left = alias(participants, "left_person");
const right = alias(participants, "right_person");
const c = duplicateCandidates;
/** A pair as it is stored, before its evidence is put in words. */
export type StoredRow = Omit<DuplicateRow, "signals"> & { signals: DuplicateSignal[] };
const whole = z.coerce.number().int();

const brief = (p: typeof left | typeof right): SQL =>
  sql`json_build_object('id', ${p.id}, 'registryNumber', ${p.registryNumber}, 'name', ${p.familyName} || ', ' || ${p.givenName},
    'birthDate', ${p.birthDate}, 'status', ${p.status}, 'completeness', num_nonnulls(${p.middleName}, ${p.preferredName}, ${p.birthDate},
    ${p.email}, ${p.phone}, ${p.addressLine}, ${p.city}, ${p.zip}, ${p.county}, ${p.gender}, ${p.primaryLanguage}, ${p.highestEducation}))`;

/** Numbers of the records that open pairs tie to either of the two, themselves among them: three and more are merged together. */
const group = sql`(select json_agg(distinct p.registry_number) from duplicate_candidates o
  cross join lateral (values (o.left_id), (o.right_id)) as e(id) join participants p on p.id = e.id and p.status <> 'merged'
  where o.status = 'open' and (o.left_id in (${c.leftId}, ${c.rightId}) or o.right_id in (${c.leftId}, ${c.rightId})))`;

export const duplicateList: ListDefinition = {
  resource: "duplicates",
  from: sql`${c} join ${participants} left_person on left_person.id = ${c.leftId}
    join ${participants} right_person on right_person.id = ${c.rightId}`,
  id: c.id,
  columns: {
    id: c.id,
    leftId: c.leftId,
    rightId: c.rightId,
    left: brief(left),
    right: brief(right),
    band: c.band,
    score: c.score,
    signals: c.signals,
    group,
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
    /** Asks for open pairs without their likeness. */
    blind: filter(z.boolean(), () => undefined),
    participantId: filter(whole, (value) => sql`${value} in (${c.leftId}, ${c.rightId})`),
  },
  // An open pair one of whose records was merged elsewhere is nobody's work (U-M16); decided pairs stay readable.
  always: () => sql`(${c.status} <> 'open' or ${left.status} <> 'merged' and ${right.status} <> 'merged')`,
};

/** Pairs that may be one person, most likely first, each with its evidence in words. S15–S19, M2 */
export async function listDuplicates(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "duplicates:read");
  return inTransaction(ctx, async (tx, inner) => {
    const page = await runList(inner, tx, duplicateList, query);
    const { blind, band } = (query as ListQuery | undefined)?.filter ?? {};
    if (blind && band) throw new BadRequest("Likeness is hidden: show it to filter the list by it.");
    const rows = rowsOf<StoredRow>(page).map((row) => {
      const told = { ...row, signals: withText(row.signals) };
      return blind ? withoutLikeness(told) : told;
    });
    return { ...page, json: JSON.stringify(rows) };
  });
}
