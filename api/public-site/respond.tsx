import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from "express";
import { renderToStaticMarkup } from "react-dom/server";
import { toRegistryError } from "../http/error-handler.ts";
import { log } from "../http/log.ts";
import type { CtxDeps } from "../kernel/context.ts";
import { NotFound, type RegistryError, Unauthenticated, Unavailable } from "../kernel/errors.ts";
import { emptyForm, type FormState } from "./components/forms.tsx";
import { Layout, type PageContent } from "./layout.tsx";
import { ErrorPage } from "./pages/error.tsx";
import { loadSite, type Site, unknownVisitor } from "./site.ts";

/** Draws a page. What a signed-in person sees is never kept by a browser or a proxy. */
export function sendPage(res: Response, site: Site, page: PageContent): void {
  const html = `<!doctype html>${renderToStaticMarkup(<Layout site={site} page={page} />)}`;
  if (page.refresh) res.set("Refresh", String(page.refresh));
  res.set("Cache-Control", site.signedInAs || page.unlisted ? "no-store" : "private, no-cache");
  res
    .status(page.status ?? 200)
    .type("html")
    .send(html);
}

/** A notice is shown once, on the next page. */
async function siteWithNotice(req: Request): Promise<Site> {
  const site = await loadSite(req);
  if (req.session.notice) {
    site.notice = req.session.notice;
    delete req.session.notice;
  }
  return site;
}

type Draw = (site: Site, req: Request) => PageContent | Promise<PageContent>;

/** A page to look at. */
export const page =
  (draw: Draw): RequestHandler =>
  async (req, res) => {
    const site = await siteWithNotice(req);
    sendPage(res, site, await draw(site, req));
  };

/** Sends the browser on after a change, so that a reload repeats nothing; `notice` greets on the next page. */
export function redirect(req: Request, res: Response, to: string, notice?: string): void {
  if (notice) req.session.notice = notice;
  const go = (error?: unknown) => (error ? req.next?.(error) : res.redirect(303, to));
  // A browser follows as soon as it has the headers: what the next page reads is stored before they leave.
  if (Object.keys(req.session).some((key) => key !== "cookie")) req.session.save(go);
  else go();
}

export type Done = { to: string; notice?: string };

/** A button's form: does one thing and goes on. */
export const action =
  (act: (site: Site, req: Request) => Promise<Done>): RequestHandler =>
  async (req, res) => {
    const done = await act(await loadSite(req), req);
    redirect(req, res, done.to, done.notice);
  };

/** Text fields of the request; several values of one name are joined by a comma, as no field here expects them. */
export function valuesOf(req: Request): Record<string, string> {
  const body = (req.body ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(",") : String(value ?? "").slice(0, 10_000),
    ]),
  );
}

/** Refusals that belong beside the form rather than on a page of their own. */
export const belongsToForm = (known: RegistryError | undefined): known is RegistryError =>
  known !== undefined && [400, 409, 413, 422, 428].includes(known.status);

/** The form again with what was typed, every message at its field. */
export function refused(values: Record<string, string>, known: RegistryError): FormState {
  const { password: _password, newPassword: _newPassword, ...kept } = values;
  const { fields, details } = known;
  // Someone else saved in between: the next try is made on what they saved, after the person was told.
  const current = (details as { current?: { version?: number } } | undefined)?.current;
  if (current?.version && "version" in kept) kept.version = String(current.version);
  return { values: kept, errors: fields ?? {}, message: fields ? undefined : known.message, details };
}

type FormPage = {
  draw: (site: Site, form: FormState, req: Request) => PageContent | Promise<PageContent>;
  /** What the form holds when it is opened. */
  start?: (site: Site, req: Request) => Promise<Record<string, string>> | Record<string, string>;
  submit: (site: Site, values: Record<string, string>, req: Request) => Promise<Done>;
};

/** One form at one address: GET shows it, POST does it or shows it again with what is wrong. */
export function formAt(router: Router, path: string, guards: RequestHandler[], form: FormPage): void {
  router.get(
    path,
    page(async (site, req) =>
      form.draw(site, { ...emptyForm, values: (await form.start?.(site, req)) ?? {} }, req),
    ),
  );
  router.post(path, ...guards, async (req, res) => {
    const site = await loadSite(req);
    const values = valuesOf(req);
    let done: Done;
    try {
      done = await form.submit(site, values, req);
    } catch (error) {
      const known = toRegistryError(error);
      if (!belongsToForm(known)) throw error;
      const drawn = await form.draw(site, refused(values, known), req);
      return sendPage(res, site, { ...drawn, status: known.status, failed: true });
    }
    redirect(req, res, done.to, done.notice);
  });
}

/** Parses a plain form's body. */
export const formBody = express.urlencoded({ extended: false, limit: "200kb", parameterLimit: 200 });

export const pageNotFound: RequestHandler = () => {
  throw new NotFound("There is nothing at this address.");
};

/**
 * Errors as pages, for everything outside the API that a browser asks for: also where the database is away, so that
 * nobody can be recognised. A visitor who has to sign in is taken there and back.
 */
export const errorPages =
  (deps: CtxDeps): ErrorRequestHandler =>
  async (error, req, res, next) => {
    if (res.headersSent || /^\/(api|admin|healthz)(\/|$)/.test(req.path) || !req.accepts("html"))
      return next(error);
    const known = toRegistryError(error);
    if (!known || known.status >= 500) log.error({ requestId: req.id, err: error }, "page failed");
    if (known instanceof Unauthenticated && req.method === "GET") {
      return res.redirect(303, `/sign-in?next=${encodeURIComponent(req.path)}`);
    }
    if (known instanceof Unavailable) res.set("Retry-After", "5");
    const status = known?.status ?? 500;
    const site = await loadSite(req).catch(() => unknownVisitor(req, deps));
    sendPage(res, site, ErrorPage({ site, status, message: known?.message, reference: String(req.id) }));
  };
