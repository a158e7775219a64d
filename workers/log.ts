import pino from "pino";

/** JSON lines of a worker: task names, ids and times; never payloads, addresses or bodies. */
export const log = pino({
  base: null,
  serializers: {
    err: (error: Error & { code?: string }) => ({
      type: error?.name,
      code: error?.code ?? (error?.cause as { code?: string } | undefined)?.code,
      // A failed query's message carries its parameters, which are people's data: only the stack's frames are kept.
      stack: error?.stack
        ?.split("\n")
        .filter((line) => line.startsWith("    at "))
        .slice(0, 8),
      message: /Failed query|invalid input|duplicate key/i.test(error?.message ?? "")
        ? "(query failed)"
        : error?.message,
    }),
  },
});

/** What a task may write to. */
export type Log = Pick<typeof log, "debug" | "info" | "warn" | "error">;
