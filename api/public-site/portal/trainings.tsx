import { Router } from "express";
import { listEnrollments } from "../../domains/enrollments/index.ts";
import type { EnrollmentRow } from "../../domains/enrollments/schemas.ts";
import { ownInvitations } from "../../domains/roster-imports/index.ts";
import { rowsOf } from "../../kernel/list.ts";
import { Empty, Status, type Tone } from "../components/parts.tsx";
import { plainNumber, shortDate } from "../components/text.ts";
import { OwnInvitations } from "../pages/invitation.tsx";
import { page } from "../respond.tsx";
import type { Site } from "../site.ts";
import { own, portalPage } from "./frame.tsx";

const tones: Record<EnrollmentRow["status"], Tone> = {
  enrolled: "good",
  waitlisted: "wait",
  attended: "good",
  withdrawn: "off",
  no_show: "act",
};

export function TrainingCard({ site, row }: { site: Site; row: EnrollmentRow }) {
  const { trainings } = site.m.portal;
  return (
    <li className="card">
      <div className="card__top">
        <h3>
          <a href={`/calendar/${row.eventId}`}>{row.eventTitle}</a>
        </h3>
        <Status tone={tones[row.status]}>
          {trainings.status[row.status]}
          {row.waitlistPosition ? `, ${trainings.place(row.waitlistPosition)}` : ""}
        </Status>
      </div>
      <p>
        {shortDate(row.startsOn)}
        {row.endsOn !== row.startsOn && ` – ${shortDate(row.endsOn)}`} · {row.sponsorName}
      </p>
      {row.status === "attended" && row.hoursGranted !== null && (
        <p>{trainings.hours(plainNumber(row.hoursGranted))}</p>
      )}
    </li>
  );
}

/** Own enrollments, soonest first (upcoming) or latest first (past). S115–S117 */
export async function ownTrainings(site: Site, upcoming: boolean): Promise<EnrollmentRow[]> {
  const query = {
    filter: { participantId: own(site).person.id, upcoming },
    sort: ["startsOn", upcoming ? "ASC" : "DESC"],
  };
  return rowsOf<EnrollmentRow>(await listEnrollments(site.ctx, query));
}

export const trainingRoutes = Router().get(
  "/my/trainings",
  page(async (site) => {
    const { trainings } = site.m.portal;
    const open = await ownInvitations(site.ctx);
    const [upcoming, past] = [await ownTrainings(site, true), await ownTrainings(site, false)];
    return portalPage(site, {
      title: trainings.title,
      body: (
        <>
          <h1>{trainings.title}</h1>
          <div className="actions">
            <a className="usa-button" href="/calendar">
              {trainings.find}
            </a>
          </div>
          <OwnInvitations site={site} open={open} />
          <h2>{trainings.upcoming}</h2>
          {upcoming.length === 0 ? (
            <Empty>{trainings.none}</Empty>
          ) : (
            <ul className="cards">
              {upcoming.map((row) => (
                <TrainingCard key={row.id} site={site} row={row} />
              ))}
            </ul>
          )}
          <h2>{trainings.past}</h2>
          {past.length === 0 ? (
            <Empty>{trainings.nonePast}</Empty>
          ) : (
            <ul className="cards">
              {past.map((row) => (
                <TrainingCard key={row.id} site={site} row={row} />
              ))}
            </ul>
          )}
        </>
      ),
    });
  }),
);
