import { Button } from "@mui/material";
import { DataTable, SelectInput } from "react-admin";
import { Link } from "react-router";
import { reportRunStatuses } from "#db/enums.ts";
import { reportFileUrl } from "../providers/verbs/office.ts";
import type { ReportRunRow } from "../providers/wire.ts";
import { Moment } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices, useText } from "../shared/useText.ts";
import { Progress } from "./Progress.tsx";

const Column = DataTable.Col<ReportRunRow>;
const active = (rows: readonly ReportRunRow[] | undefined) =>
  rows?.some(({ status }) => status === "queued" || status === "running") ?? false;

/** Every report that was run; while one is being made the list asks again by itself. */
export function ReportRunList() {
  const t = useText("report_runs");
  const choices = useChoices();
  const can = useCan();
  return (
    <RegistryList
      filters={[
        <SelectInput
          key="status"
          source="status"
          alwaysOn
          choices={choices("reportRunStatus", reportRunStatuses)}
        />,
      ]}
      sort={{ field: "createdAt", order: "DESC" }}
      queryOptions={{
        refetchInterval: (query) =>
          active(query.state.data?.data as ReportRunRow[] | undefined) ? 2000 : false,
      }}
      actions={
        can("report_runs:create") ? (
          <Button variant="contained" component={Link} to="/report_runs/create">
            {t("run")}
          </Button>
        ) : null
      }
    >
      <RegistryTable<ReportRunRow> empty={t("empty")}>
        <Column source="title" render={(row) => <Clipped width={280}>{row.title}</Clipped>} />
        <Column source="status" render={(row) => <StatusChip of="reportRunStatus" value={row.status} />} />
        <Column source="rowsDone" disableSort sx={mediumUp} render={(row) => <Progress run={row} />} />
        <Column source="peopleCount" disableSort align="right" sx={wideOnly} />
        <Column source="requestedByName" disableSort sx={wideOnly} />
        <Column source="createdAt" sx={mediumUp} render={(row) => <Moment value={row.createdAt} />} />
        <Column
          label=""
          disableSort
          render={(row) =>
            row.status === "done" ? (
              <Button href={reportFileUrl(row.id)} onClick={(event) => event.stopPropagation()}>
                {t("download")}
              </Button>
            ) : null
          }
        />
      </RegistryTable>
    </RegistryList>
  );
}
