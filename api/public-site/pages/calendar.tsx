import { Router } from "express";
import { listCalendar } from "../../domains/events/index.ts";
import type { CalendarEntry } from "../../domains/events/schemas.ts";
import { SelectField, TextField } from "../components/forms.tsx";
import { Empty, Status } from "../components/parts.tsx";
import { labelOf, longDate, plainNumber, shortDate, timeAt } from "../components/text.ts";
import { page } from "../respond.tsx";
import type { Site } from "../site.ts";
import { type Asked, calendarAddress, lastDayOf, monthAfter, readAsked, weeksOf } from "./calendar-query.ts";

const perPage = 20;

/** Seats a newcomer can have now: a free one goes to whoever waits already. */
export const seatsLeft = (event: Pick<CalendarEntry, "capacity" | "enrolled" | "waitlisted">): number =>
  event.waitlisted > 0 ? 0 : Math.max(0, event.capacity - event.enrolled);

export function Seats({
  site,
  event,
}: {
  site: Site;
  event: Pick<CalendarEntry, "status" | "capacity" | "enrolled" | "waitlisted">;
}) {
  const { m } = site;
  if (event.status === "cancelled") return <Status tone="off">{m.calendar.cancelled}</Status>;
  const left = seatsLeft(event);
  if (left > 0) return <Status tone="good">{m.calendar.seatsLeft(left)}</Status>;
  return <Status tone="wait">{m.calendar.waitlist}</Status>;
}

export const allCompetencies = (site: Site) =>
  site.jurisdiction.frameworks.flatMap(({ competencies }) => competencies);

export const placeOf = (
  site: Site,
  event: Pick<CalendarEntry, "deliveryMethod" | "city" | "county">,
): string =>
  event.deliveryMethod === "online"
    ? site.m.calendar.online
    : [...new Set([event.city, labelOf(site.jurisdiction.counties, event.county)])]
        .filter(Boolean)
        .join(", ");

function Filters({ site, asked }: { site: Site; asked: Asked }) {
  const { m, jurisdiction } = site;
  const form = { values: asked.filters as Record<string, string>, errors: {} };
  const field = { m, form, optional: false };
  const used = Object.keys(asked.filters).length > 0;
  return (
    <details className="filters" open={used}>
      <summary>{m.calendar.filters}</summary>
      <form method="get" action="/calendar" className="usa-form usa-form--wide">
        {asked.view === "month" && <input type="hidden" name="view" value="month" />}
        {asked.view === "month" && <input type="hidden" name="month" value={asked.month} />}
        <div className="filters__grid">
          <FilterText {...field} name="q" label={m.calendar.q} hint={m.calendar.qHint} type="search" />
          <FilterSelect {...field} name="county" label={m.calendar.county} options={jurisdiction.counties} />
          <FilterSelect
            {...field}
            name="competency"
            label={m.calendar.competency}
            options={allCompetencies(site)}
          />
          <FilterSelect
            {...field}
            name="language"
            label={m.calendar.language}
            options={jurisdiction.languages}
          />
          {asked.view === "list" && <FilterText {...field} name="from" label={m.calendar.from} type="date" />}
          {asked.view === "list" && <FilterText {...field} name="to" label={m.calendar.to} type="date" />}
        </div>
        <div className="actions">
          <button className="usa-button" type="submit">
            {m.common.search}
          </button>
          {used && <a href={calendarAddress({ ...asked, filters: {}, page: 1 })}>{m.common.clear}</a>}
        </div>
      </form>
    </details>
  );
}

type FilterProps = Parameters<typeof TextField>[0];
/** A filter may always be left empty, and saying so at each would be noise. */
const FilterText = (props: FilterProps) => <TextField {...props} notRequired />;
const FilterSelect = (props: Parameters<typeof SelectField>[0]) => (
  <SelectField {...props} notRequired empty={props.m.common.any} />
);

function ViewSwitch({ site, asked }: { site: Site; asked: Asked }) {
  const { m } = site;
  return (
    <nav aria-label={m.calendar.view}>
      <ul className="switch">
        {(["list", "month"] as const).map((view) => (
          <li key={view}>
            <a
              href={calendarAddress(asked, { view, page: 1 })}
              aria-current={asked.view === view ? "true" : undefined}
            >
              {m.calendar[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function EventCard({ site, event }: { site: Site; event: CalendarEntry }) {
  const { m } = site;
  const hours = m.calendar.hours(plainNumber(event.hours));
  return (
    <li className="card">
      <div className="card__top">
        <h2>
          <a href={`/calendar/${event.id}`}>{event.title}</a>
        </h2>
        <Seats site={site} event={event} />
      </div>
      <p>
        <strong>{shortDate(event.startsOn)}</strong>
        {event.sessions[0] && `, ${timeAt(event.sessions[0].startsAt, site.jurisdiction.timeZone)}`}
        {event.endsOn !== event.startsOn && ` – ${shortDate(event.endsOn)}`} · {placeOf(site, event)} ·{" "}
        {hours} · {event.language}
      </p>
      <p className="quiet">{event.sponsorName}</p>
    </li>
  );
}

function Pages({ site, asked, total }: { site: Site; asked: Asked; total: number }) {
  const { m } = site;
  const pages = Math.ceil(total / perPage);
  if (pages <= 1) return null;
  return (
    <nav className="actions" aria-label={m.calendar.pages}>
      {asked.page > 1 && <a href={calendarAddress(asked, { page: asked.page - 1 })}>{m.common.previous}</a>}
      <span>{m.calendar.page(asked.page, pages)}</span>
      {asked.page < pages && <a href={calendarAddress(asked, { page: asked.page + 1 })}>{m.common.next}</a>}
    </nav>
  );
}

function NothingFound({ site, asked }: { site: Site; asked: Asked }) {
  const { m } = site;
  const used = Object.keys(asked.filters).length > 0;
  return (
    <Empty>
      <p>{used ? m.calendar.none : m.calendar.noneAtAll}</p>
      {used && <p>{m.calendar.noneHint}</p>}
    </Empty>
  );
}

async function ListView({ site, asked }: { site: Site; asked: Asked }) {
  const { m } = site;
  const found = await listCalendar(site.ctx, { ...asked.filters, page: asked.page, perPage });
  return (
    <>
      <p>{m.calendar.found(found.total)}</p>
      {found.entries.length === 0 ? (
        <NothingFound site={site} asked={asked} />
      ) : (
        <ul className="cards">
          {found.entries.map((event) => (
            <EventCard key={event.id} site={site} event={event} />
          ))}
        </ul>
      )}
      <Pages site={site} asked={asked} total={found.total} />
    </>
  );
}

const monthName = (month: string) =>
  new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

async function MonthView({ site, asked }: { site: Site; asked: Asked }) {
  const { m } = site;
  const { from: _from, to: _to, ...filters } = asked.filters;
  const range = { from: `${asked.month}-01`, to: lastDayOf(asked.month) };
  const { entries, total } = await listCalendar(site.ctx, { ...filters, ...range, perPage: 200 });
  const on = (day: string) =>
    entries.filter((event) =>
      event.sessions.length > 0 ? event.sessions.some(({ date }) => date === day) : event.startsOn === day,
    );
  return (
    <>
      <div className="actions">
        <a href={calendarAddress(asked, { month: monthAfter(asked.month, -1) })}>
          {m.calendar.monthPrevious}
        </a>
        <h2 className="month-name">{monthName(asked.month)}</h2>
        <a href={calendarAddress(asked, { month: monthAfter(asked.month, 1) })}>{m.calendar.monthNext}</a>
      </div>
      {entries.length === 0 && <Empty>{m.calendar.monthNone}</Empty>}
      <table className="month">
        <caption className="usa-sr-only">{monthName(asked.month)}</caption>
        <thead>
          <tr>
            {m.calendar.weekdays.map((day) => (
              <th key={day} scope="col">
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(asked.month).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, index) => (
                <Day key={day ?? m.calendar.weekdays[index]} day={day} events={day ? on(day) : []} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {total > entries.length && <p>{m.calendar.more(total - entries.length)}</p>}
    </>
  );
}

function Day({ day, events }: { day: string | null; events: CalendarEntry[] }) {
  if (!day) return <td className="no-events" />;
  return (
    <td className={events.length === 0 ? "no-events" : undefined}>
      <span className="day day--short">{Number(day.slice(8))}</span>
      <span className="day day--long">{longDate(day)}</span>
      <ul>
        {events.map((event) => (
          <li key={event.id}>
            <a href={`/calendar/${event.id}`}>{event.title}</a>
          </li>
        ))}
      </ul>
    </td>
  );
}

/** S107–S114: browsable without signing in, as a list or a month. */
export const calendarRoutes = Router().get(
  "/calendar",
  page(async (site, req) => {
    const asked = readAsked(site, req);
    const view = asked.view === "month" ? await MonthView({ site, asked }) : await ListView({ site, asked });
    return {
      title: site.m.calendar.title,
      wide: true,
      body: (
        <>
          <h1>{site.m.calendar.title}</h1>
          <p className="usa-intro">{site.m.calendar.lead}</p>
          <Filters site={site} asked={asked} />
          <ViewSwitch site={site} asked={asked} />
          {view}
        </>
      ),
    };
  }),
);
