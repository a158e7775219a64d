import { type CronItem, parseCronItems } from "graphile-worker";
import type { TaskName } from "#db/queue/payloads.ts";

/** UTC. Identifiers are fixed for ever: the queue remembers by them what it has planned. SQL decides on local midnight. */
const items = [
  { task: "sweep_document_leases", match: "* * * * *", identifier: "document_leases" },
  { task: "refresh_queue_pace", match: "*/10 * * * *", identifier: "queue_pace" },
  { task: "sweep_access_grants", match: "4 * * * *", identifier: "access_grants" },
  { task: "sweep_registrations", match: "9 * * * *", identifier: "registrations" },
  { task: "sweep_roster_imports", match: "17 * * * *", identifier: "roster_imports" },
  { task: "sweep_leftovers", match: "24 * * * *", identifier: "leftovers" },
  { task: "find_duplicates", match: "41 9 * * *", identifier: "all_duplicates" },
  { task: "find_directory_duplicates", match: "11 9 * * *", identifier: "all_directory_duplicates" },
] as const satisfies readonly (CronItem & { task: TaskName })[];

/** What the clock starts. A sweep that is still waiting is replaced, so that none pile up while no worker runs. */
export const cronItems = () =>
  parseCronItems(
    items.map((item) => ({ ...item, options: { jobKey: `cron:${item.identifier}`, maxAttempts: 3 } })),
  );
