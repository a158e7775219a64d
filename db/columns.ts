import { sql } from "drizzle-orm";
import { type AnyPgColumn, customType, integer, pgSchema, text, timestamp } from "drizzle-orm/pg-core";

/** Tables no list role may read: password hashes, sessions, tokens, ciphertexts. */
export const privateSchema = pgSchema("private");

/** The surrogate key of every table. */
export const id = () => integer().primaryKey().generatedByDefaultAsIdentity();

/** When a row came and when it last changed. `updatedAt` is kept by a trigger, so no code path can forget it. */
export const instants = () => ({
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** An instant. Calendar dates (birth, issue, expiry) are `date` columns in string mode instead. */
export const instant = () => timestamp({ withTimezone: true });

/** Bytes as they are. */
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** Optimistic lock: raised by one by a trigger on every update; a stale value in a write answers 409. */
export const version = () => integer().notNull().default(1);

/** A text column limited to the values of an `as const` list in `db/enums.ts`. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) => text({ enum: values });

/** SQL `column in ('a','b')` for the check constraint that goes with `oneOf`. */
export const isOneOf = (column: AnyPgColumn, values: readonly string[]) =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`;

/** The expression of `plainCode` in api/kernel/search.ts: an index serves only the same one. */
export const plainCode = (number: AnyPgColumn) => sql`regexp_replace(upper(${number}), '[^A-Z0-9]', '', 'g')`;
