import { type SQL, sql } from "drizzle-orm";
import { createMerge } from "#api/domains/merges/merge.ts";
import { mergeRules, tableOf } from "#api/domains/merges/rules.ts";
import type { CreateMerge } from "#api/domains/merges/schemas.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db, Tx } from "#db/client.ts";
import * as s from "#db/schema/index.ts";
import * as make from "../support/factories.ts";

type Handle = Db | Tx;

/** Kept by triggers, or telling when; a merge and its undo leave everything else as it was. */
const bookkeeping = ["version", "updated_at", "search_text"];
const left = [
  ...[
    "audit_events",
    "merges",
    "directory_merges",
    "merge_ledger",
    "notifications",
    "registry_facts",
    "worker_pools",
  ],
  "changed_people",
  "changed_directory",
];

type Values = Record<string, unknown>;
let reading: SQL | undefined;

/** Every row of every table, without bookkeeping, by `schema.table:id`, in one statement. */
export async function everyRow(db: Handle): Promise<Map<string, Values>> {
  reading ??= await readingEverything(db);
  const rows = (await db.execute(reading)) as unknown as { name: string; row: Values }[];
  return new Map(
    rows.map(({ name, row }) => [
      `${name}:${String(row.id ?? row.employment_id ?? JSON.stringify(row))}`,
      row,
    ]),
  );
}

async function readingEverything(db: Handle): Promise<SQL> {
  const tables =
    (await db.execute(sql`select table_schema as schema, table_name as name from information_schema.tables
    where table_schema in ('public', 'private') and table_type = 'BASE TABLE' order by 1, 2`)) as unknown as {
      schema: string;
      name: string;
    }[];
  const drop = sql.raw(bookkeeping.map((column) => ` - '${column}'`).join(""));
  const parts = tables
    .filter((table) => !left.includes(table.name))
    .map(
      ({ schema, name }) =>
        sql`select ${`${schema}.${name}`} as name, to_jsonb(t)${drop} as row from ${sql.identifier(schema)}.${sql.identifier(name)} t`,
    );
  return sql.join(parts, sql` union all `);
}

/** The same in a stable order, to compare two states whole. */
export async function snapshot(db: Handle): Promise<Values> {
  const rows = [...(await everyRow(db))].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(rows);
}

/** Things two people can have in common: rows drawn from here meet often. */
export type World = {
  programs: number[];
  events: number[];
  sponsors: number[];
  institution: number;
};
export async function makeWorld(db: Handle): Promise<World> {
  const sponsors = [(await make.makeSponsor(db)).id, (await make.makeSponsor(db)).id];
  return {
    programs: [(await make.makeProgram(db)).id, (await make.makeProgram(db)).id],
    events: [
      (await make.makeEvent(db, { sponsorId: sponsors[0]! })).id,
      (await make.makeEvent(db, { sponsorId: sponsors[1]! })).id,
    ],
    sponsors,
    institution: (await make.makeInstitution(db)).id,
  };
}

/** A deterministic source of choices, so that a failing run can be shrunk and repeated. */
export type Draw = { int(below: number): number; pick<T>(of: readonly T[]): T; chance(): boolean };
export const drawFrom = (numbers: readonly number[]): Draw => {
  let at = 0;
  const int = (below: number) => (numbers.length === 0 ? 0 : numbers[at++ % numbers.length]! % below);
  return { int, pick: (of) => of[int(of.length)]!, chance: () => int(2) === 1 };
};

let serial = 0;
/** A record with a random handful of rows in every table that can belong to one. */
export async function randomRecord(db: Handle, ctx: Ctx, world: World, draw: Draw): Promise<number> {
  const n = `${process.pid}x${++serial}`;
  const person = await make.makeParticipant(db, {
    givenName: draw.pick(["Rosa", "Rosie", "Maria"]),
    familyName: draw.pick(["Ortiz", "Villanueva", "Ortiz Vega"]),
    middleName: draw.pick([null, "M."]),
    birthDate: draw.pick([null, "1984-07-03"]),
    status: draw.pick(["pending", "active", "expired"]),
    registeredOn: draw.pick([null, "2019-01-01", "2020-01-01"]),
    renewsOn: draw.pick([null, "2027-01-01", "2028-01-01"]),
    phone: draw.pick([null, "2135550101", "2135550102"]),
    race: draw.pick([null, ["asian"], ["white", "other"]]),
    city: draw.pick([null, "Fresno"]),
    hiddenFromEmployers: draw.chance(),
  });
  const participantId = person.id;
  const times = async (most: number, work: () => Promise<unknown>) => {
    for (let i = draw.int(most + 1); i > 0; i--) await work();
  };
  const documents: number[] = [];
  await times(3, async () => {
    const document = await make.makeDocument(db, {
      participantId,
      status: draw.pick(["unverified", "verified", "action_required", "superseded"]),
    });
    documents.push(document.id);
    if (draw.int(4) > 0) {
      const sha256 = draw.pick(["a", "b"]).repeat(64);
      await db.insert(s.documentFiles).values({
        documentId: document.id,
        storageKey: `k${n}${document.id}`,
        originalName: "t.pdf",
        mimeType: "application/pdf",
        sizeBytes: 1,
        sha256,
      });
    }
  });
  const documentId = () => (documents.length > 0 && draw.chance() ? draw.pick(documents) : null);
  await times(2, () =>
    db.insert(s.degrees).values({
      participantId,
      institutionId: world.institution,
      level: draw.pick(["associate", "bachelor"]),
      major: "ECE",
      conferredOn: "2015-06-01",
      documentId: documentId(),
    }),
  );
  await times(4, () =>
    db.insert(s.courses).values({
      participantId,
      institutionId: world.institution,
      courseNumber: draw.pick(["ECE 101", "ece-101", "ECE 2"]),
      title: "Growth",
      term: draw.pick([null, "Fall 2014"]),
      units: draw.pick(["3", "4"]),
      grade: draw.pick(["A", "A-", null]),
      classification: "ece_cd",
      documentId: documentId(),
    }),
  );
  await times(2, () =>
    db.insert(s.credentials).values({
      participantId,
      kind: "permit",
      name: "Teacher permit",
      documentNumber: draw.pick([null, "P-1", "P1"]),
      issuedOn: draw.pick(["2020-01-01", "2021-01-01"]),
      expiresOn: "2030-01-01",
      documentId: documentId(),
    }),
  );
  for (const eventId of world.events) {
    if (!draw.chance()) continue;
    const status = draw.pick(["enrolled", "attended", "withdrawn", "no_show", "waitlisted"] as const);
    const enrollment = await make.makeEnrollment(db, {
      eventId,
      participantId,
      status,
      waitlistPosition: status === "waitlisted" ? 1 : null,
    });
    if (status === "attended") {
      await db.insert(s.trainingHours).values({
        participantId,
        evidence: "sponsor_attendance",
        title: "Play",
        hours: "3",
        completedOn: "2026-03-14",
        enrollmentId: enrollment.id,
      });
    }
  }
  await times(2, () =>
    db.insert(s.trainingHours).values({
      participantId,
      evidence: "certificate",
      title: "Play",
      hours: draw.pick(["3", "2.5"]),
      completedOn: "2026-03-14",
      documentId: documentId(),
    }),
  );
  await times(2, async () => {
    const employment = await make.makeEmployment(db, {
      participantId,
      programId: draw.pick(world.programs),
      status: draw.pick(["reported", "confirmed", "declined"]),
      startedOn: draw.pick(["2019-01-01", "2021-01-01"]),
      endedOn: draw.pick([null, "2022-01-01"]),
    });
    if (draw.chance()) {
      const place = { table: "employment_wages", column: "amount", rowId: employment.id };
      await db.insert(s.employmentWages).values({
        employmentId: employment.id,
        period: "hour",
        amountCiphertext: ctx.secrets.seal(draw.pick(["21.00", "22.00"]), place),
      });
    }
  });
  for (const programId of world.programs) {
    if (draw.chance()) {
      await db.insert(s.accessGrants).values({
        participantId,
        programId,
        programNumber: "typed",
        status: draw.pick(["requested", "granted", "revoked"]),
        level: draw.pick(["administrator", "licensee"]),
        expiresOn: draw.pick([null, "2030-01-01"]),
      });
    }
  }
  for (const sponsorId of world.sponsors) {
    if (draw.chance())
      await db
        .insert(s.sponsorManagers)
        .values({ sponsorId, participantId, kind: draw.pick(["contact", "additional"]) });
    if (draw.chance()) {
      const [role] = await db
        .insert(s.instructors)
        .values({
          sponsorId,
          participantId,
          status: draw.pick(["requested", "approved"]),
          published: draw.chance(),
          profile: draw.pick([null, "Trainer"]),
        })
        .returning();
      if (draw.chance())
        await db
          .insert(s.eventInstructors)
          .values({ eventId: draw.pick(world.events), instructorId: role!.id });
    }
  }
  await times(1, () =>
    db
      .insert(s.participantNames)
      .values({ participantId, kind: "maiden", givenName: "Rosa", familyName: draw.pick(["Vega", "Luna"]) }),
  );
  await times(1, () =>
    db.insert(s.participantIdentifiers).values({
      participantId,
      kind: "fcc_license",
      value: draw.pick(["F1", "F2"]),
      issuer: draw.pick([null, "CDSS"]),
    }),
  );
  await times(1, () =>
    db.insert(s.participantIdentifiers).values({ participantId, kind: "certification_number", value: "C1" }),
  );
  await times(1, () =>
    db.insert(s.nameChanges).values({
      participantId,
      oldGivenName: "R",
      oldFamilyName: "O",
      newGivenName: "Rosa",
      newFamilyName: "Nova",
    }),
  );
  if (draw.chance()) {
    await db
      .insert(s.participantSecrets)
      .values({ participantId, ssnCiphertext: `sealed ${n}`, ssnBlindIndex: "same for all" });
  }
  if (draw.chance()) {
    await db.insert(s.accounts).values({
      email: `login${n}@example.org`,
      displayName: "Login",
      participantId,
      status: draw.pick(["active", "disabled"]),
    });
  }
  await times(1, () =>
    db.insert(s.reportRuns).values({
      reportKey: "education_and_training",
      title: "Report",
      params: {},
      participantId,
      status: "done",
    }),
  );
  return participantId;
}

/** Merges two records as they are, answering every question with the survivor's side. @returns the merge's id */
export async function mergeAnyhow(ctx: Ctx, survivorId: number, retiredId: number): Promise<number> {
  const versions = (await ctx.db.execute(
    sql`select id, version from participants where id in (${survivorId}, ${retiredId})`,
  )) as unknown as { id: number; version: number }[];
  const version = (id: number) => versions.find((row) => row.id === id)!.version;
  const [login] = (await ctx.db.execute(
    sql`select id from accounts where participant_id = ${survivorId} and status = 'active' order by id limit 1`,
  )) as unknown as { id: number }[];
  const input: CreateMerge = {
    survivorId,
    retiredId,
    reason: "One person",
    survivorVersion: version(survivorId),
    retiredVersion: version(retiredId),
    keepAccountId: login?.id ?? null,
    choices: {},
  };
  for (let tries = 0; ; tries++) {
    try {
      return (await createMerge(ctx, input)).id;
    } catch (error) {
      const blocks = (error as { details?: { blocks?: { choiceKey?: string }[] } }).details?.blocks;
      if (!blocks || tries > 5) throw error;
      input.choices = { ...input.choices };
      for (const { choiceKey } of blocks)
        if (choiceKey) input.choices[choiceKey] = tries % 2 === 0 ? "retired" : "survivor";
    }
  }
}

/** Rows that point to a retired record without resting there by its ledger, and records whose chain of merges never ends. */
export async function damage(db: Handle): Promise<{ orphans: number; cycles: number }> {
  const owned = Object.entries(mergeRules).filter(([, rule]) => rule.kind !== "stay");
  const orphans = owned.map(([reference]) => {
    const table = tableOf(reference);
    const name = sql.join(
      table.split(".").map((part) => sql.identifier(part)),
      sql`.`,
    );
    return sql`select count(*)::int as n from ${name} t join participants p on p.id = t.participant_id and p.status = 'merged'
      where not exists (select 1 from merge_ledger l join merges m on m.id = l.merge_id and m.status = 'merged' and m.retired_id = p.id
        where l.table_name = ${table} and l.row_id = t.id and l.action in ('kept', 'swapped'))`;
  });
  const [row] =
    (await db.execute(sql`select (select sum(n)::int from (${sql.join(orphans, sql` union all `)}) o) as orphans,
    (select count(*)::int from participants where survivor_of(id) is null) as cycles`)) as unknown as {
      orphans: number;
      cycles: number;
    }[];
  return row!;
}
