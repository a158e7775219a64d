import { Router } from "express";
import { createMembershipCard, readMembershipCardFile } from "../../domains/membership-cards/index.ts";
import { getParticipant, registerParticipant, registrationIsOpen } from "../../domains/participants/index.ts";
import type { ParticipantView } from "../../domains/participants/schemas.ts";
import { sendFile } from "../../http/simple-rest.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { ActionButton, Facts, Tile } from "../components/parts.tsx";
import { longDate } from "../components/text.ts";
import { idOf } from "../pages/event.tsx";
import { action, page } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { typeLabel } from "./document-parts.tsx";
import { ownDocuments } from "./documents.tsx";
import { own, portalPage } from "./frame.tsx";
import { type Moving, openRequests } from "./open-requests.ts";
import { ownTrainings, TrainingCard } from "./trainings.tsx";

const isOpen = (site: Site, person: ParticipantView): boolean =>
  registrationIsOpen(person, todayIn(site.jurisdiction.timeZone, site.ctx.now));

function Registration({ site, person }: { site: Site; person: ParticipantView }) {
  const words = site.m.portal.overview;
  const expired = person.status === "expired";
  if (!isOpen(site, person)) return null;
  const soon = person.status === "active";
  const title = expired ? words.expiredTitle : soon ? words.renewTitle : words.pendingTitle;
  return (
    <section className="card call" aria-labelledby="registration">
      <h2 id="registration">{title}</h2>
      <p>{expired ? words.expiredText : soon ? null : words.pendingText}</p>
      <div className="actions">
        <ActionButton
          action="/my/register"
          label={person.status === "pending" ? words.register : words.renew}
        />
        <a href="/my/profile">{site.m.portal.profile.title}</a>
      </div>
    </section>
  );
}

const RegistryNumber = ({ number }: { number: string }) => <strong className="number big">{number}</strong>;

function Waiting({ title, none, items }: { title: string; none: string; items: Moving[] }) {
  return (
    <>
      <h2>{title}</h2>
      {items.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul className="links">
          {items.map(({ href, text }) => (
            <li key={`${href} ${text}`}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What the person has to do, and what the registry has to do: nothing else is worth the first screen. */
async function whatWaits(
  site: Site,
  person: ParticipantView,
): Promise<{ forYou: Moving[]; forUs: Moving[] }> {
  const words = site.m.portal.overview;
  const documents = await ownDocuments(site);
  const forYou: Moving[] = documents
    .filter(({ status }) => status === "action_required" || status === "unreadable")
    .map(({ id, type }) => ({ href: `/my/documents/${id}`, text: words.fix(typeLabel(site, type)) }));
  if (!person.phone || !person.county) forYou.push({ href: "/my/profile/contact", text: words.profile });
  const inLine = documents.filter(({ status }) => status === "unverified" || status === "processing").length;
  const forUs = await openRequests(site);
  if (inLine > 0) forUs.unshift({ href: "/my/documents", text: words.documentsWaiting(inLine) });
  return { forYou, forUs };
}

/** S5–S8, S180: number, status, renewal, what waits, and the ways on. */
export const overviewRoutes = Router();

overviewRoutes.get(
  "/my",
  page(async (site) => {
    const { m } = site;
    const words = m.portal.overview;
    const person = await getParticipant(site.ctx, own(site).person.id);
    const { forYou, forUs } = await whatWaits(site, person);
    const upcoming = (await ownTrainings(site, true)).filter(({ status }) => status !== "withdrawn");
    const { links } = m.home;
    return portalPage(site, {
      title: words.title,
      body: (
        <>
          <h1>{words.title}</h1>
          <Registration site={site} person={person} />
          <Facts
            rows={[
              [words.number, <RegistryNumber key="number" number={person.registryNumber} />],
              [words.formerNumbers, person.formerNumbers.join(", ")],
              [words.registered, person.registeredOn && longDate(person.registeredOn)],
              [words.renews, person.renewsOn && longDate(person.renewsOn)],
            ]}
          />
          <p className="quiet">
            {person.formerNumbers.length > 0 ? words.numberChanged(person.registryNumber) : words.numberHint}
          </p>
          <div className="actions">
            <ActionButton
              action="/my/card"
              label={person.formerNumbers.length > 0 ? words.newCard : words.card}
              quiet
            />
          </div>
          <Waiting title={words.waitingTitle} none={words.waitingNone} items={forYou} />
          <Waiting title={words.movingTitle} none={words.movingNone} items={forUs} />
          {upcoming.length > 0 && (
            <>
              <h2>{words.upcoming}</h2>
              <ul className="cards">
                {upcoming.slice(0, 3).map((row) => (
                  <TrainingCard key={row.id} site={site} row={row} />
                ))}
              </ul>
            </>
          )}
          <h2>{words.doTitle}</h2>
          <ul className="tiles">
            <Tile href="/my/documents/new" {...links.documents} />
            <Tile href="/my/documents" {...links.myDocuments} />
            <Tile href="/my/report" {...links.report} />
            <Tile href="/my/trainings" {...links.trainings} />
            <Tile href="/my/employment" {...links.employment} />
            <Tile href="/my/profile" {...links.profile} />
            <Tile href="/calendar" {...links.calendar} />
            <Tile href="/my/access" {...links.access} />
          </ul>
        </>
      ),
    });
  }),
);

overviewRoutes.post(
  "/my/register",
  action(async (site) => {
    const words = site.m.portal.overview;
    const person = await getParticipant(site.ctx, own(site).person.id);
    // A second press of the button, or a kept page: nothing is renewed twice, and nothing is announced twice.
    if (!isOpen(site, person)) return { to: "/my" };
    const { renewsOn } = await registerParticipant(site.ctx, { id: person.id });
    return { to: "/my", notice: renewsOn ? words.renewDone(longDate(renewsOn)) : words.registerDone };
  }),
);

overviewRoutes.post(
  "/my/card",
  action(async (site) => {
    const { id } = await createMembershipCard(site.ctx, { participantId: own(site).person.id });
    return { to: `/my/card/${id}` };
  }),
);

overviewRoutes.get("/my/card/:id", async (req, res) => {
  const site = await loadSite(req);
  await sendFile(res, await readMembershipCardFile(site.ctx, { id: idOf(req) }));
});
