import type { IncomingMessage } from "node:http";
import { Transform } from "node:stream";
import busboy from "busboy";
import { BadRequest, Invalid, RegistryError, TooLarge } from "../kernel/errors.ts";
import type { FileStore } from "../kernel/files.ts";
import type { ReceivedFile } from "./resource.ts";

/** Largest file a person may send. */
export const maxUploadBytes = 50_000_000;

/** The text fields that came with a refused file, so that a form can show again what was typed. */
export const typedBeside = new WeakMap<RegistryError, Record<string, string>>();

function parserFor({ headers }: IncomingMessage): busboy.Busboy {
  const limits = { files: 1, fields: 30, fieldSize: 10_000, fileSize: maxUploadBytes + 1 };
  try {
    return busboy({ headers, defParamCharset: "utf8", limits });
  } catch {
    // No boundary between the parts, or a header nobody can read.
    throw new BadRequest("The upload is not understood. Please send it again.");
  }
}

type Fields = Record<string, string>;

/**
 * Streams the one file of a multipart request into the store and returns it with the text fields.
 * The first bytes are handed on as `head`; nothing here opens the file.
 * @throws TooLarge past {@link maxUploadBytes}, Invalid where no file or an empty one came, BadRequest for a broken request.
 */
export async function receiveUpload(
  req: IncomingMessage,
  files: Pick<FileStore, "put" | "remove">,
): Promise<{ fields: Fields; file: ReceivedFile }> {
  const { fields, file } = await receiveForm(req, files);
  if (file) return { fields, file };
  const missing = new Invalid("Choose a file to send.", { fields: { file: "Choose a file to send." } });
  typedBeside.set(missing, { ...fields });
  throw missing;
}

/** As {@link receiveUpload}, for a form that may be sent without choosing a file. */
export async function receiveForm(
  req: IncomingMessage,
  files: Pick<FileStore, "put" | "remove">,
): Promise<{ fields: Fields; file?: ReceivedFile }> {
  if (!/^multipart\/form-data/i.test(req.headers["content-type"] ?? "")) {
    throw new BadRequest("A file is sent as multipart/form-data.");
  }
  const fields: Fields = Object.create(null);
  let received: Promise<ReceivedFile> | undefined;
  const parser = parserFor(req);
  parser.on("field", (name, value) => {
    fields[name] = value;
  });
  parser.on("file", (_name, stream, info) => {
    let head = Buffer.alloc(0);
    const peek = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        if (head.length < 4096) head = Buffer.concat([head, chunk]).subarray(0, 4096);
        done(null, chunk);
      },
    });
    stream.on("error", (error) => peek.destroy(error));
    received = files
      .put(stream.pipe(peek), { folder: "uploads", maxBytes: maxUploadBytes })
      .then((stored) => ({ ...stored, head, originalName: (info.filename ?? "").slice(-200) }))
      .catch((error: unknown) => {
        stream.resume();
        throw error;
      });
    received.catch(() => {});
  });
  try {
    await new Promise<void>((done, fail) => {
      parser
        .on("close", done)
        .on("error", () => fail(new BadRequest("The upload broke off. Please send it again.")));
      req.on("aborted", () => fail(new BadRequest("The upload broke off. Please send it again.")));
      req.pipe(parser);
    });
    const file = await received;
    if (!file) return { fields: { ...fields } };
    if (file.sizeBytes === 0) {
      // A form sent without choosing a file carries a nameless empty one.
      if (!file.originalName) {
        await files.remove(file.key);
        return { fields: { ...fields } };
      }
      throw new Invalid("The file is empty.", { fields: { file: "The file is empty. Choose another one." } });
    }
    return { fields: { ...fields }, file };
  } catch (error) {
    const file = await received?.catch(() => undefined);
    if (file) await files.remove(file.key);
    if (error instanceof RegistryError) typedBeside.set(error, { ...fields });
    if (error instanceof TooLarge) {
      const sentence = "The file is larger than 50 MB. Send a smaller one, or a photo of each page.";
      const tooLarge = new TooLarge(sentence, { fields: { file: sentence } });
      typedBeside.set(tooLarge, { ...fields });
      throw tooLarge;
    }
    throw error;
  }
}
