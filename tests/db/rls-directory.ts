import type { Db } from "#db/client.ts";
import { directoryMerges } from "#db/schema/index.ts";

/** A proposed merge of two programs. */
export async function seedDirectory(db: Db): Promise<void> {
  await db.insert(directoryMerges).values({
    kind: "programs",
    survivorId: 1,
    retiredId: 2,
    status: "proposed",
    reason: "one site",
    choices: {},
    survivorVersion: 1,
    retiredVersion: 1,
  });
}
