import PostalMime, { type Attachment, type Email } from "postal-mime";
import { sniffFile } from "#api/domains/documents/index.ts";
import { receiveMail, requestOfAddress, requestOfMessageIds } from "#api/domains/requests/index.ts";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import { RegistryError } from "#api/kernel/errors.ts";
import { isPlainAddress } from "../email/address.ts";
import { automatic, ownWords, textOf } from "./reply-text.ts";

/** Largest mail that is looked at. */
export const maxMailBytes = 30_000_000;
const mostFiles = 5;

export type Filed = { filed: string; files: number } | { refused: string };

/** Every address a mail was sent or delivered to; the envelope's come first, as the mail itself may not name them. */
function addressesOf(mail: Email, envelope: readonly string[]): string[] {
  const headers = mail.headers
    .filter(({ key }) => ["delivered-to", "x-original-to", "envelope-to"].includes(key))
    .map(({ value }) => value);
  const named = [...(mail.to ?? []), ...(mail.cc ?? [])].flatMap((each) => each.address ?? []);
  return [...envelope, ...headers, ...named];
}

/** The request a mail is about: by the address only we can make, else by the Message-ID of the mail it answers. */
async function requestOf(ctx: Ctx, mail: Email, envelope: readonly string[]): Promise<number | undefined> {
  for (const address of addressesOf(mail, envelope)) {
    const id = requestOfAddress(ctx.secrets, address);
    if (id) return id;
  }
  const ids = `${mail.inReplyTo ?? ""} ${mail.references ?? ""}`.match(/<[^<>\s]{1,250}>/g) ?? [];
  return requestOfMessageIds(ctx, ids);
}

/** Attachments of a kind the sandbox opens are stored, unopened; signatures' little pictures are not proof. */
async function storeFiles(ctx: Ctx, attachments: readonly Attachment[]) {
  const wanted = attachments.flatMap(({ content, filename, disposition, related }) => {
    const bytes =
      typeof content === "string" ? Buffer.from(content, "base64") : Buffer.from(content as ArrayBuffer);
    const inline = related || disposition === "inline";
    const usable = bytes.length > 0 && "mimeType" in sniffFile(bytes.subarray(0, 4096));
    return usable && !(inline && bytes.length < 20_000) ? [{ bytes, name: filename ?? "attachment" }] : [];
  });
  return Promise.all(
    wanted.slice(0, mostFiles).map(async ({ bytes, name }) => ({
      ...(await ctx.files.put(bytes, { folder: "uploads" })),
      head: bytes.subarray(0, 4096),
      originalName: name,
    })),
  );
}

/**
 * Files a reply by e-mail onto its request: the words the person wrote, without what they quote, and their attachments.
 * Whatever is not such a reply is refused without an answer, so that nobody learns anything and no loop begins. The same
 * mail twice is filed once.
 * @param envelope the addresses the mail was delivered to, where the door knows them.
 */
export async function fileMail(ctx: Ctx, raw: Buffer, envelope: readonly string[] = []): Promise<Filed> {
  if (raw.length > maxMailBytes) return { refused: "too large" };
  const mail = await PostalMime.parse(raw, { attachmentEncoding: "arraybuffer" });
  const machine = automatic(mail);
  if (machine) return { refused: machine };
  const requestId = await requestOf(ctx, mail, envelope);
  if (!requestId) return { refused: "no request it belongs to" };
  const from = mail.from?.address ?? "";
  if (!isPlainAddress(from)) return { refused: "no plain sender" };
  const emailMessageId = mail.messageId;
  if (!emailMessageId) return { refused: "no Message-ID" };
  const files = await storeFiles(ctx, mail.attachments);
  const body = ownWords(textOf(mail)) || (files.length > 0 ? "(a file, without words)" : "");
  const removeAgain = () => Promise.all(files.map(({ key }) => ctx.files.remove(key)));
  if (!body) {
    await removeAgain();
    return { refused: "nothing written" };
  }
  try {
    const { number, filed } = await inTransaction(ctx, (_tx, inner) =>
      receiveMail(inner, requestId, { body, fromEmail: from, emailMessageId, files }),
    );
    if (!filed) await removeAgain();
    return filed ? { filed: number, files: files.length } : { refused: "filed before" };
  } catch (error) {
    await removeAgain();
    if (error instanceof RegistryError) return { refused: error.code.toLowerCase() };
    throw error;
  }
}
