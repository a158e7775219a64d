import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { institutions } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { tookOver, unretired } from "../../kernel/retired.ts";

const text = z.string().trim().min(1).max(160);
const escapeLike = (value: string) => value.replace(/[\\%_]/g, (c) => `\\${c}`);

/** A federal number, its own or one that was merged into it; else every word in its names, or in the city. */
function search(value: string) {
  if (/^\d{5,7}$/.test(value)) {
    const number = Number(value);
    return sql`(${institutions.ipedsUnitId} = ${number} or ${tookOver("institutions", institutions.id, sql`r.ipeds_unit_id = ${number}`)})`;
  }
  const words = value.toLowerCase().split(/\s+/).slice(0, 6);
  return sql.join(
    words.map((word) => {
      const like = `%${escapeLike(word)}%`;
      return sql`(lower(${institutions.name}) like ${like} or lower(${institutions.city}) like ${like}
        or exists (select 1 from unnest(${institutions.aliases}) alias where lower(alias) like ${like}))`;
    }),
    sql` and `,
  );
}

const institutionList: ListDefinition = {
  resource: "institutions",
  from: sql`${institutions}`,
  id: institutions.id,
  columns: {
    id: institutions.id,
    ipedsUnitId: institutions.ipedsUnitId,
    name: institutions.name,
    aliases: institutions.aliases,
    city: institutions.city,
    state: institutions.state,
    zip: institutions.zip,
    county: institutions.county,
    country: institutions.country,
    website: institutions.website,
    accredited: institutions.accredited,
    closedOn: institutions.closedOn,
    version: institutions.version,
  },
  sorts: {
    id: institutions.id,
    name: institutions.name,
    city: [institutions.city, institutions.name],
    state: [institutions.state, institutions.name],
    ipedsUnitId: institutions.ipedsUnitId,
    closedOn: institutions.closedOn,
  },
  defaultSort: ["name", "ASC"],
  filters: {
    q: filter(text, search),
    state: filter(text, (value) => eq(institutions.state, value.toUpperCase())),
    accredited: filter(z.boolean(), (value) => eq(institutions.accredited, value)),
  },
  always: (_ctx, given) => unretired(institutions.mergedIntoId)(given),
};

/** Colleges and universities by name, other name or city: a page of {@link institutionList}. */
export async function listInstitutions(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "institutions:read");
  return readList(ctx, institutionList, query);
}
