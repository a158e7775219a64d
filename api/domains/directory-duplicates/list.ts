import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { directoryKinds, duplicateBands, duplicateStatuses } from "#db/enums.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { accounts, directoryCandidates } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import {
  filter,
  type ListDefinition,
  type ListPage,
  listQuerySchema,
  rowsOf,
  runList,
} from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { askedBlind, judgesBlind, withoutLikeness } from "../duplicates/index.ts";
import { briefOf, compared, ofRecord } from "./kinds.ts";
import type { DirectoryPairRow, DirectoryPairView } from "./schemas.ts";
import { withText } from "./words.ts";

const c = directoryCandidates;
const kind = sql`${c.kind}`;
type Stored = Omit<DirectoryPairRow, "signals"> & { signals: DuplicateSignal[] };

const isLiving = (id: SQL) => ofRecord(kind, id, () => sql`r.merged_into_id is null`);

const pairList: ListDefinition = {
  resource: "directory_duplicates",
  from: sql`${c}`,
  id: c.id,
  columns: {
    id: c.id,
    kind: c.kind,
    leftId: c.leftId,
    rightId: c.rightId,
    left: ofRecord(kind, sql`${c.leftId}`, briefOf),
    right: ofRecord(kind, sql`${c.rightId}`, briefOf),
    band: c.band,
    score: c.score,
    signals: c.signals,
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
    kind: filter(z.enum(directoryKinds), (value) => eq(c.kind, value)),
    status: filter(z.enum(duplicateStatuses), (value) => eq(c.status, value)),
    band: filter(z.enum(duplicateBands), (value) => eq(c.band, value)),
    recordId: filter(z.coerce.number().int(), (value) => sql`${value} in (${c.leftId}, ${c.rightId})`),
  },
  // An open pair one of whose records was merged elsewhere is nobody's work; decided pairs stay readable. U-M16
  always: () =>
    sql`(${c.status} <> 'open' or (${isLiving(sql`${c.leftId}`)} and ${isLiving(sql`${c.rightId}`)}))`,
};

/** Pairs of directory records that may be one, most likely first, each with its evidence in words. M2 */
export async function listDirectoryDuplicates(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "duplicates:read");
  return inTransaction(ctx, async (tx, inner) => {
    const blind = await judgesBlind(tx, inner);
    const page = await runList(
      inner,
      tx,
      pairList,
      blind ? askedBlind(listQuerySchema.parse(query ?? {})) : query,
    );
    const rows = rowsOf<Stored>(page).map((row) => {
      const told = { ...row, signals: withText(row.signals) };
      return blind ? withoutLikeness(told) : told;
    });
    return { ...page, json: JSON.stringify(rows) };
  });
}

/** One pair as it is listed. @throws NotFound */
export async function readPair(tx: Tx, ctx: Ctx, id: number): Promise<DirectoryPairRow> {
  const [row] = rowsOf<Stored>(await runList(ctx, tx, pairList, { filter: { id } }));
  if (!row) throw new NotFound("There is no such pair, or one of its records has been merged.");
  return { ...row, signals: withText(row.signals) };
}

type Values = Record<string, unknown>;

/** One pair with what both say of every field that is compared. @throws NotFound */
export async function getDirectoryDuplicate(ctx: Ctx, id: number): Promise<DirectoryPairView> {
  requirePermission(ctx, "duplicates:read");
  return inTransaction(ctx, async (tx, inner) => {
    const row = await readPair(tx, inner, id);
    const columns = Object.entries(compared[row.kind]).map(([name, column]) => `'${name}', ${column}`);
    const rows =
      (await tx.execute(sql`select r.id, ${sql.raw(`json_build_object(${columns.join(", ")})`)} as said
      from ${sql.raw(row.kind)} r where r.id in (${row.leftId}, ${row.rightId})`)) as unknown as {
        id: number;
        said: Values;
      }[];
    const said = new Map(rows.map((each) => [each.id, each.said]));
    const [left, right] = [said.get(row.leftId) ?? {}, said.get(row.rightId) ?? {}];
    const blind = await judgesBlind(tx, inner);
    return {
      ...(blind ? withoutLikeness(row) : row),
      fields: Object.keys(compared[row.kind]).map((key) => {
        const [one, other] = [asText(left[key]), asText(right[key])];
        return { key, left: one, right: other, same: one === other };
      }),
    };
  });
}

const asText = (value: unknown): string | null => {
  if (Array.isArray(value)) return value.join("; ") || null;
  return value === null || value === undefined || value === "" ? null : String(value);
};
