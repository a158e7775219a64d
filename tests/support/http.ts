import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import { makeApp } from "#api/app.ts";
import { log } from "#api/http/log.ts";
import { makeDb } from "#db/client.ts";
import { noRole } from "#db/roles/tiers.ts";
import { databaseUrl } from "../setup/db.ts";
import { Client } from "./client.ts";
import { depsFor } from "./ctx.ts";

export { type Answer, Client } from "./client.ts";

type Running = { origin: string; stop(): Promise<void> };
let running: Promise<Running> | undefined;

/** One more web process on this test file's database, on a free port: whoever starts it stops it. */
export async function startWeb(): Promise<Running> {
  log.level = "silent";
  const handle = makeDb(await databaseUrl(), { role: noRole, max: 5 });
  const app = makeApp({
    ...depsFor(handle.db),
    sessionSecret: "a secret of the tests",
    publicOrigin: "http://127.0.0.1",
    trustProxy: 0,
  });
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      await handle.close();
    },
  };
}

/** The web process that this test file's tests share, stopped after the file. */
export async function testOrigin(): Promise<string> {
  running ??= startWeb();
  return (await running).origin;
}

export const client = async (): Promise<Client> => new Client(await testOrigin());

afterAll(async () => {
  await (await running)?.stop();
  running = undefined;
});
