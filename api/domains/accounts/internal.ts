import { createHash } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** argon2id at OWASP's parameters (m = 19 MiB, t = 2, p = 1). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"), cost);

/** Compared against where no account exists, so that both answers take the same time. */
const nobody = hashPassword("no account has this password");

/** Whether the password fits; for a missing hash the same work is done and the answer is no. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await nobody), password.normalize("NFKC")).catch(() => false);
  return fits && stored !== undefined;
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const normalEmail = (email: string): string => email.trim().toLowerCase();
