import { Router } from "express";
import { wagePeriods } from "#db/enums.ts";
import {
  getEmployment,
  listEmployments,
  reportEmployment,
  updateEmployment,
} from "../../domains/employment/index.ts";
import type { EmploymentRow, EmploymentView } from "../../domains/employment/schemas.ts";
import { listPrograms } from "../../domains/programs/index.ts";
import type { ProgramRow } from "../../domains/programs/schemas.ts";
import { Invalid, NotFound } from "../../kernel/errors.ts";
import { rowsOf } from "../../kernel/list.ts";
import { DateField, dateParts, readDate } from "../components/dates.tsx";
import {
  Button,
  CheckboxField,
  ErrorSummary,
  type FormState,
  SelectField,
  TextField,
} from "../components/forms.tsx";
import { Empty, Facts, Status } from "../components/parts.tsx";
import { labelOf, longDate } from "../components/text.ts";
import { idOf } from "../pages/event.tsx";
import { formAt, page } from "../respond.tsx";
import type { Site } from "../site.ts";
import { own, portalPage, queryText, versionOf } from "./frame.tsx";

const tones = { reported: "wait", confirmed: "good", declined: "act" } as const;

function Job({ site, row }: { site: Site; row: EmploymentRow }) {
  const { employment } = site.m.portal;
  const ended = row.endedOn ? longDate(row.endedOn) : employment.present;
  return (
    <li className="card">
      <div className="card__top">
        <h2>{row.programName}</h2>
        <Status tone={tones[row.status]}>{employment.status[row.status]}</Status>
      </div>
      <p>
        {labelOf(site.jurisdiction.positions, row.position)} · {longDate(row.startedOn)} – {ended}
      </p>
      <p>
        <a href={`/my/employment/${row.id}`}>
          {employment.change}
          <span className="usa-sr-only"> {row.programName}</span>
        </a>
      </p>
    </li>
  );
}

/** S81–S93: history, adding from the program directory, the last day. */
export const employmentRoutes = Router();

employmentRoutes.get(
  "/my/employment",
  page(async (site) => {
    const { employment } = site.m.portal;
    const filter = { participantId: own(site).person.id };
    const rows = rowsOf<EmploymentRow>(await listEmployments(site.ctx, { filter }));
    return portalPage(site, {
      title: employment.title,
      body: (
        <>
          <h1>{employment.title}</h1>
          <p>{employment.lead}</p>
          <div className="actions">
            <a className="usa-button" href="/my/employment/new">
              {employment.add}
            </a>
          </div>
          {rows.length === 0 ? (
            <Empty>{employment.none}</Empty>
          ) : (
            <ul className="cards">
              {rows.map((row) => (
                <Job key={row.id} site={site} row={row} />
              ))}
            </ul>
          )}
        </>
      ),
    });
  }),
);

function Programs({ site, rows, asked }: { site: Site; rows: ProgramRow[]; asked: string }) {
  const { m, jurisdiction } = site;
  const { employment } = m.portal;
  if (!asked) return null;
  if (rows.length === 0)
    return (
      <Empty>
        <p>{employment.searchNone}</p>
        <p>
          {employment.searchHelp}{" "}
          <a href={`tel:${jurisdiction.helpPhone.replace(/\D/g, "")}`}>{jurisdiction.helpPhone}</a>
        </p>
      </Empty>
    );
  return (
    <ul className="cards">
      {rows.map((row) => (
        <li key={row.id} className="card">
          <h2>{row.name}</h2>
          <p>
            {[row.programNumber, row.city, labelOf(jurisdiction.counties, row.county)]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <p>
            <a className="usa-button usa-button--outline" href={`/my/employment/new/${row.id}`}>
              {employment.pick}
              <span className="usa-sr-only">: {row.name}</span>
            </a>
          </p>
        </li>
      ))}
    </ul>
  );
}

employmentRoutes.get(
  "/my/employment/new",
  page(async (site, req) => {
    const { m } = site;
    const { employment } = m.portal;
    const asked = queryText(req, "q");
    const query = { filter: { q: asked, status: "active" }, sort: ["name", "ASC"], range: [0, 19] };
    const rows = asked ? rowsOf<ProgramRow>(await listPrograms(site.ctx, query)) : [];
    return portalPage(site, {
      title: employment.searchTitle,
      back: ["/my/employment", employment.back],
      body: (
        <>
          <h1>{employment.searchTitle}</h1>
          <form method="get" action="/my/employment/new" className="usa-form">
            <TextField
              m={m}
              form={{ values: { q: asked }, errors: {} }}
              name="q"
              type="search"
              label={employment.search}
              hint={employment.searchLead}
            />
            <Button>{m.common.search}</Button>
          </form>
          <Programs site={site} rows={rows} asked={asked} />
        </>
      ),
    });
  }),
);

function Wage({ site, form }: { site: Site; form: FormState }) {
  const { employment } = site.m.portal;
  const field = { m: site.m, form, optional: true };
  return (
    <>
      <TextField
        {...field}
        name="wage.amount"
        label={employment.wage}
        hint={employment.wageHint}
        inputMode="decimal"
        small
      />
      <SelectField
        {...field}
        name="wage.period"
        label={employment.wagePeriod}
        options={wagePeriods.map((code) => ({ code, label: employment.periods[code] }))}
      />
    </>
  );
}

function JobFields({ site, form }: { site: Site; form: FormState }) {
  const { employment } = site.m.portal;
  const field = { m: site.m, form };
  return (
    <>
      <SelectField
        {...field}
        name="position"
        label={employment.position}
        options={site.jurisdiction.positions}
      />
      <DateField {...field} name="startedOn" label={employment.startedOn} />
      <CheckboxField {...field} name="startedOnEstimated">
        {employment.startedOnEstimated}
      </CheckboxField>
      <LastDay site={site} form={form} />
      <TextField
        {...field}
        name="hoursPerWeek"
        label={employment.hoursPerWeek}
        inputMode="decimal"
        small
        optional
      />
      <Wage site={site} form={form} />
    </>
  );
}

function LastDay({ site, form }: { site: Site; form: FormState }) {
  const { employment } = site.m.portal;
  return (
    <DateField
      m={site.m}
      form={form}
      name="endedOn"
      label={employment.endedOn}
      hint={employment.endedOnHint}
      optional
    />
  );
}

function readLastDay(site: Site, values: Record<string, string>): string | null {
  const ended = readDate(site.m, values, "endedOn");
  if (ended.problem) throw new Invalid(site.m.common.errorTitle, { fields: { endedOn: ended.problem } });
  return ended.date ?? null;
}

function readJob(site: Site, values: Record<string, string>) {
  const started = readDate(site.m, values, "startedOn");
  if (!started.date) {
    const problem = started.problem ?? site.m.portal.employment.firstDayMissing;
    throw new Invalid(site.m.common.errorTitle, { fields: { startedOn: problem } });
  }
  const amount = values["wage.amount"]?.trim();
  const period = wagePeriods.find((each) => each === values["wage.period"]) ?? "hour";
  return {
    position: values.position ?? "",
    startedOn: started.date,
    startedOnEstimated: values.startedOnEstimated === "yes",
    endedOn: readLastDay(site, values),
    hoursPerWeek: values.hoursPerWeek?.trim() || null,
    wage: amount ? { amount: amount.replace(/[$,]/g, ""), period } : null,
  };
}

async function programOf(site: Site, id: number): Promise<ProgramRow> {
  const [program] = rowsOf<ProgramRow>(await listPrograms(site.ctx, { filter: { id } }));
  if (!program) throw new NotFound("There is no such program.");
  return program;
}

formAt(employmentRoutes, "/my/employment/new/:id", [], {
  draw: async (site, form, req) => {
    const { employment } = site.m.portal;
    const program = await programOf(site, idOf(req));
    return portalPage(site, {
      title: employment.addTitle,
      back: ["/my/employment/new", employment.searchTitle],
      body: (
        <>
          <h1>{employment.addTitle}</h1>
          <ErrorSummary m={site.m} form={form} />
          <Facts rows={[[employment.program, program.name]]} />
          <form
            className="usa-form usa-form--large"
            method="post"
            action={`/my/employment/new/${program.id}`}
            noValidate
          >
            <JobFields site={site} form={form} />
            <Button>{site.m.common.save}</Button>
          </form>
        </>
      ),
    });
  },
  submit: async (site, values, req) => {
    const program = await programOf(site, idOf(req));
    const participantId = own(site).person.id;
    await reportEmployment(site.ctx, { participantId, programId: program.id, ...readJob(site, values) });
    return { to: "/my/employment", notice: site.m.portal.employment.added };
  },
});

const startValues = (row: EmploymentView): Record<string, string> => ({
  version: String(row.version),
  position: row.position,
  ...dateParts("startedOn", row.startedOn),
  ...dateParts("endedOn", row.endedOn),
  startedOnEstimated: row.startedOnEstimated ? "yes" : "",
  hoursPerWeek: row.hoursPerWeek ?? "",
  "wage.amount": row.wage?.amount ?? "",
  "wage.period": row.wage?.period ?? "",
});

formAt(employmentRoutes, "/my/employment/:id", [], {
  start: async (site, req) => startValues(await getEmployment(site.ctx, idOf(req))),
  draw: async (site, form, req) => {
    const { employment } = site.m.portal;
    const row = await getEmployment(site.ctx, idOf(req));
    const confirmed = row.status === "confirmed";
    return portalPage(site, {
      title: employment.editTitle,
      back: ["/my/employment", employment.back],
      body: (
        <>
          <h1>{employment.editTitle}</h1>
          <ErrorSummary m={site.m} form={form} />
          <Facts rows={[[employment.program, row.programName]]} />
          {confirmed && <p>{employment.confirmedRule}</p>}
          <form
            className="usa-form usa-form--large"
            method="post"
            action={`/my/employment/${row.id}`}
            noValidate
          >
            <input type="hidden" name="version" value={form.values.version ?? ""} />
            {confirmed ? <LastDay site={site} form={form} /> : <JobFields site={site} form={form} />}
            <Button>{site.m.common.save}</Button>
          </form>
        </>
      ),
    });
  },
  submit: async (site, values, req) => {
    const id = idOf(req);
    const row = await getEmployment(site.ctx, id);
    const changes =
      row.status === "confirmed" ? { endedOn: readLastDay(site, values) } : readJob(site, values);
    await updateEmployment(site.ctx, { id, version: versionOf(values), ...changes });
    return { to: "/my/employment", notice: site.m.portal.saved };
  },
});
