import { type SQL, sql } from "drizzle-orm";
import {
  accounts,
  courses,
  credentials,
  degrees,
  documentDecisions,
  documents,
  participants,
  secondLooks,
  trainingHours,
} from "#db/schema/index.ts";

export const s = secondLooks;

/** A look with its document, its person and the decision it is about. */
export const looks = sql`${s} join ${documents} on ${documents.id} = ${s.documentId}
  join ${participants} on ${participants.id} = ${documents.participantId}
  join ${documentDecisions} on ${documentDecisions.id} = ${s.decisionId}`;

/** The decision is the one that holds: neither taken back nor followed by another. */
export const decisionHolds: SQL = sql`(${documents.status} in ('verified', 'action_required', 'not_accepted')
  and not exists (select 1 from document_decisions newer
    where newer.document_id = ${s.documentId} and newer.id > ${s.decisionId}))`;

const rowsRead = [degrees, courses, credentials, trainingHours];

/** Whoever decided this document or typed a row of it, now or before, has seen it: their eye is no second one. */
export const notSeenBy = (accountId: number): SQL =>
  sql`(${sql.join(
    [
      sql`not exists (select 1 from document_decisions own
        where own.document_id = ${s.documentId} and own.decided_by_id = ${accountId})`,
      ...rowsRead.map(
        (table) => sql`not exists (select 1 from ${table} where ${table.documentId} = ${s.documentId}
          and ${table.enteredById} = ${accountId})`,
      ),
    ],
    sql` and `,
  )})`;

/** A claim that still runs; it holds for as long as one on a document does. */
export const claimRuns: SQL = sql`coalesce(${s.claimedUntil} >= now(), false)`;
export const leaseEnd: SQL = sql`now() + make_interval(mins => 20)`;

export const nameOf = (accountId: SQL | (typeof s)["reviewerId"]): SQL =>
  sql`(select ${accounts.displayName} from ${accounts} where ${accounts.id} = ${accountId})`;

/** `from … where …` of the looks that wait and that this account may take; `second_looks` is their table. */
export const looksWaitingFor = (accountId: number): SQL =>
  sql`${looks} where ${s.status} = 'waiting' and ${decisionHolds} and ${notSeenBy(accountId)}`;
