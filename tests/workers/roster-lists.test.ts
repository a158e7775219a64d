import { access } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { uploadList } from "#api/domains/roster-imports/bring-in.ts";
import { getRosterImport } from "#api/domains/roster-imports/get.ts";
import { matchRosterList } from "#api/domains/roster-imports/index.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { rosterImportRows, rosterImports } from "#db/schema/index.ts";
import { readRosterList } from "#workers/tasks/read-roster-list.ts";
import { testDb } from "../setup/db.ts";
import { ctxFor, systemCtx, testFiles } from "../support/ctx.ts";
import { makeAccount, makeEvent, makeParticipant, makeSponsor } from "../support/factories.ts";
import { drainQueue } from "../support/queue.ts";
import { xlsxOf } from "../support/sheets.ts";
import { noting } from "../support/statements.ts";

let db: Db;
let manager: Ctx;
let eventId: number;
beforeAll(async () => {
  db = await testDb();
  const sponsor = await makeSponsor(db);
  eventId = (await makeEvent(db, { sponsorId: sponsor.id })).id;
  const account = await makeAccount(db);
  manager = ctxFor(db, "sponsor_manager", { accountId: account.id, sponsorIds: [sponsor.id] });
});

async function sent(bytes: Buffer, originalName: string) {
  const stored = await testFiles.put(bytes, { folder: "uploads" });
  return { ...stored, originalName, head: bytes.subarray(0, 4096) };
}
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

test("an Excel list goes from its file to its dry run, and the file is gone then", async () => {
  const ana = await makeParticipant(db, {
    givenName: "José",
    familyName: "Núñez",
    birthDate: "1988-04-12",
    phone: "(213) 555-0171",
  });
  const file = await sent(
    await xlsxOf([
      ["Nombre", "Apellidos", "Fecha de nacimiento", "Teléfono", "Horas"],
      ["José", "Núñez", new Date(Date.UTC(1988, 3, 12)), 2135550171, 2.5],
      ["", "", null, null, null],
      ["Nadie", "Conocido", "31/12/1990", "", 9],
    ]),
    "Lista de asistencia.xlsx",
  );
  const { id } = await uploadList(manager, { eventId, file });
  expect((await drainQueue()).done).toEqual(
    expect.arrayContaining(["read_roster_list", "match_roster_list"]),
  );
  const list = await getRosterImport(manager, id);
  expect(list).toMatchObject({
    status: "ready",
    rowsTotal: 2,
    rowsDone: 2,
    originalName: "Lista de asistencia.xlsx",
  });
  expect(list.rows[0]).toMatchObject({
    line: 2,
    outcome: "attended",
    hours: 2.5,
    person: { participantId: ana.id },
  });
  expect(list.rows[1]).toMatchObject({ line: 4, outcome: "invalid" });
  expect(Object.keys(list.rows[1]!.problems)).toEqual(expect.arrayContaining(["hours"]));
  await expect(access(testFiles.localPath(file.key))).rejects.toMatchObject({ code: "ENOENT" });
});

test("a file that cannot be read says why, and one that is no list is refused at the door", async () => {
  const broken = await sent(Buffer.from("PK\x03\x04 and no more", "latin1"), "list.xlsx");
  const { id } = await uploadList(manager, { eventId, file: broken });
  await drainQueue();
  expect(await getRosterImport(manager, id)).toMatchObject({
    status: "unreadable",
    unreadableReason: "The Excel file is broken. Save it anew and send that.",
    rows: [],
  });
  for (const [bytes, said] of [
    [Buffer.from("%PDF-1.7 …"), "This is a PDF"],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), "old Excel file"],
    [Buffer.from("<html><table>"), "web page"],
  ] as const)
    await expect(uploadList(manager, { eventId, file: await sent(bytes, "list.csv") })).rejects.toMatchObject(
      {
        fields: { file: expect.stringContaining(said) },
      },
    );
});

test("a lost file is tried again, then told; what was read is not read twice", async () => {
  const { id } = await uploadList(manager, {
    eventId,
    file: await sent(Buffer.from("Name\nAna Reyes"), "a.csv"),
  });
  const [row] = await db.select().from(rosterImports).where(eq(rosterImports.id, id));
  await testFiles.remove(row!.storageKey!);
  const run = (attempt: number) =>
    readRosterList({ rosterImportId: id }, systemCtx(db), { log: quiet, attempt });
  await expect(run(1)).rejects.toThrow("not in the store");
  await run(3);
  expect((await getRosterImport(manager, id)).unreadableReason).toMatch(/lost on our side/);
  await run(4);
  expect(await db.$count(rosterImportRows, eq(rosterImportRows.importId, id))).toBe(0);
  await drainQueue({ allowFailures: true });
});

test("the statements of matching depend on the number of parts, not on the people in them", async () => {
  const { db: noted, during } = await noting();
  const counts: number[] = [];
  for (const people of [10, 200, 700]) {
    const rows = Array.from({ length: people }, (_, at) => `Person${at}\tFamily${at * 7}\t1/2/1980`);
    const file = await sent(Buffer.from(`First name\tLast name\tDOB\n${rows.join("\n")}`), "many.csv");
    const { id } = await uploadList(manager, { eventId, file });
    await readRosterList({ rosterImportId: id }, systemCtx(db), { log: quiet, attempt: 1 });
    counts.push((await during(() => matchRosterList(systemCtx(noted), id))).length);
    expect(await getRosterImport(manager, id)).toMatchObject({ status: "ready", rowsDone: people });
  }
  const [small, middle, large] = counts as [number, number, number];
  expect(middle).toBe(small);
  expect(large).toBeLessThanOrEqual(3 * small);
});
