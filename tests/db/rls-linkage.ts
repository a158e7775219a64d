import { sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client.ts";
import { duplicateScans, linkageModels } from "#db/schema/index.ts";

/** A row in each table of the linkage: of a scan, of a model, and of one person as compared. */
export async function seedLinkage(db: Db | Tx, participantId: number): Promise<void> {
  await db.insert(duplicateScans).values({ status: "done" });
  await db.insert(linkageModels).values({ model: {}, facts: {} });
  await db.execute(sql`insert into private.link_keys values (1, ${participantId})`);
  await db.execute(sql`insert into private.link_records values (${participantId}, 0, 0, 0, 0, '', '', '', 0, '', '', '', 0, '', '{}', '{}',
    '{}', 0, '{}', 0, '{}', 0, '{}', 0, '{}', 0, '{}', '{}', '{}')`);
}
