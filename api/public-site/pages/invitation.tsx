import { Router } from "express";
import { claimInvitation, readInvitation } from "../../domains/roster-imports/index.ts";
import type { InvitationView } from "../../domains/roster-imports/schemas.ts";
import { NotFound } from "../../kernel/errors.ts";
import { ActionButton, Facts } from "../components/parts.tsx";
import { plainNumber, shortDate } from "../components/text.ts";
import type { PageContent } from "../layout.tsx";
import { action, page, redirect } from "../respond.tsx";
import type { Site } from "../site.ts";
import { idOf } from "./event.tsx";

function Gone({ m }: Site): PageContent {
  const words = m.invitation.gone;
  return {
    title: words.title,
    status: 410,
    body: (
      <>
        <h1>{words.title}</h1>
        <p className="usa-intro">{words.text}</p>
        <p>
          <a className="usa-button" href="/calendar">
            {words.button}
          </a>
        </p>
      </>
    ),
  };
}

const said = ({ m }: Site, { attended, hours, sponsorName }: InvitationView): string =>
  attended
    ? m.invitation.hours(m.calendar.hours(plainNumber(hours)), sponsorName)
    : m.invitation.seat(sponsorName);

const daysOf = ({ startsOn, endsOn }: InvitationView): string =>
  `${shortDate(startsOn)}${endsOn === startsOn ? "" : ` – ${shortDate(endsOn)}`}`;

/** What the visitor can do here now: one thing. */
function Take({ site, invitation }: { site: Site; invitation: InvitationView }) {
  const { m } = site;
  if (site.person)
    return (
      <>
        <div className="actions">
          <ActionButton
            action="/invitation"
            label={invitation.attended ? m.invitation.takeHours : m.invitation.takeSeat}
          />
        </div>
        <p>{m.invitation.notMe}</p>
      </>
    );
  if (site.signedInAs) return <p>{m.invitation.staffOnly}</p>;
  return (
    <>
      <p>{m.invitation.signFirst}</p>
      <div className="actions">
        <a className="usa-button" href="/sign-in?next=/invitation">
          {m.invitation.signIn}
        </a>
        <a className="usa-button usa-button--outline" href="/sign-up">
          {m.invitation.signUp}
        </a>
      </div>
    </>
  );
}

/** Open invitations to the address somebody signs in with, each with its button. */
export function OwnInvitations({ site, open }: { site: Site; open: readonly InvitationView[] }) {
  const { m } = site;
  if (open.length === 0) return null;
  return (
    <>
      <h2>{m.invitation.waiting}</h2>
      <ul className="cards">
        {open.map((each) => (
          <li className="card" key={each.id}>
            <h3>{each.eventTitle}</h3>
            <p>
              {daysOf(each)} · {said(site, each)}
            </p>
            <ActionButton
              action={`/my/invitations/${each.id}`}
              label={each.attended ? m.invitation.takeHours : m.invitation.takeSeat}
              describe={each.eventTitle}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

export const invitationRoutes = Router();

// The link goes into the session and out of the address, history and any referrer.
invitationRoutes.get("/invitation", (req, res, next) => {
  const { token } = req.query;
  if (typeof token !== "string") return next();
  req.session.invitation = token.slice(0, 200);
  redirect(req, res, "/invitation");
});

invitationRoutes.get(
  "/invitation",
  page(async (site, req) => {
    const found = await readInvitation(site.ctx, req.session.invitation ?? "").catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    if (!found) return Gone(site);
    const { m } = site;
    return {
      title: m.invitation.title,
      unlisted: true,
      body: (
        <>
          <h1>{found.eventTitle}</h1>
          <p className="usa-intro">{said(site, found)}</p>
          <Facts
            rows={[
              [m.invitation.when, daysOf(found)],
              [m.invitation.given, found.sponsorName],
              [m.invitation.credit, m.calendar.hours(plainNumber(found.hours))],
            ]}
          />
          <Take site={site} invitation={found} />
        </>
      ),
    };
  }),
);

const thanks = (site: Site, status: string): string => {
  const { done } = site.m.invitation;
  return status in done ? done[status as keyof typeof done] : done.enrolled;
};

invitationRoutes.post(
  "/invitation",
  action(async (site, req) => {
    const { status } = await claimInvitation(site.ctx, { token: req.session.invitation ?? "" });
    delete req.session.invitation;
    return { to: "/my/trainings", notice: thanks(site, status) };
  }),
);

invitationRoutes.post(
  "/my/invitations/:id",
  action(async (site, req) => {
    const { status } = await claimInvitation(site.ctx, { id: idOf(req) });
    return { to: "/my/trainings", notice: thanks(site, status) };
  }),
);
