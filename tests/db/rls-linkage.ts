import { sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client.ts";
import { changedDirectory, directoryCandidates, duplicateScans, linkageModels } from "#db/schema/index.ts";

/** A row in each table of the linkage: of a scan, a model, one person as compared, and a pair of the directory. */
export async function seedLinkage(db: Db | Tx, participantId: number): Promise<void> {
  await db.insert(duplicateScans).values({ status: "done" });
  await db.insert(linkageModels).values({ model: {}, facts: {} });
  await db.insert(changedDirectory).values({ kind: "programs", recordId: 1 });
  await db
    .insert(directoryCandidates)
    .values({ kind: "programs", leftId: 1, rightId: 2, band: "likely", score: 7, signals: [] });
  await db.execute(sql`insert into private.link_keys values (1, ${participantId})`);
  await db.execute(
    sql`insert into private.link_records (participant_id, packed, keys, more_keys) values (${participantId}, '', '{}', '{}')`,
  );
}
