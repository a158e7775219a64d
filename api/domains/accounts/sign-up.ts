import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accountPasswords, accounts, participantIdentifiers, participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { findMatchCandidates, findMatches } from "../duplicates/index.ts";
import type { MatchVerdict } from "../duplicates/schemas.ts";
import { insertParticipant } from "../participants/index.ts";
import { hashPassword, normalEmail } from "./internal.ts";
import { accountByEmail, sendLink } from "./links.ts";
import { refuseWeakPassword } from "./reset-password.ts";
import { type SignUp, signUpClaims, signUpSchema } from "./schemas.ts";

type Parsed = ReturnType<typeof signUpSchema.parse>;
type Account = typeof accounts.$inferSelect;

const youngest = 14;

/**
 * Sign-up with match before create (S10–S13, S226). Whatever is found, the visitor gets the same answer and one e-mail:
 * - an address with an account: that account is sent a link (confirm, or a new password); nothing is made;
 * - a record that the identifiers prove, nobody signs in to, and whose e-mail on file is this address: the new account
 *   belongs to it once the address is proven, so no second record comes to be (S13);
 * - another likely match: the address on file gets a link to that record. The newcomer gets a record of their own and
 *   the pair goes to the duplicates list, where staff put the two together: being told "you are here already" would
 *   tell a stranger who knows a name and a birth date that this person is registered;
 * - no match: a new record, pending, with its number (S7, S34).
 * The account stays closed until the link in the e-mail is opened.
 * @throws Invalid for what is missing or wrong in the form; never for what the registry knows.
 */
export async function signUp(ctx: Ctx, raw: SignUp): Promise<void> {
  const input = signUpSchema.parse(raw);
  refuseImpossibleBirthDate(input.birthDate, ctx.now);
  refuseWeakPassword(input.password, [input.givenName, input.familyName, ...input.email.split("@")]);
  const passwordHash = await hashPassword(input.password);
  await inTransaction(asSystem(ctx, "sign_up"), async (tx, inner) => {
    const email = normalEmail(input.email);
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign_up:${email}`}, 0))`);
    // Looked for in every case, so that a known address is not told by a quicker answer.
    const match = await findMatches(inner, applicantOf({ ...input, email }));
    const known = await accountByEmail(tx, email);
    if (known) return remind(tx, inner, known);
    const participantId = await recordFor(tx, inner, { ...input, email }, match);
    const [account] = await tx
      .insert(accounts)
      .values({
        email,
        displayName: `${input.givenName} ${input.familyName}`,
        status: "unconfirmed",
        participantId,
      })
      .returning();
    await tx.insert(accountPasswords).values({ accountId: account!.id, passwordHash });
    await recordAudit(tx, inner, {
      action: "account.signed_up",
      subject: { type: "accounts", id: account!.id },
      participantId,
      after: { ...account, acceptedTerms: true },
    });
    await sendLink(tx, account!.id, "verify_email");
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

/** The address has an account: its owner is told how to get in. A disabled one is told nothing. */
async function remind(tx: Tx, ctx: Ctx, known: Account): Promise<void> {
  await recordAudit(tx, ctx, {
    action: "account.sign_up_repeated",
    subject: { type: "accounts", id: known.id },
    participantId: known.participantId,
  });
  if (known.status === "active") await sendLink(tx, known.id, "reset_password");
  if (known.status === "unconfirmed") await sendLink(tx, known.id, "verify_email");
}

function applicantOf({ givenName, familyName, birthDate, email, identifiers }: Parsed) {
  const given = signUpClaims.flatMap((kind) => {
    const value = identifiers[kind];
    return value ? [{ kind, value }] : [];
  });
  return { givenName, familyName, birthDate, email, identifiers: given };
}

/** The record the new account belongs to: one found and proven, else a new one. */
async function recordFor(tx: Tx, ctx: Ctx, input: Parsed, match: MatchVerdict): Promise<number> {
  const applicant = applicantOf(input);
  const { givenName, familyName, birthDate, email, identifiers } = applicant;
  if (match.verdict === "claim") {
    const proven = await claim(tx, ctx, match.participantId, input);
    if (proven) return proven;
  }
  if (match.verdict === "ask_staff") {
    const strong = (await findMatchCandidates(ctx, applicant)).filter(({ band }) => band === "strong");
    for (const { id } of strong) await pointToAccounts(tx, id);
  }
  const middleName = input.middleName || null;
  const person = await insertParticipant(tx, ctx, { givenName, middleName, familyName, birthDate, email });
  if (identifiers.length > 0) {
    await tx
      .insert(participantIdentifiers)
      .values(identifiers.map((each) => ({ ...each, participantId: person.id })));
  }
  return person.id;
}

/** Whoever signs in to a record that seems to be the same person's is sent the way back in, to the address on file. */
async function pointToAccounts(tx: Tx, participantId: number): Promise<void> {
  const theirs = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(eq(sql`survivor_of(${accounts.participantId})`, participantId), eq(accounts.status, "active")),
    );
  for (const { id } of theirs) await sendLink(tx, id, "reset_password");
}

/**
 * A record whose identifiers were given. It is the newcomer's only where the registry itself knows this e-mail address
 * for it: numbers of permits are printed on paper and partly public. Otherwise the address on file gets a link.
 * @returns the record's id where it is proven.
 */
async function claim(tx: Tx, ctx: Ctx, participantId: number, input: Parsed): Promise<number | undefined> {
  const [record] = await tx
    .select()
    .from(participants)
    .where(eq(participants.id, sql`survivor_of(${participantId})`))
    .for("update");
  const [signedIn] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(sql`survivor_of(${accounts.participantId})`, record?.id ?? 0));
  if (!record?.email || signedIn) return undefined;
  const onFile = normalEmail(record.email);
  if (onFile === input.email) {
    await recordAudit(tx, ctx, {
      action: "participant.claimed",
      subject: { type: "participants", id: record.id },
      participantId: record.id,
    });
    return record.id;
  }
  if (await accountByEmail(tx, onFile)) return undefined;
  const displayName = `${record.givenName} ${record.familyName}`;
  const [account] = await tx
    .insert(accounts)
    .values({ email: onFile, displayName, status: "unconfirmed", participantId: record.id })
    .returning({ id: accounts.id });
  await sendLink(tx, account!.id, "reset_password");
  return undefined;
}
