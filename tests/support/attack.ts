import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { documents } from "#db/schema/index.ts";
import type { Answer, Client } from "./client.ts";
import type { HostileFile } from "./hostile-files.ts";

/** What became of one hostile file: `fate` is a sound end in words, `fault` is what went wrong. */
export type Attack = {
  name: string;
  status: number;
  ms: number;
  documentId: number | null;
  fault: string | null;
};

const longestAnswerMs = 5_000;

/** Uploads a file through the API as staff would, and says whether the answer is sound. */
export async function attack(client: Client, participantId: number, file: HostileFile): Promise<Attack> {
  const form = new FormData();
  form.set("participantId", String(participantId));
  form.set("type", "transcript");
  form.set("file", new Blob([Buffer.from(file.bytes)]), file.name);
  const began = performance.now();
  const answer = await client.post("/api/documents/upload", form);
  const ms = performance.now() - began;
  const { id } = (answer.body ?? {}) as { id?: number };
  return { name: file.name, status: answer.status, ms, documentId: id ?? null, fault: faultOf(answer, ms) };
}

function faultOf({ status, body }: Answer, ms: number): string | null {
  if (ms > longestAnswerMs) return `answered after ${Math.round(ms)} ms`;
  if (status >= 500) return `answered ${status}`;
  if (status < 300) return null;
  const { message, errors } = (body ?? {}) as { message?: string; errors?: object };
  return message || errors ? null : `refused with ${status} without a word`;
}

/** What is wrong with where an uploaded file ended: it waits in the queue, or is unreadable with a reason. */
export async function endFault(db: Db, documentId: number): Promise<string | null> {
  const [row] = await db
    .select({ status: documents.status, reason: documents.unreadableReason })
    .from(documents)
    .where(eq(documents.id, documentId));
  if (row?.status === "unverified") return null;
  if (row?.status === "unreadable") return row.reason ? null : "unreadable without a reason";
  return `ended as ${row?.status ?? "nothing"}`;
}
