import { sql } from "drizzle-orm";
import type { SeedContext } from "./context.ts";

/** What the desk remembers of the courses it verified: the newest decision on each college's course. */
export async function seedCourseMemory({ tx }: SeedContext): Promise<void> {
  await tx.execute(sql`
    insert into course_memory (institution_id, course_key, course_number, title, units, unit_system, classification,
      decided_by_id, decided_at, document_id)
    select distinct on (c.institution_id, course_key) c.institution_id, course_key, c.course_number, c.title, c.units,
      c.unit_system, c.classification, d.decided_by_id, d.decided_at, d.id
    from courses c join documents d on d.id = c.document_id and d.status = 'verified'
    cross join lateral (select lower(regexp_replace(c.course_number, '[^[:alnum:]]', '', 'g')) as course_key) as key
    where c.institution_id is not null and d.decided_at is not null
    order by c.institution_id, course_key, d.decided_at desc, c.id`);
}
