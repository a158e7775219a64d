import type { ReactNode } from "react";
import { styles } from "./assets.ts";
import { Notice, Status, type Tone } from "./components/parts.tsx";
import { longDate } from "./components/text.ts";
import type { Site } from "./site.ts";

/** What a page hands to the layout. */
export type PageContent = {
  title: string;
  body: ReactNode;
  status?: number;
  /** Seconds until the browser asks again, for work in progress; the page offers a way to stop it (WCAG 2.2.2). */
  refresh?: number;
  /** A form was refused: said first in the title, so that a screen reader hears it. */
  failed?: boolean;
  /** Never kept by a browser or a search engine. */
  unlisted?: boolean;
  /** Full width instead of a reading column. */
  wide?: boolean;
};

const statusTone: Record<string, Tone> = { active: "good", pending: "wait", expired: "act", merged: "off" };

/** Nothing that a page can render reaches past this frame: one h1, landmarks, a skip link, the number on top. */
export function Layout({ site, page }: { site: Site; page: PageContent }) {
  const { m, jurisdiction } = site;
  const title = `${page.failed ? m.common.errorPrefix : ""}${page.title} | ${jurisdiction.registryName}`;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {page.unlisted && <meta name="robots" content="noindex, nofollow" />}
        <link rel="stylesheet" href={styles.uswds} />
        <link rel="stylesheet" href={styles.site} />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <a className="usa-skipnav" href="#main-content">
          {m.common.skip}
        </a>
        <Header site={site} />
        {site.person && <IdentityStrip site={site} />}
        <main id="main-content" tabIndex={-1} className={`grid-container${page.wide ? "" : " reading"}`}>
          {site.notice && (
            <div role="status">
              <Notice kind="success">{site.notice}</Notice>
            </div>
          )}
          {page.body}
        </main>
        <Footer site={site} />
      </body>
    </html>
  );
}

function Header({ site }: { site: Site }) {
  const { m, jurisdiction, path } = site;
  const links: [string, string][] = [
    ["/calendar", m.nav.calendar],
    ["/trainers", m.nav.trainers],
    ["/help", m.nav.help],
    ...(site.person ? ([["/my", m.nav.mine]] as [string, string][]) : []),
    ...(site.hasConsole ? ([["/admin", m.nav.console]] as [string, string][]) : []),
    ...(site.signedInAs ? [] : ([["/sign-in", m.nav.signIn]] as [string, string][])),
  ];
  const items = (
    <ul>
      {links.map(([href, label]) => (
        <li key={href}>
          <a href={href} aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}>
            {label}
          </a>
        </li>
      ))}
      {site.signedInAs && (
        <li>
          <form method="post" action="/sign-out">
            <button type="submit">{m.nav.signOut}</button>
          </form>
        </li>
      )}
    </ul>
  );
  return (
    <header className="site-header">
      <div className="grid-container site-header__row">
        <a className="site-name" href="/">
          {jurisdiction.registryName}
        </a>
        <nav className="site-nav site-nav--wide" aria-label={m.common.mainMenu}>
          {items}
        </nav>
        <details className="site-menu">
          <summary>{m.common.menu}</summary>
          <nav className="site-nav" aria-label={m.common.mainMenu}>
            {items}
          </nav>
        </details>
      </div>
    </header>
  );
}

/** S5–S7: number, name and status on top of every page. */
function IdentityStrip({ site }: { site: Site }) {
  const { m, person } = site;
  if (!person) return null;
  const status = m.participantStatus[person.status as keyof typeof m.participantStatus];
  return (
    <section className="identity" aria-label={m.header.yours}>
      <div className="grid-container identity__row">
        <span className="identity__name">
          {person.preferredName || person.givenName} {person.familyName}
        </span>
        <span>
          {m.header.number} <strong className="number">{person.registryNumber}</strong>
        </span>
        <Status tone={statusTone[person.status] ?? "off"}>
          {status}
          {person.status === "active" && person.renewsOn
            ? ` ${m.common.until} ${longDate(person.renewsOn)}`
            : ""}
        </Status>
      </div>
    </section>
  );
}

function Footer({ site }: { site: Site }) {
  const { m, jurisdiction } = site;
  return (
    <footer className="site-footer">
      <div className="grid-container">
        <nav aria-label={m.common.siteNote}>
          <ul>
            <li>
              <a href="/about">{m.footer.about}</a>
            </li>
            <li>
              <a href="/privacy">{m.footer.privacy}</a>
            </li>
            <li>
              <a href="/help">{m.footer.help}</a>
            </li>
            <li>
              <a href="/check">{m.footer.check}</a>
            </li>
          </ul>
        </nav>
        <p>{m.footer.identity(jurisdiction.registryName, jurisdiction.agency)}</p>
        <ul>
          <li>
            <a href={`tel:${jurisdiction.helpPhone.replace(/\D/g, "")}`}>{jurisdiction.helpPhone}</a>
          </li>
          <li>
            <a href={`mailto:${jurisdiction.helpEmail}`}>{jurisdiction.helpEmail}</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}
