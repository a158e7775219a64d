import { sql } from "drizzle-orm";
import { undoDirectoryMerge } from "#api/domains/directory-merges/undo.ts";
import { changesSince } from "#api/domains/merges/take-back.ts";
import { undoMerge } from "#api/domains/merges/undo.ts";
import type { Ctx } from "#api/kernel/context.ts";
import { RegistryError } from "#api/kernel/errors.ts";
import type { Db, Tx } from "#db/client.ts";
import type { DirectoryKind } from "#db/enums.ts";
import { ctxFor } from "../support/ctx.ts";
import {
  type Directory,
  directoryDamage,
  makeColleagues,
  makeDirectory,
  mergeDirectoryAnyhow,
} from "./directory-history.ts";
import {
  type Draw,
  damage,
  everyRow,
  makeWorld,
  mergeAnyhow,
  randomRecord,
  type World,
} from "./merges-history.ts";

export type Kind = "people" | DirectoryKind;
type Of = { of: "merge_id" | "directory_merge_id"; id: number };
/** What is tried: the registry's own merge and undo, or a broken one that the harness has to catch. */
export type Deeds = {
  merge(
    colleagues: readonly [Ctx, Ctx],
    kind: Kind,
    survivorId: number,
    retiredId: number,
  ): Promise<Of | null>;
  undo(ctx: Ctx, merge: Of, restore?: string[]): Promise<unknown>;
};
export const sound: Deeds = {
  merge: async (colleagues, kind, survivorId, retiredId) => {
    if (kind === "people")
      return { of: "merge_id", id: await mergeAnyhow(colleagues[0], survivorId, retiredId) };
    const id = await mergeDirectoryAnyhow(colleagues, kind, survivorId, retiredId);
    return id === null ? null : { of: "directory_merge_id", id };
  },
  undo: async (ctx, { of, id }, restore = []) => {
    const [row] = (await ctx.db.execute(
      sql`select version from ${sql.raw(of === "merge_id" ? "merges" : "directory_merges")} where id = ${id}`,
    )) as unknown as { version: number }[];
    const input = { id, version: row!.version, reason: "Two after all", restore };
    return of === "merge_id" ? undoMerge(ctx, input) : undoDirectoryMerge(ctx, input);
  },
};

/** Columns a colleague may edit at any moment, and to what: every edit is to a value of its own. */
const editable: Record<string, Record<string, (n: number) => string | number>> = {
  participants: {
    phone: (n) => String(2_135_560_000 + n),
    city: (n) => `City ${n}`,
    preferred_name: (n) => `Called ${n}`,
  },
  documents: { stated_number: (n) => `S${n}` },
  courses: { title: (n) => `Course ${n}`, course_number: (n) => `ECE ${1000 + n}` },
  degrees: { title: (n) => `Degree ${n}` },
  credentials: { name: (n) => `Permit ${n}` },
  training_hours: { sponsor_name: (n) => `Sponsor ${n}` },
  employments: { age_group: (n) => `Age ${n}` },
  enrollments: { position: (n) => `Position ${n}` },
  access_grants: { note: (n) => `Note ${n}` },
  instructors: { profile: (n) => `Profile ${n}` },
  participant_identifiers: { issuer: (n) => `Issuer ${n}` },
  programs: { phone: (n) => String(2_135_560_000 + n), licensee: (n) => `Licensee ${n}` },
  institutions: { website: (n) => `https://${n}.example.org` },
  trainings: { description: (n) => `Description ${n}` },
  sponsors: { contact_name: (n) => `Contact ${n}` },
  events: { location_name: (n) => `Hall ${n}` },
};

export type Registry = {
  world: World;
  people: number[];
  colleagues: [Ctx, Ctx];
  directory: Directory;
  kinds: readonly Kind[];
};
/** A small registry: records that overlap in everything two records can have in common, some of them on the worklist. */
export async function randomRegistry(tx: Tx, draw: Draw, kinds: readonly Kind[]): Promise<Registry> {
  const ctx = ctxFor(tx, "help_desk");
  const world = await makeWorld(tx);
  const directory = await makeDirectory(tx, world, draw);
  const people: number[] = [];
  for (let i = 0; i < 5; i++) people.push(await randomRecord(tx, ctx, world, draw));
  await tx.execute(sql`insert into duplicate_candidates (left_id, right_id, band, score, signals, status)
    select a, b, 'possible', 20, '[]', case when (a + b) % 3 = 0 then 'not_duplicate' else 'open' end
    from unnest(${`{${people.join(",")}}`}::int[]) a, unnest(${`{${people.join(",")}}`}::int[]) b where a < b and (a + b) % 2 = 0`);
  return { world, people, colleagues: await makeColleagues(tx), directory, kinds };
}

type Expected = Map<string, Record<string, unknown>>;
const living = async (tx: Tx, table: string, ids: readonly number[]): Promise<number[]> =>
  (
    (await tx.execute(
      sql`select id from ${sql.identifier(table)} where id = any (${`{${ids.join(",")}}`}::int[]) and merged_into_id is null order by id`,
    )) as unknown as { id: number }[]
  ).map(({ id }) => id);

let edits = 0;
/** A colleague edits one row, wherever it stands; the edit is expected to outlive every undo. */
async function editSomething(tx: Tx, draw: Draw, expected: Expected): Promise<void> {
  const table = draw.pick(Object.keys(editable));
  const rows = [...expected.keys()].filter((key) => key.startsWith(`public.${table}:`));
  if (rows.length === 0) return;
  const key = draw.pick(rows);
  const column = draw.pick(Object.keys(editable[table]!));
  const value = editable[table]![column]!(++edits);
  await tx.execute(
    sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${value} where id = ${Number(key.split(":")[1])}`,
  );
  expected.get(key)![column] = value;
}

/** A course is entered from a document, or a paper arrives under any number, an old one too. */
async function enterSomething(
  tx: Tx,
  draw: Draw,
  people: readonly number[],
  expected: Expected,
): Promise<void> {
  const ofDocument = (await tx.execute(
    sql`select d.id, d.participant_id from documents d join participants p on p.id = d.participant_id and p.merged_into_id is null order by d.id`,
  )) as unknown as { id: number; participant_id: number }[];
  const document = draw.chance() && ofDocument.length > 0 ? draw.pick(ofDocument) : null;
  const [row] = (await (document
    ? tx.execute(sql`insert into courses as t (participant_id, institution_name, course_number, title, units, classification, document_id)
        values (${document.participant_id}, 'Valley', ${`NEW ${++edits}`}, 'Growth', 3, 'ece_cd', ${document.id}) returning to_jsonb(t) as row`)
    : tx.execute(
        sql`insert into documents as t (participant_id, type, status) values (${draw.pick(people)}, 'other', 'unverified') returning to_jsonb(t) as row`,
      ))) as unknown as { row: Record<string, unknown> }[];
  const { version: _, updated_at: __, ...values } = row!.row;
  // An entry goes home with its document; whatever else is made on a merged record stays where it was made.
  const owner = document
    ? expected.get(`public.documents:${document.id}`)!.participant_id
    : values.participant_id;
  expected.set(`public.${document ? "courses" : "documents"}:${String(values.id)}`, {
    ...values,
    participant_id: owner,
  });
}

/** Somebody starts to work, or an event of a training is scheduled, under any number of the directory, an old one too. */
async function workSomewhere(
  tx: Tx,
  draw: Draw,
  directory: Directory,
  people: readonly number[],
  expected: Expected,
): Promise<void> {
  const event = draw.chance();
  const [row] = (await (event
    ? tx.execute(sql`insert into events as t (training_id, sponsor_id, title, hours, starts_on, ends_on, capacity, county, program_code)
        select r.id, r.sponsor_id, ${`Event ${++edits}`}, 3, '2031-01-01', '2031-01-01', 20, '19', 'A' from trainings r
        where r.id = training_survivor_of(${draw.pick(directory.trainings)}) returning to_jsonb(t) as row`)
    : tx.execute(sql`insert into employments as t (participant_id, program_id, position, started_on)
        values (${draw.pick(people)}, ${draw.pick(directory.programs)}, ${`position ${++edits}`}, '2031-01-01') returning to_jsonb(t) as row`))) as unknown as {
    row: Record<string, unknown>;
  }[];
  const { version: _, updated_at: __, ...values } = row!.row;
  // An event goes home with its training; a position that was reported on a merged record stays where it was reported.
  const home = event
    ? { sponsor_id: expected.get(`public.trainings:${String(values.training_id)}`)!.sponsor_id }
    : {};
  expected.set(`public.${event ? "events" : "employments"}:${String(values.id)}`, { ...values, ...home });
}

export type Played = {
  differences: string[];
  merges: number;
  undos: number;
  refused: number;
  edits: number;
  restored: number;
};

/**
 * One history: merges, undos (also in the middle, which may be refused), edits and new rows in any order, then every merge
 * is taken back. Told are the rows that are not what they were before, edits aside, and every damage on the way.
 */
export async function playHistory(
  tx: Tx,
  { people, colleagues, directory, kinds }: Registry,
  draw: Draw,
  deeds: Deeds = sound,
): Promise<Played> {
  const ctx = ctxFor(tx, "help_desk");
  const expected = await everyRow(tx);
  const played: Played = { differences: [], merges: 0, undos: 0, refused: 0, edits: 0, restored: 0 };
  const standing: Of[] = [];
  const asItWas = new Map<Of, Expected>();
  const undo = async (merge: Of) => {
    try {
      const changed = (await changesSince(tx, merge)).filter(({ restorable }) => restorable);
      const chosen = changed.filter(() => draw.int(3) === 0);
      const restore = chosen.map(({ key }) => key);
      await deeds.undo(
        ctx,
        merge,
        chosen.map(({ key, seen }) => `${key}@${seen}`),
      );
      // A row that is put back is what it was when the merge met it: the edits since are given up.
      for (const key of restore)
        expected.set(`public.${key}`, { ...asItWas.get(merge)!.get(`public.${key}`)! });
      played.restored += restore.length;
      standing.splice(standing.indexOf(merge), 1);
      played.undos++;
    } catch (error) {
      if (!(error instanceof RegistryError && error.status === 409)) throw error;
      played.refused++;
    }
  };
  for (let steps = 5 + draw.int(6); steps > 0; steps--) {
    const what = draw.int(10);
    const kind = draw.pick(kinds);
    const alive =
      kind === "people" ? await living(tx, "participants", people) : await living(tx, kind, directory[kind]);
    if (what < 5 && alive.length > 1) {
      const [survivor] = alive.splice(draw.int(alive.length), 1);
      const were = new Map([...expected].map(([key, row]) => [key, { ...row }]));
      const merge = await deeds.merge(colleagues, kind, survivor!, draw.pick(alive));
      if (!merge) continue;
      standing.push(merge);
      asItWas.set(merge, were);
      played.merges++;
    } else if (what < 7 && standing.length > 0) await undo(draw.pick(standing));
    else if (what < 9) {
      await editSomething(tx, draw, expected);
      played.edits++;
    } else if (kind !== "people" && draw.chance()) await workSomewhere(tx, draw, directory, people, expected);
    else await enterSomething(tx, draw, people, expected);
  }
  const { orphans, cycles } = await damage(tx);
  if (orphans > 0) played.differences.push(`${orphans} orphans while merged`);
  if (cycles > 0) played.differences.push(`${cycles} cycles`);
  played.differences.push(...(await directoryDamage(tx)).map((each) => `${each} while merged`));
  for (const merge of [...standing].reverse()) await undo(merge);
  if (standing.length > 0) played.differences.push(`${standing.length} merges could not be taken back`);
  played.differences.push(...differing(expected, await everyRow(tx)));
  return played;
}

/** The search's folded names follow edits of names by trigger, and its vocabulary only grows: those are not compared. */
function differing(expected: Expected, now: Expected): string[] {
  const lost: string[] = [];
  for (const [key, row] of expected) {
    const found = now.get(key);
    if (!found) lost.push(`${key} is gone`);
    else {
      const columns = Object.keys(row).filter(
        (column) => JSON.stringify(row[column]) !== JSON.stringify(found[column]),
      );
      if (columns.length > 0) lost.push(`${key} differs in ${columns.join(", ")}`);
    }
  }
  for (const key of now.keys()) if (!expected.has(key)) lost.push(`${key} is new`);
  return lost.filter((words) => !words.startsWith("public.name_"));
}

/** Several histories on one random registry, each rolled back; the registry too. */
export async function playRegistry(
  db: Db,
  draw: Draw,
  histories: number,
  deeds?: Deeds,
  kinds: readonly Kind[] = ["people"],
): Promise<Played[]> {
  const rollback = new Error("rolled back on purpose");
  const played: Played[] = [];
  const rolledBack = (within: Db | Tx, work: (tx: Tx) => Promise<void>) =>
    within
      .transaction(async (tx) => {
        await work(tx);
        throw rollback;
      })
      .catch((error) => {
        if (error !== rollback) throw error;
      });
  await rolledBack(db, async (tx) => {
    const registry = await randomRegistry(tx, draw, kinds);
    for (let n = 0; n < histories; n++) {
      await rolledBack(tx, async (inner) => {
        played.push(await playHistory(inner, registry, draw, deeds));
      });
    }
  });
  return played;
}

/** Undo as it would be if somebody forgot a table: nothing of it is taken back. */
export const forgetful = (table: string): Deeds => ({
  ...sound,
  undo: async (ctx, merge) => {
    await ctx.db.execute(
      sql`delete from merge_ledger where ${sql.raw(merge.of)} = ${merge.id} and table_name = ${table}`,
    );
    return sound.undo(ctx, merge);
  },
});
