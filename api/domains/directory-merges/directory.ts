import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { directoryMerges } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { NotFound } from "../../kernel/errors.ts";
import { followHome, type Hanging, type MergeKind } from "../merges/index.ts";
import { kinds } from "./kinds.ts";
import { laterDirectoryMerge } from "./later.ts";
import { loadRecords } from "./load.ts";
import { columnOf } from "./rules.ts";

export type DirectoryMerge = typeof directoryMerges.$inferSelect;

/** An event belongs to its training's organization: one that was scheduled since goes where its training goes. */
const hanging: readonly Hanging[] = [["events", "training_id", "trainings"]];

async function lock(tx: Tx, id: number): Promise<DirectoryMerge> {
  const [row] = await tx.select().from(directoryMerges).where(eq(directoryMerges.id, id)).for("update");
  if (!row) throw new NotFound("There is no such merge.");
  return row;
}

async function standingTogether(tx: Tx, merge: DirectoryMerge): Promise<DirectoryMerge[]> {
  if (merge.togetherId === null) return [merge];
  return tx
    .select()
    .from(directoryMerges)
    .where(and(eq(directoryMerges.togetherId, merge.togetherId), eq(directoryMerges.status, "merged")))
    .orderBy(asc(directoryMerges.id));
}

/** How merges of the directory are kept. */
export const mergesOfDirectory: MergeKind<DirectoryMerge> = {
  ledger: "directory_merge_id",
  lock,
  set: (tx, id, values) => tx.update(directoryMerges).set(values).where(eq(directoryMerges.id, id)),
  standingTogether,
  lockRecords: (tx, { kind, survivorId, retiredId }) =>
    loadRecords(tx, kind, [survivorId, retiredId], { lock: true }),
  // A directory record is nobody's own: whoever may merge works for the registry.
  refuseOwn: () => undefined,
  laterMerge: laterDirectoryMerge,
  parting: (tx, { id, kind, survivorId, retiredId }) => ({
    ledger: { of: "directory_merge_id", id },
    records: kind,
    followHome: async (back) =>
      kind === "sponsors"
        ? followHome(tx, { survivorId, retiredId, columnOf: columnOf(kind) }, hanging, back)
        : [],
  }),
  audit: (tx, ctx, { id }, { action, ...told }) =>
    recordAudit(tx, ctx, {
      action: `directory_merge.${action}`,
      subject: { type: "directory_merges", id },
      ...told,
    }),
  auditRecords: async (tx, ctx, { id, kind, survivorId, retiredId }, { action, after, ...told }) => {
    for (const recordId of [survivorId, retiredId]) {
      await recordAudit(tx, ctx, {
        action: `${kinds[kind].one}.${action}`,
        subject: { type: kind, id: recordId },
        after: { directoryMergeId: id, ...after },
        ...told,
      });
    }
  },
};
