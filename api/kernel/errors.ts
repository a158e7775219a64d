/** Messages by field name, as react-admin puts them beside the inputs. */
export type FieldErrors = Record<string, string>;

/** The closed set of errors a verb may throw; anything else is answered as an opaque 500. Messages are for people. */
export abstract class RegistryError extends Error {
  abstract readonly status: number;
  abstract readonly code: string;
  readonly fields?: FieldErrors;
  /** What a screen may show beside the message, e.g. the row as it is now. */
  readonly details?: unknown;

  constructor(message: string, extra: { fields?: FieldErrors; details?: unknown } = {}) {
    super(message);
    this.name = new.target.name;
    this.fields = extra.fields;
    this.details = extra.details;
  }
}

/** The request itself cannot be understood: wrong JSON, unknown filter, impossible range. */
export class BadRequest extends RegistryError {
  readonly status = 400;
  readonly code = "BAD_REQUEST";
}
export class Unauthenticated extends RegistryError {
  readonly status = 401;
  readonly code = "UNAUTHENTICATED";
}
export class Forbidden extends RegistryError {
  readonly status = 403;
  readonly code = "FORBIDDEN";
}
/** Also for rows outside the reader's scope: their existence is not told. */
export class NotFound extends RegistryError {
  readonly status = 404;
  readonly code = "NOT_FOUND";
}
/** Somebody was faster, or the row is no longer in the state the action needs. */
export class Conflict extends RegistryError {
  readonly status = 409;
  readonly code = "CONFLICT";
}
export class TooLarge extends RegistryError {
  readonly status = 413;
  readonly code = "TOO_LARGE";
}
export class RangeBeyondEnd extends RegistryError {
  readonly status = 416;
  readonly code = "RANGE_BEYOND_END";
}
/** The input is understood and wrong: `fields` says where. */
export class Invalid extends RegistryError {
  readonly status = 422;
  readonly code = "INVALID";
}
/** Something else has to happen first, e.g. a second person's approval. */
export class Precondition extends RegistryError {
  readonly status = 428;
  readonly code = "PRECONDITION";
}
/** Asked too often in too short a time. */
export class TooMany extends RegistryError {
  readonly status = 429;
  readonly code = "TOO_MANY";
}
export class Unavailable extends RegistryError {
  readonly status = 503;
  readonly code = "UNAVAILABLE";
}

/** The answer to a write with an old `version`: the row as it is now comes along, so that a screen shows what changed. */
export const stale = (current: unknown): Conflict =>
  new Conflict(
    "A colleague changed this record while you had it open. Look at what changed and decide again.",
    {
      details: { current },
    },
  );
