import { eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { courseClassifications } from "#db/enums.ts";
import { courseMemory, institutions } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { containsWords } from "../../kernel/search.ts";
import { courseKeyOf, memoryColumns, memoryFrom } from "./internal.ts";

const id = z.coerce.number().int().positive();

export const courseMemoryList: ListDefinition = {
  resource: "course-memory",
  from: memoryFrom,
  id: courseMemory.id,
  columns: { ...memoryColumns, institutionName: institutions.name },
  sorts: {
    id: courseMemory.id,
    courseNumber: [courseMemory.courseKey],
    institutionName: [institutions.name, courseMemory.courseKey],
    classification: courseMemory.classification,
    decidedAt: courseMemory.decidedAt,
  },
  defaultSort: ["decidedAt", "DESC"],
  filters: {
    q: filter(z.string().trim().min(1).max(120), (value) =>
      containsWords(
        sql`fold(${courseMemory.courseNumber} || ' ' || ${courseMemory.title} || ' ' || ${institutions.name})`,
        value,
      ),
    ),
    institutionId: filter(id, (value) => eq(courseMemory.institutionId, value)),
    /** Numbers in any spelling. */
    courseNumbers: filter(z.array(z.string().max(40)).min(1).max(300), (values) =>
      inArray(courseMemory.courseKey, values.map(courseKeyOf)),
    ),
    classification: filter(z.enum(courseClassifications), (value) => eq(courseMemory.classification, value)),
    decidedById: filter(id, (value) => eq(courseMemory.decidedById, value)),
  },
  // What a document taught the registry is what its first clerk entered: not for whoever reads it blind now. M8
  always: () =>
    sql`(${courseMemory.documentId} is null or ${courseMemory.documentId} not in (select app_blind_documents()))`,
};

/** What the registry remembers of courses: `MemoryRow`s. M3 */
export async function listCourseMemory(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "course_memory:read");
  return readList(ctx, courseMemoryList, query);
}
