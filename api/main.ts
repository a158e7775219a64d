import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { makeDb } from "#db/client.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { noRole } from "#db/roles/tiers.ts";
import { makeApp } from "./app.ts";
import type { Config } from "./config.ts";
import { log } from "./http/log.ts";
import { diskStore } from "./kernel/files.ts";
import { localKeys } from "./kernel/local-keys.ts";
import { makeSecrets } from "./kernel/secrets.ts";

/** What the API and the workers share, made from the settings. */
export async function makeDeps(config: Config, applicationName: string) {
  const keys = await localKeys(config);
  const handle = makeDb(config.databaseUrl, {
    role: noRole,
    applicationName,
    max: 10,
    statementTimeoutMs: 30_000,
  });
  return {
    db: handle.db,
    close: handle.close,
    jurisdiction: jurisdictionFor(config.jurisdiction),
    secrets: makeSecrets(keys.secretKey),
    files: diskStore(`${config.varDir}/files`),
    sessionSecret: keys.sessionSecret,
    publicOrigin: config.publicOrigin,
    trustProxy: config.trustProxy,
  };
}

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
