import { Router } from "express";
import { listAnnouncements } from "../../domains/announcements/index.ts";
import type { AnnouncementRow } from "../../domains/announcements/schemas.ts";
import { rowsOf } from "../../kernel/list.ts";
import { emptyForm } from "../components/forms.tsx";
import { Tile } from "../components/parts.tsx";
import { longDate } from "../components/text.ts";
import { page } from "../respond.tsx";
import type { Site } from "../site.ts";
import { SignInForm } from "./sign-in.tsx";

function Announcements({ site, rows }: { site: Site; rows: AnnouncementRow[] }) {
  const { m } = site;
  return (
    <section aria-labelledby="announcements">
      <h2 id="announcements">{m.home.announcements}</h2>
      {rows.length === 0 && <p>{m.home.noAnnouncements}</p>}
      {rows.map((row) => (
        <article key={row.id} className="announcement">
          <h3>
            {row.title} {row.isNew && <span className="usa-tag">{m.common.newBadge}</span>}
          </h3>
          <p className="quiet">{longDate(row.publishedOn)}</p>
          {row.body.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </article>
      ))}
    </section>
  );
}

function QuickLinks({ site }: { site: Site }) {
  const { links } = site.m.home;
  const tiles: [string, { title: string; text: string }][] = site.person
    ? [
        ["/my", links.mine],
        ["/my/documents/new", links.documents],
        ["/my/trainings", links.trainings],
        ["/my/report", links.report],
        ["/calendar", links.calendar],
        ["/help", links.help],
      ]
    : [
        ["/sign-up", links.signUp],
        ["/calendar", links.calendar],
        ["/trainers", links.trainers],
        ["/help", links.help],
      ];
  return (
    <section aria-labelledby="quick-links">
      <h2 id="quick-links">{site.m.home.quickLinks}</h2>
      <ul className="tiles">
        {tiles.map(([href, words]) => (
          <Tile key={href} href={href} {...words} />
        ))}
      </ul>
    </section>
  );
}

/** S174–S182: announcements, the ways in, and the sign-in box. */
export const homeRoutes = Router().get(
  "/",
  page(async (site) => {
    const rows = rowsOf<AnnouncementRow>(await listAnnouncements(site.ctx, { range: [0, 4] }));
    return {
      title: site.m.home.title,
      wide: true,
      body: (
        <>
          <div className="hero">
            <h1>{site.jurisdiction.registryName}</h1>
            <p className="usa-intro">{site.m.home.lead}</p>
          </div>
          <div className="home">
            {!site.signedInAs && (
              <section className="sign-in-box" aria-labelledby="sign-in-title">
                <h2 id="sign-in-title">{site.m.signIn.title}</h2>
                <SignInForm site={site} form={emptyForm} />
              </section>
            )}
            <QuickLinks site={site} />
            <Announcements site={site} rows={rows} />
          </div>
        </>
      ),
    };
  }),
);
