import { randomBytes } from "node:crypto";
import { utimes } from "node:fs/promises";
import { eq, getTableName, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { enqueue } from "#db/queue/enqueue.ts";
import {
  accountTokens,
  auditEvents,
  documentFiles,
  documents,
  participants,
  sessions,
  signInFailures,
} from "#db/schema/index.ts";
import { storageKeyColumns } from "#workers/storage-keys.ts";
import { testDb } from "../setup/db.ts";
import { testFiles } from "../support/ctx.ts";
import { makeDocument, makeParticipant, makeStaff } from "../support/factories.ts";
import { drainQueue } from "../support/queue.ts";

const minutes = (n: number) => new Date(Date.now() + n * 60_000);

test("a claim whose lease ran out is given back; one that still runs is not", async () => {
  const db = await testDb();
  const clerk = await makeStaff(db, "data_entry");
  const person = await makeParticipant(db);
  const claim = { participantId: person.id, claimedById: clerk.id };
  const over = await makeDocument(db, { ...claim, claimedUntil: minutes(-1) });
  const running = await makeDocument(db, { ...claim, claimedUntil: minutes(10) });
  await enqueue(db, "sweep_document_leases", {});
  await drainQueue();
  const claimedBy = async (id: number) =>
    (await db.select().from(documents).where(eq(documents.id, id)))[0]!.claimedById;
  expect(await claimedBy(over.id)).toBeNull();
  expect(await claimedBy(running.id)).toBe(clerk.id);
  const audits = await db.select().from(auditEvents).where(eq(auditEvents.action, "document.lease_expired"));
  expect(audits).toMatchObject([{ subjectId: over.id, participantId: person.id, actorKind: "system" }]);
});

test("a registration past its renewal date ends where the state has it renewed, and only there", async () => {
  const db = await testDb();
  const late = await makeParticipant(db, { status: "active", renewsOn: "2020-01-31" });
  const good = await makeParticipant(db, { status: "active", renewsOn: "2099-01-31" });
  const statusOf = async (id: number) =>
    (await db.select().from(participants).where(eq(participants.id, id)))[0]!.status;
  await enqueue(db, "sweep_registrations", {});
  await drainQueue({ jurisdiction: "california" });
  expect(await statusOf(late.id)).toBe("active");
  await enqueue(db, "sweep_registrations", {});
  await drainQueue({ jurisdiction: "massachusetts" });
  expect([await statusOf(late.id), await statusOf(good.id)]).toEqual(["expired", "active"]);
  const audits = await db.select().from(auditEvents).where(eq(auditEvents.participantId, late.id));
  expect(audits).toMatchObject([{ action: "participant.registration_expired", actorKind: "system" }]);
});

test("ended sessions, used and outdated links and old failures go; what is still good stays", async () => {
  const db = await testDb();
  const { id: accountId } = await makeStaff(db, "help_desk");
  const session = (id: string, expiresAt: Date) => ({ id, accountId, data: {}, expiresAt });
  await db.insert(sessions).values([session("over", minutes(-1)), session("on", minutes(5))]);
  const token = (expiresAt: Date, usedAt?: Date) => ({
    accountId,
    purpose: "reset_password" as const,
    tokenHash: randomBytes(32).toString("hex"),
    expiresAt,
    usedAt,
  });
  const good = token(minutes(30));
  await db.insert(accountTokens).values([good, token(minutes(-1)), token(minutes(30), minutes(-1))]);
  await db.insert(signInFailures).values([
    { key: "old", failures: 3, windowEndsAt: minutes(-1) },
    { key: "new", failures: 3, windowEndsAt: minutes(5) },
  ]);
  await enqueue(db, "sweep_leftovers", {});
  await drainQueue();
  expect((await db.select().from(sessions)).map(({ id }) => id)).toEqual(["on"]);
  expect((await db.select().from(accountTokens)).map(({ tokenHash }) => tokenHash)).toEqual([good.tokenHash]);
  expect((await db.select().from(signInFailures)).map(({ key }) => key)).toEqual(["new"]);
});

test("a stored file that no row names goes after a day; a younger one and a named one stay", async () => {
  const db = await testDb();
  const put = async (daysOld: number) => {
    const { key } = await testFiles.put(Buffer.from("page"), { folder: "uploads" });
    const when = new Date(Date.now() - daysOld * 86_400_000);
    await utimes(testFiles.localPath(key), when, when);
    return key;
  };
  const [leftover, young, named] = [await put(2), await put(0.5), await put(2)];
  const document = await makeDocument(db, { participantId: (await makeParticipant(db)).id });
  await db.insert(documentFiles).values({
    documentId: document.id,
    storageKey: named,
    originalName: "scan.pdf",
    mimeType: "application/pdf",
    sizeBytes: 4,
    sha256: "0".repeat(64),
  });
  await enqueue(db, "sweep_leftovers", {});
  await drainQueue();
  const there: string[] = [];
  for await (const { key } of testFiles.entries()) there.push(key);
  expect(there.sort()).toEqual([young, named].sort());
  expect(there).not.toContain(leftover);
});

const storageKeys = () =>
  storageKeyColumns.map(
    (column) =>
      `${getTableName(column.table)}.${column.name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}`,
  );

test("every column that holds a storage key is in the sweep's list", async () => {
  const columns = await (await testDb()).execute<{ name: string }>(
    sql`select table_name || '.' || column_name as name from information_schema.columns
        where table_schema in ('public', 'private') and column_name ~ '(storage|image|thumbnail|file|blob)_key$' order by 1`,
  );
  expect(columns.map(({ name }) => name)).toEqual(storageKeys().sort());
});

test("every column of the sweep's list is found by an index: it is asked for every stored file", async () => {
  const indexed = await (await testDb()).execute<{ name: string }>(
    sql`select c.relname || '.' || a.attname as name from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indpred is null`,
  );
  const there = new Set(indexed.map(({ name }) => name));
  expect(storageKeys().filter((name) => !there.has(name))).toEqual([]);
});
