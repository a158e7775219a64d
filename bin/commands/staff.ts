import { randomInt } from "node:crypto";
import { text } from "node:stream/consumers";
import { readConfig } from "#api/config.ts";
import { createStaff } from "#api/domains/accounts/index.ts";
import { makeCtx } from "#api/kernel/context.ts";
import { makeDeps } from "#api/kernel/deps.ts";
import type { StaffRole } from "#db/enums.ts";
import { migrate } from "#db/migrate.ts";
import { onDatabase } from "./on-database.ts";

type Options = { email: string; name: string; role: StaffRole; passwordStdin?: boolean };

/** No letters that are mistaken for others when read out or typed from paper. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** `registry staff add` */
export function addStaff({ email, name, role, passwordStdin }: Options): Promise<void> {
  return onDatabase(readConfig(), async (config) => {
    await migrate(config.databaseUrl);
    const password = passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : madeUp();
    const deps = await makeDeps(config, "registry staff add");
    try {
      const ctx = makeCtx(deps, { type: "system", task: "staff_add" }, "registry staff add");
      const account = await createStaff(ctx, { email, displayName: name, staffRole: role, password });
      console.log(`${name} may sign in at ${config.publicOrigin}/admin as ${account.email} (${role}).`);
      if (!passwordStdin) console.log(`Password, shown only now: ${password}`);
    } finally {
      await deps.close();
    }
  });
}

/** Five groups of four: about 99 bits. */
function madeUp(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return Array.from({ length: 5 }, group).join("-");
}
