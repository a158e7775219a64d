import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import type { notifications as table } from "#db/schema/index.ts";
import { accountTokens, notifications } from "#db/schema/index.ts";
import { isPlainAddress, recipientOf } from "#workers/email/address.ts";
import { mailAttempts } from "#workers/email/notify.ts";
import { render } from "#workers/email/render.ts";
import { testDb } from "../setup/db.ts";
import { makeAccount } from "../support/factories.ts";
import { drainQueue, mailbox, testVar } from "../support/queue.ts";

type Received = { to: string[]; from: string; messageId: string };
type Reply = { code: number; at: "RCPT" | "DATA" | "MAIL" };
const servers: SMTPServer[] = [];
afterAll(() => Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done())))));

/** A real mail server on a free or given port that keeps what it accepts. */
async function smtp(reply?: Reply, port = 0, reading: (text: string) => Promise<void> = async () => {}) {
  const received: Received[] = [];
  const refusal = (at: Reply["at"]) =>
    reply?.at === at ? Object.assign(new Error("no such mailbox here"), { responseCode: reply.code }) : null;
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onMailFrom: (_address, _session, done) => done(refusal("MAIL")),
    onRcptTo: (_address, _session, done) => done(refusal("RCPT")),
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on("end", () => {
        const refused = refusal("DATA");
        if (refused) return done(refused);
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom ? mailFrom.address : "",
          messageId: /^Message-ID: (.*)$/im.exec(text)?.[1] ?? "",
        });
        reading(text).then(() => done(), done);
      });
    },
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", () => done()));
  const address = server.server.address() as { port: number };
  return {
    received,
    port: address.port,
    url: `smtp://127.0.0.1:${address.port}?ignoreTLS=true`,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}

let serial = 0;
async function queued(given: Partial<typeof table.$inferInsert> = {}) {
  const db = await testDb();
  serial += 1;
  const [row] = await db
    .insert(notifications)
    .values({
      template: "document_received",
      recipientName: "Ana Reyes",
      recipientEmail: `ana.${serial}@example.org`,
      subject: "Subject",
      bodyText: "Text",
      bodyHtml: "<p>Text</p>",
      messageId: `<${process.pid}.${serial}@example.org>`,
      ...given,
    })
    .returning();
  await enqueue(db, "send_email", { notificationId: row!.id }, { maxAttempts: mailAttempts });
  return row!;
}
const now = async (id: number) =>
  (await (await testDb()).select().from(notifications).where(eq(notifications.id, id)))[0]!;
/** Brings every waiting retry to now: the back-off itself is the queue's. */
const hurry = async () =>
  (await testDb()).execute(
    sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null`,
  );

test("while the mail server is down mail waits and is retried; then it is sent exactly once", async () => {
  const away = await smtp();
  await away.close();
  const row = await queued();
  const first = await drainQueue({ smtpUrl: away.url, allowFailures: true });
  expect(first.failed.map(({ task }) => task)).toEqual(["send_email"]);
  expect(await now(row.id)).toMatchObject({ status: "queued", attempts: 1, sentAt: null });
  expect((await now(row.id)).lastError).toMatch(/mail server could not be used \(E\w+.*tried again/);
  const [job] = await (await testDb()).execute(
    sql`select run_at > now() as later, attempts, max_attempts from graphile_worker.jobs where task_identifier = 'send_email'`,
  );
  expect(job).toEqual({ later: true, attempts: 1, max_attempts: 25 });
  const back = await smtp(undefined, away.port);
  await hurry();
  await drainQueue({ smtpUrl: back.url });
  await enqueue(await testDb(), "send_email", { notificationId: row.id });
  await drainQueue({ smtpUrl: back.url });
  expect(back.received).toEqual([
    { to: [row.recipientEmail], from: "registry@example.org", messageId: row.messageId },
  ]);
  expect(await now(row.id)).toMatchObject({ status: "sent", attempts: 2, lastError: null });
});

test("a one-time link works from the moment its mail is handed over, not only after the worker is done", async () => {
  const db = await testDb();
  const account = await makeAccount(db);
  let stored = 0;
  const server = await smtp(undefined, 0, async (text) => {
    const token = /token=(?:3D)?([\w-]{43})/.exec(text.replace(/=\r?\n/g, ""))?.[1] ?? "no token in the mail";
    const hash = createHash("sha256").update(token).digest("hex");
    stored = await db.$count(accountTokens, eq(accountTokens.tokenHash, hash));
  });
  await enqueue(db, "send_account_link", { accountId: account.id, purpose: "reset_password" });
  await drainQueue({ smtpUrl: server.url });
  expect(server.received.map(({ to }) => to)).toEqual([[account.email]]);
  expect(stored).toBe(1);
});

test("two workers with the same e-mail at the same time send it once", async () => {
  const server = await smtp();
  const row = await queued();
  await enqueue(await testDb(), "send_email", { notificationId: row.id });
  await Promise.all([drainQueue({ smtpUrl: server.url }), drainQueue({ smtpUrl: server.url })]);
  expect(server.received).toHaveLength(1);
});

test("a receiver that does not exist fails for good, with the server's words for staff", async () => {
  const server = await smtp({ code: 550, at: "RCPT" });
  const row = await queued();
  await drainQueue({ smtpUrl: server.url });
  expect(await now(row.id)).toMatchObject({ status: "failed", attempts: 1 });
  expect((await now(row.id)).lastError).toContain("no such mailbox here");
});

test.each([
  { code: 451, at: "RCPT" },
  { code: 452, at: "DATA" },
  { code: 530, at: "MAIL" },
] as const)("a $code at $at is for later", async (reply) => {
  const server = await smtp(reply);
  const row = await queued();
  const { failed } = await drainQueue({ smtpUrl: server.url, allowFailures: true });
  expect(failed).toHaveLength(1);
  expect(await now(row.id)).toMatchObject({ status: "queued", attempts: 1 });
  await (await testDb()).delete(notifications).where(eq(notifications.id, row.id));
  await hurry();
  await drainQueue({ smtpUrl: server.url });
});

test("after the last try it fails visibly instead of waiting for ever", async () => {
  const away = await smtp({ code: 451, at: "RCPT" });
  const row = await queued();
  await (await testDb()).execute(
    sql`update graphile_worker._private_jobs set attempts = ${mailAttempts - 1} where payload ->> 'notificationId' = ${String(row.id)}`,
  );
  await drainQueue({ smtpUrl: away.url });
  expect(await now(row.id)).toMatchObject({ status: "failed" });
  expect((await now(row.id)).lastError).toContain("Given up after four days");
});

const hostile = [
  "victim@example.org, thief@evil.example",
  "victim@example.org;thief@evil.example",
  "Victim <thief@evil.example>",
  "<thief@evil.example>",
  '"thief@evil.example" <victim@example.org>',
  '"a@evil.example"@example.org',
  "victim@example.org\r\nBcc: thief@evil.example",
  "victim@example.org\nbcc:thief@evil.example",
  "victim@example.org thief@evil.example",
  "group: thief@evil.example;",
  "victim(thief@evil.example)@example.org",
  "victim@example.org(comment)",
  "thief@evil.example@example.org",
  "@evil.example:victim@example.org",
  "victim@[127.0.0.1]",
  "victim@127.0.0.1",
  "victim@localhost",
  "victim@-example.org",
  "victim@example..org",
  ".victim@example.org",
  "victim.@example.org",
  "victim\u0000@example.org",
  "victim\u202e@example.org",
  "victim@exam\u200bple.org",
  "=?utf-8?Q?thief=40evil.example=2C?=victim@example.org ",
  "",
  "@",
  `${"a".repeat(65)}@example.org`,
  `a@${"b".repeat(250)}.org`,
];

test("hostile addresses are refused before any server is asked, and nothing is delivered", async () => {
  const server = await smtp();
  expect(hostile.filter(isPlainAddress)).toEqual([]);
  const rows = [];
  for (const recipientEmail of hostile.filter((address) => !address.includes("\0"))) {
    rows.push(await queued({ recipientEmail }));
  }
  await drainQueue({ smtpUrl: server.url });
  expect(server.received).toEqual([]);
  for (const row of rows) {
    expect(await now(row.id)).toMatchObject({
      status: "failed",
      lastError: expect.stringContaining("not a plain e-mail address"),
    });
  }
});

test("ordinary addresses pass, and a hostile name stays a name", async () => {
  const ordinary = ["o'neil+x@example.org", "a.b-c_d@sub.example.co", "maria@ñandú.example"];
  expect(ordinary.filter((address) => !isPlainAddress(address))).toEqual([]);
  expect(recipientOf("A\r\nBcc: thief@evil.example", "ana@example.org")).toEqual({
    name: "A Bcc: thief@evil.example",
    address: "ana@example.org",
  });
  const server = await smtp();
  await queued({ recipientName: 'Ana" <thief@evil.example>,\r\nBcc: thief@evil.example' });
  await drainQueue({ smtpUrl: server.url });
  expect(server.received.map(({ to }) => to.length)).toEqual([1]);
  expect(server.received[0]!.to[0]).toMatch(/^ana\.\d+@example\.org$/);
});

test("without a mail server each e-mail is one whole file in the mailbox, whatever is repeated", async () => {
  const row = await queued({ subject: "Año nuevo · 新年", bodyText: "Line\n.\nafter a dot" });
  await drainQueue();
  await (await testDb()).update(notifications).set({ status: "queued" }).where(eq(notifications.id, row.id));
  await enqueue(await testDb(), "send_email", { notificationId: row.id });
  await drainQueue();
  const mine = (await mailbox()).filter((mail) => mail.messageId === row.messageId);
  expect(mine).toMatchObject([
    {
      subject: "Año nuevo · 新年",
      from: { address: "registry@example.org" },
      to: [{ name: "Ana Reyes", address: row.recipientEmail }],
    },
  ]);
  expect(mine[0]!.text).toContain("Line\n.\nafter a dot");
  const names = await readdir(join(testVar, "mailbox"));
  expect(names.filter((name) => !name.endsWith(".eml"))).toEqual([]);
});

test("a template says what it was given, in text and in escaped HTML, and leaves out what is empty", () => {
  const values = {
    name: "<script>alert(1)</script>",
    documentId: "12",
    documentType: "transcript",
    reason: "",
    toFix: "Line\r\nBcc: x",
  };
  const mail = render("document_action_required", values, jurisdictionFor("california"), "xx");
  expect(mail.html).not.toContain("<script>");
  expect(mail.html).toContain("&lt;script&gt;");
  expect(mail.text).toContain("What to do: Line Bcc: x");
  expect(mail.text).not.toMatch(/Why:|\{|undefined/);
  expect(mail.subject).toBe("Action required on your transcript (document 12)");
});

test("an e-mail about something to do leads to its page, at the configured address, in text and as a link", async () => {
  const db = await testDb();
  const values = { name: "Rosa", documentType: "transcript", documentId: "12", reason: "Not a picture." };
  const { subject, text, html } = render("document_unreadable", values, jurisdictionFor("california"), "es");
  expect(text).toContain("Ábralo aquí: [registry]/my/documents/12\n");
  const [row] = await db
    .insert(notifications)
    .values({
      ...{
        template: "document_unreadable",
        locale: "es",
        recipientName: "Rosa",
        recipientEmail: "leads@example.org",
      },
      ...{ subject, bodyText: text, bodyHtml: html, messageId: "<leads@example.org>" },
    })
    .returning();
  await enqueue(db, "send_email", { notificationId: row!.id });
  await drainQueue();
  const mail = (await mailbox()).find(({ to }) => to?.[0]?.address === "leads@example.org")!;
  const [, url] = /Ábralo aquí: (http\S+)/.exec(mail.text!)!;
  expect(url).toMatch(/^https?:\/\/[^[]+\/my\/documents\/12$/);
  expect(mail.html).toContain(`href="${url}"`);
  expect(`${mail.text}${mail.html}`).not.toContain("[registry]");
});
