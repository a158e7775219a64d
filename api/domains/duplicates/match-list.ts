import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import type { PersonInput } from "../../linkage/index.ts";
import { modelInUse } from "./model.ts";
import { intArray, peopleToCompare } from "./people.ts";
import { cutFor, evidence, namesAgree, proofs, search } from "./search-applicants.ts";

/** Somebody on a list, as far as it says. */
export type Listed = {
  registryNumber: string | null;
  givenName: string;
  familyName: string;
  otherNames: readonly { given: string; family: string }[];
  birthDate: string | null;
  email: string | null;
  phone: string | null;
};
/** `sure` is whom a row means for certain; `candidates` whom it may mean, best first, for those who may look. */
export type ListMatch = {
  sure: number | null;
  candidates: { id: number; score: number; signals: DuplicateSignal[] }[];
};

/** An e-mail address or phone on file proves as a number does: a list has no other. */
const listProofs: ReadonlySet<string> = new Set([...proofs, "same_email", "same_phone"]);

/**
 * Match before create for a list (M5). A row means somebody for certain where the registry number and the name agree, or
 * name, exact birth date and one proof; a number under another name, or another birth date, is worth nothing, so it never
 * confirms whose it is. Old numbers open the survivor. The same statements run whoever is known. Run as the registry.
 */
export async function matchList(tx: Tx, rows: readonly Listed[]): Promise<ListMatch[]> {
  const { model } = await modelInUse(tx);
  const applicants = rows.map(applicantOf);
  const found = await search(tx, model, applicants, (applicant) => cutFor(model, applicant));
  const byNumber = await holdersOf(tx, rows);
  const holders = new Map(
    (await peopleToCompare(tx, sql`p.id = any (${intArray(new Set(byNumber.values()))})`)).map((person) => [
      Number(person.id),
      person,
    ]),
  );
  return rows.map(({ registryNumber }, at) => {
    const candidates = found[at]!.map(({ id, score, signals }) => ({ id, score, signals }));
    const holder = registryNumber ? holders.get(byNumber.get(registryNumber) ?? -1) : undefined;
    if (registryNumber) {
      const signals = holder ? evidence(model, applicants[at]!, holder) : [];
      const fits = holder && agrees(new Set(signals.map(({ key }) => key)));
      if (fits) return { sure: Number(holder.id), candidates };
      // Whose number it is matters to those who may look; a wrong digit and a wrong name are told apart by nobody else.
      if (holder && !candidates.some(({ id }) => id === Number(holder.id)))
        candidates.unshift({ id: Number(holder.id), score: 0, signals });
      return { sure: null, candidates };
    }
    const proven = candidates.filter(({ signals }) => {
      const keys = new Set(signals.map(({ key }) => key));
      return (
        namesAgree(keys) && keys.has("same_birth_date") && signals.some(({ key }) => listProofs.has(key))
      );
    });
    return { sure: proven.length === 1 ? proven[0]!.id : null, candidates };
  });
}

const agrees = (signals: ReadonlySet<string>): boolean =>
  namesAgree(signals) && !signals.has("different_birth_date");

const applicantOf = ({ givenName, familyName, otherNames, ...listed }: Listed): PersonInput => ({
  id: 0,
  names: [
    { given: givenName, middle: null, family: familyName },
    ...otherNames.map((name) => ({ ...name, former: true })),
  ],
  birthDate: listed.birthDate,
  emails: listed.email ? [listed.email] : [],
  phones: listed.phone ? [listed.phone] : [],
  ...{ addressLine: null, city: null, zip: null, identifiers: [], ssnIndex: null },
});

/** Registry number as written → the living record behind it. */
async function holdersOf(tx: Tx, rows: readonly Listed[]): Promise<Map<string, number>> {
  const numbers = rows.flatMap(({ registryNumber }) => registryNumber ?? []);
  const found =
    (await tx.execute(sql`select p.registry_number as number, survivor_of(p.id) as id from participants p
    where p.registry_number in (select jsonb_array_elements_text(${JSON.stringify(numbers)}::text::jsonb))`)) as unknown as {
      number: string;
      id: number;
    }[];
  return new Map(found.map(({ number, id }) => [number, id]));
}
