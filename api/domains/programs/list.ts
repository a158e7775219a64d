import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { programStatuses, settings } from "#db/enums.ts";
import { programs } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { tookOver, unretired } from "../../kernel/retired.ts";
import { containsWords } from "../../kernel/search.ts";

const text = z.string().trim().min(1).max(120);

const wordsOf = (p: SQL) =>
  sql`fold(${p}.name || ' ' || ${p}.program_number || ' ' || coalesce(${p}.license_number, '') || ' ' || coalesce(${p}.city, ''))`;

/** By number, license or name, its own or one of a program that was merged into it. */
function search(value: string): SQL {
  const retired = sql.raw("r");
  if (/^\d+$/.test(value))
    return sql`(${programs.programNumber} = ${value} or ${programs.licenseNumber} = ${value}
      or ${tookOver("programs", programs.id, sql`r.program_number = ${value} or r.license_number = ${value}`)})`;
  return sql`(${containsWords(wordsOf(sql`${programs}`), value)}
    or ${tookOver("programs", programs.id, containsWords(wordsOf(retired), value))})`;
}

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
    q: filter(text, search),
    // An old number is the number of the program that lives.
    programNumber: filter(
      text,
      (value) =>
        sql`(${programs.programNumber} = ${value} or ${tookOver("programs", programs.id, sql`r.program_number = ${value}`)})`,
    ),
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
  always: (_ctx, given) => unretired(programs.mergedIntoId)(given),
};

/** The program directory (S87), open to everybody: it holds nothing about a person. */
export async function listPrograms(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "programs:read");
  return readList(ctx, programList, query);
}
