import { finishSignUp } from "#api/domains/accounts/index.ts";
import { signUps } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { systemCtx } from "./ctx.ts";

/** Does what follows a sign-up's answer, as the task does, and leaves the e-mails it asks for in the queue. */
export async function finishSignUps(): Promise<void> {
  const db = await testDb();
  const waiting = await db.select({ id: signUps.id }).from(signUps).orderBy(signUps.id);
  await Promise.all(waiting.map(({ id }) => finishSignUp(systemCtx(db), id)));
}
