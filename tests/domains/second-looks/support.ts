import { claimDocument, decideDocument } from "#api/domains/documents/index.ts";
import type { DecideDocument } from "#api/domains/documents/schemas.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db, Tx } from "#db/client.ts";
import { deskSettings, secondLooks } from "#db/schema/index.ts";
import { courseRow, waiting } from "#tests/domains/documents/support.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeStaff } from "#tests/support/factories.ts";

/** Nothing is drawn and no clerk is new, unless a test says so. */
export const calm = (db: Db | Tx, given: Partial<typeof deskSettings.$inferInsert> = {}) =>
  db.update(deskSettings).set({ secondLookPercent: 0, newVerifierDocuments: 0, ...given });

export const clerkOf = async (db: Db | Tx, role: "data_entry" | "registry_admin" = "data_entry") =>
  ctxFor(db, role, { accountId: (await makeStaff(db, role)).id });

type Given = Partial<Omit<DecideDocument, "id" | "version">>;

/** A waiting document that `clerk` takes and decides; verified with one course unless something else is given. */
export async function decided(clerk: Ctx, given: Given = {}, document: Parameters<typeof waiting>[1] = {}) {
  const row = await waiting(clerk.db, document);
  const { version } = await claimDocument(clerk, { id: row.id });
  const verified = { outcome: "verified" as const, entries: { courses: [await courseRow(clerk.db)] } };
  await decideDocument(clerk, { id: row.id, version, ...verified, ...given });
  return row;
}

export const lookOf = async (db: Db | Tx, documentId: number) =>
  (await db.select().from(secondLooks)).filter((look) => look.documentId === documentId).at(-1);
