import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { duplicateScans, linkageModels } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import type { Model, Scan, Spec } from "../../linkage/index.ts";

/** Fewer records than this teach a model nothing: the assumed one is kept. */
export const enoughToLearn = 200;
/** A look that has not moved for so long died with its process. */
const deadAfterMinutes = 15;

type Kind = typeof duplicateScans.$inferSelect.kind;
type Progress = Partial<typeof duplicateScans.$inferInsert>;
type Counts = { found: number; opened: number; closed: number };
export type Look = {
  /** When it began, by the database's clock: what was written later knows more. */
  at: Date;
  report(progress: Progress): Promise<void>;
};

/**
 * A look at everybody, or at all of a kind of the directory, as it stands in the console: begun, how far, how it ended. One
 * of a kind at a time: while another runs nothing happens.
 * @param work says what it found, which is told; an error ends the look in words and is thrown on, so that its task tries again.
 */
export async function lookOnce<T extends Counts & { modelId: number | null }>(
  ctx: Ctx,
  kind: Kind,
  work: (look: Look) => Promise<T>,
): Promise<Counts> {
  const begun = await inTransaction(ctx, (tx) => begin(tx, kind));
  if (begun === null) return { found: 0, opened: 0, closed: 0 };
  const report = (progress: Progress) =>
    inTransaction(ctx, async (tx) => {
      await tx.update(duplicateScans).set(progress).where(eq(duplicateScans.id, begun.id));
    });
  try {
    const { modelId, found, opened, closed } = await work({ at: begun.at, report });
    await report({
      ...{ status: "done", percent: 100, finishedAt: new Date() },
      ...{ modelId, pairs: found, opened, closed },
    });
    return { found, opened, closed };
  } catch (error) {
    await report({ status: "failed", failure: "It ended early and is tried again.", finishedAt: new Date() });
    throw error;
  }
}

async function begin(tx: Tx, kind: Kind): Promise<{ id: number; at: Date } | null> {
  await tx.execute(sql`update duplicate_scans set status = 'failed', failure = 'Its process ended.', finished_at = now()
    where kind = ${kind} and status = 'running' and updated_at < now() - make_interval(mins => ${deadAfterMinutes})`);
  const [row] =
    (await tx.execute(sql`insert into duplicate_scans (kind) values (${kind}) on conflict do nothing
    returning id, clock_timestamp()::text as at`)) as unknown as { id: number; at: string }[];
  return row ? { id: row.id, at: new Date(row.at) } : null;
}

/** Keeps a model that a look learned, with what each blocking rule brought. @returns its id. */
export async function saveModel(
  tx: Tx,
  kind: Kind,
  { rules }: Pick<Spec, "rules">,
  model: Model,
  { met, caps }: Pick<Scan, "met" | "caps">,
): Promise<number> {
  const brought = rules.map(({ key }, at) => ({ rule: key, pairs: met[at]!, largestBlock: caps[at]! }));
  const [row] = await tx
    .insert(linkageModels)
    .values({
      kind,
      model: model as unknown as Record<string, unknown>,
      facts: { rules: brought, training: model.training, bands: model.bands },
    })
    .returning({ id: linkageModels.id });
  return row!.id;
}
