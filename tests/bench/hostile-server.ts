/** The web process of the hostile benchmark, by itself so that its memory can be measured. Prints its port, then serves. */
import { readConfig } from "#api/config.ts";
import { startApi } from "#api/main.ts";

const [databaseUrl, varDir] = process.argv.slice(2) as [string, string];
const { port } = await startApi(
  readConfig({ databaseUrl, varDir, port: 0, logLevel: "silent", environment: "test" }, {}),
);
process.send?.({ port });
process.on("disconnect", () => process.exit(0));
