import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { registerParticipant } from "#api/domains/participants/index.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import type { TaskName, TaskPayload } from "#db/queue/payloads.ts";
import {
  accessGrants,
  accounts,
  documentDecisions,
  enrollments,
  merges,
  nameChanges,
  notifications,
  participants,
} from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import {
  makeAccount,
  makeDocument,
  makeEnrollment,
  makeEvent,
  makeParticipant,
  makeProgram,
  makeSponsor,
  makeStaff,
} from "../support/factories.ts";
import { drainQueue, mailbox } from "../support/queue.ts";

/** Runs one task and what it causes; returns the e-mails it left for these addresses. */
async function told<N extends TaskName>(task: N, payload: TaskPayload<N>, ...addresses: string[]) {
  await enqueue(await testDb(), task, payload);
  await drainQueue();
  const mails = await mailbox();
  return mails.filter((mail) => addresses.includes(mail.to?.[0]?.address ?? ""));
}

async function decide(documentId: number, outcome: "verified" | "action_required" | "reset", toFix?: string) {
  const rows = await (await testDb())
    .insert(documentDecisions)
    .values({ documentId, outcome, toFix })
    .returning();
  return rows[0]!.id;
}

test("a decision is mailed with the document's number and the one thing to fix, and never what the document says", async () => {
  const db = await testDb();
  const person = await makeParticipant(db, { givenName: "Zoë", familyName: "Nguyễn <b>" });
  const document = await makeDocument(db, { participantId: person.id });
  const decisionId = await decide(document.id, "action_required", "Send page 2 & the back.");
  const [mail, ...more] = await told("notify_document_decision", { decisionId }, person.email!);
  expect(more).toEqual([]);
  expect(mail!.subject).toBe(`Action required on your transcript (document ${document.id})`);
  expect(mail!.text).toContain("What to do: Send page 2 & the back.");
  expect(mail!.html).toContain("Send page 2 &amp; the back.");
  expect(mail!.html).toContain("Hello Zoë Nguyễn &lt;b&gt;,");
  expect(mail!.html).toContain('<html lang="en">');
  expect(mail!.text).not.toContain("Why:");
  const [row] = await db.select().from(notifications).where(eq(notifications.participantId, person.id));
  expect(row).toMatchObject({ status: "sent", attempts: 1, template: "document_action_required" });
  expect(mail!.messageId).toBe(row!.messageId);
});

test("a task that runs twice, or twice at once, leaves one notification and one e-mail", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const document = await makeDocument(db, { participantId: person.id });
  const decisionId = await decide(document.id, "verified");
  await enqueue(db, "notify_document_decision", { decisionId });
  await enqueue(db, "notify_document_decision", { decisionId });
  await Promise.all([drainQueue(), drainQueue()]);
  expect(await told("notify_document_decision", { decisionId }, person.email!)).toHaveLength(1);
  expect(await db.$count(notifications, eq(notifications.participantId, person.id))).toBe(1);
});

test("a decision that no longer holds is not mailed", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const document = await makeDocument(db, { participantId: person.id });
  const decisionId = await decide(document.id, "verified");
  const resetId = await decide(document.id, "reset");
  expect(await told("notify_document_decision", { decisionId }, person.email!)).toEqual([]);
  expect(await told("notify_document_decision", { decisionId: resetId }, person.email!)).toEqual([]);
});

test("a received document is confirmed; one that cannot be opened says so", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const good = await makeDocument(db, { participantId: person.id });
  const bad = await makeDocument(db, {
    participantId: person.id,
    status: "unreadable",
    unreadableReason: "The PDF has a password.",
  });
  await told("notify_document_received", { documentId: good.id });
  const mails = await told("notify_document_received", { documentId: bad.id }, person.email!);
  expect(mails.map((mail) => mail.subject).sort()).toEqual([
    `We could not read your transcript (document ${bad.id})`,
    `We received your document ${good.id}`,
  ]);
  expect(mails.find((mail) => mail.subject?.includes("could not"))!.text).toContain(
    "The PDF has a password.",
  );
});

test("a vanished row and a person without an address are quiet", async () => {
  const db = await testDb();
  const silent = await makeParticipant(db, { email: null });
  const document = await makeDocument(db, { participantId: silent.id });
  await told("notify_document_received", { documentId: document.id });
  await told("notify_document_received", { documentId: 999_999 });
  await told("notify_merge", { mergeId: 999_999 });
  await told("notify_enrollment", { enrollmentId: 999_999, status: "enrolled" });
  await told("send_email", { notificationId: 999_999 });
  expect(await db.$count(notifications, eq(notifications.participantId, silent.id))).toBe(0);
});

test("mail about a merged record goes to its survivor", async () => {
  const db = await testDb();
  const survivor = await makeParticipant(db);
  const retired = await makeParticipant(db, { status: "merged", mergedIntoId: survivor.id });
  const document = await makeDocument(db, { participantId: retired.id });
  expect(
    await told("notify_document_received", { documentId: document.id }, retired.email!, survivor.email!),
  ).toMatchObject([{ to: [{ address: survivor.email }] }]);
});

test("a merge is told to both addresses, with both numbers; an undone one to nobody", async () => {
  const db = await testDb();
  const survivor = await makeParticipant(db);
  const retired = await makeParticipant(db, { status: "merged", mergedIntoId: survivor.id });
  const [merge] = await db
    .insert(merges)
    .values({
      survivorId: survivor.id,
      retiredId: retired.id,
      reason: "same person",
      choices: {},
      survivorVersion: 1,
      retiredVersion: 1,
    })
    .returning();
  const mails = await told("notify_merge", { mergeId: merge!.id }, survivor.email!, retired.email!);
  expect(mails.map((mail) => mail.to![0]!.address).sort()).toEqual([survivor.email, retired.email].sort());
  for (const mail of mails) {
    expect(mail.text).toContain(survivor.registryNumber);
    expect(mail.text).toContain(retired.registryNumber);
  }
  await db.delete(notifications).where(eq(notifications.participantId, survivor.id));
  await db.update(merges).set({ status: "undone" }).where(eq(merges.id, merge!.id));
  await told("notify_merge", { mergeId: merge!.id });
  expect(await db.$count(notifications, eq(notifications.participantId, survivor.id))).toBe(0);
});

test("name changes and access decisions reach the person, each state once", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const program = await makeProgram(db);
  const [change] = await db
    .insert(nameChanges)
    .values({
      participantId: person.id,
      status: "refused",
      oldGivenName: "Ana",
      oldFamilyName: "Reyes",
      newGivenName: "Ana",
      newFamilyName: "Soto",
      decisionReason: "The certificate is not legible.",
    })
    .returning();
  const [grant] = await db
    .insert(accessGrants)
    .values({
      participantId: person.id,
      programId: program.id,
      programNumber: program.programNumber,
      status: "granted",
      expiresOn: "2027-06-30",
    })
    .returning();
  await told("notify_name_change_decision", { nameChangeId: change!.id });
  await told("notify_access_grant_decision", { accessGrantId: grant!.id });
  await db.update(accessGrants).set({ status: "expired" }).where(eq(accessGrants.id, grant!.id));
  await told("notify_access_grant_decision", { accessGrantId: grant!.id });
  const mails = await told("notify_access_grant_decision", { accessGrantId: grant!.id }, person.email!);
  expect(mails.map((mail) => mail.subject)).toEqual([
    "Your name change was not approved",
    `You have access to program ${program.programNumber}`,
    `Your access to program ${program.programNumber} has ended`,
  ]);
  expect(mails[0]!.text).toContain("Why: The certificate is not legible.");
  expect(mails[1]!.text).toContain("The access ends on June 30, 2027.");
});

test("a seat is told once per turn; news that is old when its turn comes is not told", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const event = await makeEvent(db, { sponsorId: (await makeSponsor(db)).id });
  const enrollment = await makeEnrollment(db, {
    eventId: event.id,
    participantId: person.id,
    status: "waitlisted",
    waitlistPosition: 1,
  });
  const enrollmentId = enrollment.id;
  await told("notify_enrollment", { enrollmentId, status: "waitlisted" });
  await told("notify_enrollment", { enrollmentId, status: "enrolled" });
  await db
    .update(enrollments)
    .set({ status: "enrolled", waitlistPosition: null })
    .where(eq(enrollments.id, enrollmentId));
  const mails = await told("notify_enrollment", { enrollmentId, status: "promoted" }, person.email!);
  expect(mails.map((mail) => mail.subject)).toEqual([
    `You are on the waiting list: ${event.title}`,
    `A seat is yours: ${event.title}`,
  ]);
});

test("a cancelled event and granted hours are told to the people on the roster", async () => {
  const db = await testDb();
  const [person, other] = [await makeParticipant(db), await makeParticipant(db)];
  const event = await makeEvent(db, { sponsorId: (await makeSponsor(db)).id });
  const gone = await makeEnrollment(db, { eventId: event.id, participantId: person.id, status: "withdrawn" });
  const here = await makeEnrollment(db, {
    eventId: event.id,
    participantId: other.id,
    status: "attended",
    hoursGranted: "2.50",
  });
  const cancelled = await told(
    "notify_enrollment",
    { enrollmentId: gone.id, status: "cancelled" },
    person.email!,
  );
  expect(cancelled.map((mail) => mail.subject)).toEqual([`Cancelled: ${event.title}`]);
  const [attended] = await told(
    "notify_enrollment",
    { enrollmentId: here.id, status: "attended" },
    other.email!,
  );
  expect(attended!.text).toContain("2.5 hours are on your record");
});

test("a participant who registers is sent the confirmation", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  await registerParticipant(ctxFor(db, "participant", { participantId: person.id }), { id: person.id });
  await drainQueue();
  const mails = (await mailbox()).filter((mail) => mail.to?.[0]?.address === person.email);
  expect(mails.map((mail) => mail.subject)).toEqual(["Your registration is confirmed"]);
  expect(mails[0]!.text).toContain(person.registryNumber);
});

test("a registration is confirmed once for each period", async () => {
  const db = await testDb();
  const person = await makeParticipant(db, { status: "active", renewsOn: "2027-03-01" });
  await told("notify_registration", { participantId: person.id });
  expect(await told("notify_registration", { participantId: person.id }, person.email!)).toHaveLength(1);
  await db.update(participants).set({ renewsOn: "2028-03-01" }).where(eq(participants.id, person.id));
  const mails = await told("notify_registration", { participantId: person.id }, person.email!);
  expect(mails.map((mail) => /by (.*)\./.exec(mail.text!)?.[1])).toEqual(["March 1, 2027", "March 1, 2028"]);
});

test("a one-time link is only in the mail: the database keeps its hash and a placeholder", async () => {
  const db = await testDb();
  const account = await makeStaff(db, "help_desk");
  const payload = { accountId: account.id, purpose: "reset_password" as const };
  const [mail, ...more] = await told("send_account_link", payload, account.email);
  expect(more).toEqual([]);
  const [, token] = /http:\/\/registry\.test\/reset-password\?token=([\w-]{43})/.exec(mail!.text!)!;
  expect(mail!.html).toContain(`href="http://registry.test/reset-password?token=${token}"`);
  const [row] = await db.select().from(notifications).where(eq(notifications.accountId, account.id));
  expect(row!.bodyText + row!.bodyHtml).not.toContain(token);
  const stored = await db.execute(
    sql`select token_hash = encode(sha256(convert_to(${token!}, 'UTF8')), 'hex') as fits, expires_at > now() + '59 min' and
      expires_at < now() + '61 min' as an_hour from private.account_tokens where account_id = ${account.id}`,
  );
  expect([...stored]).toEqual([{ fits: true, an_hour: true }]);
  expect(await told("send_account_link", payload, account.email)).toHaveLength(1);
});

test("a new address is proven at that address; a disabled account gets no link", async () => {
  const db = await testDb();
  const moving = await makeAccount(db, { staffRole: "help_desk", pendingEmail: "moving.to@example.org" });
  const mails = await told(
    "send_account_link",
    { accountId: moving.id, purpose: "verify_email" },
    moving.email,
    "moving.to@example.org",
  );
  expect(mails.map((mail) => mail.to![0]!.address)).toEqual(["moving.to@example.org"]);
  const late = await makeAccount(db, { staffRole: "help_desk", pendingEmail: "left.meanwhile@example.org" });
  await enqueue(db, "send_account_link", { accountId: late.id, purpose: "verify_email" });
  const stop = { send_email: async () => {} };
  await drainQueue({ tasks: stop });
  await db.update(accounts).set({ pendingEmail: "other@example.org" }).where(eq(accounts.id, late.id));
  const [waiting] = await db.select().from(notifications).where(eq(notifications.accountId, late.id));
  expect(
    await told(
      "send_email",
      { notificationId: waiting!.id },
      "left.meanwhile@example.org",
      "other@example.org",
    ),
  ).toEqual([]);
  await db.update(accounts).set({ status: "disabled" }).where(eq(accounts.id, moving.id));
  const payload = { accountId: moving.id, purpose: "reset_password" as const };
  expect(await told("send_account_link", payload, moving.email)).toEqual([]);
});
