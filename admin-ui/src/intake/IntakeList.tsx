import { Button, Tab, Tabs } from "@mui/material";
import { DataTable, SearchInput, useListContext } from "react-admin";
import { Link } from "react-router";
import type { IntakeScanRow } from "../providers/wire.ts";
import { Age, Moment } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { CoversheetButton } from "./CoversheetButton.tsx";

const Column = DataTable.Col<IntakeScanRow>;
const views = {
  ready: { status: ["processing", "ready", "unreadable"] },
  filed: { status: ["filed"] },
  all: {},
} as const;

function Views() {
  const t = useText("intake-scans");
  const { filterValues, setFilters } = useListContext();
  const status = JSON.stringify(filterValues.status);
  const names = Object.keys(views) as (keyof typeof views)[];
  const current = names.find(
    (name) => JSON.stringify((views[name] as { status?: unknown }).status) === status,
  );
  const show = (name: keyof typeof views) =>
    setFilters({ ...(filterValues.q ? { q: filterValues.q } : {}), ...views[name] }, undefined);
  return (
    <Tabs
      value={current ?? false}
      onChange={(_event, name) => show(name)}
      variant="scrollable"
      sx={{ px: 1, borderBottom: 1, borderColor: "divider" }}
    >
      {names.map((name) => (
        <Tab key={name} value={name} label={t(`list.views.${name}`)} />
      ))}
    </Tabs>
  );
}

/** Scans of many people's papers: what has to be split by hand first. */
export function IntakeList() {
  const t = useText("intake-scans");
  const word = useEnum();
  const can = useCan();
  return (
    <RegistryList
      filters={[<SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />]}
      filterDefaultValues={views.ready}
      sort={{ field: "receivedAt", order: "DESC" }}
      actions={
        can("intake:file") ? (
          <>
            <CoversheetButton />
            <Button component={Link} to="/intake-scans/create" variant="contained">
              {t("list.upload")}
            </Button>
          </>
        ) : null
      }
    >
      <Views />
      <RegistryTable<IntakeScanRow> empty={t("list.empty")}>
        <Column source="receivedAt" render={(row) => <Age value={row.receivedAt} />} />
        <Column source="status" render={(row) => <StatusChip of="intakeScanStatus" value={row.status} />} />
        <Column source="originalName" render={(row) => <Clipped width={180}>{row.originalName}</Clipped>} />
        <Column source="source" sx={mediumUp} render={(row) => word("documentSource", row.source)} />
        <Column source="pageCount" disableSort align="right" sx={mediumUp} />
        <Column source="documentCount" disableSort align="right" sx={mediumUp} />
        <Column source="uploadedByName" disableSort sx={wideOnly} />
        <Column
          source="id"
          label={t("fields.receivedAt")}
          sx={wideOnly}
          render={(row) => <Moment value={row.receivedAt} />}
        />
      </RegistryTable>
    </RegistryList>
  );
}
