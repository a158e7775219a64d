import { eq, sql } from "drizzle-orm";
import type { Ctx } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { requests } from "#db/schema/index.ts";
import { ctxFor, testFiles } from "#tests/support/ctx.ts";
import { makeAccount, makeParticipant, makeStaff } from "#tests/support/factories.ts";

/** Wednesday noon in California. */
export const now = new Date("2026-03-18T19:00:00Z");

/** An educator who signs in, as a verb's context. */
export async function educator(tx: Tx, given: Parameters<typeof makeParticipant>[1] = {}) {
  const person = await makeParticipant(tx, given);
  const account = await makeAccount(tx, { participantId: person.id });
  const ctx = ctxFor(tx, "participant", {
    participantId: person.id,
    accountId: account.id,
    email: account.email,
    now,
  });
  return { person, account, ctx };
}

export async function deskOf(tx: Tx): Promise<Ctx> {
  return ctxFor(tx, "help_desk", { accountId: (await makeStaff(tx, "help_desk")).id, now });
}

export const rowOf = async (tx: Tx, id: number) =>
  (await tx.select().from(requests).where(eq(requests.id, id)))[0]!;

/** Payloads of the tasks of one name that wait. */
export async function waitingTasks(tx: Tx, task: string): Promise<Record<string, unknown>[]> {
  const rows = (await tx.execute(sql`select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task} order by j.id`)) as unknown as {
    payload: Record<string, unknown>;
  }[];
  return rows.map(({ payload }) => payload);
}

/** A stored PDF as the upload door hands it on. */
export async function storedPdf(text = "%PDF-1.4\n%%EOF", originalName = "proof.pdf") {
  const head = Buffer.from(text);
  return { ...(await testFiles.put(head, { folder: "uploads" })), originalName, head };
}
