import { sql } from "drizzle-orm";
import { createDirectoryMerge } from "#api/domains/directory-merges/merge.ts";
import { approveDirectoryMerge, proposeDirectoryMerge } from "#api/domains/directory-merges/propose.ts";
import { directoryRules } from "#api/domains/directory-merges/rules.ts";
import { tableOf } from "#api/domains/merges/rules.ts";
import type { Ctx } from "#api/kernel/context.ts";
import { directoryNouns } from "#api/kernel/retired.ts";
import type { Db, Tx } from "#db/client.ts";
import { type DirectoryKind, directoryKinds } from "#db/enums.ts";
import * as s from "#db/schema/index.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import type { Draw, World } from "./merges-history.ts";

type Handle = Db | Tx;
export type Directory = Record<DirectoryKind, number[]>;
type Block = { choiceKey?: string; needs: string };

/** More records of each kind, with what two of a kind can have in common, beside those that people of the world have. */
export async function makeDirectory(db: Handle, world: World, draw: Draw): Promise<Directory> {
  for (let i = 0; i < 2; i++)
    world.programs.push(
      (
        await make.makeProgram(db, {
          licenseNumber: draw.pick([null, "L1", "L2"]),
          status: draw.pick(["active", "closed"]),
          phone: draw.pick([null, "2135550101"]),
        })
      ).id,
    );
  const institutions = [world.institution];
  for (let i = 0; i < 2; i++)
    institutions.push(
      (
        await make.makeInstitution(db, {
          ipedsUnitId: draw.chance()
            ? 700_000 + (process.pid % 1000) * 100 + world.institution * 3 + i
            : null,
          accredited: draw.chance(),
          website: draw.pick([null, "https://valley.example.org"]),
        })
      ).id,
    );
  for (const institutionId of institutions)
    for (const courseKey of ["ece1", "ece2"])
      if (draw.chance())
        await db.insert(s.courseMemory).values({
          institutionId,
          courseKey,
          courseNumber: courseKey,
          title: "Growth",
          units: draw.pick(["3", "4"]),
          unitSystem: "semester",
          classification: "ece_cd",
          decidedAt: new Date(2020, draw.int(12), 1),
        });
  const trainings: number[] = [];
  for (const sponsorId of world.sponsors)
    for (let i = 0; i < 2; i++) {
      const training = await make.makeTraining(db, { sponsorId, hours: draw.pick(["3", "4"]) });
      trainings.push(training.id);
      if (draw.chance())
        world.events.push((await make.makeEvent(db, { sponsorId, trainingId: training.id })).id);
      if (draw.chance())
        await db.insert(s.reportRuns).values({
          reportKey: "direct_service_profile",
          title: "Profile",
          params: { from: "2020-01-01", to: "2030-01-01" },
          sponsorId,
          status: "done",
        });
    }
  const all: Directory = { programs: world.programs, institutions, trainings, sponsors: world.sponsors };
  for (const kind of directoryKinds)
    await db.execute(sql`insert into directory_candidates (kind, left_id, right_id, band, score, signals, status)
      select ${kind}, a, b, 'possible', 20, '[]', 'open' from unnest(${`{${all[kind].join(",")}}`}::int[]) a,
        unnest(${`{${all[kind].join(",")}}`}::int[]) b where a < b and (a + b) % 2 = 0`);
  return all;
}

/** Two colleagues of the help desk: what the second person has to approve is approved. */
export async function makeColleagues(db: Handle): Promise<[Ctx, Ctx]> {
  const ctx = async () => ctxFor(db, "help_desk", { accountId: (await make.makeStaff(db, "help_desk")).id });
  return [await ctx(), await ctx()];
}

/** Merges two records as they are, answering every question. @returns the merge's id, or null where nothing helps. */
export async function mergeDirectoryAnyhow(
  [asks, agrees]: readonly [Ctx, Ctx],
  kind: DirectoryKind,
  survivorId: number,
  retiredId: number,
): Promise<number | null> {
  const rows = (await asks.db.execute(
    sql`select id, version from ${sql.identifier(kind)} where id in (${survivorId}, ${retiredId})`,
  )) as unknown as { id: number; version: number }[];
  const input = {
    kind,
    survivorId,
    retiredIds: [retiredId],
    reason: "One and the same",
    versions: Object.fromEntries(rows.map(({ id, version }) => [id, version])),
    choices: {} as Record<string, "survivor" | "retired" | number>,
  };
  let second = false;
  for (let tries = 0; ; tries++) {
    try {
      if (!second) return (await createDirectoryMerge(asks, input)).id;
      const { id } = await proposeDirectoryMerge(asks, input);
      await approveDirectoryMerge(agrees, { id, version: 1 });
      return id;
    } catch (error) {
      const blocks = (error as { details?: { blocks?: Block[] } }).details?.blocks;
      if (!blocks || tries > 5) throw error;
      if (blocks.some(({ needs }) => needs === "nothing_helps")) return null;
      second ||= blocks.some(({ needs }) => needs === "second_person");
      for (const { choiceKey, needs } of blocks)
        if (choiceKey && needs === "choice")
          input.choices[choiceKey] = choiceKey.includes(":")
            ? "retired"
            : tries % 2 === 0
              ? retiredId
              : survivorId;
    }
  }
}

/** Rows that point to a retired record without resting there by its ledger; chains that never end; events apart from their training. */
export async function directoryDamage(db: Handle): Promise<string[]> {
  const found: string[] = [];
  for (const kind of directoryKinds) {
    const owned = Object.entries(directoryRules[kind]).filter(([, rule]) => rule.kind !== "stay");
    const orphans = owned.map(([reference]) => {
      const table = tableOf(reference);
      const column = sql.identifier(reference.slice(table.length + 1));
      return sql`select count(*)::int as n from ${sql.identifier(table)} t join ${sql.identifier(kind)} r on r.id = t.${column}
        and r.merged_into_id is not null where not exists (select 1 from merge_ledger l
          join directory_merges m on m.id = l.directory_merge_id and m.status = 'merged' and m.kind = ${kind} and m.retired_id = r.id
          where l.table_name = ${table} and l.row_id = t.id and l.action in ('kept', 'swapped'))`;
    });
    const [row] =
      (await db.execute(sql`select (select sum(n)::int from (${sql.join(orphans, sql` union all `)}) o) as orphans,
      (select count(*)::int from ${sql.identifier(kind)} where ${sql.raw(`${directoryNouns[kind]}_survivor_of`)}(id) is null) as cycles`)) as unknown as {
        orphans: number;
        cycles: number;
      }[];
    if (row!.orphans > 0) found.push(`${row!.orphans} rows rest on retired ${kind} by no merge`);
    if (row!.cycles > 0) found.push(`${row!.cycles} ${kind} stand in a cycle`);
  }
  const [apart] =
    (await db.execute(sql`select count(*)::int as n from events e join trainings t on t.id = e.training_id
    where e.sponsor_id <> t.sponsor_id`)) as unknown as { n: number }[];
  if (apart!.n > 0) found.push(`${apart!.n} events stand apart from their training's organization`);
  return found;
}
