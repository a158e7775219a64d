import type { QueueKey } from "../providers/wire.ts";

const waiting: Record<QueueKey, { filter: Record<string, unknown>; sort: string; order: "ASC" | "DESC" }> = {
  documents: { filter: { status: "unverified", waiting: true }, sort: "queue", order: "ASC" },
  "second-looks": { filter: { status: "waiting", forMe: true }, sort: "createdAt", order: "ASC" },
  reviews: { filter: { status: "requested" }, sort: "dueOn", order: "ASC" },
  requests: { filter: { status: "open", verified: true }, sort: "dueOn", order: "ASC" },
  name_changes: { filter: { status: "requested" }, sort: "createdAt", order: "ASC" },
  access_grants: { filter: { status: "requested" }, sort: "createdAt", order: "ASC" },
  duplicates: { filter: { status: "open" }, sort: "score", order: "DESC" },
  report_runs: { filter: {}, sort: "createdAt", order: "DESC" },
  employments: { filter: { status: "reported" }, sort: "startedOn", order: "ASC" },
};

/** The list that holds exactly the rows a number on the dashboard counts. */
export function listOf(key: QueueKey, more: Record<string, unknown> = {}): string {
  const { filter, sort, order } = waiting[key];
  const query = new URLSearchParams({
    filter: JSON.stringify({ ...filter, ...more }),
    sort,
    order,
    page: "1",
    perPage: "25",
  });
  return `/${key}?${query.toString()}`;
}
