import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import * as s from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import * as make from "../support/factories.ts";
import { drainQueue } from "../support/queue.ts";

const names =
  "Quilla Brunhild Xochitl Dagfinn Ottoline Perpetua Zebedee Iphigenia Wolfram Hyacinth Cuthbert Marjolein".split(
    " ",
  );
let serial = 0;
/** Two records that nothing connects yet, and a birth date of their own that the second does not have. */
async function strangers() {
  const db = await testDb();
  const givenName = names[serial++]!;
  const birthDate = `19${20 + 3 * serial}-0${1 + (serial % 9)}-1${serial % 7}`;
  const left = await make.makeParticipant(db, {
    givenName,
    familyName: `${givenName}sdottir`,
    birthDate,
  });
  const right = await make.makeParticipant(db, {
    givenName,
    familyName: `Tiwanka${serial}`,
    birthDate: null,
  });
  await drainQueue();
  return { db, left, right, birthDate };
}

const waiting = async () => {
  const db = await testDb();
  const [row] = await db.execute<{ tasks: number; people: number }>(sql`select
    (select count(*)::int from graphile_worker.jobs where task_identifier = 'match_changed_people' and locked_at is null) as tasks,
    (select count(*)::int from private.changed_people) as people`);
  return row!;
};

beforeEach(async () => {
  await drainQueue();
});

type Door = (left: number, right: number, born: string) => ReturnType<typeof sql>;
test.each<[string, Door]>([
  [
    "a name",
    (
      l,
      r,
      born,
    ) => sql`update participants set family_name = (select family_name from participants where id = ${l}),
    birth_date = ${born} where id = ${r}`,
  ],
  [
    "a former name",
    (l, r, born) => sql`with p as (update participants set birth_date = ${born} where id = ${r})
    insert into participant_names (participant_id, kind, given_name, family_name) select ${r}, 'maiden', given_name, family_name
    from participants where id = ${l}`,
  ],
  [
    "an identifier",
    (l, r) => sql`insert into participant_identifiers (participant_id, kind, value)
    values (${l}, 'certification_number', 'C77001'), (${r}, 'certification_number', 'C77001')`,
  ],
  [
    "a Social Security number",
    (l, r) => sql`insert into private.participant_secrets (participant_id, ssn_ciphertext, ssn_blind_index)
    values (${l}, 'x', 'same'), (${r}, 'y', 'same')`,
  ],
  [
    "a permit number",
    (l, r) => sql`insert into credentials (participant_id, kind, name, document_number)
    values (${l}, 'permit', 'Permit', '226001'), (${r}, 'permit', 'Permit', '226001')`,
  ],
  [
    "a file",
    (
      l,
      r,
    ) => sql`with d as (insert into documents (participant_id, type) values (${l}, 'permit'), (${r}, 'permit') returning id)
    insert into document_files (document_id, storage_key, original_name, mime_type, size_bytes, sha256)
    select id, 'same' || id, 'a.pdf', 'application/pdf', 1, repeat('a', 64) from d`,
  ],
  [
    "an employer's record number",
    (l, r) => sql`with p as (insert into programs (program_number, name, setting)
      values ('PX' || ${l}::text, 'Oaks', 'center_based') returning id)
    insert into employments (participant_id, program_id, position, started_on, employer_record_number)
    select ${r}, p.id, 'teacher', '2024-01-01', (select registry_number from participants where id = ${l}) from p`,
  ],
  [
    "a sign-in",
    (
      l,
      r,
      born,
    ) => sql`with p as (update participants set email = 'q' || ${r}::text || '@example.org', birth_date = ${born}::date + 1 where id = ${r})
    insert into accounts (email, display_name, participant_id) values ('q' || ${r}::text || '@example.org', 'Q', ${l})`,
  ],
])("%s that arrives by plain SQL puts the pair on the worklist", async (_, door) => {
  const { db, left, right, birthDate } = await strangers();
  await db.execute(door(left.id, right.id, birthDate));
  const { done } = await drainQueue();
  expect(done).toContain("match_changed_people");
  const rows = await db
    .select({ left: s.duplicateCandidates.leftId, right: s.duplicateCandidates.rightId })
    .from(s.duplicateCandidates)
    .where(eq(s.duplicateCandidates.rightId, right.id));
  expect(rows).toEqual([{ left: left.id, right: right.id }]);
});

test("three hundred records in one statement are one task, and looking causes no further look", async () => {
  const db = await testDb();
  await db.execute(sql`insert into participants (given_name, family_name, birth_date)
    select 'Bulk' || n, 'Load' || n, date '1920-01-01' + 97 * n from generate_series(1, 300) n`);
  expect(await waiting()).toEqual({ tasks: 1, people: 300 });
  const { done } = await drainQueue();
  expect(new Set(done)).toEqual(new Set(["match_changed_people"]));
  expect(await waiting()).toEqual({ tasks: 0, people: 0 });
});

test("several statements of one transaction are one task; a change of anything else is none", async () => {
  const { db, left } = await strangers();
  await db.transaction(async (tx) => {
    await tx.update(s.participants).set({ phone: "213 555 0199" }).where(eq(s.participants.id, left.id));
    await tx.update(s.participants).set({ email: "zz@example.org" }).where(eq(s.participants.id, left.id));
  });
  expect(await waiting()).toEqual({ tasks: 1, people: 2 });
  await drainQueue();
  await db
    .update(s.participants)
    .set({ county: "Kern", gender: "female" })
    .where(eq(s.participants.id, left.id));
  const document = await make.makeDocument(db, { participantId: left.id });
  await db
    .update(s.documents)
    .set({ laneRank: 0, lane: "licensing_visit" })
    .where(eq(s.documents.id, document.id));
  expect(await waiting()).toEqual({ tasks: 0, people: 0 });
});

test("what a transaction takes back asks for no look", async () => {
  const { db, left } = await strangers();
  await db
    .transaction(async (tx) => {
      await tx.update(s.participants).set({ phone: "213 555 0100" }).where(eq(s.participants.id, left.id));
      throw new Error("back");
    })
    .catch(() => undefined);
  expect(await waiting()).toEqual({ tasks: 0, people: 0 });
});
