import { Router } from "express";
import { ownRecord } from "../../domains/portal/index.ts";
import {
  createReportRun,
  downloadReportRun,
  getReportRun,
  listReportRuns,
} from "../../domains/reports/index.ts";
import type { ReportRunRow } from "../../domains/reports/schemas.ts";
import { sendFile } from "../../http/simple-rest.ts";
import { rowsOf } from "../../kernel/list.ts";
import { ActionButton, Empty, Facts, Notice } from "../components/parts.tsx";
import { dateAt, longDate, plainNumber, timeAt } from "../components/text.ts";
import { idOf } from "../pages/event.tsx";
import { action, page } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";
import { own, portalPage, queryText } from "./frame.tsx";
import { IssuedReports, ownReports } from "./issued-reports.tsx";

const reportKey = "education_and_training";
type Record = Awaited<ReturnType<typeof ownRecord>>;

async function ownRuns(site: Site): Promise<ReportRunRow[]> {
  const query = { filter: { reportKey }, sort: ["createdAt", "DESC"], range: [0, 9] };
  const rows = rowsOf<ReportRunRow>(await listReportRuns(site.ctx, query));
  return rows.filter(({ participantId }) => participantId === own(site).person.id);
}

function degreeName(row: { title: string | null; level: string; major: string | null }): string {
  const title = row.title ?? row.level.replaceAll("_", " ");
  return row.major ? `${title}, ${row.major}` : title;
}

/** S68–S76: the four sections as they will print. */
function Prints({ site, record }: { site: Site; record: Record }) {
  const { report } = site.m.portal;
  const lines: [string, string[]][] = [
    [report.sections.degrees, record.degrees.map((row) => `${degreeName(row)} · ${row.institutionLabel}`)],
    [
      report.sections.courses,
      record.courses.map(
        (row) =>
          `${row.courseNumber} ${row.title} · ${row.institutionLabel} · ${report.units(plainNumber(row.units))} · ${row.classificationLabel}`,
      ),
    ],
    [
      report.sections.credentials,
      record.credentials.map((row) =>
        [
          row.label,
          row.documentNumber,
          row.validUntil && `${site.m.common.until} ${longDate(row.validUntil)}`,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ],
    [
      report.sections.training,
      record.training.map(
        (row) => `${row.title} · ${longDate(row.completedOn)} · ${report.hours(plainNumber(row.hours))}`,
      ),
    ],
  ];
  const hours = record.training.reduce((sum, row) => sum + Number(row.hours), 0);
  if (lines.every(([, rows]) => rows.length === 0)) return <Empty>{report.printsNone}</Empty>;
  return lines.map(([title, rows], index) => (
    <details key={title} className="question" open={rows.length > 0 && rows.length <= 5}>
      <summary>
        {title}: {rows.length}
        {index === 3 && hours > 0 && ` (${report.total(plainNumber(hours))})`}
      </summary>
      <ul className="usa-list">
        {rows.map((row, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are drawn once, and two may read alike
          <li key={position}>{row}</li>
        ))}
      </ul>
    </details>
  ));
}

function rowName(entry: Record["notPrinting"][number]): string {
  if (entry.section === "degrees") return degreeName(entry.row);
  if (entry.section === "courses") return `${entry.row.courseNumber} ${entry.row.title}`;
  if (entry.section === "credentials") return entry.row.name;
  return entry.row.title;
}

function NotPrinting({ site, record }: { site: Site; record: Record }) {
  const { report } = site.m.portal;
  if (record.notPrinting.length === 0) return <p>{report.notNone}</p>;
  return (
    <>
      <p>{report.notLead}</p>
      <dl className="facts">
        {record.notPrinting.map((entry) => (
          <div key={`${entry.section}-${entry.row.id}`}>
            <dt>{rowName(entry)}</dt>
            <dd>{entry.because}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Latest({ site, run }: { site: Site; run: ReportRunRow }) {
  const { report } = site.m.portal;
  const zone = site.jurisdiction.timeZone;
  return (
    <section className="card" aria-labelledby="latest">
      <h2 id="latest">{report.latest}</h2>
      <Facts
        rows={[
          [
            report.madeOn,
            run.finishedAt && `${dateAt(run.finishedAt, zone)}, ${timeAt(run.finishedAt, zone)}`,
          ],
        ]}
      />
      <p>
        <a href={`/my/report/runs/${run.id}/file`}>{report.download}</a>
      </p>
    </section>
  );
}

/** S66–S80: what prints, what does not and why, and the PDF whenever it is wanted. */
export const reportRoutes = Router();

reportRoutes.get(
  "/my/report",
  page(async (site) => {
    const { report } = site.m.portal;
    const [record, runs] = [await ownRecord(site.ctx), await ownRuns(site)];
    const versions = await ownReports(site);
    const done = runs.find(({ status }) => status === "done");
    return portalPage(site, {
      title: report.title,
      body: (
        <>
          <h1>{report.title}</h1>
          <p className="usa-intro">{report.lead}</p>
          <div className="actions">
            <ActionButton action="/my/report" label={report.make} />
          </div>
          {done && <Latest site={site} run={done} />}
          <h2>{report.printsTitle}</h2>
          <Prints site={site} record={record} />
          <h2>{report.notTitle}</h2>
          <NotPrinting site={site} record={record} />
          <IssuedReports site={site} versions={versions} />
        </>
      ),
    });
  }),
);

reportRoutes.post(
  "/my/report",
  action(async (site) => {
    const running = (await ownRuns(site)).find(({ status }) => status === "queued" || status === "running");
    const run = running ?? (await createReportRun(site.ctx, { reportKey, params: {} }));
    return { to: `/my/report/runs/${run.id}` };
  }),
);

reportRoutes.get(
  "/my/report/runs/:id",
  page(async (site, req) => {
    const { report } = site.m.portal;
    const run = await getReportRun(site.ctx, idOf(req));
    const back: [string, string] = ["/my/report", report.back];
    const address = `/my/report/runs/${run.id}`;
    const still = queryText(req, "still") !== "";
    if (run.status === "queued" || run.status === "running")
      return portalPage(site, {
        title: report.working,
        back,
        refresh: still ? undefined : 4,
        body: (
          <>
            <h1>{report.working}</h1>
            {!still && <p className="usa-intro">{report.workingText}</p>}
            <div className="actions">
              <a className="usa-button" href={address}>
                {report.workingLink}
              </a>
              {!still && <a href={`${address}?still=1`}>{report.workingStop}</a>}
            </div>
          </>
        ),
      });
    const failed = run.status === "failed";
    return portalPage(site, {
      title: failed ? report.title : report.ready,
      back,
      body: failed ? (
        <>
          <h1>{report.title}</h1>
          <Notice kind="error">{report.failed}</Notice>
          <div className="actions">
            <ActionButton action="/my/report" label={report.make} />
          </div>
        </>
      ) : (
        <>
          <h1>{report.ready}</h1>
          <div className="actions">
            <a className="usa-button" href={`${address}/file`}>
              {report.download}
            </a>
          </div>
        </>
      ),
    });
  }),
);

reportRoutes.get("/my/report/runs/:id/file", async (req, res) => {
  const site = await loadSite(req);
  await sendFile(res, await downloadReportRun(site.ctx, { id: idOf(req) }));
});
