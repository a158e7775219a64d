import { createHash, randomBytes } from "node:crypto";
import type { UploadDocument } from "#api/domains/documents/schemas.ts";
import type { Db, Tx } from "#db/client.ts";
import { testFiles } from "#tests/support/ctx.ts";
import { makeDocument, makeInstitution, makeParticipant } from "#tests/support/factories.ts";

/** A stored file as the upload route hands it over: a PDF's first bytes and something of its own. */
export async function received(content: Buffer | string = `%PDF-1.7 ${randomBytes(8).toString("hex")}`) {
  const bytes = Buffer.from(content);
  const stored = await testFiles.put(bytes, { folder: "uploads" });
  return {
    ...stored,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    head: bytes.subarray(0, 4096),
    originalName: "transcript.pdf",
  };
}

export const upload = async (given: Partial<UploadDocument> = {}): Promise<UploadDocument> => ({
  type: "transcript",
  file: await received(),
  ...given,
});

/** A document of a person of its own, waiting. */
export async function waiting(db: Db | Tx, given: Partial<Parameters<typeof makeDocument>[1]> = {}) {
  const participantId = given.participantId ?? (await makeParticipant(db)).id;
  return makeDocument(db, { ...given, participantId });
}

export const courseRow = async (db: Db | Tx, given: Record<string, unknown> = {}) => ({
  institutionId: (await makeInstitution(db)).id,
  courseNumber: "CH DEV 38",
  title: "Administration I",
  term: "Spring 2024",
  completedOn: "2024-06-02",
  units: 3,
  grade: "B",
  classification: "ece_cd" as const,
  ...given,
});
