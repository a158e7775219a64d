import type { ReportVersionRow } from "../providers/wire.ts";
import { To } from "../shared/Links.tsx";
import { Day } from "../shared/Moments.tsx";
import { Panel } from "../shared/Panel.tsx";
import { RelatedTable } from "../shared/RelatedTable.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";

/** The reports one person was given, newest first. */
export function PrintedReports({ participantId }: { participantId: number }) {
  const t = useText("report-versions");
  return (
    <Panel title={t("plural")}>
      <RelatedTable<ReportVersionRow>
        resource="report-versions"
        filter={{ participantId }}
        sort={{ field: "createdAt", order: "DESC" }}
        empty={t("empty")}
        columns={[
          {
            label: t("fields.number"),
            render: (row) => (
              <To to={`/report-versions/${row.id}/show`}>{t("open", { number: row.number })}</To>
            ),
          },
          {
            label: t("fields.state"),
            render: (row) => <StatusChip of="reportVersionState" value={row.state} />,
          },
          { label: t("fields.issuedOn"), render: (row) => <Day value={row.issuedOn} /> },
          { label: t("fields.lineCount"), render: (row) => row.lineCount, narrow: false },
          { label: t("fields.code"), render: (row) => row.code, narrow: false },
        ]}
      />
    </Panel>
  );
}
