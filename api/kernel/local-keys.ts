import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

type KeySettings = { varDir: string; secretKey: string; sessionSecret: string };

/**
 * The keys from the settings, or, outside production (where `readConfig` insists on them), keys made once and kept in
 * `<varDir>/keys.json`, readable by this user alone. Losing that file loses the encrypted fields.
 */
export async function localKeys({
  varDir,
  secretKey,
  sessionSecret,
}: KeySettings): Promise<{ secretKey: string; sessionSecret: string }> {
  if (secretKey && sessionSecret) return { secretKey, sessionSecret };
  const path = join(varDir, "keys.json");
  await mkdir(varDir, { recursive: true });
  const fresh = {
    secretKey: randomBytes(32).toString("hex"),
    sessionSecret: randomBytes(32).toString("hex"),
  };
  await writeFile(path, JSON.stringify(fresh), { mode: 0o600, flag: "wx" }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    },
  );
  const kept = JSON.parse(await readFile(path, "utf8")) as typeof fresh;
  return { secretKey: secretKey || kept.secretKey, sessionSecret: sessionSecret || kept.sessionSecret };
}
