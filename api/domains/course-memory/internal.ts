import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accounts, courseMemory, institutions } from "#db/schema/index.ts";
import { sameAs } from "#reports/rules/evidence.ts";
import type { MemoryHit, OtherWay } from "./schemas.ts";

/** One course of one college however its number is spaced: the rule by which the report knows a repeated course. */
export const courseKeyOf = (courseNumber: string): string => sameAs(courseNumber);

export const memoryColumns = {
  id: courseMemory.id,
  version: courseMemory.version,
  courseKey: courseMemory.courseKey,
  institutionId: courseMemory.institutionId,
  courseNumber: courseMemory.courseNumber,
  title: courseMemory.title,
  units: sql<string>`${courseMemory.units}::text`,
  unitSystem: courseMemory.unitSystem,
  classification: courseMemory.classification,
  decidedByName: accounts.displayName,
  decidedAt: courseMemory.decidedAt,
  documentId: courseMemory.documentId,
};
export const memoryFrom: SQL = sql`${courseMemory} join ${institutions} on ${institutions.id} = ${courseMemory.institutionId}
    and ${institutions.mergedIntoId} is null
  left join ${accounts} on ${accounts.id} = ${courseMemory.decidedById}`;

/** What is remembered of courses of one institution, asked for by their numbers in any spelling. */
export async function memoryOf(
  tx: Tx,
  institutionId: number,
  courseNumbers: readonly string[],
): Promise<MemoryHit[]> {
  const keys = [...new Set(courseNumbers.map(courseKeyOf))].filter(Boolean);
  if (keys.length === 0) return [];
  const rows = await tx
    .select(memoryColumns)
    .from(courseMemory)
    .leftJoin(accounts, eq(accounts.id, courseMemory.decidedById))
    .where(and(eq(courseMemory.institutionId, institutionId), inArray(courseMemory.courseKey, keys)))
    .orderBy(asc(courseMemory.courseKey));
  return rows.map((row) => ({ ...row, decidedAt: row.decidedAt.toISOString() }));
}

/** A course and the classification it has now. */
type Judged = { institutionId: number; courseKey: string; classification: string };
/** No screen shows more of them; they are the newest. */
const mostOtherWay = 200;

/**
 * Verified rows of the given courses with another classification, newest decision first. How a number is spelt is judged
 * here, not in SQL, so that the key has one rule: the spellings a college's rows use are walked in the index, one probe
 * each, and only the rows of those that match are read.
 * @returns a list for each given course, in the same order.
 */
export async function otherWays(tx: Tx, judged: readonly Judged[]): Promise<OtherWay[][]> {
  if (judged.length === 0) return [];
  const institutionIds = JSON.stringify(judged.map((each) => each.institutionId));
  const spellings = (await tx.execute(sql`
    with recursive numbers(institution_id, course_number) as (
      select i.id, (select min(c.course_number) from courses c where c.institution_id = i.id)
      from (select distinct value::integer as id from jsonb_array_elements_text(${institutionIds}::jsonb)) i
      union all
      select n.institution_id, (select min(c.course_number) from courses c
        where c.institution_id = n.institution_id and c.course_number > n.course_number)
      from numbers n where n.course_number is not null
    )
    select institution_id as "institutionId", course_number as "courseNumber" from numbers
    where course_number is not null`)) as unknown as { institutionId: number; courseNumber: string }[];
  const wanted = spellings.flatMap((spelling) => {
    const of = judged.findIndex(
      (each) =>
        each.institutionId === spelling.institutionId &&
        each.courseKey === courseKeyOf(spelling.courseNumber),
    );
    return of < 0 ? [] : [{ ...spelling, of, classification: judged[of]!.classification }];
  });
  const found: OtherWay[][] = judged.map(() => []);
  if (wanted.length === 0) return found;
  const rows = (await tx.execute(sql`
    select w.of, c.id as "courseId", d.id as "documentId", p.registry_number as "registryNumber", c.classification,
      d.decided_at as "decidedAt"
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as w(of integer, "institutionId" integer, "courseNumber" text, classification text)
    join courses c on c.institution_id = w."institutionId" and c.course_number = w."courseNumber"
      and c.classification <> w.classification
    join documents d on d.id = c.document_id and d.status = 'verified'
    join participants p on p.id = c.participant_id
    order by d.decided_at desc nulls last, d.id desc, c.id limit ${mostOtherWay}`)) as unknown as (OtherWay & {
    of: number;
  })[];
  for (const { of, ...row } of rows)
    found[of]!.push({ ...row, decidedAt: row.decidedAt ? new Date(row.decidedAt).toISOString() : null });
  return found;
}
