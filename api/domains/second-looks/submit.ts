import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { reasonsFor } from "#db/jurisdictions/index.ts";
import { documentDecisions, documents, institutions, secondLooks } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Forbidden, Invalid, NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf, carriesEntries, checkEntries, countEntries, loadEntries } from "../documents/index.ts";
import type { Entries } from "../documents/schemas.ts";
import { compareLooks, type Rows } from "./compare.ts";
import { decisionHolds, looks, notSeenBy, s } from "./internal.ts";
import { type SubmitResult, type SubmitSecondLook, submitSchema } from "./schemas.ts";

type Input = ReturnType<typeof submitSchema.parse>;

/** The claimed look with its decision and document, locked. @throws NotFound, Forbidden for one's own decision, Conflict */
async function lockLook(tx: Tx, ctx: Ctx, { id, version }: Input) {
  const me = accountIdOf(ctx);
  const [look] = await tx.select().from(secondLooks).where(eq(s.id, id)).for("update");
  if (!look) throw new NotFound("There is no such second look.");
  const [standing] = (await tx.execute(sql`
    select ${decisionHolds} as holds, ${notSeenBy(me)} as unseen from ${looks} where ${s.id} = ${id}`)) as unknown as {
    holds: boolean;
    unseen: boolean;
  }[];
  if (!standing?.unseen)
    throw new Forbidden("You worked on this document yourself. A colleague takes the second look.");
  if (look.status !== "waiting") throw new Conflict("This second look is done already.");
  if (!standing.holds)
    throw new Conflict("The decision was taken back meanwhile, so there is nothing to compare with.");
  if (look.claimedById !== me) throw new Conflict("You no longer hold this second look. Take the next one.");
  if (look.version !== version) throw stale({ id, version: look.version });
  const [row] = await tx
    .select({ document: documents, decision: documentDecisions })
    .from(documents)
    .innerJoin(documentDecisions, eq(documentDecisions.id, look.decisionId))
    .where(eq(documents.id, look.documentId));
  return { ...row!, look };
}

/** Rows of their own, whatever ids come along; credentials by their code, as the record keeps them. */
function named(ctx: Ctx, entries: Entries): Entries {
  const credentials = entries.credentials.map((row) => {
    const term = ctx.jurisdiction.credentialNames.find(
      ({ code, label }) => code === row.name || label === row.name,
    );
    return { ...row, name: term?.code ?? row.name };
  });
  const fresh = <R extends { id?: number | null }>(rows: readonly R[]) =>
    rows.map((row) => ({ ...row, id: undefined }));
  return {
    degrees: fresh(entries.degrees),
    courses: fresh(entries.courses),
    credentials: fresh(credentials),
    trainingHours: fresh(entries.trainingHours),
  };
}

/** The rows with the names of their colleges, for showing what differs. */
async function withColleges(tx: Tx, entries: Entries): Promise<Rows> {
  const ids = [...entries.degrees, ...entries.courses].flatMap((row) => row.institutionId ?? []);
  const known = ids.length
    ? await tx
        .select({ id: institutions.id, name: institutions.name })
        .from(institutions)
        .where(inArray(institutions.id, ids))
    : [];
  const college = <R extends { institutionId?: number | null }>(row: R) => ({
    ...row,
    institution: known.find(({ id }) => id === row.institutionId) ?? null,
  });
  return { ...entries, degrees: entries.degrees.map(college), courses: entries.courses.map(college) };
}

/**
 * Hands in a second look and compares it with the first field by field. The record stays as it is: where the two agree
 * it is done, else the disagreement waits to be settled. M8
 * @throws Invalid as a decision would, Forbidden for one's own decision, Conflict where the claim or the decision is gone.
 */
export async function submitSecondLook(ctx: Ctx, raw: SubmitSecondLook): Promise<SubmitResult> {
  requirePermission(ctx, "second_looks:do");
  const input = submitSchema.parse(raw);
  const { outcome } = input;
  return inTransaction(ctx, async (tx, inner) => {
    const { look, document, decision } = await lockLook(tx, inner, input);
    await checkEntries(tx, inner, document.id, input.entries);
    const entries = named(inner, input.entries);
    if (outcome === "verified" && carriesEntries(document.type) && countEntries(entries) === 0)
      throw new Invalid("Enter at least one row before the document is verified.");
    const reasonCode = outcome === "verified" ? null : (input.reasonCode ?? null);
    if (outcome !== "verified") {
      const reasons = reasonsFor(inner.jurisdiction, outcome, document.type);
      const message = "Choose a reason from the list.";
      if (!reasons.some(({ code }) => code === reasonCode))
        throw new Invalid(message, { fields: { reasonCode: message } });
    }
    const { fields, compared, agreed, differences } = compareLooks(
      { ...decision, entries: await loadEntries(tx, document.id) },
      { outcome, reasonCode, entries: await withColleges(tx, entries) },
    );
    const status = differences.length === 0 ? "agreed" : "disagreed";
    const [after] = await tx
      .update(secondLooks)
      .set({
        status,
        reviewerId: accountIdOf(inner),
        claimedById: null,
        claimedUntil: null,
        outcome,
        entries,
        fieldsCompared: compared,
        fieldsAgreed: agreed,
        fields,
        differences,
        doneAt: inner.now,
      })
      .where(and(eq(s.id, look.id), eq(s.status, "waiting")))
      .returning({ id: s.id });
    if (!after) throw stale({ id: look.id });
    await recordAudit(tx, inner, {
      action: "second_look.done",
      subject: { type: "second_looks", id: look.id },
      participantId: document.participantId,
      after: { status, documentId: document.id, compared, agreed },
    });
    return { id: look.id, status, differences };
  });
}
