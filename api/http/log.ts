import { randomUUID } from "node:crypto";
import pino from "pino";
import { pinoHttp } from "pino-http";

/** JSON lines: ids, methods, paths and times; never bodies, query strings, cookies or names. */
export const log = pino({
  base: null,
  serializers: {
    err: (error: Error & { code?: string; query?: string }) => ({
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

/** A path without what opens something: the code of a printed report is for whoever holds the paper. */
export const pathOf = (url: string): string =>
  url.split("?")[0]!.replace(/^\/check\/(?!file$)[^/]+/i, "/check/…");

export const requestLog = pinoHttp({
  logger: log,
  genReqId: () => randomUUID(),
  customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? "error" : "debug"),
  serializers: {
    req: (req: { id: string; method: string; url: string }) => ({
      id: req.id,
      method: req.method,
      path: pathOf(req.url),
    }),
    res: (res: { statusCode: number }) => ({ status: res.statusCode }),
  },
});
