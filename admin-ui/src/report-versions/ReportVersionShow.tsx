import { Alert, Button, Link as MuiLink } from "@mui/material";
import { required, TextInput } from "react-admin";
import { reportFileUrl } from "../providers/verbs/office.ts";
import type { ReportLineView, ReportVersionView } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { evidencePath } from "../shared/evidencePath.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Day } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { PlainTable } from "../shared/RelatedTable.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

function Withdraw({ report }: { report: ReportVersionView }) {
  const t = useText("report-versions");
  return (
    <VerbButton label={t("withdraw.button")} color="error">
      {(close) => (
        <VerbDialog
          title={t("withdraw.title")}
          explain={t("withdraw.explain")}
          submit={t("withdraw.button")}
          danger
          verb={(registry, values: { reason: string }) =>
            registry.withdrawReportVersion(report.id, { ...values, version: report.version })
          }
          done={t("withdraw.done")}
          seen={report}
          onClose={close}
        >
          <TextInput source="reason" label={t("withdraw.reason")} validate={required()} multiline autoFocus />
        </VerbDialog>
      )}
    </VerbButton>
  );
}

function Lines({ report }: { report: ReportVersionView }) {
  const t = useText("report-versions");
  const word = useEnum();
  const evidence = (line: ReportLineView) => {
    const path = evidencePath(line);
    if (line.eventId !== null) return <To to={`/events/${line.eventId}/show`}>{t("attendance")}</To>;
    if (!path || !line.documentType) return "—";
    const type = word("documentType", line.documentType);
    return <To to={path}>{line.pageNumber ? t("page", { type, page: line.pageNumber }) : type}</To>;
  };
  return (
    <Panel title={t("lines")}>
      <PlainTable
        rows={report.lines}
        keyOf={(line) => line.id}
        empty={t("noLines")}
        columns={[
          { label: t("columns.line"), render: (line) => line.line, narrow: false },
          {
            label: t("columns.section"),
            render: (line) => word("reportSection", line.section),
            narrow: false,
          },
          { label: t("columns.printed"), render: (line) => line.printed },
          {
            label: t("columns.evidence"),
            render: (line) => word("evidenceClass", line.evidence),
            narrow: false,
          },
          { label: t("columns.document"), render: evidence },
          { label: t("columns.enteredBy"), render: (line) => line.enteredByName ?? "—", narrow: false },
          {
            label: t("columns.decided"),
            render: (line) =>
              line.decidedAt
                ? t("decidedBy", { name: line.decidedByName ?? "—", when: formatMoment(line.decidedAt) })
                : "—",
            narrow: false,
          },
          { label: t("columns.rules"), render: (line) => line.rulesVersion ?? "—", narrow: false },
        ]}
      />
    </Panel>
  );
}

/** One printed report: does it still hold, and for every line the document, page, place, clerk, day and rules behind it. */
export function ReportVersionShow() {
  const t = useText("report-versions");
  const can = useCan();
  return (
    <RecordPage<ReportVersionView>
      whole={(report) => report.lines !== undefined}
      title={(report) => t("title", { number: report.number, name: report.printedName })}
      chips={(report) => <StatusChip of="reportVersionState" value={report.state} />}
      actions={(report) => (
        <>
          <Button href={reportFileUrl(report.reportRunId)}>{t("facts.download")}</Button>
          {report.state !== "withdrawn" && can("report_versions:withdraw") ? (
            <Withdraw report={report} />
          ) : null}
        </>
      )}
    >
      {(report) => (
        <>
          {report.withdrawnAt ? (
            <Alert severity="warning">
              {t("withdrawnNote", {
                name: report.withdrawnByName ?? "—",
                when: formatMoment(report.withdrawnAt),
                reason: report.withdrawnReason ?? "",
              })}
            </Alert>
          ) : report.state === "superseded" ? (
            <Alert severity="info">{t("superseded")}</Alert>
          ) : null}
          <Panel>
            <Facts
              columns={3}
              facts={[
                {
                  label: t("facts.participant"),
                  value: (
                    <PersonLink
                      id={report.participantId}
                      name={report.printedName}
                      number={report.registryNumber}
                    />
                  ),
                },
                { label: t("fields.issuedOn"), value: <Day value={report.issuedOn} /> },
                { label: t("fields.code"), value: report.code },
                { label: t("facts.rulesVersion"), value: report.rulesVersion },
                {
                  label: t("facts.supersededOn"),
                  value: report.supersededOn ? <Day value={report.supersededOn} /> : null,
                },
                {
                  label: t("facts.checkPage"),
                  value: (
                    <MuiLink href={`/check/${report.code}`} target="_blank" rel="noreferrer">
                      {`/check/${report.code}`}
                    </MuiLink>
                  ),
                },
                { label: t("facts.sha256"), value: report.fileSha256, wide: true },
              ]}
            />
          </Panel>
          <Lines report={report} />
        </>
      )}
    </RecordPage>
  );
}
