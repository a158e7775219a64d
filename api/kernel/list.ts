import { type AnyColumn, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { type Ctx, readInTransaction } from "./context.ts";
import { BadRequest, RangeBeyondEnd } from "./errors.ts";
import { canReadField, type FieldRule } from "./permissions.ts";

/** Totals are exact up to here; past it a list says "10 000+" instead of counting a million rows. */
export const totalCap = 10_000;
export const maxPage = 100;

/** What a list is asked: react-admin's `sort`, `range` (inclusive) and `filter`, already parsed from JSON. */
export const listQuerySchema = z.strictObject({
  sort: z.tuple([z.string(), z.enum(["ASC", "DESC"])]).optional(),
  range: z
    .tuple([z.number().int().min(0), z.number().int().min(0)])
    .refine(([from, to]) => to >= from, "The range ends before it starts.")
    .refine(([from, to]) => to - from < maxPage, `A page holds at most ${maxPage} rows.`)
    .optional(),
  filter: z.record(z.string(), z.unknown()).optional(),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

export type ListPage = {
  resource: string;
  /** The rows as JSON text, made by PostgreSQL: nothing parses or re-writes it on the way. */
  json: string;
  from: number;
  count: number;
  /** At most {@link totalCap} + 1, which means "more than the cap". */
  total: number;
};

type Expression = AnyColumn | SQL;
type Filter<T> = {
  schema: z.ZodType<T>;
  where: (value: T, ctx: Ctx) => SQL | undefined;
  field?: FieldRule;
  /**
   * Instead of a condition: a query of (id, rank) that is run first and joined, so that no sort order tempts the
   * planner to walk the table in search of the few rows meant. `relevance` sorts by its rank.
   */
  finds?: { on: AnyColumn; query: (value: T, ctx: Ctx) => SQL | undefined };
};
/** Keeps the value's type between a filter's schema and its condition. */
export const filter = <T>(
  schema: z.ZodType<T>,
  where: Filter<T>["where"],
  field?: FieldRule,
  finds?: Filter<T>["finds"],
): Filter<never> => ({ schema, where, field, finds }) as unknown as Filter<never>;

/** The allow-list of one resource: nothing outside it can be shown, filtered or sorted by. */
export type ListDefinition = {
  resource: string;
  /** Table and joins, e.g. sql`${documents} join ${participants} on …`. */
  from: SQL;
  id: AnyColumn;
  /** JSON key → expression. */
  columns: Record<string, Expression>;
  /** Rule of the columns that not every reader may read. */
  fields?: Record<string, FieldRule>;
  /** Keys of `columns` (or keys with an expression of their own) that may be sorted by. */
  sorts: Record<string, Expression | readonly Expression[]>;
  defaultSort: readonly [string, "ASC" | "DESC"];
  filters: Record<string, Filter<never>>;
  /** Condition every read carries, e.g. leaving merged records out. */
  always?: (ctx: Ctx, filter: Record<string, unknown>) => SQL | undefined;
};

/** The sentence of a rule written here; the validator's own messages are not for people. */
const ownWords = (error: z.ZodError) => error.issues.find(({ code }) => code === "custom")?.message;

const idsSchema = z.union([z.number().int(), z.array(z.number().int()).max(1000)]);

function readable(ctx: Ctx, definition: ListDefinition, key: string): boolean {
  const rule = definition.fields?.[key];
  return !rule || canReadField(ctx, rule);
}

/** The columns of a definition that the actor may read, as `expression as "key"`. */
export function selectColumns(ctx: Ctx, definition: ListDefinition): SQL {
  const parts = Object.entries(definition.columns)
    .filter(([key]) => readable(ctx, definition, key))
    .map(([key, expression]) => sql`${expression} as ${sql.identifier(key)}`);
  return sql.join(parts, sql`, `);
}

function conditions(ctx: Ctx, definition: ListDefinition, given: Record<string, unknown>) {
  const parts: SQL[] = [];
  let found: { query: SQL; on: AnyColumn } | undefined;
  for (const [key, raw] of Object.entries(given)) {
    if (raw === undefined || raw === null || raw === "") continue;
    if (key === "id" || key === "ids") {
      const ids = idsSchema.safeParse(raw);
      if (!ids.success) throw new BadRequest("The list of ids is not a list of numbers (at most 1,000).");
      parts.push(inArray(definition.id, [ids.data].flat().length > 0 ? [ids.data].flat() : [-1]));
      continue;
    }
    const rule = Object.hasOwn(definition.filters, key) ? definition.filters[key] : undefined;
    if (!rule || (rule.field && !canReadField(ctx, rule.field))) {
      throw new BadRequest(`The list ${definition.resource} cannot be filtered by "${key.slice(0, 60)}".`);
    }
    const value = rule.schema.safeParse(raw);
    if (!value.success) throw new BadRequest(`The value of the filter "${key}" is not understood.`);
    const query = rule.finds?.query(value.data, ctx);
    if (query) found = { query, on: rule.finds!.on };
    const condition = query ? undefined : rule.where(value.data, ctx);
    if (condition) parts.push(condition);
  }
  const always = definition.always?.(ctx, given);
  if (always) parts.push(always);
  return { where: parts.length > 0 ? sql`where ${sql.join(parts, sql` and `)}` : sql``, found };
}

function ordering(ctx: Ctx, definition: ListDefinition, sort: ListQuery["sort"], found: boolean): SQL {
  const [key, direction] = sort ?? definition.defaultSort;
  const expression = Object.hasOwn(definition.sorts, key) ? definition.sorts[key] : undefined;
  if (!expression || !readable(ctx, definition, key)) {
    throw new BadRequest(`The list ${definition.resource} cannot be sorted by "${key.slice(0, 60)}".`);
  }
  const word = sql.raw(direction === "DESC" ? "desc nulls last" : "asc");
  const expressions = [
    ...(found && key === "relevance" ? [sql`found.rank`] : []),
    ...(Array.isArray(expression) ? expression : [expression]),
    definition.id,
  ] as Expression[];
  return sql.join(
    expressions.map((each) => sql`${each} ${word}`),
    sql`, `,
  );
}

/**
 * The one statement of a page: rows as JSON text, how many, and the capped total.
 * @throws BadRequest for a query, filter or sort outside the allow-list.
 */
export function listStatement(
  ctx: Ctx,
  definition: ListDefinition,
  raw: unknown,
): { statement: SQL; from: number } {
  const query = listQuerySchema.safeParse(raw ?? {});
  if (!query.success)
    throw new BadRequest(ownWords(query.error) ?? "The list's sort, range or filter is not understood.");
  const given = query.data.filter ?? {};
  const { where, found } = conditions(ctx, definition, given);
  const source = found ? sql`${definition.from} join found on found.id = ${found.on}` : definition.from;
  const byIds = "id" in given || "ids" in given;
  const [from, to] = query.data.range ?? [0, byIds ? 999 : maxPage - 1];
  const statement = sql`with ${found ? sql`found as materialized (${found.query}), ` : sql``}page as (
      select ${selectColumns(ctx, definition)} from ${source} ${where}
      order by ${ordering(ctx, definition, query.data.sort, found !== undefined)} limit ${to - from + 1} offset ${from}
    )
    select (select coalesce(json_agg(page), '[]')::text from page) as json,
      (select count(*)::int from page) as count,
      (select count(*)::int from (select 1 from ${source} ${where} limit ${totalCap + 1}) matches) as total`;
  return { statement, from };
}

type Counted = { json: string; count: number; total: number };

function pageOf(definition: ListDefinition, from: number, row: Counted): ListPage {
  if (row.count === 0 && from > 0) {
    throw new RangeBeyondEnd(`There are only ${row.total} rows.`, { details: { total: row.total } });
  }
  return { resource: definition.resource, json: row.json, from, count: row.count, total: row.total };
}

/**
 * Reads one page inside an open transaction.
 * @throws BadRequest for a filter or sort outside the allow-list, RangeBeyondEnd for a page past the last row.
 */
export async function runList(ctx: Ctx, tx: Tx, definition: ListDefinition, raw: unknown): Promise<ListPage> {
  const { statement, from } = listStatement(ctx, definition, raw);
  const [row] = (await tx.execute(statement)) as unknown as Counted[];
  return pageOf(definition, from, row!);
}

/** As {@link runList} in a transaction of its own, in one round trip: what a list verb calls. */
export async function readList(ctx: Ctx, definition: ListDefinition, raw: unknown): Promise<ListPage> {
  const { statement, from } = listStatement(ctx, definition, raw);
  const [row] = await readInTransaction<Counted>(ctx, statement);
  return pageOf(definition, from, row!);
}

/** The rows of a page as objects, for server-rendered pages. `Row` is the definition's shape, vouched for by the caller. */
export function rowsOf<Row>(page: ListPage): Row[] {
  return JSON.parse(page.json) as Row[];
}
