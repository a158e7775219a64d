import { sql } from "drizzle-orm";
import type { DirectoryKind } from "#db/enums.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { bandOf, explain, type Model } from "../../linkage/index.ts";
import { judgesBlind, unweighed } from "../duplicates/index.ts";
import { briefOf, type DirectoryInput, specs } from "./kinds.ts";
import { alike } from "./match.ts";
import { modelInUse } from "./model.ts";
import { fold, livingRecords } from "./records.ts";
import { type DirectoryMatch, type RecordBrief, type TypedRecord, typedSchema } from "./schemas.ts";
import { signalsOf, withText } from "./words.ts";

const most = 5;
/** What is not typed yet could still speak for a record: so much less is asked while somebody types. */
const stillTyping = 5;

/** What was typed as the engine takes it; a field that is not there is missing. */
function probeOf(raw: TypedRecord): { kind: DirectoryKind; input: DirectoryInput } {
  const typed = typedSchema.parse(raw);
  if (typed.kind === "trainings") {
    const { sponsorId, ...record } = typed.record;
    return {
      kind: typed.kind,
      input: { id: 0, ...record, sponsor: sponsorId ? String(sponsorId) : null } as DirectoryInput,
    };
  }
  const record: object = typed.record;
  return { kind: typed.kind, input: { id: 0, ...record } };
}

type Met = { input: DirectoryInput; other: DirectoryInput; signals: DuplicateSignal[]; score: number };

async function search(
  ctx: Ctx,
  raw: TypedRecord,
  cutOf: (model: Model) => number,
  among: (met: Met, model: Model) => boolean = () => true,
): Promise<DirectoryMatch[]> {
  const { kind, input } = probeOf(raw);
  return inTransaction(asSystem(ctx, "match_before_create"), async (tx) => {
    const all = await livingRecords(tx, kind);
    const { model } = await modelInUse(tx, kind, all);
    const found = alike(kind, model, all, fold(kind, input), cutOf(model))
      .map((other) => ({
        ...other,
        signals: signalsOf(explain(specs[kind], model, input, other.input)),
      }))
      .filter(({ input: other, signals, score }) => among({ input, other, signals, score }, model))
      .slice(0, most);
    if (found.length === 0) return [];
    const ids = `{${found.map(({ record }) => record.id).join(",")}}`;
    const rows = (await tx.execute(
      sql`select ${briefOf(kind)} as brief from ${sql.raw(kind)} r where r.id = any (${ids}::int[])`,
    )) as unknown as { brief: RecordBrief }[];
    const briefs = new Map(rows.map(({ brief }) => [brief.id, brief]));
    const blind = await judgesBlind(tx, ctx);
    return found.flatMap(({ record, score, signals: said }): DirectoryMatch[] => {
      const brief = briefs.get(Number(record.id));
      if (!brief) return [];
      const { retired: _, ...shown } = brief;
      const signals = withText(said);
      if (blind) return [{ ...shown, band: null, score: null, signals: unweighed(signals) }];
      return [{ ...shown, band: bandOf(model, score) ?? ("possible" as const), score, signals }];
    });
  });
}

/** Match before create for staff: the records that what they type may be already, best first, at most five. U-M19 */
export async function findDirectoryMatches(ctx: Ctx, raw: TypedRecord): Promise<DirectoryMatch[]> {
  requirePermission(ctx, "duplicates:read");
  return search(ctx, raw, ({ bands }) => bands.possible - stillTyping);
}

/**
 * Stops a second record of what is there already, until whoever makes it says that it is another one: a likely one, and a
 * possible one of the very name, for who types little is likely of nothing. A sponsor's manager is stopped by its own
 * organization's trainings alone. For the verbs that create, before they do.
 * @throws Conflict with `details.matches`.
 */
export async function refuseLikelyRecord(
  ctx: Ctx,
  raw: TypedRecord,
  { confirmNew = false }: { confirmNew?: boolean | undefined },
): Promise<void> {
  if (confirmNew) return;
  const ofOneSponsor = ({ input, other }: Met) =>
    (input as { sponsor?: string }).sponsor === (other as { sponsor?: string }).sponsor;
  const matches = await search(
    ctx,
    raw,
    ({ bands }) => bands.possible,
    (met, { bands }) =>
      (met.score >= bands.likely || met.signals.some(({ key }) => key === "same_name")) &&
      (raw.kind !== "trainings" || ofOneSponsor(met)),
  );
  if (matches.length === 0) return;
  throw new Conflict("This may be on the list already. Open it, or confirm that this is another one.", {
    details: { matches },
  });
}
