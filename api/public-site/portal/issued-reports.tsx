import { listReportVersions } from "../../domains/report-versions/index.ts";
import type { ReportVersionRow } from "../../domains/report-versions/schemas.ts";
import { rowsOf } from "../../kernel/list.ts";
import { Status, type Tone } from "../components/parts.tsx";
import { longDate } from "../components/text.ts";
import type { Site } from "../site.ts";

const tones: Record<ReportVersionRow["state"], Tone> = {
  current: "good",
  superseded: "wait",
  withdrawn: "off",
};

/** The person's own printed reports, the newest ten. */
export const ownReports = async (site: Site): Promise<ReportVersionRow[]> =>
  rowsOf<ReportVersionRow>(await listReportVersions(site.ctx, { range: [0, 9] }));

/** What was printed before: does each still hold, and the code by which others check it. M7 */
export function IssuedReports({ site, versions }: { site: Site; versions: readonly ReportVersionRow[] }) {
  const { report } = site.m.portal;
  if (versions.length === 0) return null;
  return (
    <section aria-labelledby="issued">
      <h2 id="issued">{report.issuedTitle}</h2>
      <p>{report.issuedLead}</p>
      <ul className="cards">
        {versions.map((version) => (
          <li className="card" key={version.id}>
            <p>
              <strong>{report.version(version.number, longDate(version.issuedOn))}</strong>{" "}
              <Status tone={tones[version.state]}>{report.states[version.state]}</Status>
            </p>
            <p>{report.stateText[version.state]}</p>
            <p>
              {report.code} <strong className="number">{version.code}</strong>
            </p>
            <p>
              <a href={`/my/report/runs/${version.reportRunId}/file`}>
                {report.download}
                <span className="usa-sr-only"> {report.version(version.number, "")}</span>
              </a>
              {" · "}
              <a href={`/check/${version.code}`}>
                {report.seeCheck}
                <span className="usa-sr-only"> {report.version(version.number, "")}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
