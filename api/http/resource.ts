import type { Readable } from "node:stream";
import type { Ctx } from "../kernel/context.ts";
import type { StoredFile } from "../kernel/files.ts";
import type { ListPage } from "../kernel/list.ts";

/** A verb as the router sees it: it parses its own input, whatever comes. */
type Verb = (ctx: Ctx, input: never) => Promise<unknown>;
export type FileReply = {
  stream: Readable;
  sizeBytes: number;
  mimeType: string;
  fileName: string;
  /** `inline` only for images this registry made itself; everything else is an attachment. */
  disposition: "inline" | "attachment";
};
export type ReceivedFile = StoredFile & { originalName: string; head: Buffer };

export type ResourceVerbs = {
  list?: (ctx: Ctx, query: unknown) => Promise<ListPage>;
  /** GET /name/:id — any positive number; 404 where the actor may not see it. */
  get?: (ctx: Ctx, id: number) => Promise<unknown>;
  /** The record that a record read by `get` was merged into: GET leads there, unless asked with `?retired=show`. */
  leadsTo?: (value: never) => number | null;
  create?: Verb;
  /** PUT /name/:id — react-admin sends the whole record: the verb picks what it knows and checks `version`. */
  update?: Verb;
  remove?: Verb;
  /** POST /name/:id/<action>; the body with `id` from the path. */
  actions?: Record<string, Verb>;
  /** POST /name/<action>. */
  collectionActions?: Record<string, Verb>;
  /** GET /name/<path>, for reads that are not lists (e.g. a preview or a lookup). The query string is the input. */
  reads?: Record<string, Verb>;
  /** GET /name/:id/<path>; path parameters join `id`. */
  itemReads?: Record<string, Verb>;
  /** GET /name/:id/<path>: a file. */
  downloads?: Record<string, (ctx: Ctx, input: never) => Promise<FileReply>>;
  /** POST /name/<path> as multipart: one file and text fields. `file` joins the fields. */
  uploads?: Record<string, Verb>;
};

export type ResourceRoutes = { name: string; verbs: ResourceVerbs };

/** A domain's routes as data: `routes.ts` says which verb answers, nothing else. */
export const resource = (name: string, verbs: ResourceVerbs): ResourceRoutes => ({ name, verbs });
