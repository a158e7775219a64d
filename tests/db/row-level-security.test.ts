import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import { noRole } from "#db/roles/tiers.ts";
import { testDb } from "../setup/db.ts";
import { anonymousCtx, ctxFor, systemCtx } from "../support/ctx.ts";
import { type Tier, table, tiers } from "./rls-table.ts";
import { makeRlsWorld, type RlsWorld } from "./rls-world.ts";

let world: RlsWorld;
beforeAll(async () => {
  world = await makeRlsWorld(await testDb());
}, 60_000);

async function contexts(): Promise<Record<Tier, Ctx>> {
  const db = await testDb();
  const as = (role: Parameters<typeof ctxFor>[1], who: string, more = {}) =>
    ctxFor(db, role, { accountId: world.accounts[who]!, participantId: world.people[who]!, ...more });
  return {
    anonymous: anonymousCtx(db),
    participant: as("participant", "educator"),
    program: as("program_admin", "administrator", { programIds: [world.programId] }),
    sponsor: as("sponsor_manager", "manager", { sponsorIds: [world.sponsorId] }),
    instructor: as("instructor", "leader"),
    staff: ctxFor(db, "help_desk"),
    auditor: ctxFor(db, "auditor"),
    worker: systemCtx(db),
  };
}

/** `refused` where the role may not select at all, else the owners of the rows it is given, sorted. */
async function read(ctx: Ctx, name: string): Promise<string[] | "refused"> {
  try {
    return await inTransaction(ctx, async (tx) => {
      const rows = await tx.execute<Record<string, unknown>>(sql`select * from ${sql.raw(name)}`);
      return rows.map((row) => world.ownerOf(name, row)).sort();
    });
  } catch (error) {
    const { code } = (error as { cause?: { code?: string } }).cause ?? {};
    if (code === "42501") return "refused";
    throw error;
  }
}

async function tablesOfTheSchema(): Promise<string[]> {
  const rows = await (await testDb()).execute<{ name: string }>(
    sql`select table_schema || '.' || table_name as name from information_schema.tables
        where table_schema in ('public', 'private') and table_type in ('BASE TABLE', 'VIEW')`,
  );
  return rows.map(({ name }) => name).sort();
}

test("every table of the database is decided about, and holds rows to be kept apart", async () => {
  expect(Object.keys(table).sort()).toEqual(await tablesOfTheSchema());
  const empty = [];
  for (const name of Object.keys(table)) {
    const [row] = await (await testDb()).execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.raw(name)}`,
    );
    if (row!.n === 0) empty.push(name);
  }
  expect(empty).toEqual([]);
});

describe.each(tiers)("%s", (tier) => {
  test.each(Object.keys(table))("reads of %s exactly what the policy says", async (name) => {
    const cell = table[name]![tiers.indexOf(tier)]!;
    const seen = await read((await contexts())[tier], name);
    if (cell === "refused") return expect(seen).toBe("refused");
    if (cell === "all") {
      const [row] = await (await testDb()).execute<{ n: number }>(
        sql`select count(*)::int as n from ${sql.raw(name)}`,
      );
      return expect(seen).toHaveLength(row!.n);
    }
    expect(seen).toEqual(cell === "none" ? [] : cell.split(" ").sort());
  });
});

test("a connection's own role, before a verb begins, may read no table at all", async () => {
  const db = await testDb();
  for (const name of Object.keys(table)) {
    const attempt = db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('role', ${noRole}, true)`);
      await tx.execute(sql`select * from ${sql.raw(name)}`);
    });
    await expect(attempt, name).rejects.toMatchObject({ cause: { code: "42501" } });
  }
});

describe("a portal role that holds nothing", () => {
  const catalogue = Object.keys(table).filter((name) => table[name]!.every((cell) => cell === "all"));
  const desk = ["public.desk_settings", "public.queue_pace"];
  const leaders = "public.event_instructors";
  test.each(["program_admin", "sponsor_manager", "instructor", "participant"] as const)(
    "as %s without a program, sponsor or record sees no row about anybody",
    async (role) => {
      const ctx = ctxFor(await testDb(), role);
      for (const name of Object.keys(table)) {
        if (catalogue.includes(name) || desk.includes(name) || name === leaders) continue;
        const seen = await read(ctx, name);
        if (seen !== "refused") expect(seen, name).toEqual([]);
      }
    },
  );
});

describe("history", () => {
  const everyone = [...tiers, "owner"] as const;
  const changes = [
    ["public.audit_events", sql`update audit_events set reason = 'never mind'`],
    ["public.audit_events", sql`delete from audit_events`],
    ["public.document_decisions", sql`update document_decisions set to_fix = 'nothing'`],
    ["public.document_decisions", sql`delete from document_decisions`],
  ] as const;
  const emptying = [
    ["public.audit_events", sql`truncate audit_events`],
    ["public.document_decisions", sql`truncate document_decisions`],
  ] as const;
  test.each(everyone)("cannot be changed or deleted by %s", async (who) => {
    const db = await testDb();
    for (const [name, statement] of who === "owner" ? changes : [...changes, ...emptying]) {
      const before = await db.execute(sql`select * from ${sql.raw(name)} order by id`);
      const attempt =
        who === "owner"
          ? db.execute(statement)
          : inTransaction((await contexts())[who], (tx) => tx.execute(statement));
      await attempt.then(
        () => {},
        (error: { cause?: { code?: string } }) => expect(error.cause?.code, name).toBe("42501"),
      );
      expect(await db.execute(sql`select * from ${sql.raw(name)} order by id`), name).toEqual(before);
    }
  });
});

test("an educator's tier can neither decide on its own documents nor make itself a sponsor's manager", async () => {
  const { participant } = await contexts();
  const attempts = [
    sql`insert into document_decisions (document_id, outcome) select id, 'verified' from documents`,
    sql`insert into sponsor_managers (sponsor_id, participant_id) values (${world.sponsorId}, ${world.people.educator})`,
    sql`update sponsor_managers set kind = 'contact'`,
  ];
  for (const statement of attempts) {
    const attempt = inTransaction(participant, (tx) => tx.execute(statement));
    await expect(attempt).rejects.toMatchObject({ cause: { code: "42501" } });
  }
});
