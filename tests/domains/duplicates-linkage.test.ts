import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { findDuplicates } from "#api/domains/duplicates/index.ts";
import { judgePairs } from "#api/domains/duplicates/judge.ts";
import {
  forgetCrowds,
  peopleEachMeets,
  readLinkRecords,
  writeLinkRecords,
} from "#api/domains/duplicates/link-records.ts";
import { matchPeople } from "#api/domains/duplicates/match-people.ts";
import { modelInUse } from "#api/domains/duplicates/model.ts";
import { peopleToCompare, spec } from "#api/domains/duplicates/people.ts";
import { writePairs } from "#api/domains/duplicates/worklist.ts";
import { allKeys, type PersonInput, packRecord, scoreStored } from "#api/linkage/index.ts";
import { markOf } from "#api/linkage/packed.ts";
import type { Tx } from "#db/client.ts";
import * as s from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { systemCtx } from "../support/ctx.ts";
import * as make from "../support/factories.ts";

const everybody = sql`true`;
const nobody: PersonInput = {
  ...{ id: 0, names: [], birthDate: null, emails: [], phones: [], addressLine: null, city: null, zip: null },
  ...{ identifiers: [], ssnIndex: null },
};
const keysOf = async (tx: Tx, id: number) =>
  (
    (await tx.execute(
      sql`select key from private.link_keys where participant_id = ${id} order by 1`,
    )) as unknown as { key: number }[]
  ).map(({ key }) => key);

test("stored people were written for what is compared now: another mark needs a migration like 0034, then this number", () => {
  expect(markOf(spec)).toBe(1113009132);
});

test("whom somebody meets is planned once for a session, not for each question", () =>
  inRollback(async (tx) => {
    const [met] = (await tx.execute(
      sql`select proconfig as config from pg_proc where proname = 'people_met'`,
    )) as unknown as { config: string[] }[];
    expect(met!.config).toContain("plan_cache_mode=force_generic_plan");
  }));

test("what is stored is what comparing makes of the record, keys too; a change replaces both and a merge removes both", () =>
  inRollback(async (tx) => {
    const person = await make.makeParticipant(tx, {
      givenName: "Rosa María",
      familyName: "Villanueva-Ortiz",
      phone: "213 555 0101",
      addressLine: "12 Cedar Way",
      zip: "90001",
    });
    await tx
      .insert(s.participantNames)
      .values({ participantId: person.id, kind: "maiden", givenName: "Rosa", familyName: "Castellanos" });
    const look = async () => {
      await matchPeople(tx, [person.id]);
      const stored = Buffer.from(await readLinkRecords(tx, everybody));
      const [now] = await peopleToCompare(tx, everybody);
      const encoded = spec.encode(now!);
      return { stored, encoded, packed: Buffer.from(packRecord(spec, encoded)) };
    };
    const before = await look();
    expect(before.stored).toEqual(before.packed);
    await tx.update(s.participants).set({ familyName: "Oyelaran", phone: null });
    const after = await look();
    expect(after.stored).toEqual(after.packed);
    expect(after.stored).not.toEqual(before.stored);
    expect(await keysOf(tx, person.id)).toEqual(allKeys(after.encoded).sort((a, b) => a - b));
    const survivor = await make.makeParticipant(tx, { familyName: "Else" });
    await tx.execute(
      sql`update participants set status = 'merged', merged_into_id = ${survivor.id} where id = ${person.id}`,
    );
    await matchPeople(tx, [person.id]);
    expect([await readLinkRecords(tx, everybody), await keysOf(tx, person.id)]).toEqual([
      new Uint8Array(0),
      [],
    ]);
  }));

test("a look at everybody is one at a time, tells how far it is, and keeps the model it learned with what each rule brought", () =>
  inRollback(async (tx) => {
    await tx.execute(sql`insert into participants (given_name, family_name, birth_date, email)
      select 'Given' || (n % 40), 'Family' || (n % 60), date '1960-01-01' + n * 11, 'p' || n || '@example.org' from generate_series(1, 240) n`);
    await tx.execute(
      sql`insert into duplicate_scans (status, updated_at) values ('running', now() - interval '1 minute')`,
    );
    expect(await findDuplicates(systemCtx(tx))).toEqual({ found: 0, opened: 0, closed: 0 });
    expect(await tx.select().from(s.linkageModels)).toEqual([]);
    await tx.execute(sql`alter table duplicate_scans disable trigger touch`);
    await tx.execute(sql`update duplicate_scans set updated_at = now() - interval '1 hour'`);
    await findDuplicates(systemCtx(tx));
    const scans = await tx.select().from(s.duplicateScans).orderBy(s.duplicateScans.id);
    expect(scans).toMatchObject([
      { status: "failed", failure: "Its process ended." },
      { status: "done", percent: 100, stage: "writing", records: 240 },
    ]);
    const [model] = await tx.select().from(s.linkageModels);
    expect(scans[1]!.modelId).toBe(model!.id);
    const { rules } = model!.facts as { rules: { rule: string; pairs: number }[] };
    expect(rules.map(({ rule }) => rule)).toEqual(spec.rules.map(({ key }) => key));
    expect(rules.some(({ pairs }) => pairs > 0)).toBe(true);
  }));

test("a scan never touches what a person decided, whatever the model says", () =>
  inRollback(async (tx) => {
    const rosa = { givenName: "Rosa", familyName: "Villanueva", birthDate: "1984-07-03" };
    for (let n = 0; n < 2; n++) await make.makeParticipant(tx, rosa);
    await findDuplicates(systemCtx(tx));
    await tx.update(s.duplicateCandidates).set({ status: "not_duplicate", score: 1, signals: [] });
    await findDuplicates(systemCtx(tx));
    expect(await tx.select().from(s.duplicateCandidates)).toMatchObject([
      { status: "not_duplicate", score: 1, signals: [] },
    ]);
  }));

test("clue 5 and one roster: a certification stated here and held there; both on the sheet of one event (S21)", () =>
  inRollback(async (tx) => {
    const rosa = { givenName: "Rosa", familyName: "Villanueva", birthDate: "1984-07-03" };
    const states = await make.makeParticipant(tx, rosa);
    const holds = await make.makeParticipant(tx, rosa);
    await tx
      .insert(s.participantIdentifiers)
      .values({ participantId: states.id, kind: "certification_number", value: "C-448120" });
    await tx
      .insert(s.credentials)
      .values({ participantId: holds.id, kind: "permit", name: "Permit", documentNumber: "P-100200" });
    const sponsor = await make.makeSponsor(tx);
    const event = await make.makeEvent(tx, { sponsorId: sponsor.id });
    for (const { id } of [states, holds])
      await make.makeEnrollment(tx, { eventId: event.id, participantId: id, status: "attended" });
    await findDuplicates(systemCtx(tx));
    const [row] = await tx.select().from(s.duplicateCandidates);
    expect(row!.signals.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["certification_missing", "same_roster"]),
    );
  }));

test("a pair that a look at everybody found stays when one of the two changes, though too many share their keys to meet again", () =>
  inRollback(async (tx) => {
    await tx.execute(sql`insert into participants (given_name, middle_name, family_name, city)
      select 'Maria', case when n <= 2 then 'Guadalupe' end, 'Garcia', null from generate_series(1, 50) n`);
    const [one, other] = (await tx.execute(
      sql`select id from participants where middle_name = 'Guadalupe' order by id`,
    )) as unknown as [{ id: number }, { id: number }];
    const everyone = (await tx.execute(sql`select id from participants`)) as unknown as { id: number }[];
    await matchPeople(
      tx,
      everyone.map(({ id }) => id),
    );
    const { model } = await modelInUse(tx);
    const judged = await judgePairs(tx, model, [{ a: one.id, b: other.id }]);
    expect(judged[0]!.score).toBeGreaterThan(model.bands.possible);
    await tx.execute(sql`delete from duplicate_candidates`);
    await writePairs(tx, model, judged);
    const open = async () =>
      (
        await tx.execute(
          sql`select left_id as a, right_id as b from duplicate_candidates where status = 'open'`,
        )
      ).map((row) => ({ ...row }));
    const pair = [{ a: one.id, b: other.id }];
    expect(await open()).toEqual(pair);
    await tx.execute(sql`update participants set preferred_name = 'Lupita' where id = ${other.id}`);
    await matchPeople(tx, [other.id]);
    expect(await open()).toEqual(pair);
    await tx.execute(
      sql`update participants set given_name = 'Hortensia', preferred_name = null where id = ${other.id}`,
    );
    await matchPeople(tx, [other.id]);
    expect(await open()).toEqual([]);
  }));

test("a key that too many share meets nobody and holds nobody, and does again once a look finds fewer", () =>
  inRollback(async (tx) => {
    const key = 4711;
    const sharing = (ids: readonly number[]) =>
      ids.map((id) => ({
        ...spec.encode({ ...nobody, id }),
        keys: spec.rules.map((_, at) => (at === 0 ? key : 0)),
      }));
    const probe = { ...sharing([0])[0]! };
    const met = async () => {
      const [found] = await peopleEachMeets(tx, [probe]);
      return scoreStored(spec, (await modelInUse(tx)).model, probe, found!)
        .map(({ id }) => id)
        .sort((a, b) => a - b);
    };
    const holders = async () =>
      (
        (await tx.execute(
          sql`select participant_id as id from private.link_keys where key = ${key} order by 1`,
        )) as unknown as {
          id: number;
        }[]
      ).map(({ id }) => id);
    const eight = Array.from({ length: 8 }, (_, at) => at + 1);
    await writeLinkRecords(tx, sharing(eight.slice(0, 4)));
    await writeLinkRecords(tx, sharing(eight.slice(2)));
    expect([await met(), await holders()]).toEqual([eight, eight]);
    await writeLinkRecords(tx, sharing([8, 9]));
    expect([await met(), await holders()]).toEqual([[], [0]]);
    await writeLinkRecords(tx, sharing([12]), [1, 2, 3]);
    expect([await met(), await holders()]).toEqual([[], [0]]);
    await forgetCrowds(tx);
    await writeLinkRecords(tx, sharing([4, 5, 12]));
    expect([await met(), await holders()]).toEqual([
      [4, 5, 12],
      [4, 5, 12],
    ]);
  }));
