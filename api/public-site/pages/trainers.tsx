import { Router } from "express";
import { listPublishedInstructors } from "../../domains/instructors/index.ts";
import { listSponsors } from "../../domains/sponsors/index.ts";
import type { SponsorRow } from "../../domains/sponsors/schemas.ts";
import { rowsOf } from "../../kernel/list.ts";
import { SelectField, TextField } from "../components/forms.tsx";
import { Empty, Facts } from "../components/parts.tsx";
import { labelOf } from "../components/text.ts";
import { page } from "../respond.tsx";
import type { Site } from "../site.ts";

/** Only web addresses become links: what an organization typed is not trusted further. */
const webLink = (value: string | null): string | undefined => {
  const address = value && (/^https?:\/\//i.test(value) ? value : `https://${value}`);
  return address && URL.canParse(address) ? new URL(address).href : undefined;
};

function Trainer({ site, sponsor, names }: { site: Site; sponsor: SponsorRow; names: string[] }) {
  const { m, jurisdiction } = site;
  const href = webLink(sponsor.website);
  const counties = sponsor.counties.map((county) => labelOf(jurisdiction.counties, county));
  return (
    <li className="card">
      <h2>{sponsor.name}</h2>
      <Facts
        rows={[
          [m.trainers.counties, counties.length > 0 ? counties.join(", ") : m.trainers.allCounties],
          [m.trainers.contact, sponsor.contactName],
          [
            m.help.phone,
            sponsor.contactPhone && (
              <a href={`tel:${sponsor.contactPhone.replace(/[^\d+]/g, "")}`}>{sponsor.contactPhone}</a>
            ),
          ],
          [
            m.help.email,
            sponsor.contactEmail && <a href={`mailto:${sponsor.contactEmail}`}>{sponsor.contactEmail}</a>,
          ],
          [
            m.trainers.website,
            href && (
              <a href={href} rel="noopener noreferrer nofollow">
                {sponsor.website}
              </a>
            ),
          ],
          [m.trainers.instructors, names.join(", ")],
        ]}
      />
      <p>
        <a href={`/calendar?q=${encodeURIComponent(sponsor.name)}`}>{m.trainers.events}</a>
      </p>
    </li>
  );
}

/** S137: approved organizations with their counties and contact. */
export const trainerRoutes = Router().get(
  "/trainers",
  page(async (site, req) => {
    const { m } = site;
    const text = (name: string) =>
      String(req.query[name] ?? "")
        .trim()
        .slice(0, 60);
    const asked = { q: text("q"), county: text("county") };
    const filter = {
      status: "approved",
      ...(asked.q && { q: asked.q }),
      ...(asked.county && { county: asked.county }),
    };
    const rows = rowsOf<SponsorRow>(await listSponsors(site.ctx, { filter }));
    const instructors = await listPublishedInstructors(
      site.ctx,
      rows.map(({ id }) => id),
    );
    const form = { values: asked, errors: {} };
    return {
      title: m.trainers.title,
      wide: true,
      body: (
        <>
          <h1>{m.trainers.title}</h1>
          <p className="usa-intro">{m.trainers.lead}</p>
          <form method="get" action="/trainers" className="filters">
            <div className="filters__grid">
              <TextField m={m} form={form} name="q" label={m.trainers.q} type="search" notRequired />
              <SelectField
                m={m}
                form={form}
                name="county"
                label={m.trainers.county}
                options={site.jurisdiction.counties}
                empty={m.common.any}
                notRequired
              />
            </div>
            <div className="actions">
              <button className="usa-button" type="submit">
                {m.trainers.button}
              </button>
              {(asked.q || asked.county) && <a href="/trainers">{m.common.clear}</a>}
            </div>
          </form>
          {rows.length === 0 ? (
            <Empty>
              <p>{m.trainers.none}</p>
              <p>{m.trainers.noneHint}</p>
            </Empty>
          ) : (
            <ul className="cards cards--two">
              {rows.map((sponsor) => (
                <Trainer
                  key={sponsor.id}
                  site={site}
                  sponsor={sponsor}
                  names={instructors
                    .filter(({ sponsorId }) => sponsorId === sponsor.id)
                    .map(({ name }) => name)}
                />
              ))}
            </ul>
          )}
        </>
      ),
    };
  }),
);
