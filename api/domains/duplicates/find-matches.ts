import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { pairsOfApplicant } from "./find-pairs.ts";
import { bandOf } from "./internal.ts";
import { type FindMatches, findMatchesSchema, type MatchCandidate, type MatchVerdict } from "./schemas.ts";
import { type Applicant, scorePairs } from "./score-pairs.ts";
import { bands, withText } from "./signals.ts";

type Found = {
  b: number;
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

async function search(tx: Tx, applicant: Applicant): Promise<Found[]> {
  const scored = scorePairs(pairsOfApplicant(applicant), bands.possible, applicant);
  return (await tx.execute(sql`
    select s.b, s.score, s.signals, p.registry_number as "registryNumber", p.family_name || ', ' || p.given_name as name,
      p.birth_date as "birthDate", exists (select 1 from accounts a where survivor_of(a.participant_id) = p.id) as "hasAccount"
    from (${scored}) s join participants p on p.id = s.b order by s.score desc, s.b limit 5`)) as unknown as Found[];
}

const applicantOf = (raw: FindMatches): Applicant => {
  const input = findMatchesSchema.parse(raw);
  return {
    givenName: input.givenName,
    familyName: input.familyName,
    birthDate: input.birthDate ?? null,
    email: input.email || null,
    identifiers: input.identifiers ?? [],
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
    const found = (await search(tx, applicant)).filter(({ score }) => score >= bands.likely);
    const provable = found.filter(({ signals, hasAccount }) => {
      const keys = new Set(signals.map(({ key }) => key));
      const named = !keys.has("different_given_name") && !keys.has("different_family_name");
      return (
        !hasAccount && named && keys.has("same_birth_date") && signals.some(({ key }) => proofs.has(key))
      );
    });
    if (provable.length === 1) return { verdict: "claim", participantId: provable[0]!.b };
    return { verdict: found.length > 0 ? "ask_staff" : "none" };
  });
}

/** As {@link findMatches} for staff who start a record: the candidates with their evidence, best first, at most five. */
export async function findMatchCandidates(ctx: Ctx, raw: FindMatches): Promise<MatchCandidate[]> {
  requirePermission(ctx, "duplicates:read");
  const applicant = applicantOf(raw);
  return inTransaction(asSystem(ctx, "match_before_create"), async (tx) =>
    (await search(tx, applicant)).map(({ b, score, signals, ...person }) => ({
      id: b,
      ...person,
      score,
      band: bandOf(score)!,
      signals: withText(signals),
    })),
  );
}
