import { eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { requestStatuses, requestTypes } from "#db/enums.ts";
import { accounts, participants, requests as r } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { containsWords } from "../../kernel/search.ts";

const oneOrMore = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.enum(values), z.array(z.enum(values)).min(1)]).transform((given) => [given].flat());
const yes = z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")]);
const me = ({ actor }: Ctx) => (actor.type === "account" ? actor.accountId : 0);

/** Days count in the registry's own time zone, so that nothing is overdue because the server sits elsewhere. */
export const requestListFor = (ctx: Ctx): ListDefinition => {
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  const overdue = sql`(${r.status} = 'open' and coalesce(${r.dueOn} < ${today}::date, false))`;
  return {
    resource: "requests",
    from: sql`${r} left join ${participants} on ${participants.id} = ${r.participantId}`,
    id: r.id,
    columns: {
      id: r.id,
      number: r.number,
      type: r.type,
      status: r.status,
      source: r.source,
      subject: r.subject,
      askerName: r.askerName,
      participantId: r.participantId,
      participantName: sql`nullif(concat_ws(' ', ${participants.givenName}, ${participants.familyName}), '')`,
      registryNumber: participants.registryNumber,
      assigneeId: r.assigneeId,
      assigneeName: sql`(select ${accounts.displayName} from ${accounts} where ${accounts.id} = ${r.assigneeId})`,
      dueOn: r.dueOn,
      overdue,
      verified: sql`(${r.emailVerifiedAt} is not null)`,
      nameChangeId: r.nameChangeId,
      accessGrantId: r.accessGrantId,
      candidateId: r.candidateId,
      ageDays: sql`floor(extract(epoch from coalesce(${r.closedAt}, now()) - ${r.createdAt}) / 86400)::int`,
      closedAt: r.closedAt,
      version: r.version,
      createdAt: r.createdAt,
    },
    sorts: {
      id: r.id,
      number: r.id,
      dueOn: r.dueOn,
      createdAt: r.createdAt,
      ageDays: sql`now() - ${r.createdAt}`,
      type: r.type,
      status: r.status,
      askerName: r.askerName,
      closedAt: r.closedAt,
    },
    defaultSort: ["dueOn", "ASC"],
    filters: {
      status: filter(oneOrMore(requestStatuses), (values) => inArray(r.status, values)),
      type: filter(oneOrMore(requestTypes), (values) => inArray(r.type, values)),
      participantId: filter(z.coerce.number().int(), (value) => eq(r.participantId, value)),
      verified: filter(yes, (value) => (value ? isNotNull(r.emailVerifiedAt) : isNull(r.emailVerifiedAt))),
      mine: filter(yes, (value, { actor }) =>
        value && actor.type === "account" ? eq(r.assigneeId, actor.accountId) : undefined,
      ),
      overdue: filter(yes, (value) => (value ? overdue : sql`not ${overdue}`)),
      q: filter(z.string().trim().min(1).max(120), (value) =>
        containsWords(
          sql`fold(concat_ws(' ', ${r.number}, ${r.askerName}, ${r.askerEmail}, ${r.subject}, ${participants.registryNumber}))`,
          value,
        ),
      ),
    },
  };
};

/** What waits for the office: open, with a proven address. The dashboard counts these rows, *take next* hands them out. */
export const waitingRequests = sql`requests d where d.status = 'open' and d.email_verified_at is not null`;

/** Of those: past their day, and the actor's own. */
export async function requestNumbers(tx: Tx, ctx: Ctx): Promise<{ overdue: number; mine: number }> {
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  const [row] = (await tx.execute(sql`
    select count(*) filter (where d.due_on < ${today}::date)::int as overdue,
      count(*) filter (where d.assignee_id = ${me(ctx)})::int as mine from ${waitingRequests}`)) as unknown as {
    overdue: number;
    mine: number;
  }[];
  return row!;
}

/** Requests by the day they are to be answered; an educator sees its own. G8 */
export async function listRequests(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "requests:read");
  return readList(ctx, requestListFor(ctx), query);
}
