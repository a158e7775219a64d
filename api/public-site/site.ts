import type { Request } from "express";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import { type OwnIdentity, ownIdentity } from "../domains/accounts/index.ts";
import { ctxOf } from "../http/auth.ts";
import { type AccountActor, type Ctx, type CtxDeps, makeCtx } from "../kernel/context.ts";
import { type Messages, messagesFor } from "./messages.ts";

/** What every page is drawn with. */
export type Site = {
  m: Messages;
  jurisdiction: Jurisdiction;
  /** Verb context of the visitor as an educator, or of nobody: staff roles never act on this site. */
  ctx: Ctx;
  /** The signed-in educator. */
  person: OwnIdentity | null;
  /** Signed in at all, e.g. as staff without a record of their own. */
  signedInAs: string | null;
  /** Whether the visitor may also open the console. */
  hasConsole: boolean;
  notice: string | undefined;
  path: string;
};

declare module "http" {
  interface IncomingMessage {
    site?: Site;
  }
}

const asParticipant = (actor: AccountActor): AccountActor => ({ ...actor, role: "participant" });

/** The request's context, acting as participant where the person holds a record, else as a visitor. */
function siteCtx(ctx: Ctx): Ctx {
  const { actor } = ctx;
  if (actor.type === "account" && actor.roles.includes("participant"))
    return { ...ctx, actor: asParticipant(actor) };
  return { ...ctx, actor: { type: "anonymous" } };
}

/** A page for somebody whom nothing could be looked up about. */
export function unknownVisitor(req: Request, deps: CtxDeps): Site {
  const ctx = makeCtx(deps, { type: "anonymous" }, String(req.id ?? ""));
  return {
    m: messagesFor("en"),
    jurisdiction: deps.jurisdiction,
    ctx,
    person: null,
    signedInAs: null,
    hasConsole: false,
    notice: undefined,
    path: req.path,
  };
}

/** Looks up who asks, once a request. */
export async function loadSite(req: Request): Promise<Site> {
  if (req.site) return req.site;
  const asked = ctxOf(req);
  const ctx = siteCtx(asked);
  const account = asked.actor.type === "account" ? asked.actor : null;
  req.site = {
    m: messagesFor("en"),
    jurisdiction: ctx.jurisdiction,
    ctx,
    person: await ownIdentity(ctx),
    signedInAs: account?.email ?? null,
    hasConsole: account?.roles.some((role) => role !== "participant") ?? false,
    notice: undefined,
    path: req.originalUrl.split("?")[0] ?? "/",
  };
  return req.site;
}
