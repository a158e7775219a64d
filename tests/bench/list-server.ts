/**
 * One side of the list benchmark as a process of its own: `ours` is the whole web process (sessions, permissions,
 * row-level security); `bare` is node:http and postgres.js answering with the same SQL. Prints its port, then serves.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";
import { makeApp } from "#api/app.ts";
import { log } from "#api/http/log.ts";
import { makeDb } from "#db/client.ts";
import { noRole } from "#db/roles/tiers.ts";
import { depsFor } from "../support/ctx.ts";

const [mode, url, statement, params] = process.argv.slice(2) as ["ours" | "bare", string, string, string];
log.level = "silent";

function ours() {
  const { db } = makeDb(url, { role: noRole, max: 10 });
  return makeApp({
    ...depsFor(db),
    sessionSecret: "benchmark",
    publicOrigin: "http://127.0.0.1",
    trustProxy: 0,
  });
}

function bare(): Parameters<typeof createServer>[1] {
  const sql = postgres(url, { max: 10, onnotice: () => {} });
  const values = JSON.parse(params) as string[];
  return async (_req, res) => {
    const [row] = await sql.unsafe<{ json: string; count: number; total: number }[]>(statement, values, {
      prepare: true,
    });
    res.setHeader("Content-Type", "application/json");
    res.setHeader("Content-Range", `participants 0-${row!.count - 1}/${row!.total}`);
    res.end(row!.json);
  };
}

const server = createServer(mode === "ours" ? ours() : bare());
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on("message", () => process.send?.({ rss: process.memoryUsage().rss }));
process.on("disconnect", () => process.exit(0));
