import { sql } from "drizzle-orm";
import { createDirectoryMerge } from "#api/domains/directory-merges/merge.ts";
import type { CreateDirectoryMerge } from "#api/domains/directory-merges/schemas.ts";
import type { Tx } from "#db/client.ts";
import type { DirectoryKind } from "#db/enums.ts";
import { ctxFor } from "../support/ctx.ts";

type Choices = CreateDirectoryMerge["choices"];
/** Merges as the help desk, with the versions as they are. */
export async function mergeRecords(
  tx: Tx,
  kind: DirectoryKind,
  survivorId: number,
  retiredIds: number[],
  choices: Choices = {},
) {
  const rows = (await tx.execute(
    sql`select id, version from ${sql.identifier(kind)} where id = any (${`{${[survivorId, ...retiredIds].join(",")}}`}::int[])`,
  )) as unknown as { id: number; version: number }[];
  return createDirectoryMerge(ctxFor(tx, "help_desk"), {
    kind,
    survivorId,
    retiredIds,
    choices,
    reason: "One and the same",
    versions: Object.fromEntries(rows.map(({ id, version }) => [id, version])),
  });
}
