import { sql } from "drizzle-orm";
import { participants } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { bandOf, type Model, type PersonInput } from "../../linkage/index.ts";
import { judgesBlind, unweighed } from "./blind.ts";
import { modelInUse } from "./model.ts";
import { intArray } from "./people.ts";
import { type FindMatches, findMatchesSchema, type MatchCandidate, type MatchVerdict } from "./schemas.ts";
import { cutFor, namesAgree, proofs, search } from "./search-applicants.ts";
import { withText } from "./signals.ts";

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
    const [all] = await search(tx, model, [applicant]);
    const found = all!.filter(({ score }) => score >= model.bands.likely);
    const provable = found.filter(({ signals, hasAccount }) => {
      const keys = new Set(signals.map(({ key }) => key));
      return (
        !hasAccount &&
        namesAgree(keys) &&
        keys.has("same_birth_date") &&
        signals.some(({ key }) => proofs.has(key))
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
    const [found] = await search(tx, model, [applicant]);
    return found!.filter(({ score }) => score >= model.bands.likely);
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
  return candidates(ctx, raw, cutFor);
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
    const [found = []] = await search(tx, model, [applicant], cutOf(model, applicant));
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
