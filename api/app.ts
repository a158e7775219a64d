import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import express, { type Express, type Request, type RequestHandler } from "express";
import helmet from "helmet";
import { routes } from "./domains/routes.ts";
import { authentication, ctxOf, identify, sameOriginOnly } from "./http/auth.ts";
import { errorHandler, notFound } from "./http/error-handler.ts";
import { requestLog } from "./http/log.ts";
import { sessionRoutes } from "./http/session-routes.ts";
import { mountResource } from "./http/simple-rest.ts";
import { vocabulary } from "./http/vocabulary.ts";
import { type CtxDeps, inTransaction, makeCtx } from "./kernel/context.ts";
import { Unavailable } from "./kernel/errors.ts";
import { errorPages, publicSite } from "./public-site/index.ts";

export type AppDeps = CtxDeps & {
  sessionSecret: string;
  publicOrigin: string;
  trustProxy: number;
};

const consoleDir = fileURLToPath(new URL("../admin-ui/dist", import.meta.url));

/** The whole web process as a list one can read from top to bottom. */
export function makeApp(deps: AppDeps): Express {
  const app = express();
  const secure = deps.publicOrigin.startsWith("https://");
  app
    .disable("x-powered-by")
    .disable("etag")
    .set("trust proxy", deps.trustProxy)
    .set("query parser", "simple");
  app.use(requestLog);
  app.use(helmet({ contentSecurityPolicy: { directives: contentSecurity(secure) }, hsts: secure }));
  app.get("/healthz", health(deps));
  app.use("/admin", consoleFiles());
  app.use(sameOriginOnly);
  app.use(...authentication({ deps, sessionSecret: deps.sessionSecret, secure }));
  app.use(identify(deps));
  app.use("/api", noStore, express.json({ limit: "1mb" }), apiRoutes(deps));
  app.use(publicSite());
  app.use(notFound);
  app.use(errorPages(deps));
  app.use(errorHandler);
  return app;
}

function apiRoutes(deps: AppDeps): express.Router {
  const router = express.Router();
  const again = identify(deps);
  router.use(
    sessionRoutes(
      (req: Request) =>
        new Promise((done, fail) => void again(req, undefined as never, (e) => (e ? fail(e) : done()))),
    ),
  );
  router.get("/vocabulary", (req, res) => void res.json(vocabulary(ctxOf(req))));
  for (const each of routes) router.use(mountResource(each, ctxOf));
  router.use(notFound);
  return router;
}

const noStore: RequestHandler = (_req, res, next) => {
  res.set("Cache-Control", "no-store");
  next();
};

/** No inline script anywhere; the console's styles are inline because its component library makes them at run time. */
function contentSecurity(secure: boolean): Record<string, string[] | null> {
  return {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:", "blob:"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
    upgradeInsecureRequests: secure ? [] : null,
  };
}

/** The console's built files; any path without a dot is its one page. */
function consoleFiles(): express.Router {
  const router = express.Router();
  router.use(
    "/assets",
    express.static(`${consoleDir}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  router.use(express.static(consoleDir, { index: false, maxAge: 0 }));
  router.get("/{*path}", (_req, res) => {
    if (!existsSync(`${consoleDir}/index.html`))
      throw new Unavailable("The console has not been built yet. Run: npm run build");
    res.set("Cache-Control", "no-cache").sendFile("index.html", { root: consoleDir });
  });
  return router;
}

function health(deps: AppDeps): RequestHandler {
  return async (_req, res) => {
    await inTransaction(makeCtx(deps, { type: "system", task: "health" }, "health"), (tx) =>
      tx.execute(sql`select 1`),
    );
    res.json({ status: "ok" });
  };
}
