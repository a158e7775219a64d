import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { participants } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { bandOf, explain, type Model, type PersonInput, scoreAgainst } from "../../linkage/index.ts";
import { judgesBlind, unweighed } from "./blind.ts";
import { noticeChanges } from "./find-duplicates.ts";
import { signalsOf } from "./judge.ts";
import { peopleToMeet } from "./link-records.ts";
import { modelInUse } from "./model.ts";
import { intArray, peopleToCompare, spec } from "./people.ts";
import { type FindMatches, findMatchesSchema, type MatchCandidate, type MatchVerdict } from "./schemas.ts";
import { withText } from "./signals.ts";

type Found = {
  id: number;
  score: number;
  signals: DuplicateSignal[];
  registryNumber: string;
  name: string;
  birthDate: string | null;
  hasAccount: boolean;
};

/** Signals that only the person, an employer or an agency could know of. */
const proofs = new Set([
  "same_certification_number",
  "same_license_number",
  "same_teacher_license",
  "same_employer_file_number",
]);

/** While no birth date is typed yet, a name alone is worth showing to staff. */
const withoutBirthDate = 8;

/** Most records that are shown or decided about. */
const most = 5;

/**
 * The records that may be an applicant's, best first: keys by index, weights in this process. The same statements run whether
 * somebody is alike or nobody, so that their number and the wait tell no visitor who is known here.
 */
async function search(
  tx: Tx,
  model: Model,
  applicant: PersonInput,
  cut = model.bands.possible,
): Promise<Found[]> {
  await noticeChanges(tx);
  const record = spec.encode(applicant);
  const others = await peopleToMeet(tx, record);
  const weights = scoreAgainst(spec, model, record, others);
  const best = others
    .map(({ id }, at) => ({ id: Number(id), score: weights[at]! }))
    .filter(({ score }) => score >= cut)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, most);
  const ids = intArray(best.map(({ id }) => id));
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
  return best.flatMap(({ id, score }) => {
    const [person, row] = [people.get(id), shownById.get(id)];
    if (!person || !row) return [];
    const signals = signalsOf(explain(spec, model, applicant, person));
    return [{ ...row, score, signals: signals.sort((x, y) => Math.abs(y.points) - Math.abs(x.points)) }];
  });
}

const applicantOf = (raw: FindMatches): PersonInput => {
  const input = findMatchesSchema.parse(raw);
  return {
    id: 0,
    names: [{ given: input.givenName, middle: input.middleName ?? null, family: input.familyName }],
    birthDate: input.birthDate ?? null,
    emails: input.email ? [input.email] : [],
    phones: input.phone ? [input.phone] : [],
    ...{ addressLine: null, city: null, zip: null },
    identifiers: input.identifiers ?? [],
    ssnIndex: null,
  };
};

/**
 * Match before create (S10–S13), for sign-up and for anybody else who may not look people up. The answer tells nothing of
 * other people but that a record seems to exist. A record may be claimed when name, exact birth date and one of the
 * identifiers of S11 agree and nobody signs in to it; only then its id is given.
 */
export async function findMatches(ctx: Ctx, raw: FindMatches): Promise<MatchVerdict> {
  const applicant = applicantOf(raw);
  return inTransaction(asSystem(ctx, "match_before_create"), async (tx) => {
    const { model } = await modelInUse(tx);
    const found = (await search(tx, model, applicant)).filter(({ score }) => score >= model.bands.likely);
    const provable = found.filter(({ signals, hasAccount }) => {
      const keys = new Set(signals.map(({ key }) => key));
      const named = !keys.has("different_given_name") && !keys.has("different_family_name");
      return (
        !hasAccount && named && keys.has("same_birth_date") && signals.some(({ key }) => proofs.has(key))
      );
    });
    if (provable.length === 1) return { verdict: "claim", participantId: provable[0]!.id };
    return { verdict: found.length > 0 ? "ask_staff" : "none" };
  });
}

/**
 * As {@link findMatches} for a program that starts a record (S167): whether one of the records it may open anyway seems to be
 * the same person. Of everybody else it tells nothing, not even that there is somebody.
 */
export async function matchesInReach(ctx: Ctx, raw: FindMatches): Promise<boolean> {
  const applicant = applicantOf(raw);
  const likely = await inTransaction(asSystem(ctx, "match_before_create"), async (tx) => {
    const { model } = await modelInUse(tx);
    return (await search(tx, model, applicant)).filter(({ score }) => score >= model.bands.likely);
  });
  return inTransaction(ctx, async (tx) => {
    const [seen] = await tx
      .select({ id: participants.id })
      .from(participants)
      .where(sql`${participants.id} = any (${intArray(likely.map(({ id }) => id))})`)
      .limit(1);
    return seen !== undefined;
  });
}

/**
 * As {@link findMatches} for staff who start a record: the candidates with their evidence, best first (by name for who judges
 * blind), at most five.
 */
export async function findMatchCandidates(ctx: Ctx, raw: FindMatches): Promise<MatchCandidate[]> {
  return candidates(
    ctx,
    raw,
    ({ bands }, { birthDate }) => bands.possible - (birthDate ? 0 : withoutBirthDate),
  );
}

/** The candidates that staff have to have looked at before another record is made. */
export async function findLikelyMatches(ctx: Ctx, raw: FindMatches): Promise<MatchCandidate[]> {
  return candidates(ctx, raw, ({ bands }) => bands.likely);
}

async function candidates(
  ctx: Ctx,
  raw: FindMatches,
  cutOf: (model: Model, applicant: PersonInput) => number,
): Promise<MatchCandidate[]> {
  requirePermission(ctx, "duplicates:read");
  const applicant = applicantOf(raw);
  return inTransaction(asSystem(ctx, "match_before_create"), async (tx) => {
    const { model } = await modelInUse(tx);
    const found = await search(tx, model, applicant, cutOf(model, applicant));
    if (await judgesBlind(tx, ctx)) {
      return found
        .map(({ signals, ...person }) => ({
          ...person,
          ...{ band: null, score: null, signals: unweighed(withText(signals)) },
        }))
        .sort((a, b) => a.name.localeCompare(b.name) || a.id - b.id);
    }
    return found.map(({ score, signals, ...person }) => ({
      ...person,
      ...{ score, band: bandOf(model, score) ?? "possible", signals: withText(signals) },
    }));
  });
}
