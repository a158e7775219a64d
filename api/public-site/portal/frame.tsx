import type { Request, RequestHandler } from "express";
import type { ReactNode } from "react";
import type { OwnIdentity } from "../../domains/accounts/index.ts";
import { Forbidden, Unauthenticated } from "../../kernel/errors.ts";
import type { PageContent } from "../layout.tsx";
import { loadSite, type Site } from "../site.ts";

/** A site whose visitor is an educator with a record. */
export type OwnSite = Site & { person: OwnIdentity };

/** Keeps the portal to educators; staff without a record are sent to the console. */
export const educatorsOnly: RequestHandler = async (req, res, next) => {
  const site = await loadSite(req);
  if (site.person) return next();
  if (!site.signedInAs) throw new Unauthenticated(site.m.errors[401].text);
  if (site.hasConsole && req.method === "GET") return res.redirect(303, "/admin");
  throw new Forbidden(site.m.signIn.noRecord);
};

export const own = (site: Site): OwnSite => {
  if (!site.person) throw new Unauthenticated(site.m.errors[401].text);
  return site as OwnSite;
};

const links = [
  ["/my", "overview"],
  ["/my/documents", "documents"],
  ["/my/report", "report"],
  ["/my/trainings", "trainings"],
  ["/my/employment", "employment"],
  ["/my/profile", "profile"],
  ["/my/access", "access"],
  ["/my/requests", "requests"],
] as const;

/** A page of the portal: the menu beside it on a wide screen, one way back on a phone. */
export function portalPage(
  site: Site,
  page: { title: string; body: ReactNode; back?: [string, string] } & Partial<PageContent>,
): PageContent {
  const { m, path } = site;
  const back = page.back ?? (path === "/my" ? undefined : (["/my", m.portal.back] as const));
  const isHere = (href: string) => path === href || (href !== "/my" && path.startsWith(`${href}/`));
  return {
    ...page,
    wide: true,
    body: (
      <div className="portal">
        <nav className="portal__nav" aria-label={m.common.yourPages}>
          <ul>
            {links.map(([href, key]) => (
              <li key={href}>
                <a href={href} aria-current={isHere(href) ? "page" : undefined}>
                  {m.portal.nav[key]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="portal__main">
          {back && (
            <p className="crumb">
              <a href={back[0]}>{back[1]}</a>
            </p>
          )}
          {page.body}
        </div>
      </div>
    ),
  };
}

/** The version a form saw, from its hidden field. */
export const versionOf = (values: Record<string, string>): number =>
  Number.parseInt(values.version ?? "0", 10) || 0;

export const queryText = (req: Request, name: string): string => {
  const value = req.query[name];
  return typeof value === "string" ? value.trim().slice(0, 120) : "";
};
