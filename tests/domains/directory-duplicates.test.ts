import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { decideNotOneRecord, reopenPair } from "#api/domains/directory-duplicates/decide.ts";
import { findDirectoryMatches } from "#api/domains/directory-duplicates/find-matches.ts";
import { findDirectoryDuplicates } from "#api/domains/directory-duplicates/index.ts";
import { getDirectoryDuplicate, listDirectoryDuplicates } from "#api/domains/directory-duplicates/list.ts";
import type { DirectoryPairRow } from "#api/domains/directory-duplicates/schemas.ts";
import { readDirectorySearch } from "#api/domains/directory-duplicates/search-state.ts";
import { directorySignalKeys, withText } from "#api/domains/directory-duplicates/words.ts";
import { judgeBlind } from "#api/domains/duplicates/blind.ts";
import { createInstitution } from "#api/domains/institutions/write.ts";
import { createProgram } from "#api/domains/programs/save.ts";
import { rowsOf } from "#api/kernel/list.ts";
import { type DirectoryKind, directoryKinds } from "#db/enums.ts";
import * as s from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import { drainQueue } from "../support/queue.ts";

const c = s.directoryCandidates;
let serial = 100;
/** Two records of a kind that are one but for the slips of a second hand; no other record of the tests is like them. */
async function twice(kind: DirectoryKind): Promise<[number, number]> {
  const db = await testDb();
  const n = ++serial;
  const word = `Quil${String.fromCharCode(97 + (n % 26), 97 + ((n * 7) % 26), 97 + ((n * 11) % 26))}ora`;
  if (kind === "programs") {
    const one = {
      licenseNumber: `19${n}77301`,
      addressLine: `${n} West Elm Street`,
      city: "Fresno",
      zip: "93701",
      phone: `(559) 555-0${n}`,
    };
    const first = await make.makeProgram(db, { ...one, name: `${word} Child Development Center` });
    const second = await make.makeProgram(db, {
      ...one,
      name: `${word} Child Dev. Ctr, Inc.`,
      licenseNumber: null,
      addressLine: `${n} W Elm St`,
    });
    return [first.id, second.id];
  }
  if (kind === "institutions") {
    const one = { city: `${word}ville`, state: "CA", zip: `9${n}1`, website: `https://www.${word}.edu/` };
    const first = await make.makeInstitution(db, {
      ...one,
      name: `${word} Community College`,
      ipedsUnitId: 900_000 + n,
    });
    const second = await make.makeInstitution(db, {
      ...one,
      name: `${word} Comm. Coll.`,
      ipedsUnitId: null,
      website: `${word}.edu`,
    });
    return [first.id, second.id];
  }
  if (kind === "sponsors") {
    const one = {
      contactEmail: `info@${word}.org`,
      contactPhone: `(213) 555-0${n}`,
      website: `https://${word}.org`,
    };
    const first = await make.makeSponsor(db, { ...one, name: `${word} Training Collaborative` });
    const second = await make.makeSponsor(db, { ...one, name: `${word} Trainings`, contactPhone: null });
    return [first.id, second.id];
  }
  const sponsor = await make.makeSponsor(db, { name: `${word} Institute` });
  const one = { sponsorId: sponsor.id, hours: "3", description: `${word} with time to try and to plan.` };
  const first = await make.makeTraining(db, { ...one, title: `${word} and Loose Parts` });
  const second = await make.makeTraining(db, { ...one, title: `${word} & Loose Part` });
  return [first.id, second.id];
}
const pairOf = async (kind: DirectoryKind, [left, right]: [number, number]) => {
  const db = await testDb();
  const [row] = await db
    .select()
    .from(c)
    .where(sql`${c.kind} = ${kind} and ${c.leftId} = ${left} and ${c.rightId} = ${right}`);
  return row;
};

async function desk(role: "help_desk" | "registry_admin" = "help_desk") {
  const db = await testDb();
  const account = await make.makeStaff(db, role);
  return ctxFor(db, role, { accountId: account.id });
}

beforeEach(async () => {
  await drainQueue();
});

test.each(directoryKinds)(
  "%s that stand twice are on the worklist as soon as the queue ran, with reasons in words",
  async (kind) => {
    const ids = await twice(kind);
    const { done } = await drainQueue();
    expect(done).toContain("match_changed_directory");
    const pair = await pairOf(kind, ids);
    expect(pair).toMatchObject({ status: "open" });
    const ctx = await desk();
    const [row] = rowsOf<DirectoryPairRow>(
      await listDirectoryDuplicates(ctx, { filter: { kind, recordId: ids[0], status: "open" } }),
    );
    expect(row).toMatchObject({
      kind,
      leftId: ids[0],
      rightId: ids[1],
      left: { retired: false },
      right: { id: ids[1] },
    });
    expect(row!.signals[0]!.text).toMatch(/^[A-Z].*\.$/);
    const view = await getDirectoryDuplicate(ctx, row!.id);
    expect(view.fields.some(({ same, left }) => same && left !== null)).toBe(true);
    expect(view.fields.some(({ same }) => !same)).toBe(true);
  },
);

test("what no longer looks alike leaves the list, a merged record too; a new look finds the same again", async () => {
  const db = await testDb();
  const ids = await twice("programs");
  await drainQueue();
  expect(await pairOf("programs", ids)).toBeDefined();
  const elsewhere = {
    name: "Zymurgy Hall",
    licensee: null,
    addressLine: "1 Ocean Drive",
    city: "Arcata",
    zip: "95521",
    phone: null,
  };
  await db.update(s.programs).set(elsewhere).where(eq(s.programs.id, ids[1]));
  await drainQueue();
  expect(await pairOf("programs", ids)).toBeUndefined();

  const others = await twice("programs");
  await drainQueue();
  const before = await pairOf("programs", others);
  const ctx = await desk();
  await findDirectoryDuplicates(ctx, { kind: "programs" });
  expect(await pairOf("programs", others)).toMatchObject({ id: before!.id, status: "open" });
  await db.update(s.programs).set({ mergedIntoId: others[0] }).where(eq(s.programs.id, others[1]));
  await drainQueue();
  const listed = await listDirectoryDuplicates(ctx, {
    filter: { kind: "programs", recordId: others[1], status: "open" },
  });
  expect(listed.total).toBe(0);
});

test("a pair put aside stays so until what was compared changes, whatever looks; it can be taken back by hand", async () => {
  const db = await testDb();
  const ctx = await desk();
  const ids = await twice("sponsors");
  await drainQueue();
  const pair = await pairOf("sponsors", ids);
  const put = await decideNotOneRecord(ctx, {
    id: pair!.id,
    version: pair!.version,
    reason: "Two offices of one name.",
  });
  expect(put).toMatchObject({ status: "not_duplicate", decisionReason: "Two offices of one name." });
  await expect(
    decideNotOneRecord(ctx, { id: pair!.id, version: put.version, reason: "Again." }),
  ).rejects.toThrow(/not duplicate already/);
  await findDirectoryDuplicates(ctx, { kind: "sponsors" });
  await db.update(s.sponsors).set({ contactName: "Nobody Compared" }).where(eq(s.sponsors.id, ids[0]));
  await drainQueue();
  expect(await pairOf("sponsors", ids)).toMatchObject({ status: "not_duplicate" });
  await reopenPair(ctx, { id: pair!.id });
  const open = await pairOf("sponsors", ids);
  await decideNotOneRecord(ctx, { id: pair!.id, version: open!.version, reason: "Two offices of one name." });
  await db.update(s.sponsors).set({ contactPhone: "(213) 555-0999" }).where(eq(s.sponsors.id, ids[0]));
  await drainQueue();
  expect(await pairOf("sponsors", ids)).toMatchObject({ status: "open", decidedById: null });
});

test("staff are shown what a new record may be already; making it anyway has to be said", async () => {
  const ctx = await desk("registry_admin");
  const db = await testDb();
  const [id] = await twice("programs");
  await drainQueue();
  const [there] = await db.select().from(s.programs).where(eq(s.programs.id, id));
  const typed = {
    name: there!.name.toUpperCase(),
    addressLine: there!.addressLine,
    city: "Fresno",
    phone: there!.phone,
  };
  const [first] = await findDirectoryMatches(ctx, {
    kind: "programs",
    record: { name: typed.name, city: "Fresno" },
  });
  expect(first).toMatchObject({ id, name: there!.name });
  expect(
    await findDirectoryMatches(ctx, { kind: "programs", record: { name: "Zebra Crossing Yurt" } }),
  ).toEqual([]);
  const input = { ...typed, programNumber: `N${id}`, setting: "center_based" as const };
  await expect(createProgram(ctx, input)).rejects.toMatchObject({
    message: expect.stringContaining("another one"),
    details: { matches: expect.arrayContaining([expect.objectContaining({ id })]) },
  });
  expect(await createProgram(ctx, { ...input, confirmNew: true })).toMatchObject({ programNumber: `N${id}` });
});

test("a record of the very name is asked about although nothing else was typed", async () => {
  const ctx = await desk("registry_admin");
  const db = await testDb();
  const ids: number[] = [];
  // Campuses that share most of their name: the engine trusts such a name less.
  for (const [at, city] of ["San Jose", "San Diego", "San Marcos", "San Luis", "Santa Cruz"].entries()) {
    const campus = { name: `${city} State University`, city, state: "CA", ipedsUnitId: 980_000 + at };
    ids.push((await make.makeInstitution(db, { ...campus, website: null })).id);
  }
  await drainQueue();
  const typed = { name: "San Jose State University" };
  const [first] = await findDirectoryMatches(ctx, { kind: "institutions", record: typed });
  expect(first).toMatchObject({ id: ids[0], band: "possible" });
  await expect(createInstitution(ctx, typed)).rejects.toMatchObject({
    details: { matches: [expect.objectContaining({ id: ids[0] })] },
  });
  expect(await createInstitution(ctx, { ...typed, confirmNew: true })).toMatchObject(typed);
  const another = { name: "San Bruno State University" };
  expect(await createInstitution(ctx, another)).toMatchObject(another);
});

test("a reason says once what both write alike, and ends with one full stop", () => {
  const said = (key: string, left: string, right: string) =>
    withText([{ key, points: 1, left, right }])[0]!.text;
  expect(said("same_town", "Fresno", "Fresno")).toBe("Same town: Fresno.");
  expect(said("same_town", "Fresno", "FRESNO")).toBe("Same town: Fresno and FRESNO.");
  expect(said("same_name", "State University", "State Univ.")).toBe(
    "Same name, written in two ways: State University and State Univ.",
  );
});

test("whoever judges blind is told neither likeness nor weights of an open pair", async () => {
  const ctx = await desk();
  const ids = await twice("institutions");
  await drainQueue();
  await judgeBlind(ctx, { blind: true });
  const pair = await pairOf("institutions", ids);
  const view = await getDirectoryDuplicate(ctx, pair!.id);
  expect(view).toMatchObject({ band: null, score: null });
  expect(view.signals.every(({ points }) => points === undefined)).toBe(true);
  await expect(
    listDirectoryDuplicates(ctx, { filter: { kind: "institutions", band: "strong" } }),
  ).rejects.toThrow(/hidden/);
  await judgeBlind(ctx, { blind: false });
});

test("the search of a kind tells what it did and waits for nothing once the queue ran", async () => {
  const ctx = await desk();
  await findDirectoryDuplicates(ctx, { kind: "trainings" });
  const state = await readDirectorySearch(ctx, { kind: "trainings" });
  expect(state).toMatchObject({ scan: { status: "done", percent: 100 }, waiting: 0, truth: null });
});

test("every signal has a sentence", () => {
  for (const key of directorySignalKeys) {
    const [{ text } = { text: "" }] = withText([{ key, points: 1, left: "LEFT", right: "RIGHT" }]);
    expect(text, key).not.toBe(key.replaceAll("_", " "));
  }
});
