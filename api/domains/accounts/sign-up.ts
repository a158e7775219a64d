import { enqueue } from "#db/queue/enqueue.ts";
import { signUps } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { hashPassword, normalEmail } from "./internal.ts";
import { refuseWeakPassword } from "./reset-password.ts";
import { type SignUp, signUpClaims, signUpSchema } from "./schemas.ts";

const youngest = 14;

/**
 * Takes a sign-up in: the same two statements for everybody, known or not. A task looks for the person (S10) and writes to
 * the address after the answer, so neither its words nor its time tell who is registered here.
 * @throws Invalid for what is missing or wrong in the form; never for what the registry knows.
 */
export async function signUp(ctx: Ctx, raw: SignUp): Promise<void> {
  const { givenName, middleName, familyName, birthDate, ...input } = signUpSchema.parse(raw);
  refuseImpossibleBirthDate(birthDate, ctx.now);
  refuseWeakPassword(input.password, [givenName, familyName, ...input.email.split("@")]);
  const passwordHash = await hashPassword(input.password);
  const identifiers = signUpClaims.flatMap((kind) => {
    const value = input.identifiers[kind];
    return value ? [{ kind, value }] : [];
  });
  const person = { givenName, middleName: middleName || null, familyName, birthDate };
  await inTransaction(asSystem(ctx, "sign_up"), async (tx) => {
    const [row] = await tx
      .insert(signUps)
      .values({ ...person, email: normalEmail(input.email), identifiers, passwordHash })
      .returning({ id: signUps.id });
    await enqueue(tx, "finish_sign_up", { signUpId: row!.id });
  });
}

function refuseImpossibleBirthDate(birthDate: string, now: Date): void {
  const today = now.toISOString().slice(0, 10);
  const latest = `${now.getUTCFullYear() - youngest}${today.slice(4)}`;
  const problem =
    birthDate > today || birthDate < "1900-01-01"
      ? "Check the year of your date of birth."
      : birthDate > latest
        ? `You need to be at least ${youngest} years old to join.`
        : undefined;
  if (problem) throw new Invalid(problem, { fields: { birthDate: problem } });
}
