import { eq } from "drizzle-orm";
import { createTransport } from "nodemailer";
import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { replyAddress, replyToRequest, submitRequest } from "#api/domains/requests/index.ts";
import { notifications, requestFiles, requestMessages, requests } from "#db/schema/index.ts";
import { fileMail } from "#workers/inbound/file-mail.ts";
import { startInboundMail } from "#workers/inbound/listener.ts";
import { automatic, ownWords } from "#workers/inbound/reply-text.ts";
import { testDb } from "../setup/db.ts";
import { ctxFor, depsFor, systemCtx } from "../support/ctx.ts";
import { makeAccount, makeParticipant, makeStaff } from "../support/factories.ts";
import { drainQueue, mailbox } from "../support/queue.ts";

const mail = (headers: Record<string, string>, body: string) =>
  Buffer.from(
    `${Object.entries({ Date: "Mon, 02 Mar 2026 10:00:00 -0800", Subject: "Re: your request", ...headers })
      .map(([key, value]) => `${key}: ${value}`)
      .join("\r\n")}\r\n\r\n${body.replaceAll("\n", "\r\n")}`,
  );
let serial = 0;
const nextId = () => `<reply-${process.pid}-${++serial}@mail.example.org>`;

/** A question that staff answered, and the mail the person was sent. */
async function answered(language: "en" | "es" | "zh" = "en") {
  const db = await testDb();
  const person = await makeParticipant(db, { correspondenceLanguage: language });
  const account = await makeAccount(db, { participantId: person.id });
  const self = ctxFor(db, "participant", { participantId: person.id, accountId: account.id });
  const { id, number } = await submitRequest(self, {
    type: "question",
    subject: "A card",
    message: "Lost it.",
  });
  const desk = ctxFor(db, "help_desk", { accountId: (await makeStaff(db, "help_desk")).id });
  await replyToRequest(desk, { id, body: "Which card?\n\nThe old one or the new one?" });
  await drainQueue();
  const sent = (await mailbox()).filter((each) => each.to?.[0]?.address === person.email);
  return { db, person, id, number, sent, to: replyAddress(systemCtx(db).secrets, "help@example.org", id) };
}
const asked = async (db: Awaited<ReturnType<typeof testDb>>, id: number) =>
  (await db.select().from(requestMessages).where(eq(requestMessages.requestId, id))).filter(
    ({ kind }) => kind === "asked",
  );

describe("what is sent", () => {
  test.each([
    ["en", "We received your request", "An answer to your request", "You can also simply reply"],
    ["es", "Recibimos su solicitud", "Una respuesta a su solicitud", "También puede simplemente responder"],
    ["zh", "我们已收到您的请求", "对您的请求", "您也可以直接回复"],
  ] as const)(
    "carries the number, the staff's lines and an address for replies (%s)",
    async (language, first, second, hint) => {
      const { sent, number, id } = await answered(language);
      const [received, reply] = [
        sent.find((m) => m.subject?.startsWith(first)),
        sent.find((m) => m.subject?.startsWith(second)),
      ];
      expect(received?.subject).toContain(number);
      expect(received?.text).toContain(`http://registry.test/my/requests/${id}`);
      expect(reply?.text).toContain("Which card?\n\nThe old one or the new one?");
      expect(reply?.text).toContain(hint);
      expect(reply?.replyTo?.[0]?.address).toMatch(new RegExp(`\\+r${id}-[0-9a-f]{20}@`));
      expect(reply?.html).toContain(`<html lang="${language}">`);
    },
  );
});

describe("a reply", () => {
  test("is filed by its address, without what it quotes; the same mail twice is filed once", async () => {
    const { db, id, number, to, person } = await answered();
    const raw = mail(
      { From: `Ana <${person.email}>`, To: to, "Message-ID": nextId() },
      "The new one.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Registry <registry@example.org>\nwrote:\n> Which card?\n",
    );
    expect(await fileMail(systemCtx(db), raw)).toEqual({ filed: number, files: 0 });
    expect(await fileMail(systemCtx(db), raw)).toEqual({ refused: "filed before" });
    expect((await asked(db, id)).map(({ body, fromEmail }) => [body, fromEmail])).toEqual([
      ["Lost it.", null],
      ["The new one.", person.email],
    ]);
    const [row] = await db.select().from(requests).where(eq(requests.id, id));
    expect(row).toMatchObject({ status: "open" });
  });

  test("is filed by the mail it answers where the address was lost", async () => {
    const { db, id, number } = await answered();
    const [sent] = await db.select().from(notifications).where(eq(notifications.requestId, id));
    const headers = { From: "ana@example.org", To: "help@example.org", "Message-ID": nextId() };
    const raw = mail({ ...headers, "In-Reply-To": sent!.messageId }, "The old one.");
    expect(await fileMail(systemCtx(db), raw)).toEqual({ filed: number, files: 0 });
  });

  test("brings its attachments, unopened, and only of kinds the sandbox opens", async () => {
    const { db, id, number, to } = await answered();
    const part = (name: string, type: string, bytes: string) =>
      `--b\nContent-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(bytes).toString("base64")}\n`;
    const raw = mail(
      {
        From: "ana@example.org",
        To: to,
        "Message-ID": nextId(),
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/mixed; boundary="b"',
      },
      `--b\nContent-Type: text/plain; charset=utf-8\n\nHere it is.\n${part("card.pdf", "application/pdf", "%PDF-1.4\n%%EOF")}${part("x.exe", "application/pdf", "MZ\u0000")}--b--\n`,
    );
    expect(await fileMail(systemCtx(db), raw)).toEqual({ filed: number, files: 1 });
    const files = await db.select().from(requestFiles).where(eq(requestFiles.requestId, id));
    expect(files.map(({ originalName, status }) => [originalName, status])).toEqual([
      ["card.pdf", "processing"],
    ]);
  });

  test.each([
    ["an absence note", { "Auto-Submitted": "auto-replied" }],
    ["a bounce", { "Return-Path": "<>" }],
    ["a list", { "List-Id": "<news.example.org>" }],
    ["bulk", { Precedence: "bulk" }],
    ["a machine", { From: "MAILER-DAEMON@example.org" }],
  ])("that is %s is stopped: no loop begins", async (_, headers) => {
    const { db, id, to } = await answered();
    const raw = mail({ From: "ana@example.org", To: to, "Message-ID": nextId(), ...headers }, "I am away.");
    expect(await fileMail(systemCtx(db), raw)).toEqual({ refused: expect.any(String) });
    expect(await asked(db, id)).toHaveLength(1);
  });

  test("with a made-up address, to somebody else's request or to none, is refused without a word", async () => {
    const { db, id, to } = await answered();
    const forged = to.replace(/.(?=@)/, (last) => (last === "0" ? "1" : "0"));
    const other = to.replace(`+r${id}-`, `+r${id + 1}-`);
    for (const address of [forged, other, "help@example.org", `help+r${id}@example.org`]) {
      const raw = mail({ From: "eve@example.org", To: address, "Message-ID": nextId() }, "Let me in.");
      expect(await fileMail(systemCtx(db), raw)).toEqual({ refused: "no request it belongs to" });
    }
    expect(await asked(db, id)).toHaveLength(1);
  });
});

test("the SMTP door takes mail for its own addresses alone, and files it", async () => {
  const { db, id, to } = await answered();
  const door = await startInboundMail(depsFor(db), { host: "127.0.0.1", port: 0 });
  const transport = createTransport({ host: "127.0.0.1", port: door.port, secure: false, ignoreTLS: true });
  try {
    await transport.sendMail({ from: "ana@example.org", to, subject: "Re: it", text: "By SMTP." });
    expect((await asked(db, id)).map(({ body }) => body)).toEqual(["Lost it.", "By SMTP."]);
    await expect(
      transport.sendMail({ from: "eve@example.org", to: "help@example.org", subject: "Hi", text: "Relay?" }),
    ).rejects.toMatchObject({ responseCode: 550 });
  } finally {
    transport.close();
    await door.stop();
  }
});

test("quotes and signatures of several mail programs are left out, words are kept", () => {
  expect(ownWords("Yes.\n> no\n-- \nAna\n555")).toBe("Yes.");
  expect(ownWords("Sí.\n\nEl lun, 2 mar 2026, Registro <a@b.c> escribió:\n> x")).toBe("Sí.");
  expect(ownWords("好的。\n\n在 2026年3月2日，登记处 <a@b.c> 写道：\n> x")).toBe("好的。");
  expect(ownWords("Done.\r\n\r\n-----Original Message-----\r\nFrom: a@b.c")).toBe("Done.");
  expect(ownWords("On Monday I wrote a letter.\nIt was long.")).toBe(
    "On Monday I wrote a letter.\nIt was long.",
  );
});

test("a person's own mail is not taken for a machine's", async () => {
  const plain = await PostalMime.parse(
    mail({ From: "Ana <ana@example.org>", "Auto-Submitted": "no" }, "Hello."),
  );
  expect(automatic(plain)).toBeUndefined();
});
