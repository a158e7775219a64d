import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accounts, courseMemory, courses, institutions } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { courseKeyOf, otherWays } from "./internal.ts";
import type { MemoryChange } from "./schemas.ts";

/**
 * Remembers the courses of a document that has just been verified, or corrected after a second look: each course of a
 * known institution that is new, and each that was remembered with another classification. Several rows of one course
 * count as the newest. Units that differ alone change nothing: a course may be given with more or fewer. M3
 * @returns what was remembered the other way until now, with the records that still say so.
 */
export async function rememberCourses(tx: Tx, ctx: Ctx, documentId: number): Promise<MemoryChange[]> {
  const rows = await tx
    .select({
      institutionId: institutions.id,
      institutionName: institutions.name,
      courseNumber: courses.courseNumber,
      title: courses.title,
      units: courses.units,
      unitSystem: courses.unitSystem,
      classification: courses.classification,
    })
    .from(courses)
    .innerJoin(institutions, eq(institutions.id, courses.institutionId))
    .where(eq(courses.documentId, documentId))
    .orderBy(sql`${courses.completedOn} desc nulls last`, asc(courses.id));
  const decidedById = ctx.actor.type === "account" ? ctx.actor.accountId : null;
  const byKey = new Map<string, (typeof rows)[number] & { courseKey: string }>();
  for (const row of rows) {
    const courseKey = courseKeyOf(row.courseNumber);
    const key = `${row.institutionId}|${courseKey}`;
    if (courseKey && !byKey.has(key)) byKey.set(key, { ...row, courseKey });
  }
  // In one order for everybody, so that two decisions at once wait for each other instead of locking each other out.
  const wanted = [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  if (wanted.length === 0) return [];
  const keys = JSON.stringify(wanted.map(({ institutionId, courseKey }) => ({ institutionId, courseKey })));
  await tx
    .insert(courseMemory)
    .values(
      wanted.map(({ institutionName: _, ...row }) => ({
        ...row,
        decidedById,
        decidedAt: ctx.now,
        documentId,
      })),
    )
    .onConflictDoNothing({ target: [courseMemory.institutionId, courseMemory.courseKey] });
  const remembered = await tx
    .select({ memory: courseMemory, decidedByName: accounts.displayName })
    .from(courseMemory)
    .leftJoin(accounts, eq(accounts.id, courseMemory.decidedById))
    .where(
      sql`(${courseMemory.institutionId}, ${courseMemory.courseKey}) in (
        select "institutionId", "courseKey" from jsonb_to_recordset(${keys}::jsonb) as w("institutionId" integer, "courseKey" text))`,
    )
    .orderBy(asc(courseMemory.institutionId), asc(courseMemory.courseKey))
    .for("update", { of: courseMemory });
  const changes: (MemoryChange & { courseKey: string })[] = [];
  for (const { memory, decidedByName } of remembered) {
    const row = byKey.get(`${memory.institutionId}|${memory.courseKey}`)!;
    if (memory.classification === row.classification) continue;
    const { classification, units, unitSystem, title, courseNumber } = row;
    await tx
      .update(courseMemory)
      .set({
        classification,
        units,
        unitSystem,
        title,
        courseNumber,
        decidedById,
        decidedAt: ctx.now,
        documentId,
      })
      .where(and(eq(courseMemory.id, memory.id), eq(courseMemory.version, memory.version)));
    await recordAudit(tx, ctx, {
      action: "course_memory.corrected",
      subject: { type: "course_memory", id: memory.id },
      before: {
        classification: memory.classification,
        units: memory.units,
        unitSystem: memory.unitSystem,
        documentId: memory.documentId,
      },
      after: { classification, units, unitSystem, documentId },
    });
    changes.push({
      id: memory.id,
      institutionId: memory.institutionId,
      institutionName: row.institutionName,
      courseKey: memory.courseKey,
      courseNumber,
      before: {
        classification: memory.classification,
        decidedByName,
        decidedAt: memory.decidedAt.toISOString(),
      },
      after: { classification },
      otherWay: [],
    });
  }
  const others = await otherWays(
    tx,
    changes.map((change) => ({ ...change, classification: change.after.classification })),
  );
  return changes.map(({ courseKey: _, ...change }, index) => ({ ...change, otherWay: others[index]! }));
}
