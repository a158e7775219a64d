import { sql } from "drizzle-orm";
import { loadActor, verifyPassword } from "#api/domains/accounts/index.ts";
import { decideDocument, uploadDocument } from "#api/domains/documents/index.ts";
import { enroll } from "#api/domains/enrollments/index.ts";
import { loadPair } from "#api/domains/merges/load-pair.ts";
import { carryOut, createMerge } from "#api/domains/merges/merge.ts";
import { planMerge } from "#api/domains/merges/plan.ts";
import { type CreateMerge, createMergeSchema } from "#api/domains/merges/schemas.ts";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import { Conflict, RegistryError } from "#api/kernel/errors.ts";
import type { Db } from "#db/client.ts";
import { merges } from "#db/schema/index.ts";
import { ctxFor } from "../support/ctx.ts";
import { makeAccount, makeEvent, makeSponsor, makeStaff, testPassword } from "../support/factories.ts";
import { damage } from "./merges-history.ts";

export type Merge = (ctx: Ctx, input: CreateMerge) => Promise<unknown>;

/** As merges are written elsewhere: looked at first, then written, with nothing that holds the two records meanwhile. */
export const careless: Merge = (ctx, raw) =>
  inTransaction(ctx, async (tx, inner) => {
    const input = createMergeSchema.parse(raw);
    const pair = await loadPair(tx, inner, input, { lock: false });
    if (pair.survivor.merged_into_id ?? pair.retired.merged_into_id) throw new Conflict("Merged already.");
    const [merge] = await tx.insert(merges).values(input).returning({ id: merges.id });
    await carryOut(tx, inner, { id: merge!.id, input, pair, plan: planMerge(pair, input) });
  });

/** The two records held in order, but decided on as they were before: whoever waited for the lock does not look again. */
export const unchecked: Merge = (ctx, raw) =>
  inTransaction(ctx, async (tx, inner) => {
    const input = createMergeSchema.parse(raw);
    const pair = await loadPair(tx, inner, input, { lock: false });
    await tx.execute(
      sql`select id from participants where id in (${input.survivorId}, ${input.retiredId}) order by id for update`,
    );
    const [merge] = await tx.insert(merges).values(input).returning({ id: merges.id });
    await carryOut(tx, inner, { id: merge!.id, input, pair, plan: planMerge(pair, input) });
  });

/** Which of a round's three records is merged into which, at the same moment. */
const shapes = [
  [
    [1, 0],
    [2, 1],
  ],
  [
    [1, 0],
    [0, 1],
  ],
  [
    [2, 0],
    [2, 1],
    [1, 2],
  ],
] as const;

export type Rounds = { rounds: number; merged: number; refused: number; others: number; broken: string[] };
type Desk = { helpDesk: Ctx; clerk: Ctx; eventId: number; password: string };

async function openDesk(owner: Db, pool: Db): Promise<Desk> {
  const event = await makeEvent(owner, {
    sponsorId: (await makeSponsor(owner)).id,
    startsOn: "2099-01-01",
    endsOn: "2099-01-01",
    capacity: 1_000_000,
  });
  const ctx = async (role: "help_desk" | "data_entry") =>
    ctxFor(pool, role, { accountId: (await makeStaff(owner, role)).id });
  return {
    helpDesk: await ctx("help_desk"),
    clerk: await ctx("data_entry"),
    eventId: event.id,
    password: testPassword,
  };
}

let serial = 0;
/** Three records of one person, each with a claimed transcript (two of the same file), a position, and two with a sign-in. */
async function seedTriple(owner: Db, desk: Desk, signsIn: boolean) {
  const n = `${process.pid}x${++serial}`;
  const rows = (await owner.execute(sql`
    with people as (insert into participants (given_name, family_name) select 'Rosa', ${`Ortiz ${n}`} from generate_series(1, 3) returning id),
    papers as (insert into documents (participant_id, type, status, claimed_by_id, claimed_until)
      select id, 'transcript', 'unverified', ${accountOf(desk.clerk)}, now() + interval '1 hour' from people returning id, participant_id),
    files as (insert into document_files (document_id, storage_key, original_name, mime_type, size_bytes, sha256)
      select id, ${n} || id, 't.pdf', 'application/pdf', 1, encode(sha256((${n} || (participant_id % 2))::bytea), 'hex') from papers),
    jobs as (insert into employments (participant_id, program_id, position, started_on) select id, (select min(id) from programs), 'teacher', '2022-01-01' from people)
    select people.id, papers.id as document from people join papers on papers.participant_id = people.id order by 1`)) as unknown as {
    id: number;
    document: number;
  }[];
  const ids = rows.map(({ id }) => id);
  const accounts: number[] = [];
  const emails: string[] = [];
  for (const participantId of ids.slice(0, 2)) {
    const email = `rosa${n}-${participantId}@example.org`;
    if (signsIn) accounts.push((await makeAccount(owner, { email, participantId })).id);
    else {
      const [row] = (await owner.execute(
        sql`insert into accounts (email, display_name, participant_id) values (${email}, 'Rosa', ${participantId}) returning id`,
      )) as unknown as { id: number }[];
      accounts.push(row!.id);
    }
    emails.push(email);
  }
  return { n, ids, documents: rows.map(({ document }) => document), accounts, emails };
}
const accountOf = (ctx: Ctx): number => (ctx.actor.type === "account" ? ctx.actor.accountId : 0);

/**
 * Rounds of merges that overlap, while a clerk verifies a paper, somebody enrolls, uploads and signs in under one of the three
 * numbers: all at once, each in a connection of its own. Broken is every error that is no sentence for a person, and every
 * rule of the registry that does not hold afterwards.
 */
export async function playRounds(
  owner: Db,
  pool: Db,
  rounds: number,
  merge: Merge = createMerge,
  lanes = 1,
): Promise<Rounds> {
  const desk = await openDesk(owner, pool);
  await owner.execute(
    sql`insert into programs (program_number, name, setting) values (${`P${process.pid}${++serial}`}, 'Little Oaks', 'center_based')`,
  );
  const result: Rounds = { rounds, merged: 0, refused: 0, others: 0, broken: [] };
  const [retiredBefore] = await retiredNow(owner);
  const brokenBefore = await rulesBroken(owner);
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof RegistryError && error.status < 500) return false;
      const cause = (error as { cause?: Error }).cause;
      result.broken.push(`${what}: ${String((cause ?? (error as Error)).message).slice(0, 120)}`);
      return false;
    }
  };
  const other = async (what: string, work: () => Promise<unknown>) => {
    if (await attempt(what, work)) result.others++;
  };
  const play = async (round: number) => {
    const { n, ids, documents, accounts, emails } = await seedTriple(owner, desk, round % 10 === 0);
    const input = (survivorId: number, retiredId: number): CreateMerge => ({
      survivorId,
      retiredId,
      reason: "Race",
      survivorVersion: 1,
      retiredVersion: 1,
      keepAccountId: [survivorId, retiredId].every((id) => ids.indexOf(id) < 2) ? accounts[round % 2]! : null,
    });
    const whose = round % 3;
    const courses = [
      {
        courseNumber: "ECE 1",
        title: "Growth",
        units: "3",
        unitSystem: "semester",
        classification: "ece_cd",
        institutionName: "Valley",
        grade: "A",
        term: "Fall 2014",
        completedOn: "2014-12-20",
      },
    ];
    await Promise.all([
      ...shapes[round % shapes.length]!.map(async ([survivor, retired]) => {
        if (await attempt("merge", () => merge(desk.helpDesk, input(ids[survivor]!, ids[retired]!))))
          result.merged++;
        else result.refused++;
      }),
      other("verify", () =>
        decideDocument(desk.clerk, {
          id: documents[whose]!,
          version: 1,
          outcome: "verified",
          entries: { courses, degrees: [], credentials: [], trainingHours: [] } as never,
        }),
      ),
      other("enroll", () =>
        enroll(desk.helpDesk, { eventId: desk.eventId, participantId: ids[(whose + 1) % 3]! }),
      ),
      other("upload", () =>
        uploadDocument(desk.helpDesk, {
          type: "transcript",
          participantId: ids[whose]!,
          file: {
            key: `up${n}`,
            originalName: "t.pdf",
            sizeBytes: 10,
            sha256: "c".repeat(64),
            head: Buffer.from("%PDF-1.7\n"),
          },
        }),
      ),
      other("sign in", async () => {
        if (round % 10 === 0)
          await verifyPassword(
            desk.helpDesk,
            { email: emails[0]!, password: desk.password },
            `10.0.${round % 250}.1`,
          );
        await loadActor(desk.helpDesk, accounts[whose % 2]!);
      }),
    ]);
  };
  let next = 0;
  const lane = async () => {
    for (let round = next++; round < rounds; round = next++) await play(round);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const [retiredAfter] = await retiredNow(owner);
  if (retiredAfter! - retiredBefore! !== result.merged)
    result.broken.push(`${result.merged} merges retired ${retiredAfter! - retiredBefore!} records`);
  for (const [rule, times] of await rulesBroken(owner)) {
    const more = times - (brokenBefore.get(rule) ?? 0);
    if (more > 0) result.broken.push(`${more} times: ${rule}`);
  }
  return result;
}

const retiredNow = async (owner: Db): Promise<number[]> =>
  (
    (await owner.execute(
      sql`select count(*)::int as n from participants where status = 'merged'`,
    )) as unknown as {
      n: number;
    }[]
  ).map(({ n }) => n);

/** What must hold whatever happened at once, with how often it does not. */
const rules: Record<string, string> = {
  "retired records hold a place on a roster": `select 1 from enrollments e join participants p on p.id = e.participant_id
    where p.status = 'merged' and e.status in ('enrolled', 'attended', 'waitlisted')`,
  "living records have two active sign-ins": `select 1 from accounts a join participants p on p.id = a.participant_id
    where a.status = 'active' and p.status <> 'merged' group by p.id having count(*) > 1`,
  "active sign-ins lead to a retired record": `select 1 from accounts a join participants p on p.id = a.participant_id
    where p.status = 'merged'`,
  "courses stand apart from their document": `select 1 from courses c join documents d on d.id = c.document_id
    where c.participant_id <> d.participant_id`,
  "verified papers lost their decision": `select 1 from documents d join document_decisions x on x.document_id = d.id
    where x.outcome = 'verified' and d.status <> 'verified'`,
  "records keep the same file twice": `select 1 from documents d join document_files f on f.document_id = d.id join participants p on p.id = d.participant_id
    where p.status <> 'merged' and d.status <> 'deleted' group by d.participant_id, f.sha256 having count(distinct d.id) > 1`,
  "retired records have no merge that retired them": `select 1 from participants p where p.status = 'merged'
    and not exists (select 1 from merges m where m.retired_id = p.id and m.survivor_id = p.merged_into_id and m.status = 'merged')`,
};

async function rulesBroken(owner: Db): Promise<Map<string, number>> {
  const { orphans, cycles } = await damage(owner);
  const broken = new Map([
    ["rows rest on a retired record by no merge", orphans],
    ["records stand in a cycle", cycles],
  ]);
  for (const [rule, query] of Object.entries(rules)) {
    const [row] = (await owner.execute(
      sql.raw(`select count(*)::int as n from (${query}) x`),
    )) as unknown as {
      n: number;
    }[];
    broken.set(rule, row!.n);
  }
  return broken;
}
