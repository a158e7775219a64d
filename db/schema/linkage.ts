import { index, integer, primaryKey } from "drizzle-orm/pg-core";
import { bytes, privateSchema } from "../columns.ts";

const numbers = () => integer().array().notNull();

/**
 * Every living person as compared: folded and hashed by api/linkage, derived whole from the record and kept by the task that
 * looks for duplicates. `packed` is what api/linkage/packed.ts writes; when what is compared changes, a migration empties the
 * table and asks for a look at everybody. Only the registry's own role reads it.
 */
export const linkRecords = privateSchema.table(
  "link_records",
  {
    participantId: integer().primaryKey(),
    packed: bytes().notNull(),
    keys: numbers(),
    moreKeys: numbers(),
  },
  // A dozen people are met at a time, each by number: half as many pages as by the primary key.
  (t) => [index("link_records_met_idx").using("hash", t.participantId)],
);

/**
 * Two people who share a key are worth comparing: what a look at one person asks instead of reading everybody. Participant 0
 * stands under a key that too many share, in place of them all (api/domains/duplicates/link-records.ts).
 */
export const linkKeys = privateSchema.table(
  "link_keys",
  { key: integer().notNull(), participantId: integer().notNull() },
  (t) => [primaryKey({ name: "link_keys_key", columns: [t.key, t.participantId] })],
);
