import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { listParticipants } from "#api/domains/participants/list.ts";
import type { Tx } from "#db/client.ts";
import type { Role } from "#db/enums.ts";
import { participantNames, participants } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import { makeAccount, makeEmployment, makeParticipant, makeProgram } from "../support/factories.ts";

const names = async (tx: Tx, q: string, role: Role = "help_desk", given = {}) => {
  const page = await listParticipants(ctxFor(tx, role, given), { filter: { q }, sort: ["relevance", "ASC"] });
  return (JSON.parse(page.json) as { givenName: string; familyName: string }[]).map(
    ({ givenName, familyName }) => `${givenName} ${familyName}`,
  );
};

async function people(tx: Tx) {
  for (const [givenName, familyName] of [
    ["Guadalupe", "Hernández Ruiz"],
    ["Guadalupe", "Fernández"],
    ["Thuy", "Nguyen"],
    ["Wolfgang", "Amadeus"],
  ] as const)
    await makeParticipant(tx, { givenName, familyName, email: null });
}

test.each<[string, string, string]>([
  ["a slip in both names", "Guadelupe Hernandes", "Guadalupe Hernández Ruiz"],
  ["family name first, accents left out", "hernandez guadalupe", "Guadalupe Hernández Ruiz"],
  ["the other surname", "Guadalupe Ruis", "Guadalupe Hernández Ruiz"],
  ["two letters swapped", "Tuhy Nguyen", "Thuy Nguyen"],
  ["beginnings of words", "guad hern", "Guadalupe Hernández Ruiz"],
  ["parts of words", "olfgan made", "Wolfgang Amadeus"],
  ["one word with a slip", "Nguyan", "Thuy Nguyen"],
  ["three words", "Guadalupe Hernandes Ruiz", "Guadalupe Hernández Ruiz"],
])("%s finds the person first: %s", (_, q, expected) =>
  inRollback(async (tx) => {
    await people(tx);
    expect((await names(tx, q))[0]).toBe(expected);
  }),
);

test("what agrees exactly stands before what is a slip away, and strangers are not listed", () =>
  inRollback(async (tx) => {
    await people(tx);
    expect(await names(tx, "Guadalupe Fernandez")).toEqual([
      "Guadalupe Fernández",
      "Guadalupe Hernández Ruiz",
    ]);
    expect(await names(tx, "Zebulon Quartermain")).toEqual([]);
  }));

test("a changed, removed and former name is followed: the old one is found while it is on file", () =>
  inRollback(async (tx) => {
    const person = await makeParticipant(tx, { givenName: "Xiomara", familyName: "Castellanos" });
    const [former] = await tx
      .insert(participantNames)
      .values({ participantId: person.id, kind: "maiden", givenName: "Xiomara", familyName: "Brinkmann" })
      .returning();
    await tx.update(participants).set({ familyName: "Oyelaran" }).where(eq(participants.id, person.id));
    expect(await names(tx, "Xiomara Oyelarann")).toEqual(["Xiomara Oyelaran"]);
    expect(await names(tx, "Xiomara Brinkman")).toEqual(["Xiomara Oyelaran"]);
    expect(await names(tx, "Xiomara Castellanoz")).toEqual([]);
    await tx.delete(participantNames).where(eq(participantNames.id, former!.id));
    expect(await names(tx, "Xiomara Brinkman")).toEqual([]);
  }));

test("phone numbers as people write them, and the login address, are look-up keys (S45)", () =>
  inRollback(async (tx) => {
    const person = await makeParticipant(tx, {
      givenName: "Rosa",
      familyName: "Vega",
      phone: "213-555-0142",
      email: "rosa@example.org",
    });
    await makeAccount(tx, { participantId: person.id, email: "login.of.rosa@example.org" });
    for (const q of ["(213) 555-0142", "213.555.0142", "5550142", "login.of.rosa@", "ROSA@example"])
      expect([q, await names(tx, q)]).toEqual([q, ["Rosa Vega"]]);
  }));

test("an old number finds the survivor, typed with anything around it", () =>
  inRollback(async (tx) => {
    const survivor = await makeParticipant(tx, { givenName: "Ines", familyName: "Stays" });
    const retired = await makeParticipant(tx, { givenName: "Ines", familyName: "Went" });
    await tx
      .update(participants)
      .set({ status: "merged", mergedIntoId: survivor.id })
      .where(eq(participants.id, retired.id));
    expect(await names(tx, retired.registryNumber)).toEqual(["Ines Stays"]);
    expect(await names(tx, retired.registryNumber.slice(1, 6))).toContain("Ines Stays");
  }));

test("a program's administrator finds its own staff alone, and a stranger's name changes nothing of the answer", () =>
  inRollback(async (tx) => {
    const mine = await makeParticipant(tx, { givenName: "Guadalupe", familyName: "Hernandez" });
    const program = await makeProgram(tx);
    await makeEmployment(tx, { participantId: mine.id, programId: program.id, status: "confirmed" });
    const ask = (q: string) => names(tx, q, "program_admin", { programIds: [program.id] });
    const before = [await ask("Guadalupe Hernandez"), await ask("Guadalupe Fernandez")];
    await people(tx);
    expect([await ask("Guadalupe Hernandez"), await ask("Guadalupe Fernandez")]).toEqual(before);
    expect(before).toEqual([["Guadalupe Hernandez"], []]);
  }));

test("what is no word is no error", () =>
  inRollback(async (tx) => {
    await people(tx);
    for (const q of [
      "%",
      "_ _",
      "\\",
      "de la",
      "' \"",
      "()",
      "陈 小明",
      "a b c d e f g h i j",
      "- -",
      "1",
      ".",
    ])
      expect(Array.isArray(await names(tx, q))).toBe(true);
  }));

test("the search and what keeps it up to date are planned once for a session, not for each question", () =>
  inRollback(async (tx) => {
    const rows = (await tx.execute(sql`select proname as name, proconfig as config from pg_proc
      where proname in ('find_people_by_name', 'refresh_name_search') order by 1`)) as unknown as {
      name: string;
      config: string[];
    }[];
    expect(rows.map(({ name }) => name)).toEqual(["find_people_by_name", "refresh_name_search"]);
    for (const { config } of rows) expect(config).toContain("plan_cache_mode=force_generic_plan");
  }));
