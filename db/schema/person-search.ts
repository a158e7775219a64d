import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { privateSchema } from "../columns.ts";

/** Every word that occurs in somebody's name, folded: a typo is looked for among these, never among people. */
export const nameWords = pgTable("name_words", { word: text().primaryKey() }, (t) => [
  index("name_words_prefix_idx").on(sql`${t.word} text_pattern_ops`),
]);

/**
 * Hashes of every word with one letter left out, and of the word itself: two words a slip apart share one (Garbe,
 * SymSpell). Hashes only propose; the distance of the words decides.
 */
export const nameWordDeletes = pgTable(
  "name_word_deletes",
  { key: integer().notNull(), word: text().notNull() },
  (t) => [primaryKey({ name: "name_word_deletes_key", columns: [t.key, t.word] })],
);

/**
 * Hashes of any two words of one name a person has or had, lower first; a name of one word pairs with itself. Kept by
 * triggers and derived whole from the names: no foreign key, so that a million people load in one go.
 */
export const namePairs = pgTable(
  "name_pairs",
  {
    low: integer().notNull(),
    high: integer().notNull(),
    participantId: integer().notNull(),
  },
  (t) => [
    primaryKey({ name: "name_pairs_key", columns: [t.low, t.high, t.participantId] }),
    index("name_pairs_high_idx").on(t.high, t.participantId),
    index("name_pairs_participant_idx").on(t.participantId),
  ],
);

/**
 * Words that another open transaction was just adding: nobody waits for it, and the task that looks for duplicates of changed
 * people adds them after, were it to come to nothing. No key of the word: writers never wait here.
 */
export const skippedNameWords = privateSchema.table("skipped_name_words", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  word: text().notNull(),
});
