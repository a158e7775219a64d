import { once } from "node:events";
import type { Config } from "#api/config.ts";
import type { Word } from "#db/reading.ts";
import { startWorker } from "#workers/main.ts";
import type { Recogniser } from "#workers/ocr/recogniser.ts";
import { readDocument } from "#workers/tasks/read-document.ts";

export type Order = { config: Config; words: Word[]; hang: boolean };

// A worker process whose recognition answers with the words it was given, or never; it tells when it is asked.
const [{ config, words, hang }] = (await once(process, "message")) as [Order];
const recogniser: Recogniser = {
  recognise: async () => {
    process.send?.("recognising");
    return hang ? new Promise(() => {}) : words;
  },
  close: async () => {},
};
const worker = await startWorker(config, { tasks: { read_document: readDocument(recogniser) } });
process.send?.("ready");
await once(process, "disconnect");
await worker.stop();
process.exit(0);
