import { type Request, Router } from "express";
import { enroll, listEnrollments, withdraw } from "../../domains/enrollments/index.ts";
import type { EnrollmentRow } from "../../domains/enrollments/schemas.ts";
import { getPublicEvent } from "../../domains/events/index.ts";
import type { PublicEvent } from "../../domains/events/schemas.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf } from "../../kernel/list.ts";
import { ActionButton, Facts, Notice } from "../components/parts.tsx";
import { labelOf, plainNumber, timeAt, weekdayAt } from "../components/text.ts";
import { action, page, valuesOf } from "../respond.tsx";
import type { Site } from "../site.ts";
import { allCompetencies, placeOf, Seats, seatsLeft } from "./calendar.tsx";

/** A row number of an address. @throws NotFound for anything else. */
export function idOf(req: Request): number {
  const text = String(req.params.id);
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new NotFound("There is nothing at this address.");
  return Number(text);
}

/** An invite-only event is reached by `/calendar/12?invitation=…` alone. S130 */
const invitationOf = (value: unknown): string | undefined =>
  typeof value === "string" && value ? value.slice(0, 100) : undefined;
const addressOf = (id: number, invitation?: string) =>
  `/calendar/${id}${invitation ? `?invitation=${encodeURIComponent(invitation)}` : ""}`;

async function ownEnrollment(site: Site, eventId: number): Promise<EnrollmentRow | undefined> {
  if (!site.person) return undefined;
  const filter = { eventId, participantId: site.person.id };
  return rowsOf<EnrollmentRow>(await listEnrollments(site.ctx, { filter }))[0];
}

function dollars(cents: number): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" }).format(cents / 100);
}

function EventFacts({ site, event }: { site: Site; event: PublicEvent }) {
  const { m, jurisdiction } = site;
  const { sponsor } = event;
  const zone = jurisdiction.timeZone;
  return (
    <Facts
      rows={[
        [
          m.calendar.sessions,
          event.sessions.map(({ id, startsAt, endsAt }) => (
            <div key={id}>
              {weekdayAt(startsAt, zone)}, {timeAt(startsAt, zone)} – {timeAt(endsAt, zone)}
            </div>
          )),
        ],
        [
          m.calendar.where,
          <>
            {[event.locationName, event.addressLine].filter(Boolean).map((line) => (
              <div key={line}>{line}</div>
            ))}
            <div>{placeOf(site, event)}</div>
          </>,
        ],
        [m.calendar.credit, m.calendar.hours(plainNumber(event.hours))],
        [m.calendar.topic, labelOf(allCompetencies(site), event.competency)],
        [m.calendar.language, event.language],
        [m.calendar.cost, event.costCents === 0 ? m.calendar.free : dollars(event.costCents)],
        [m.calendar.instructors, event.instructors.join(", ")],
        [m.calendar.given, sponsor.name],
        [
          m.calendar.contact,
          <>
            {sponsor.contactName && <div>{sponsor.contactName}</div>}
            {sponsor.contactPhone && (
              <div>
                <a href={`tel:${sponsor.contactPhone.replace(/[^\d+]/g, "")}`}>{sponsor.contactPhone}</a>
              </div>
            )}
            {sponsor.contactEmail && (
              <div>
                <a href={`mailto:${sponsor.contactEmail}`}>{sponsor.contactEmail}</a>
              </div>
            )}
          </>,
        ],
      ]}
    />
  );
}

type Seen = { site: Site; event: PublicEvent; mine?: EnrollmentRow; invitation?: string };

/** What the visitor can do here now: one thing. */
function Enroll({ site, event, mine, invitation }: Seen) {
  const { m } = site;
  const base = `/calendar/${event.id}`;
  const hidden: Record<string, string> = invitation ? { invitation } : {};
  const live = mine && (mine.status === "enrolled" || mine.status === "waitlisted");
  if (mine && mine.status !== "withdrawn") {
    const words = m.calendar.yours[mine.status];
    const told = mine.hoursGranted ?? event.hours;
    const text =
      typeof words === "string"
        ? words
        : mine.status === "waitlisted"
          ? m.calendar.yours.waitlisted(mine.waitlistPosition ?? 1)
          : m.calendar.yours.attended(m.calendar.hours(plainNumber(told)));
    return (
      <>
        {!site.notice && <Notice kind={mine.status === "no_show" ? "warning" : "success"}>{text}</Notice>}
        {live && event.open && !event.sponsor.selfWithdrawal && <p>{m.calendar.callToWithdraw}</p>}
        {live && event.open && event.sponsor.selfWithdrawal && (
          <div className="actions">
            <ActionButton action={`${base}/withdraw`} label={m.calendar.withdraw} hidden={hidden} quiet />
          </div>
        )}
      </>
    );
  }
  if (!event.open)
    return event.status === "cancelled" ? null : <Notice kind="info">{m.calendar.over}</Notice>;
  const label = seatsLeft(event) > 0 ? m.calendar.enroll : m.calendar.joinWaitlist;
  if (site.person)
    return (
      <div className="actions">
        <ActionButton action={`${base}/enroll`} label={label} hidden={hidden} />
      </div>
    );
  if (site.signedInAs) return <p>{m.calendar.staffOnly}</p>;
  return (
    <>
      <div className="actions">
        <a
          className="usa-button"
          href={`/sign-in?next=${encodeURIComponent(addressOf(event.id, invitation))}`}
        >
          {m.calendar.signInToEnroll}
        </a>
      </div>
      <p>
        {m.calendar.signUpToEnroll} <a href="/sign-up">{m.nav.signUp}</a>
      </p>
    </>
  );
}

export const eventRoutes = Router();

eventRoutes.get(
  "/calendar/:id",
  page(async (site, req) => {
    const invitation = invitationOf(req.query.invitation);
    const event = await getPublicEvent(site.ctx, idOf(req), invitation);
    const mine = await ownEnrollment(site, event.id);
    return {
      title: event.title,
      body: (
        <>
          <p className="crumb">
            <a href="/calendar">{site.m.calendar.back}</a>
          </p>
          <h1>{event.title}</h1>
          <p>
            <Seats site={site} event={event} />
          </p>
          <Enroll site={site} event={event} mine={mine} invitation={invitation} />
          <EventFacts site={site} event={event} />
          {event.description && (
            <>
              <h2>{site.m.calendar.about}</h2>
              <p>{event.description}</p>
            </>
          )}
        </>
      ),
    };
  }),
);

eventRoutes.post(
  "/calendar/:id/enroll",
  action(async (site, req) => {
    const eventId = idOf(req);
    const token = invitationOf(valuesOf(req).invitation);
    const row = await enroll(site.ctx, { eventId, token });
    const { done } = site.m.calendar;
    const notice = row.status === "waitlisted" ? done.waitlisted(row.waitlistPosition ?? 1) : done.enrolled;
    return { to: addressOf(eventId, token), notice };
  }),
);

eventRoutes.post(
  "/calendar/:id/withdraw",
  action(async (site, req) => {
    const eventId = idOf(req);
    const mine = await ownEnrollment(site, eventId);
    if (!mine) throw new NotFound("There is no such enrollment.");
    await withdraw(site.ctx, { id: mine.id });
    const token = invitationOf(valuesOf(req).invitation);
    return { to: addressOf(eventId, token), notice: site.m.calendar.done.withdrawn };
  }),
);
