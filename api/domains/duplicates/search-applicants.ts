import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { explain, type Model, type PersonInput, scoreStored } from "../../linkage/index.ts";
import { noticeChanges } from "./find-duplicates.ts";
import { signalsOf } from "./judge.ts";
import { peopleEachMeets } from "./link-records.ts";
import { intArray, peopleToCompare, spec } from "./people.ts";

export type Found = {
  id: number;
  score: number;
  signals: DuplicateSignal[];
  registryNumber: string;
  name: string;
  birthDate: string | null;
  hasAccount: boolean;
};

/** Signals that only the person, an employer or an agency could know of. */
export const proofs: ReadonlySet<string> = new Set([
  "same_certification_number",
  "same_license_number",
  "same_teacher_license",
  "same_employer_file_number",
]);

/** Whether nothing in the names speaks against one person. */
export const namesAgree = (signals: ReadonlySet<string>): boolean =>
  !signals.has("different_given_name") && !signals.has("different_family_name");

/** While no birth date is known, a name alone is worth showing to staff. */
const withoutBirthDate = 8;
export const cutFor = (model: Model, { birthDate }: Pick<PersonInput, "birthDate">): number =>
  model.bands.possible - (birthDate ? 0 : withoutBirthDate);

/** Most records that are shown or decided about, for each applicant. */
const most = 5;

/**
 * The records that may be each applicant's, best first: keys by index, weights in this process. The same statements run
 * however many are looked for and whether somebody is alike or nobody, so that their number and the wait tell no visitor
 * who is known here.
 * @param cut the least weight, for all or for each.
 */
export async function search(
  tx: Tx,
  model: Model,
  applicants: readonly PersonInput[],
  cut: number | ((applicant: PersonInput) => number) = model.bands.possible,
): Promise<Found[][]> {
  await noticeChanges(tx);
  const records = applicants.map((applicant) => spec.encode(applicant));
  const met = await peopleEachMeets(tx, records);
  const best = records.map((record, at) => {
    const least = typeof cut === "number" ? cut : cut(applicants[at]!);
    return scoreStored(spec, model, record, met[at]!)
      .map(({ id, weight }) => ({ id, score: weight }))
      .filter(({ score }) => score >= least)
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, most);
  });
  const ids = intArray(new Set(best.flatMap((found) => found.map(({ id }) => id))));
  const people = new Map(
    (await peopleToCompare(tx, sql`p.id = any (${ids})`)).map((person) => [Number(person.id), person]),
  );
  const shown = (await tx.execute(sql`
    select p.id, p.registry_number as "registryNumber", p.family_name || ', ' || p.given_name as name, p.birth_date as "birthDate",
      exists (select 1 from accounts a where survivor_of(a.participant_id) = p.id) as "hasAccount"
    from participants p where p.id = any (${ids}) and p.status <> 'merged'`)) as unknown as Omit<
    Found,
    "score" | "signals"
  >[];
  const shownById = new Map(shown.map((row) => [row.id, row]));
  return best.map((found, at) =>
    found.flatMap(({ id, score }) => {
      const [person, row] = [people.get(id), shownById.get(id)];
      if (!person || !row) return [];
      return [{ ...row, score, signals: evidence(model, applicants[at]!, person) }];
    }),
  );
}

/** What speaks for and against two being one person, the strongest first. */
export const evidence = (model: Model, one: PersonInput, other: PersonInput): DuplicateSignal[] =>
  signalsOf(explain(spec, model, one, other)).sort((x, y) => Math.abs(y.points) - Math.abs(x.points));
