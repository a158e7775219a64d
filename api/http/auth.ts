import type { IncomingMessage } from "node:http";
import type { Request, RequestHandler } from "express";
import session from "express-session";
import passport from "passport";
import { Strategy as LocalStrategy } from "passport-local";
import { loadActor, verifyPassword } from "../domains/accounts/index.ts";
import { type AccountActor, type Actor, type Ctx, type CtxDeps, makeCtx } from "../kernel/context.ts";
import { Forbidden } from "../kernel/errors.ts";
import { absoluteMs, PostgresSessionStore } from "./session-store.ts";

declare module "http" {
  interface IncomingMessage {
    ctx?: Ctx;
  }
}
declare global {
  namespace Express {
    interface User {
      accountId: number;
    }
  }
}

const anonymous: Actor = { type: "anonymous" };

/** The verb context of a request; set by {@link identify}. */
export function ctxOf(req: IncomingMessage): Ctx {
  if (!req.ctx) throw new Error("identify() has to come before the routes.");
  return req.ctx;
}

export type AuthOptions = { deps: CtxDeps; sessionSecret: string; secure: boolean };

/**
 * Session cookie and passport. Over https the cookie is `__Host-registry` (Secure, no Domain, Path=/), HttpOnly and
 * SameSite=Lax; on a plain-http loopback address browsers would refuse that prefix, so there it is `registry`.
 */
export function authentication({ deps, sessionSecret, secure }: AuthOptions): RequestHandler[] {
  const system = () => makeCtx(deps, { type: "system", task: "session" }, "session");
  const store = new PostgresSessionStore(system);
  const { $client } = deps.db as { $client?: Parameters<typeof store.follow>[0] };
  if ($client) void store.follow($client);
  passport.use(
    new LocalStrategy({ usernameField: "email", passReqToCallback: true }, (req, email, password, done) => {
      verifyPassword(
        ctxOf(req as IncomingMessage),
        { email, password },
        (req as Request).ip ?? "unknown",
      ).then(
        (accountId) => done(null, { accountId }),
        (error: unknown) => done(error),
      );
    }),
  );
  passport.serializeUser((user, done) => done(null, user.accountId));
  passport.deserializeUser((accountId: number, done) => done(null, { accountId }));
  return [
    session({
      store,
      name: secure ? "__Host-registry" : "registry",
      secret: sessionSecret,
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: absoluteMs },
    }),
    passport.initialize(),
    passport.session(),
  ];
}

const actors = new Map<string, { actor: AccountActor | undefined; until: number }>();

/** Loads who asks (remembered for one second) and hangs the verb context on the request. */
export function identify(deps: CtxDeps): RequestHandler {
  return async (req, _res, next) => {
    const requestId = String(req.id ?? "");
    const accountId = req.user?.accountId;
    if (accountId === undefined) {
      req.ctx = makeCtx(deps, anonymous, requestId);
      return next();
    }
    const wished = req.session.role;
    const key = `${accountId}:${wished ?? ""}`;
    let known = actors.get(key);
    if (!known || known.until < Date.now()) {
      const actor = await loadActor(makeCtx(deps, anonymous, requestId), accountId, wished);
      if (actors.size > 5000) actors.clear();
      known = { actor, until: Date.now() + 1000 };
      actors.set(key, known);
    }
    req.ctx = makeCtx(deps, known.actor ?? anonymous, requestId);
    next();
  };
}

declare module "express-session" {
  interface SessionData {
    /** The link of an invitation that the visitor opened, taken out of the address bar. */
    invitation?: string;
  }
}

/**
 * Signs the request in: a new session id each time, so a planted one is worth nothing. Of what the visitor had, only the
 * invitation they came for goes along.
 */
export function signIn(req: Request): Promise<number> {
  const { invitation } = req.session;
  return new Promise((resolve, reject) => {
    passport.authenticate("local", (error: unknown, user: Express.User | false) => {
      if (error) return reject(error);
      if (!user) return reject(new Forbidden("Enter your e-mail address and your password."));
      req.logIn(user, (loginError) => {
        if (loginError) return reject(loginError);
        req.session.accountId = user.accountId;
        req.session.startedAt = Date.now();
        if (invitation) req.session.invitation = invitation;
        resolve(user.accountId);
      });
    })(req, undefined as never, (error: unknown) => reject(error));
  });
}

export function signOut(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.logOut((error) => {
      if (error) return reject(error);
      req.session.destroy((failed) => (failed ? reject(failed) : resolve()));
    });
  });
}

/**
 * Refuses unsafe requests that another site caused: `Sec-Fetch-Site` where the browser sends it, else `Origin`'s host.
 * A request with neither comes from no browser.
 */
export const sameOriginOnly: RequestHandler = (req, _res, next) => {
  if (["GET", "HEAD", "OPTIONS"].includes(req.method)) return next();
  const site = req.get("sec-fetch-site");
  const origin = req.get("origin");
  const foreign = site
    ? !["same-origin", "none"].includes(site)
    : origin !== undefined && hostOf(origin) !== req.get("host");
  next(foreign ? new Forbidden("This request came from another site and was refused.") : undefined);
};

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
