import { Worker } from "node:worker_threads";
import { Unreadable } from "../media/pixels.ts";

/** Tells the parent something. */
export const tell = (message: object): Promise<void> =>
  new Promise(
    (done, fail) => void process.send!(message, (error: Error | null) => (error ? fail(error) : done())),
  );

/**
 * The life of a process that opens bytes a person sent. It has no environment, no database and no network to speak to, and
 * its parent ends it by the clock and by its memory. Where the parent dies first, a thread of its own ends it.
 * @param open does what the one request asks. @throws Unreadable with what a person is told.
 */
export async function answerOnce(open: (request: unknown) => Promise<void>): Promise<void> {
  new Worker(
    `setInterval(() => process.ppid === ${process.ppid} || process.kill(process.pid, "SIGKILL"), 1000)`,
    { eval: true },
  ).unref();
  process.once("message", (raw) => {
    open(raw)
      .then(() => tell({ type: "done" }))
      .catch((error: unknown) => {
        if (error instanceof Unreadable) return tell({ type: "unreadable", reason: error.message });
        throw error;
      })
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  });
  await tell({ type: "ready" });
}
