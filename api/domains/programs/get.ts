import { eq, sql } from "drizzle-orm";
import { programs } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf } from "../../kernel/list.ts";
import { requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { mergeLinks } from "../directory-merges/index.ts";
import { listEmployments } from "../employment/index.ts";
import type { EmploymentRow } from "../employment/schemas.ts";
import type { ProgramView } from "./schemas.ts";

/** One program; with its staff and administrators for those who may see them (S162, S166). */
export async function getProgram(ctx: Ctx, id: number): Promise<ProgramView> {
  requirePermission(ctx, "programs:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [program] = await tx.select().from(programs).where(eq(programs.id, id));
    if (!program) throw new NotFound("There is no such program.");
    const { actor } = inner;
    const own = actor.type === "account" && actor.role === "program_admin" && actor.programIds.includes(id);
    const mayStaff = scopeOf(inner, "employments:read") === "all" || own;
    const staff = mayStaff
      ? rowsOf<EmploymentRow>(
          await listEmployments(inner, {
            filter: { programId: id },
            sort: ["participantName", "ASC"],
            range: [0, 99],
          }),
        )
      : [];
    const mayGrants = scopeOf(inner, "access_grants:read") === "all" || own;
    const grants = mayGrants
      ? ((await tx.execute(sql`
          select g.id, g.status, g.level, g.expires_on as "expiresOn", p.id as "participantId",
            p.family_name || ', ' || p.given_name as "participantName", p.registry_number as "registryNumber"
          from access_grants g join participants p on p.id = g.participant_id where g.program_id = ${id}
          order by g.status, p.family_name`)) as unknown as ProgramView["grants"])
      : [];
    const links = await mergeLinks(tx, inner, "programs", id);
    return JSON.parse(JSON.stringify({ ...program, staff, grants, ...links })) as ProgramView;
  });
}
