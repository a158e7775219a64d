import { and, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { sponsorStatuses } from "#db/enums.ts";
import { sponsors } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { tookOver, unretired } from "../../kernel/retired.ts";
import { readsEverything } from "./internal.ts";

const text = z.string().trim().min(1).max(120);
const escapeLike = (value: string) => value.replace(/[\\%_]/g, (c) => `\\${c}`);

/** Approved organizations are public; the others are seen by registry staff and their own managers. S136–S137 */
export function visibleSponsors(ctx: Ctx): SQL | undefined {
  if (readsEverything(ctx)) return undefined;
  const own = ctx.actor.type === "account" ? [...ctx.actor.sponsorIds] : [];
  return or(eq(sponsors.status, "approved"), own.length > 0 ? inArray(sponsors.id, own) : undefined);
}

export const sponsorList: ListDefinition = {
  resource: "sponsors",
  from: sql`${sponsors}`,
  id: sponsors.id,
  columns: {
    id: sponsors.id,
    name: sponsors.name,
    vendorCode: sponsors.vendorCode,
    status: sponsors.status,
    stateFunded: sponsors.stateFunded,
    contactName: sponsors.contactName,
    contactEmail: sponsors.contactEmail,
    contactPhone: sponsors.contactPhone,
    website: sponsors.website,
    counties: sponsors.counties,
    selfWithdrawal: sponsors.selfWithdrawal,
    version: sponsors.version,
    updatedAt: sponsors.updatedAt,
  },
  sorts: {
    id: sponsors.id,
    name: sponsors.name,
    vendorCode: sponsors.vendorCode,
    status: sponsors.status,
    updatedAt: sponsors.updatedAt,
  },
  defaultSort: ["name", "ASC"],
  filters: {
    q: filter(text, (value) =>
      or(
        ilike(sponsors.name, `%${escapeLike(value)}%`),
        ilike(sponsors.vendorCode, `${escapeLike(value)}%`),
        ilike(sponsors.contactName, `%${escapeLike(value)}%`),
        tookOver(
          "sponsors",
          sponsors.id,
          sql`r.name ilike ${`%${escapeLike(value)}%`} or r.vendor_code ilike ${`${escapeLike(value)}%`}`,
        ),
      ),
    ),
    status: filter(z.enum(sponsorStatuses), (value) => eq(sponsors.status, value)),
    county: filter(text, (value) => sql`${value} = any (${sponsors.counties})`),
    stateFunded: filter(z.boolean(), (value) => eq(sponsors.stateFunded, value)),
    mine: filter(z.boolean(), (value, ctx) => {
      const own = ctx.actor.type === "account" ? [...ctx.actor.sponsorIds] : [];
      return value ? inArray(sponsors.id, own.length > 0 ? own : [-1]) : undefined;
    }),
  },
  always: (ctx, given) => and(visibleSponsors(ctx), unretired(sponsors.mergedIntoId)(given)),
};

/** Training organizations by name, vendor code or contact: {@link sponsorList}. The public sees the approved ones. */
export async function listSponsors(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "sponsors:read");
  return readList(ctx, sponsorList, query);
}
