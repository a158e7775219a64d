import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import {
  accountPasswords,
  accounts,
  participantIdentifiers,
  participants,
  signUps,
} from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { findMatchCandidates, findMatches } from "../duplicates/index.ts";
import type { MatchVerdict } from "../duplicates/schemas.ts";
import { insertParticipant } from "../participants/index.ts";
import { normalEmail } from "./internal.ts";
import { accountByEmail, sendLink } from "./links.ts";

type SignUpRow = typeof signUps.$inferSelect;
type Person = typeof participants.$inferSelect;
type Account = typeof accounts.$inferSelect;

/**
 * Match before create (S10–S13, S226) for a sign-up that was taken in. Whatever is found, one e-mail tells it:
 * - an address with an account: that account is sent a link (confirm, or a new password); nothing is made;
 * - a record that the identifiers prove, nobody signs in to, and whose e-mail on file is this address: the new account
 *   belongs to it once the address is proven, so no second record comes to be (S13);
 * - another likely match: the address on file gets a link to that record. The newcomer gets a record of their own and
 *   the pair goes to the duplicates list, where staff put the two together: being told "you are here already" would
 *   tell a stranger who knows a name and a birth date that this person is registered;
 * - no match: a new record, pending, with its number (S7, S34).
 * The account stays closed until the link in the e-mail is opened. Run twice, or for a row that is gone, it does nothing.
 */
export async function finishSignUp(ctx: Ctx, signUpId: number): Promise<void> {
  await inTransaction(asSystem(ctx, "sign_up"), async (tx, inner) => {
    const [input] = await tx.delete(signUps).where(eq(signUps.id, signUpId)).returning();
    if (!input) return;
    const { email, passwordHash } = input;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign_up:${email}`}, 0))`);
    const match = await findMatches(inner, applicantOf(input));
    // Before the accounts are looked at: of two who claim one record at once, the second sees what the first was given.
    const record = match.verdict === "claim" ? await lockRecord(tx, match.participantId) : undefined;
    const known = await accountByEmail(tx, email);
    if (known) return remind(tx, inner, known);
    const participantId = await recordFor(tx, inner, input, match, record);
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

function applicantOf({ givenName, familyName, birthDate, email, identifiers }: SignUpRow) {
  return { givenName, familyName, birthDate, email, identifiers };
}

/**
 * The address has an account: its owner is told how to get in. A disabled one is told nothing. One that a stranger's claim
 * opened has no password to confirm with, so its link sets one.
 */
async function remind(tx: Tx, ctx: Ctx, known: Account): Promise<void> {
  await recordAudit(tx, ctx, {
    action: "account.sign_up_repeated",
    subject: { type: "accounts", id: known.id },
    participantId: known.participantId,
  });
  if (known.status === "disabled") return;
  const hasPassword = await tx.$count(accountPasswords, eq(accountPasswords.accountId, known.id));
  const unproven = known.status === "unconfirmed" && hasPassword > 0;
  await sendLink(tx, known.id, unproven ? "verify_email" : "reset_password");
}

/** The record the new account belongs to: one found and proven, else a new one. */
async function recordFor(
  tx: Tx,
  ctx: Ctx,
  input: SignUpRow,
  match: MatchVerdict,
  claimed: Person | undefined,
): Promise<number> {
  const applicant = applicantOf(input);
  const { givenName, familyName, birthDate, email, identifiers } = applicant;
  if (claimed && (await claim(tx, ctx, claimed, input.email))) return claimed.id;
  if (match.verdict === "ask_staff") {
    const strong = (await findMatchCandidates(ctx, applicant)).filter(({ band }) => band === "strong");
    for (const { id } of strong) await pointToAccounts(tx, id);
  }
  const { middleName } = input;
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

/** The claimed record as it is now, followed to the one it was merged into; nobody else claims it meanwhile. */
async function lockRecord(tx: Tx, participantId: number): Promise<Person | undefined> {
  const [record] = await tx
    .select()
    .from(participants)
    .where(eq(participants.id, sql`survivor_of(${participantId})`))
    .for("update");
  return record;
}

/**
 * A record whose identifiers were given. It is the newcomer's only where the registry itself knows this e-mail address
 * for it: numbers of permits are printed on paper and partly public. Otherwise the address on file gets a link.
 * @returns whether it is the newcomer's.
 */
async function claim(tx: Tx, ctx: Ctx, record: Person, email: string): Promise<boolean> {
  const [signedIn] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(sql`survivor_of(${accounts.participantId})`, record.id));
  if (!record.email || signedIn) return false;
  const onFile = normalEmail(record.email);
  if (onFile === email) {
    await recordAudit(tx, ctx, {
      action: "participant.claimed",
      subject: { type: "participants", id: record.id },
      participantId: record.id,
    });
    return true;
  }
  if (await accountByEmail(tx, onFile)) return false;
  const displayName = `${record.givenName} ${record.familyName}`;
  const [account] = await tx
    .insert(accounts)
    .values({ email: onFile, displayName, status: "unconfirmed", participantId: record.id })
    .returning({ id: accounts.id });
  await sendLink(tx, account!.id, "reset_password");
  return false;
}
