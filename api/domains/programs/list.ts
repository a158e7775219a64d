import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { programStatuses, settings } from "#db/enums.ts";
import { programs } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { containsWords } from "../../kernel/search.ts";

const text = z.string().trim().min(1).max(120);

export const programList: ListDefinition = {
  resource: "programs",
  from: sql`${programs}`,
  id: programs.id,
  columns: {
    id: programs.id,
    programNumber: programs.programNumber,
    name: programs.name,
    licenseNumber: programs.licenseNumber,
    licensee: programs.licensee,
    setting: programs.setting,
    status: programs.status,
    city: programs.city,
    county: programs.county,
    version: programs.version,
  },
  sorts: {
    id: programs.id,
    name: programs.name,
    programNumber: programs.programNumber,
    county: programs.county,
    city: programs.city,
    setting: programs.setting,
  },
  defaultSort: ["name", "ASC"],
  filters: {
    q: filter(text, (value) =>
      /^\d+$/.test(value)
        ? sql`(${programs.programNumber} = ${value} or ${programs.licenseNumber} = ${value})`
        : sql`(${containsWords(sql`fold(${programs.name} || ' ' || ${programs.programNumber} || ' ' || coalesce(${programs.city}, ''))`, value)})`,
    ),
    programNumber: filter(text, (value) => eq(programs.programNumber, value)),
    setting: filter(z.enum(settings), (value) => eq(programs.setting, value)),
    county: filter(text, (value) => eq(programs.county, value)),
    status: filter(z.enum(programStatuses), (value) => eq(programs.status, value)),
    licensee: filter(text, (value) => eq(programs.licensee, value)),
    // "Mine" for an administrator: the programs with access, none without (an empty list means no rows, never all).
    mine: filter(z.literal(true), (_value, ctx) =>
      ctx.actor.type === "account" && ctx.actor.role === "program_admin"
        ? sql`${programs.id} = any (app_program_ids())`
        : undefined,
    ),
  },
};

/** The program directory (S87), open to everybody: it holds nothing about a person. */
export async function listPrograms(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "programs:read");
  return readList(ctx, programList, query);
}
