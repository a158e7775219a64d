import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { NotFound, TooLarge } from "./errors.ts";

export type StoredFile = { key: string; sizeBytes: number; sha256: string };

/** Where uploaded and made files rest. Keys are made by the store, never from a user's file name. */
export type FileStore = {
  /** Streams bytes in; the file exists whole or not at all. @throws TooLarge past `maxBytes`. */
  put(
    source: Readable | Buffer,
    options: { folder: string; extension?: string; maxBytes?: number },
  ): Promise<StoredFile>;
  /** @throws NotFound */
  read(key: string): Promise<{ stream: Readable; sizeBytes: number }>;
  readAll(key: string): Promise<Buffer>;
  remove(key: string): Promise<void>;
  /** Keys with the time of their last change; the reaper compares them with the rows. */
  entries(): AsyncIterable<{ key: string; changedAt: Date }>;
  /** Local path for the sandbox, which opens the bytes in a child process of its own. */
  localPath(key: string): string;
};

/** Keeps files under one folder: write beside, fsync, rename, so that a crash leaves no half file under a final name. */
export function diskStore(root: string): FileStore {
  const base = resolve(root);
  const pathOf = (key: string) => {
    const path = resolve(base, key);
    if (!path.startsWith(base + sep)) throw new NotFound("That file does not exist.");
    return path;
  };
  return {
    async put(source, { folder, extension = "", maxBytes = Number.POSITIVE_INFINITY }) {
      const name = randomUUID();
      const key = `${folder}/${name.slice(0, 2)}/${name}${extension}`;
      const path = pathOf(key);
      const part = `${path}.part`;
      await mkdir(dirname(path), { recursive: true });
      const hash = createHash("sha256");
      let sizeBytes = 0;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          sizeBytes += chunk.length;
          if (sizeBytes > maxBytes)
            return done(new TooLarge(`The file is larger than ${Math.round(maxBytes / 1e6)} MB.`));
          hash.update(chunk);
          done(null, chunk);
        },
      });
      try {
        await pipeline(
          Buffer.isBuffer(source) ? Readable.from([source]) : source,
          meter,
          createWriteStream(part),
        );
        const handle = await open(part, "r");
        await handle.sync();
        await handle.close();
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
      return { key, sizeBytes, sha256: hash.digest("hex") };
    },
    async read(key) {
      const path = pathOf(key);
      const info = await stat(path).catch(() => null);
      if (!info?.isFile()) throw new NotFound("That file is no longer in the store.");
      return { stream: createReadStream(path), sizeBytes: info.size };
    },
    readAll: (key) => readFile(pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
    async *entries() {
      const names = await readdir(base, { recursive: true, withFileTypes: true }).catch(() => []);
      for (const entry of names) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const info = await stat(path).catch(() => null);
        if (info) yield { key: relative(base, path).split(sep).join("/"), changedAt: info.mtime };
      }
    },
    localPath: pathOf,
  };
}
