import type { Tx } from "../../client.ts";
import { countyCode } from "../../jurisdictions/index.ts";
import type { Jurisdiction, Term } from "../../jurisdictions/types.ts";
import { isoDate, plusDays } from "./dates.ts";
import type { FileShelf } from "./files.ts";
import type { DemoPerson } from "./people.ts";
import type { Random } from "./random.ts";

/** Seals one field under the key of its place; the kernel's secrets fit. */
export type Sealer = { seal(plain: string, place: { table: string; column: string; rowId: number }): string };

/** What every part of the seed works with. */
export type SeedContext = {
  tx: Tx;
  jurisdiction: Jurisdiction;
  now: Date;
  /** `now` as a calendar date. */
  today: string;
  /** How many people the registry holds, duplicates included. */
  size: number;
  random: Random;
  files: FileShelf;
  secrets: Sealer;
};

/** A person with the row it became. */
export type Enrolled = DemoPerson & { id: number; registryNumber: string; accountId: number | null };

/** Staff and people behind the demo sign-ins, by role. */
export type Cast = {
  dataEntry: number[];
  helpDesk: number;
  registryAdmin: number;
  sponsorManager: Enrolled;
  programAdmin: Enrolled;
  instructor: Enrolled;
  participant: Enrolled;
};

const BATCH = 400;

/** Hands rows over a few hundred at a time, one statement each; returns what the statements return, in order. */
export async function inBatches<Row, Out>(
  rows: readonly Row[],
  insert: (chunk: Row[]) => PromiseLike<Out[]>,
): Promise<Out[]> {
  const out: Out[] = [];
  for (let at = 0; at < rows.length; at += BATCH) out.push(...(await insert(rows.slice(at, at + BATCH))));
  return out;
}

/** The code of the first term whose label fits; the last term's where none does. */
export const codeLike = (terms: readonly Term[], label: RegExp): string =>
  (terms.find((term) => label.test(term.label)) ?? terms[terms.length - 1]!).code;

/** The state's code for a county name. @throws Error for a county the state does not have. */
export function codeOfCounty(jurisdiction: Jurisdiction, county: string): string {
  const code = countyCode(jurisdiction, county);
  if (code === undefined) throw new Error(`${jurisdiction.name} has no county named ${county}.`);
  return code;
}

/** An instant on a calendar day, in office hours. */
export function officeHour(random: Random, date: string): Date {
  const minutes = 15 * 60 + random.int(0, 8 * 60);
  return new Date(Date.parse(`${date}T00:00:00Z`) + minutes * 60_000 + random.int(0, 59) * 1000);
}

/** A calendar day `min`…`max` days before today. */
export const daysAgo = (seed: SeedContext, random: Random, min: number, max: number): string =>
  plusDays(seed.today, -random.int(min, max));

/** Never after now: a story told of the past must not reach into the future. */
export const notAfterNow = (seed: SeedContext, instant: Date): Date =>
  instant > seed.now ? seed.now : instant;

export { isoDate };
