import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { makeApp } from "./app.ts";
import type { Config } from "./config.ts";
import { log } from "./http/log.ts";
import { makeDeps } from "./kernel/deps.ts";

/** Starts one API process on `config.port`. As many as wanted may run against one database. */
export async function startApi(config: Config): Promise<{ port: number; stop(): Promise<void> }> {
  log.level = config.logLevel;
  const deps = await makeDeps(config, "registry api");
  const server = createServer(makeApp(deps));
  server.requestTimeout = 120_000;
  server.headersTimeout = 20_000;
  await new Promise<void>((done, fail) => {
    server.once("error", fail).listen(config.port, config.host, () => done());
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 2000).unref();
      await new Promise<void>((done) => server.close(() => done()));
      await deps.close();
    },
  };
}
