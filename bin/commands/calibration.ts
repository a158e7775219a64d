import { readConfig } from "#api/config.ts";
import { readCalibration } from "#api/domains/duplicates/index.ts";
import { makeCtx } from "#api/kernel/context.ts";
import { makeDeps } from "#api/kernel/deps.ts";
import { migrate } from "#db/migrate.ts";
import { onDatabase } from "./on-database.ts";

const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(8);

/** `registry dedupe calibration`: what scores promised of the pairs that people decided, against what they decided. */
export function calibration({ json }: { json?: boolean }): Promise<void> {
  return onDatabase(readConfig(), async (config) => {
    await migrate(config.databaseUrl);
    const deps = await makeDeps(config, "registry dedupe calibration");
    try {
      const ctx = makeCtx(deps, { type: "system", task: "calibration" }, "registry dedupe calibration");
      const found = await readCalibration(ctx);
      if (json) console.log(JSON.stringify(found, null, 2));
      else if (found.decided === 0) console.log("No pair has been decided yet.");
      else {
        console.log(`${found.decided} decided pairs\n\npromised     pairs  one person  promised   decided`);
        const line = (name: string, row: (typeof found.bands)[number] | (typeof found.deciles)[number]) =>
          console.log(
            `${name.padEnd(11)} ${String(row.pairs).padStart(6)} ${String(row.same).padStart(11)}  ${percent(row.predicted)}  ${percent(row.actual)}`,
          );
        for (const row of found.deciles.filter(({ pairs }) => pairs > 0))
          line(`${row.from * 100}-${row.to * 100} %`, row);
        for (const row of found.bands) line(row.band, row);
      }
    } finally {
      await deps.close();
    }
  });
}
