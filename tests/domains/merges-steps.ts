import { eq } from "drizzle-orm";
import { createMerge } from "#api/domains/merges/merge.ts";
import { undoMerge } from "#api/domains/merges/undo.ts";
import type { Tx } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";

type Person = typeof schema.participants.$inferSelect;
export const fresh = async (tx: Tx, id: number): Promise<Person> =>
  (await tx.select().from(schema.participants).where(eq(schema.participants.id, id)))[0]!;

/** Merges as the help desk, with the versions as they are. */
export async function merge(
  tx: Tx,
  survivor: Person,
  retired: Person,
  more: Partial<Parameters<typeof createMerge>[1]> = {},
) {
  return createMerge(ctxFor(tx, "help_desk"), {
    survivorId: survivor.id,
    retiredId: retired.id,
    reason: "One person, two records",
    survivorVersion: (await fresh(tx, survivor.id)).version,
    retiredVersion: (await fresh(tx, retired.id)).version,
    ...more,
  });
}

/** Two records of one person, by default with nothing that disagrees. */
export async function two(tx: Tx, left: Partial<Person> = {}, right: Partial<Person> = {}) {
  const same = { givenName: "Rosa", familyName: "Ortiz" };
  return {
    survivor: await make.makeParticipant(tx, { ...same, ...left }),
    retired: await make.makeParticipant(tx, { ...same, ...right }),
  };
}
export const undo = async (tx: Tx, id: number) =>
  undoMerge(ctxFor(tx, "help_desk"), {
    id,
    version: (await tx.select().from(schema.merges).where(eq(schema.merges.id, id)))[0]!.version,
    reason: "Two people after all",
  });

export async function file(tx: Tx, participantId: number, status: "verified" | "unverified", letter = "a") {
  const document = await make.makeDocument(tx, { participantId, status });
  await tx.insert(schema.documentFiles).values({
    documentId: document.id,
    storageKey: `key-${document.id}`,
    originalName: "transcript.pdf",
    mimeType: "application/pdf",
    sizeBytes: 10,
    sha256: letter.repeat(64),
  });
  return document;
}
