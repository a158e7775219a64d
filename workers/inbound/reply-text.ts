import type { Email } from "postal-mime";

/** Where a quoted mail begins, as mail programs in the languages people write in say it. */
const quoteStarts: readonly RegExp[] = [
  /^\s*On .{4,200} wrote:\s*$/i,
  /^\s*El .{4,200} escribió:\s*$/i,
  /^\s*(在|於|于).{2,200}(写道|寫道)\s*[：:]\s*$/,
  /^\s*.{2,200}(写道|寫道)\s*[：:]\s*$/,
  /^-{2,}\s*(Original Message|Mensaje original|原始邮件|原始郵件|Forwarded message)\s*-{2,}\s*$/i,
  /^_{10,}\s*$/,
  /^\s*(From|De|发件人|寄件者)\s*[:：]\s.*@/i,
];
/** The line before a signature (RFC 3676). */
const signature = /^-- ?$/;
const longest = 8000;

/** "On … wrote:" is often broken over two lines. */
const begins = (lines: readonly string[], at: number): boolean => {
  const line = lines[at]!;
  const both = `${line} ${lines[at + 1] ?? ""}`;
  return (
    signature.test(line) ||
    quoteStarts.some((start) => start.test(line)) ||
    (/^\s*(On|El)\s/i.test(line) && quoteStarts.some((start) => start.test(both)))
  );
};

/** What somebody wrote in a reply, without what they quoted, their signature and our own e-mail below it. */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const end = lines.findIndex((_, at) => begins(lines, at));
  const kept = (end < 0 ? lines : lines.slice(0, end)).filter((line) => !/^\s*>/.test(line));
  return kept
    .join("\n")
    .replace(/[\p{Cc}\p{Cf}]/gu, (char) => (char === "\n" || char === "\t" ? char : ""))
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .slice(0, longest);
}

/** The text of a mail; one that is HTML alone is told apart into lines, nothing of it is kept as markup. */
export function textOf(mail: Email): string {
  if (mail.text?.trim()) return mail.text;
  return (mail.html ?? "")
    .replace(/<(style|script|head|blockquote)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<br\s*\/?>|<\/(p|div|li|tr|h\d)>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

/**
 * Why a mail was not written by a person: absence notes, bounces, lists (RFC 3834). Such mail is never filed, so that two
 * machines cannot write to each other without end.
 */
export function automatic(mail: Email): string | undefined {
  const header = (key: string) =>
    mail.headers
      .find((each) => each.key === key)
      ?.value.trim()
      .toLowerCase();
  const submitted = header("auto-submitted");
  if (submitted && submitted !== "no") return "an automatic reply";
  if (header("x-autoreply") || header("x-autorespond") || header("x-auto-response-suppress"))
    return "an automatic reply";
  if (["bulk", "junk", "list", "auto_reply"].includes(header("precedence") ?? "")) return "bulk mail";
  if (header("list-id") || header("list-unsubscribe")) return "a mailing list";
  if (header("return-path") === "<>" || header("content-type")?.startsWith("multipart/report"))
    return "a bounce";
  const from = mail.from?.address ?? "";
  return /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/i.test(from) ? "a machine" : undefined;
}
