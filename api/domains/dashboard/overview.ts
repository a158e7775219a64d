import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { type Permission, requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { atTheDesk } from "../documents/index.ts";
import { requestNumbers, waitingRequests } from "../requests/index.ts";
import { looksWaitingFor } from "../second-looks/index.ts";
import { deskNumbers } from "./desk.ts";
import type { Overview, QueueKey, QueueSummary } from "./schemas.ts";

type Queue = { permission: Permission; from: SQL | ((ctx: Ctx) => SQL); since: SQL };
const me = (ctx: Ctx) => (ctx.actor.type === "account" ? ctx.actor.accountId : 0);

/** What waits: permission that shows it, table and condition, and the instant its wait began. */
const queues: Record<QueueKey, Queue> = {
  documents: {
    permission: "documents:decide",
    from: sql`documents d where d.status = 'unverified' and ${atTheDesk(sql`d.type`)}`,
    since: sql`d.received_at`,
  },
  "second-looks": {
    permission: "second_looks:do",
    from: (ctx) => looksWaitingFor(me(ctx)),
    since: sql`second_looks.created_at`,
  },
  reviews: {
    permission: "reviews:decide",
    from: sql`review_requests d where d.status = 'requested'`,
    since: sql`d.created_at`,
  },
  requests: {
    permission: "requests:work",
    from: waitingRequests,
    since: sql`d.created_at`,
  },
  name_changes: {
    permission: "name_changes:decide",
    from: sql`name_changes d where d.status = 'requested'`,
    since: sql`d.created_at`,
  },
  access_grants: {
    permission: "access_grants:decide",
    from: sql`access_grants d where d.status = 'requested'`,
    since: sql`d.created_at`,
  },
  duplicates: {
    permission: "duplicates:decide",
    from: sql`duplicate_candidates d where d.status = 'open'`,
    since: sql`d.created_at`,
  },
  employments: {
    permission: "employments:confirm",
    from: sql`employments d where d.status = 'reported' and (d.ended_on is null or d.ended_on >= current_date)`,
    since: sql`d.created_at`,
  },
  report_runs: {
    permission: "report_runs:read",
    from: sql`report_runs d where d.status in ('queued', 'running')`,
    since: sql`d.created_at`,
  },
};

/** What waits and how old it is, per queue the actor works on, and eight weeks of received against verified. */
export async function getOverview(ctx: Ctx): Promise<Overview> {
  requirePermission(ctx, "dashboard:read");
  return inTransaction(ctx, async (tx, inner) => {
    // Confirming positions is the programs' desk, not the registry's.
    const held = (key: string, permission: Permission) => {
      const scope = scopeOf(inner, permission);
      return key === "employments" ? scope === "own_program" : scope !== undefined;
    };
    const mine = Object.entries(queues).filter(([key, queue]) => held(key, queue.permission)) as [
      QueueKey,
      Queue,
    ][];
    const summaries: QueueSummary[] = [];
    for (const [key, queue] of mine) {
      const numbers = key === "requests" ? await requestNumbers(tx, inner) : {};
      summaries.push({ key, ...(await summarize(tx, inner, queue)), ...numbers });
    }
    const staff = scopeOf(inner, "documents:read") === "all";
    return {
      queues: staff ? await withLanes(tx, summaries) : summaries,
      desk: held("documents", "documents:decide") ? await deskNumbers(tx, inner) : null,
      flow: staff ? await weeklyFlow(tx) : [],
      mine: {
        claimed: staff && inner.actor.type === "account" ? await claimedBy(tx, inner.actor.accountId) : 0,
      },
    };
  });
}

async function summarize(tx: Tx, ctx: Ctx, { from, since }: Queue): Promise<Omit<QueueSummary, "key">> {
  const [row] = (await tx.execute(sql`
    select count(*)::int as waiting, to_json(min(${since}))#>>'{}' as "oldestAt",
      json_build_object(
        'today', count(*) filter (where ${since} >= now() - interval '1 day'),
        'week', count(*) filter (where ${since} < now() - interval '1 day' and ${since} >= now() - interval '7 days'),
        'month', count(*) filter (where ${since} < now() - interval '7 days' and ${since} >= now() - interval '28 days'),
        'older', count(*) filter (where ${since} < now() - interval '28 days')) as "byAge"
    from ${typeof from === "function" ? from(ctx) : from}`)) as unknown as Omit<QueueSummary, "key">[];
  return row!;
}

async function withLanes(tx: Tx, summaries: QueueSummary[]): Promise<QueueSummary[]> {
  const rows = (await tx.execute(
    sql`select d.lane, count(*)::int as waiting from documents d where d.status = 'unverified' and ${atTheDesk(sql`d.type`)} group by d.lane`,
  )) as unknown as {
    lane: string;
    waiting: number;
  }[];
  const byLane = {
    standard: 0,
    permit_renewal: 0,
    stipend_deadline: 0,
    licensing_visit: 0,
    ...Object.fromEntries(rows.map((row) => [row.lane, row.waiting])),
  };
  return summaries.map((summary) => (summary.key === "documents" ? { ...summary, byLane } : summary));
}

async function weeklyFlow(tx: Tx): Promise<Overview["flow"]> {
  return (await tx.execute(sql`
    with weeks as (
      select generate_series(date_trunc('week', now()) - interval '7 weeks', date_trunc('week', now()), interval '1 week') as week
    ), received as (
      select date_trunc('week', received_at) as week, count(*)::int as n from documents
      where received_at >= date_trunc('week', now()) - interval '7 weeks' and status <> 'deleted' group by 1
    ), verified as (
      select date_trunc('week', decided_at) as week, count(*)::int as n from documents
      where decided_at >= date_trunc('week', now()) - interval '7 weeks' and status in ('verified', 'superseded') group by 1
    )
    select to_char(weeks.week, 'YYYY-MM-DD') as week, coalesce(received.n, 0) as received, coalesce(verified.n, 0) as verified
    from weeks left join received using (week) left join verified using (week) order by weeks.week`)) as unknown as Overview["flow"];
}

async function claimedBy(tx: Tx, accountId: number): Promise<number> {
  const [row] = (await tx.execute(sql`
    select count(*)::int as claimed from documents where claimed_by_id = ${accountId} and claimed_until > now()`)) as unknown as {
    claimed: number;
  }[];
  return row!.claimed;
}
