import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { auditEvents } from "#db/schema/index.ts";
import type { Ctx } from "./context.ts";

type Values = Record<string, unknown>;

export type AuditEntry = {
  /** `noun.past_tense`, e.g. `document.decided`. */
  action: string;
  subject: { type: string; id?: number };
  /** Whose record it is, so that their page shows it. */
  participantId?: number | null;
  before?: Values | null;
  after?: Values | null;
  reason?: string | null;
};

/** Never written to the audit, whatever row they come in. */
const secretKeys = /password|hash|token|ciphertext|ssn|wage|blindindex|searchtext|bodytext|bodyhtml/i;

/** With both sides given only what changed is kept; secrets are left out, file and bookkeeping columns too. */
function changedOf(
  before: Values | null | undefined,
  after: Values | null | undefined,
): [Values | null, Values | null] {
  const keep = (values: Values | null | undefined, other: Values | null | undefined) => {
    if (!values) return null;
    const entries = Object.entries(values).filter(
      ([key, value]) =>
        !secretKeys.test(key) &&
        !["updatedAt", "version"].includes(key) &&
        (!other || JSON.stringify(value) !== JSON.stringify(other[key])),
    );
    return Object.fromEntries(entries);
  };
  return [keep(before, after), keep(after, before)];
}

/** Who did it, when, and in which request. */
function originOf({ actor, now, requestId }: Ctx) {
  return {
    at: now,
    actorKind: actor.type,
    accountId: actor.type === "account" ? actor.accountId : actor.type === "system" ? actor.onBehalfOf : null,
    actorRole: actor.type === "account" ? actor.role : null,
    task: actor.type === "system" ? actor.task : null,
    requestId,
  };
}

/** Writes one audit row in the caller's transaction: no audit, no change. */
export const recordAudit = (tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> =>
  recordAudits(tx, ctx, [entry]);

/** The audit rows of a change of many rows, in one statement. */
export async function recordAudits(tx: Tx, ctx: Ctx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const origin = originOf(ctx);
  await tx.insert(auditEvents).values(
    entries.map((entry) => {
      const [before, after] = changedOf(entry.before, entry.after);
      return {
        ...origin,
        action: entry.action,
        subjectType: entry.subject.type,
        subjectId: entry.subject.id,
        participantId: entry.participantId,
        before,
        after,
        reason: entry.reason,
      };
    }),
  );
}

/**
 * The audit rows of a change that is one statement, as a part of it: one for each row of `changed`, which has the
 * subject's `id` and the `participant_id` of the record.
 */
export function auditOf(
  ctx: Ctx,
  action: string,
  subjectType: string,
  changed: SQL,
  said: Pick<AuditEntry, "before" | "after" | "reason"> = {},
): SQL {
  const [before, after] = changedOf(said.before, said.after);
  const { at, actorKind, accountId, actorRole, task, requestId } = originOf(ctx);
  return sql`insert into audit_events
      (at, actor_kind, account_id, actor_role, task, request_id, action, subject_type, subject_id, participant_id,
       before, after, reason)
    select ${at.toISOString()}::timestamptz, ${actorKind}::text, ${accountId ?? null}::integer, ${actorRole}::text,
      ${task}::text, ${requestId}::text, ${action}::text, ${subjectType}::text, changed.id, changed.participant_id,
      ${before && JSON.stringify(before)}::text::jsonb, ${after && JSON.stringify(after)}::text::jsonb, ${said.reason ?? null}::text
    from ${changed} changed`;
}
