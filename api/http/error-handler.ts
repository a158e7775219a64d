import type { ErrorRequestHandler, RequestHandler } from "express";
import { ZodError } from "zod";
import {
  BadRequest,
  Conflict,
  Invalid,
  NotFound,
  RangeBeyondEnd,
  RegistryError,
  TooLarge,
  Unavailable,
} from "../kernel/errors.ts";
import { log } from "./log.ts";

type DriverError = { code?: string; cause?: unknown; type?: string; status?: number; errno?: number };

/** Connection and shutdown errors of postgres.js and PostgreSQL: the database is away for the moment. */
const databaseAway = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08003",
  "08006",
  "53300",
]);

/** A rule's own sentence; for the validator's default messages, words of ours. */
function sentenceOf(issue: ZodError["issues"][number]): string {
  if (issue.code === "unrecognized_keys") return `Not known here: ${issue.keys.join(", ").slice(0, 120)}.`;
  if (/received (undefined|null)$/.test(issue.message)) return "Please fill this in.";
  if (/^Too (big|small)/.test(issue.message)) return boundOf(issue) ?? "This value does not fit here.";
  return /^(Invalid|Unrecognized)/.test(issue.message) ? "This value does not fit here." : issue.message;
}

/** How long, how large or how many it may be; what is unbounded below by one letter or item is not filled in. */
function boundOf(issue: ZodError["issues"][number]): string | undefined {
  if (issue.code !== "too_big" && issue.code !== "too_small") return undefined;
  const { code, origin, exact, inclusive = true } = issue;
  const [bound, side] = code === "too_big" ? [issue.maximum, "at most"] : [issue.minimum, "at least"];
  const most = exact ? "exactly" : side;
  const some = (what: string) => `Please enter ${most} ${bound} ${what}${bound === 1 ? "" : "s"}.`;
  if (origin === "string")
    return code === "too_small" && bound === 1 ? "Please fill this in." : some("character");
  if (origin === "array") return code === "too_small" && bound === 1 ? "Please fill this in." : some("item");
  if (origin !== "number" && origin !== "int") return undefined;
  if (inclusive) return `Please enter ${most} ${bound}.`;
  return `Please enter ${code === "too_big" ? "less" : "more"} than ${bound}.`;
}

function fieldMessages(error: ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const key = issue.path.join(".") || "root";
    fields[key] ??= sentenceOf(issue);
  }
  return fields;
}

/** Drizzle wraps the driver's error; the innermost one with a code says what happened. */
function driverCode(error: unknown): string | undefined {
  let current = error as DriverError | undefined;
  for (let depth = 0; current && depth < 5; depth++) {
    if (current.code) return current.code;
    current = current.cause as DriverError | undefined;
  }
  return undefined;
}

/** Any error → the registry's closed set; undefined for one nobody foresaw. */
export function toRegistryError(error: unknown): RegistryError | undefined {
  if (error instanceof RegistryError) return error;
  if (error instanceof ZodError)
    return new Invalid("Please check the marked fields.", { fields: fieldMessages(error) });
  const { type, status } = (error ?? {}) as DriverError;
  if (type === "entity.parse.failed") return new BadRequest("The request is not valid JSON.");
  if (type === "entity.too.large") return new TooLarge("The request is too large.");
  if (status === 415)
    return new BadRequest("The request is written in an encoding the registry does not read.");
  if (status === 400) return new BadRequest("The request is not understood.");
  const code = driverCode(error);
  if (!code) return undefined;
  if (databaseAway.has(code))
    return new Unavailable("The registry is busy restarting. Please try again in a moment.");
  if (code === "57014") return new Unavailable("That took too long. Please narrow it down and try again.");
  if (code === "40001" || code === "40P01")
    return new Conflict("A colleague changed the same record just now. Please try again.");
  // A constraint met: said neutrally, since its detail can tell of rows the reader may not see (TRUST 4.5).
  if (code === "23505") return new Conflict("A record like this exists already.");
  if (code === "23503" || code === "23001") return new Conflict("Another record depends on this one.");
  if (code === "23514" || code === "23502" || code === "22001" || code === "22003")
    return new Invalid("A value is outside what the registry allows.");
  if (code === "22021" || code === "22P05")
    return new Invalid("The text holds a character that cannot be stored.");
  if (code === "42501") return new NotFound("There is no such record.");
  return undefined;
}

export const notFound: RequestHandler = () => {
  throw new NotFound("There is nothing at this address.");
};

/** The one mapper: `{message, code, errors?}`; react-admin puts `errors` beside the fields. Unknowns stay opaque. */
export const errorHandler: ErrorRequestHandler = (error, req, res, next) => {
  const known = toRegistryError(error);
  if (!known || known.status >= 500) log.error({ requestId: req.id, err: error }, "request failed");
  if (res.headersSent) return next(error);
  if (known instanceof RangeBeyondEnd) {
    res.set("Content-Range", `rows */${(known.details as { total?: number })?.total ?? 0}`);
  }
  if (known instanceof Unavailable) res.set("Retry-After", "2");
  if (!known) {
    res.status(500).json({
      code: "UNEXPECTED",
      message: `Something went wrong on our side. Reference: ${String(req.id)}`,
    });
    return;
  }
  res.status(known.status).json({
    code: known.code,
    message: known.message,
    ...(known.fields ? { errors: known.fields } : {}),
    ...(known.details === undefined ? {} : { details: known.details }),
  });
};
