import type { Db } from "#db/client.ts";
import { accountTokens, requestCounts, sessions, signInFailures, signUps } from "#db/schema/index.ts";

/** A row in each table that only the sign-in itself looks at. */
export async function seedSignIns(db: Db, accountId: number): Promise<void> {
  const soon = new Date(Date.now() + 3_600_000);
  await db
    .insert(accountTokens)
    .values({ accountId, purpose: "reset_password", tokenHash: "h", expiresAt: soon });
  await db.insert(sessions).values({ id: "s", accountId, data: {}, expiresAt: soon });
  await db.insert(requestCounts).values({ counter: "c", addressIndex: "k", hits: 1, windowEndsAt: soon });
  const person = { givenName: "g", familyName: "f", birthDate: "1990-01-01", email: "e@example.org" };
  await db.insert(signUps).values({ ...person, identifiers: [], passwordHash: "h" });
  await db.insert(signInFailures).values({ key: "k", failures: 1, windowEndsAt: soon });
}
