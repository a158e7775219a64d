import { eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { accountStatuses, staffRoles } from "#db/enums.ts";
import { accounts } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { filter, type ListDefinition, type ListPage, readList, rowsOf } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { containsWords } from "../../kernel/search.ts";
import type { StaffView } from "./schemas.ts";

export const staffList: ListDefinition = {
  resource: "staff",
  from: sql`${accounts}`,
  id: accounts.id,
  columns: {
    id: accounts.id,
    email: accounts.email,
    displayName: accounts.displayName,
    staffRole: accounts.staffRole,
    status: accounts.status,
    lastSignInAt: accounts.lastSignInAt,
    createdAt: accounts.createdAt,
    version: accounts.version,
  },
  sorts: {
    id: accounts.id,
    displayName: accounts.displayName,
    email: accounts.email,
    lastSignInAt: accounts.lastSignInAt,
  },
  defaultSort: ["displayName", "ASC"],
  filters: {
    q: filter(z.string().trim().min(1).max(120), (value) =>
      containsWords(sql`fold(${accounts.displayName} || ' ' || ${accounts.email})`, value),
    ),
    staffRole: filter(z.enum(staffRoles), (value) => eq(accounts.staffRole, value)),
    status: filter(z.enum(accountStatuses), (value) => eq(accounts.status, value)),
  },
  always: () => isNotNull(accounts.staffRole),
};

export async function listStaff(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "staff:read");
  return readList(ctx, staffList, query);
}

export async function getStaff(ctx: Ctx, id: number): Promise<StaffView> {
  const [row] = rowsOf<StaffView>(await listStaff(ctx, { filter: { id } }));
  if (!row) throw new NotFound("There is no such staff account.");
  return row;
}
