import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { NotificationRow, NotificationView } from "#api/domains/notifications/schemas.ts";
import type { Db, Tx } from "#db/client.ts";
import { auditEvents, notifications, participants } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { makeAccount, makeParticipant, makeStaff } from "../support/factories.ts";
import { client } from "../support/http.ts";
import { drainQueue, mailbox } from "../support/queue.ts";

let serial = 0;
async function makeNotification(db: Db | Tx, given: Partial<typeof notifications.$inferInsert> = {}) {
  serial += 1;
  const [row] = await db
    .insert(notifications)
    .values({
      template: "document_received",
      recipientName: "Ana Reyes",
      recipientEmail: `ana${serial}@example.org`,
      subject: `We received your document ${serial}`,
      bodyText: "What the e-mail says",
      bodyHtml: "<p>What the e-mail says</p>",
      messageId: `<${process.pid}.${serial}@example.org>`,
      status: "sent",
      ...given,
    })
    .returning();
  return row!;
}

async function as(role: "help_desk" | "data_entry" | "auditor") {
  const staff = await makeStaff(await testDb(), role);
  const browser = await client();
  await browser.signIn(staff.email);
  return { browser, staff };
}

test("staff find an e-mail by address, number or subject, and see what it said only when they open it", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const row = await makeNotification(db, { participantId: person.id });
  const { browser } = await as("auditor");
  for (const filter of [
    { q: row.recipientEmail.toUpperCase() },
    { q: person.registryNumber },
    { q: row.subject },
    { participantId: person.id },
    { participantId: person.id, status: "sent", template: "document_received" },
  ]) {
    const rows = (await browser.list("notifications", { filter })).body as NotificationRow[];
    expect(rows.map(({ id }) => id)).toEqual([row.id]);
    expect(rows[0]).toMatchObject({ registryNumber: person.registryNumber, status: "sent" });
    expect(JSON.stringify(rows)).not.toContain("What the e-mail says");
  }
  expect((await browser.list("notifications", { filter: { q: "%" } })).body).toEqual([]);
  expect((await browser.list("notifications", { filter: { bodyText: "What" } })).status).toBe(400);
  const view = (await browser.get(`/api/notifications/${row.id}`)).body as NotificationView;
  expect(view).toMatchObject({ bodyText: "What the e-mail says", bodyHtml: "<p>What the e-mail says</p>" });
  expect((await browser.get("/api/notifications/999999")).status).toBe(404);
});

test("an e-mail is sent again to the address the person has now, once, and the audit says who did it", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const row = await makeNotification(db, {
    participantId: person.id,
    status: "failed",
    lastError: "no such mailbox",
    recipientEmail: "old@example.org",
  });
  const corrected = `right.${person.id}@example.org`;
  await db.update(participants).set({ email: corrected }).where(eq(participants.id, person.id));
  const { browser, staff } = await as("help_desk");
  const answers = await Promise.all([
    browser.post(`/api/notifications/${row.id}/resend`),
    browser.post(`/api/notifications/${row.id}/resend`),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { id } = answers.find(({ status }) => status === 200)!.body as { id: number };
  await drainQueue();
  const [again] = await db.select().from(notifications).where(eq(notifications.id, id));
  expect(again).toMatchObject({ resentFromId: row.id, recipientEmail: corrected, status: "sent" });
  expect((await mailbox()).filter((mail) => mail.to?.[0]?.address === corrected)).toHaveLength(1);
  const [audit] = await db.select().from(auditEvents).where(eq(auditEvents.action, "notification.resent"));
  expect(audit).toMatchObject({ accountId: staff.id, subjectId: id, participantId: person.id });
  expect(JSON.stringify(audit)).not.toContain("What the e-mail says");
});

test("what still waits is not sent again, and reading does not allow sending", async () => {
  const db = await testDb();
  const waiting = await makeNotification(db, { status: "queued" });
  const sent = await makeNotification(db);
  const helpDesk = (await as("help_desk")).browser;
  expect((await helpDesk.post(`/api/notifications/${waiting.id}/resend`)).status).toBe(409);
  expect((await helpDesk.post("/api/notifications/999999/resend")).status).toBe(404);
  const stuck = await makeNotification(db, {
    status: "queued",
    updatedAt: new Date(Date.now() - 2 * 86_400_000),
  });
  expect((await helpDesk.post(`/api/notifications/${stuck.id}/resend`)).status).toBe(200);
  const auditor = (await as("auditor")).browser;
  expect((await auditor.post(`/api/notifications/${sent.id}/resend`)).status).toBe(403);
  expect(await db.$count(notifications, eq(notifications.resentFromId, sent.id))).toBe(0);
});

test("a one-time link sent again goes to the account's own address; a disabled account gets none", async () => {
  const db = await testDb();
  const account = await makeAccount(db, { staffRole: "help_desk" });
  const disabled = await makeAccount(db, { staffRole: "help_desk", status: "disabled" });
  const given = { template: "link_reset_password", recipientEmail: "former@example.org" };
  const link = await makeNotification(db, { ...given, accountId: account.id });
  const dead = await makeNotification(db, { ...given, accountId: disabled.id });
  const { browser } = await as("help_desk");
  const { id } = (await browser.post(`/api/notifications/${link.id}/resend`)).body as { id: number };
  const [again] = await db.select().from(notifications).where(eq(notifications.id, id));
  expect(again!.recipientEmail).toBe(account.email);
  expect((await browser.post(`/api/notifications/${dead.id}/resend`)).status).toBe(409);
});

test("a participant's sign-in cannot read the e-mail screens", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const account = await makeAccount(db, { participantId: person.id });
  const row = await makeNotification(db, { participantId: person.id });
  const browser = await client();
  await browser.signIn(account.email);
  expect((await browser.list("notifications")).status).toBe(403);
  expect((await browser.get(`/api/notifications/${row.id}`)).status).toBe(403);
});
