import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Recipient } from "./address.ts";

export type Mail = {
  messageId: string;
  from: Recipient;
  to: Recipient;
  /** Where a reply goes, where that is not the sender. */
  replyTo?: Recipient;
  subject: string;
  text: string;
  html: string;
  date: Date;
};

/** Hands mail on. @throws MailRefused for good; any other error means "later". */
export type Mailer = { send(mail: Mail): Promise<void>; close(): void };

/** The receiving server said that this mail will never be accepted (SMTP 5xx for the receiver or the message). */
export class MailRefused extends Error {}

const timeouts = { connectionTimeout: "10000", greetingTimeout: "10000", socketTimeout: "30000" };

/** Real mail where `smtpUrl` is set; else a mailbox folder, so that a registry on a laptop writes to nobody. */
export function makeMailer(config: { smtpUrl: string; varDir: string }): Mailer {
  return config.smtpUrl ? smtpMailer(config.smtpUrl) : mailboxMailer(join(config.varDir, "mailbox"));
}

/** `smtp://user:pass@host:587` or `smtps://…`; time limits may be set as its query parameters. */
export function smtpMailer(smtpUrl: string): Mailer {
  const url = new URL(smtpUrl);
  for (const [name, value] of Object.entries(timeouts)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  const transport = createTransport(url.href);
  return {
    async send(mail) {
      try {
        await transport.sendMail(contents(mail));
      } catch (error) {
        throw isRefusal(error) ? new MailRefused(replyOf(error)) : error;
      }
    },
    close: () => transport.close(),
  };
}

/** Each mail whole as one `.eml` file, named by day and message, so that a repeat replaces its own file. */
export function mailboxMailer(folder: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    async send(mail) {
      const { message } = await transport.sendMail(contents(mail));
      const id = mail.messageId.replace(/@.*$/, "").replace(/[^A-Za-z0-9.-]/g, "");
      const path = join(folder, `${mail.date.toISOString().replace(/[:.]/g, "-")}-${id}.eml`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(`${path}.part`, "w", 0o600);
      try {
        await file.writeFile(message as Buffer);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.part`, path);
    },
    close: () => transport.close(),
  };
}

const contents = (mail: Mail) => ({
  ...mail,
  headers: { "Auto-Submitted": "auto-generated" },
  disableFileAccess: true,
  disableUrlAccess: true,
});

type SmtpError = { responseCode?: number; command?: string; response?: string };

/** A 5xx at sign-in or for our own sender address is a wrong setting, which is repaired and then the mail goes out. */
function isRefusal(error: unknown): error is SmtpError {
  const { responseCode = 0, command = "" } = (error ?? {}) as SmtpError;
  return responseCode >= 500 && responseCode < 600 && ["RCPT TO", "DATA"].includes(command);
}

const replyOf = (error: SmtpError): string => String(error.response ?? error.responseCode).slice(0, 200);
