import { makeDb } from "#db/client.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { noRole } from "#db/roles/tiers.ts";
import type { Config } from "../config.ts";
import { diskStore } from "./files.ts";
import { localKeys } from "./local-keys.ts";
import { makeSecrets } from "./secrets.ts";

/** What the API and the workers share, made from the settings. The pool's own role may do nothing; verbs set theirs. */
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
