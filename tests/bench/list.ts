/**
 * `npm run bench -- list [--size 100k]`: the participants list with filter, sort, range and total, through the whole
 * web process, against a bare node:http + postgres.js handler running the same SQL. Interleaved; both sides' answers
 * are compared first.
 */
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { Agent, request } from "node:http";
import { PgDialect } from "drizzle-orm/pg-core";
import { participantList } from "#api/domains/participants/index.ts";
import { listStatement } from "#api/kernel/list.ts";
import { makeDb } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { startCluster, TEMPLATE } from "../setup/cluster.ts";
import { ctxFor } from "../support/ctx.ts";
import { makeStaff, testPassword } from "../support/factories.ts";
import { median, numberOption, printResult } from "./measure.ts";

const size = numberOption("size", 100_000);
const seconds = numberOption("seconds", 3);
const rounds = 5;
const connections = 16;
const query = {
  filter: { status: "active", county: "Alameda" },
  sort: ["familyName", "ASC"],
  range: [0, 24],
};

type Server = { port: number; child: ChildProcess };

function serve(args: string[]): Promise<Server> {
  const child = fork(new URL("./list-server.ts", import.meta.url), args, { execArgv: ["--import", "tsx"] });
  return new Promise((done, fail) => {
    child.once("message", (message: { port: number }) => done({ port: message.port, child }));
    child.once("exit", (code) => fail(new Error(`The server ended with ${code}.`)));
  });
}

const stopped = (child: ChildProcess) =>
  new Promise<void>((done) => {
    child.once("exit", () => done());
    child.disconnect();
  });

type Reply = { status: number; range?: string; body: string; cookie?: string };
function ask(
  agent: Agent,
  port: number,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Reply> {
  return new Promise((done, fail) => {
    const req = request(
      { agent, port, host: "127.0.0.1", path, headers, method: body ? "POST" : "GET" },
      (res) => {
        const chunks: Buffer[] = [];
        res.on("data", (chunk: Buffer) => chunks.push(chunk));
        res.on("end", () =>
          done({
            status: res.statusCode!,
            range: res.headers["content-range"],
            body: Buffer.concat(chunks).toString(),
            cookie: res.headers["set-cookie"]?.[0]?.split(";")[0],
          }),
        );
      },
    );
    req.on("error", fail);
    req.end(body);
  });
}

/** Requests a second over `seconds` from {@link connections} connections. */
async function load(port: number, path: string, headers: Record<string, string>): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const end = Date.now() + seconds * 1000;
  let answered = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (Date.now() < end) {
        const reply = await ask(agent, port, path, headers);
        assert.equal(reply.status, 200);
        answered++;
      }
    }),
  );
  agent.destroy();
  return answered / seconds;
}

const cluster = await startCluster();
const url = withDatabase(cluster.url, TEMPLATE);
const servers: Server[] = [];
try {
  const { db, sql, close } = makeDb(url);
  await sql`insert into participants (given_name, family_name, birth_date, email, status, county, registered_on)
    select 'Given' || (n % 997), 'Family' || (n * 7919 % 30011), date '1960-01-01' + (n % 14000), 'p' || n || '@example.org',
      case when n % 10 < 7 then 'active' else 'pending' end, (array['Alameda','Fresno','Kern','Orange','Yolo'])[1 + n % 5], '2026-01-01'
    from generate_series(1, ${size}) n`;
  await sql`vacuum analyze`;
  const staff = await makeStaff(db, "data_entry");
  const built = new PgDialect({ casing: "snake_case" }).sqlToQuery(
    listStatement(ctxFor(db, "data_entry"), participantList, query).statement,
  );
  await close();

  const [ours, bare] = await Promise.all([
    serve(["ours", url, "", "[]"]),
    serve(["bare", url, built.sql, JSON.stringify(built.params)]),
  ]);
  servers.push(ours, bare);
  const agent = new Agent();
  const credentials = JSON.stringify({ email: staff.email, password: testPassword });
  const session = await ask(
    agent,
    ours.port,
    "/api/session",
    { "content-type": "application/json" },
    credentials,
  );
  assert.equal(session.status, 200, session.body);
  const headers = { cookie: session.cookie! };
  const path = `/api/participants?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, JSON.stringify(value)] as [string, string]))}`;
  const [ourAnswer, bareAnswer] = [
    await ask(agent, ours.port, path, headers),
    await ask(agent, bare.port, "/", {}),
  ];
  assert.equal(ourAnswer.status, 200, ourAnswer.body);
  assert.deepEqual(JSON.parse(ourAnswer.body), JSON.parse(bareAnswer.body));
  assert.equal(ourAnswer.range, bareAnswer.range);
  assert.equal(JSON.parse(ourAnswer.body).length, 25);
  agent.destroy();

  const figures = { ours: [] as number[], bare: [] as number[] };
  await load(ours.port, path, headers);
  await load(bare.port, "/", {});
  for (let round = 0; round < rounds; round++) {
    figures.ours.push(await load(ours.port, path, headers));
    figures.bare.push(await load(bare.port, "/", {}));
    console.log(
      `round ${round + 1}: ours ${figures.ours.at(-1)!.toFixed(0)}/s, bare ${figures.bare.at(-1)!.toFixed(0)}/s`,
    );
  }
  const rss = await new Promise<number>((done) => {
    ours.child.once("message", (message: { rss: number }) => done(message.rss));
    ours.child.send("rss");
  });
  printResult({
    bench: "list",
    figure: median(figures.ours),
    unit: "requests/s",
    peer: "node:http + postgres.js, same SQL",
    peer_figure: median(figures.bare),
    better: "higher",
    size,
    rss_mb: Math.round(rss / 1e6),
  });
} finally {
  await Promise.all(servers.map(({ child }) => stopped(child)));
  await cluster.stop();
}
