import { pipeline } from "node:stream/promises";
import { type Request, type Response, Router } from "express";
import type { Ctx } from "../kernel/context.ts";
import { BadRequest, NotFound } from "../kernel/errors.ts";
import type { FileReply, ResourceRoutes } from "./resource.ts";
import { receiveUpload } from "./upload.ts";

const parts = ["sort", "range", "filter"] as const;

/** `sort=["f","ASC"]&range=[0,24]&filter={…}` → the query a list verb parses. ra-data-simple-rest's contract. */
export function readListQuery(req: Request): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(req.query)) {
    if (key === "embed") continue;
    if (!(parts as readonly string[]).includes(key) || typeof value !== "string") {
      throw new BadRequest(`The list does not know the parameter "${key.slice(0, 60)}".`);
    }
    try {
      query[key] = JSON.parse(value);
    } catch {
      throw new BadRequest(`The parameter "${key}" is not JSON.`);
    }
  }
  return query;
}

function idOf(req: Request): number {
  const text = String(req.params.id);
  if (!/^[1-9][0-9]{0,9}$/.test(text) || Number(text) > 2147483647)
    throw new NotFound("There is no such record.");
  return Number(text);
}

function bodyOf(req: Request): Record<string, unknown> {
  if (req.body === undefined) return {};
  if (typeof req.body !== "object" || req.body === null || Array.isArray(req.body)) {
    throw new BadRequest("The request's body must be one JSON object.");
  }
  return req.body as Record<string, unknown>;
}

/** Streams a file with headers that keep it inert in a browser (ASVS V3.2.1, V5.4). */
export async function sendFile(res: Response, file: FileReply): Promise<void> {
  const name = encodeURIComponent(file.fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  res.set({
    "Content-Type": file.mimeType,
    "Content-Length": String(file.sizeBytes),
    "Content-Disposition": `${file.disposition}; filename*=UTF-8''${name}`,
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
  });
  await pipeline(file.stream, res).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  });
}

/** The Express face of a domain's routes: every verb behind its method and path, nothing decided here. */
export function mountResource({ name, verbs }: ResourceRoutes, ctxOf: (req: Request) => Ctx): Router {
  const router = Router();
  const answer = (res: Response, value: unknown, status = 200) => void res.status(status).json(value ?? {});

  for (const [path, verb] of Object.entries(verbs.reads ?? {})) {
    router.get(`/${name}/${path}`, async (req, res) =>
      answer(res, await verb(ctxOf(req), { ...req.query } as never)),
    );
  }
  for (const [path, verb] of Object.entries(verbs.uploads ?? {})) {
    router.post(`/${name}/${path}`, async (req, res) => {
      const ctx = ctxOf(req);
      const { fields, file } = await receiveUpload(req, ctx.files);
      try {
        answer(res, await verb(ctx, { ...fields, file } as never), 201);
      } catch (error) {
        await ctx.files.remove(file.key);
        throw error;
      }
    });
  }
  for (const [path, verb] of Object.entries(verbs.collectionActions ?? {})) {
    router.post(`/${name}/${path}`, async (req, res) =>
      answer(res, await verb(ctxOf(req), bodyOf(req) as never)),
    );
  }
  const { list, get, create, update, remove } = verbs;
  if (list) {
    router.get(`/${name}`, async (req, res) => {
      const page = await list(ctxOf(req), readListQuery(req));
      const last = page.count === 0 ? page.from : page.from + page.count - 1;
      res.set("Content-Range", `${name} ${page.from}-${last}/${page.total}`);
      res.type("application/json").send(page.json);
    });
  }
  if (create)
    router.post(`/${name}`, async (req, res) =>
      answer(res, await create(ctxOf(req), bodyOf(req) as never), 201),
    );
  if (get) {
    router.get(`/${name}/:id`, async (req, res) => {
      const value = await get(ctxOf(req), idOf(req));
      const next = req.query.retired === "show" ? null : verbs.leadsTo?.(value as never);
      if (!next) return answer(res, value);
      // Not for ever (308), since a merge may be undone; with the body, for who does not follow.
      res.location(`/api/${name}/${next}`);
      return answer(res, value, 307);
    });
  }
  if (update) {
    router.put(`/${name}/:id`, async (req, res) =>
      answer(res, await update(ctxOf(req), { ...bodyOf(req), id: idOf(req) } as never)),
    );
  }
  if (remove)
    router.delete(`/${name}/:id`, async (req, res) =>
      answer(res, await remove(ctxOf(req), { id: idOf(req) } as never)),
    );
  for (const [action, verb] of Object.entries(verbs.actions ?? {})) {
    router.post(`/${name}/:id/${action}`, async (req, res) =>
      answer(res, await verb(ctxOf(req), { ...bodyOf(req), id: idOf(req) } as never)),
    );
  }
  for (const [path, verb] of Object.entries(verbs.itemReads ?? {})) {
    router.get(`/${name}/:id/${path}`, async (req, res) =>
      answer(res, await verb(ctxOf(req), { ...req.query, ...req.params, id: idOf(req) } as never)),
    );
  }
  for (const [path, verb] of Object.entries(verbs.downloads ?? {})) {
    router.get(`/${name}/:id/${path}`, async (req, res) =>
      sendFile(res, await verb(ctxOf(req), { ...req.params, id: idOf(req) } as never)),
    );
  }
  return router;
}
