import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { readConfig } from "#api/config.ts";
import { makeCtx } from "#api/kernel/context.ts";
import { makeDeps } from "#api/kernel/deps.ts";
import { fileMail } from "#workers/inbound/file-mail.ts";
import { onDatabase } from "./on-database.ts";

/** `registry inbox file`: what a mail server's pipe, or an operator with a saved message, hands in. */
export function fileSavedMail(path: string): Promise<void> {
  return onDatabase(readConfig(), async (config) => {
    const raw = path === "-" ? await buffer(process.stdin) : await readFile(path);
    const deps = await makeDeps(config, "registry inbox file");
    try {
      const ctx = makeCtx(deps, { type: "system", task: "file_mail" }, "registry inbox file");
      const done = await fileMail(ctx, raw);
      if ("filed" in done) console.log(`Filed onto request ${done.filed}, with ${done.files} file(s).`);
      else console.log(`Not filed: ${done.refused}.`);
    } finally {
      await deps.close();
    }
  });
}
