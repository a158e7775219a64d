import { type AnyColumn, type SQL, sql } from "drizzle-orm";

/** A user's text as a LIKE pattern's literal part. */
export const escapeLike = (value: string): string => value.replace(/[\\%_]/g, (c) => `\\${c}`);

/** Every word of `value` occurs in the expression (already folded or lower-cased there). At most six words count. */
export function containsWords(expression: AnyColumn | SQL, value: string): SQL {
  const words = value.split(/\s+/).filter(Boolean).slice(0, 6);
  return sql.join(
    words.map((word) => sql`${expression} like '%' || fold(${escapeLike(word)}) || '%'`),
    sql` and `,
  );
}

/** Letters and digits of a number people type with dashes and blanks; the tables of such numbers have an index on it. */
export const plainCode = (value: AnyColumn | SQL): SQL =>
  sql`regexp_replace(upper(${value}), '[^A-Z0-9]', '', 'g')`;
