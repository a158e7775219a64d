import { DataTable } from "react-admin";
import type { NameChangeRow } from "../providers/wire.ts";
import { Age, Moment } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";
import { ViewTabs } from "../shared/ViewTabs.tsx";

const Column = DataTable.Col<NameChangeRow>;
const statuses = ["requested", "approved", "refused"] as const;

/** Requests to change a name, oldest first. */
export function NameChangeList() {
  const t = useText("name_changes");
  return (
    <RegistryList filterDefaultValues={{ status: "requested" }} sort={{ field: "createdAt", order: "ASC" }}>
      <ViewTabs
        keys={["status"]}
        views={[
          ...statuses.map((status) => ({ name: status, label: t(`views.${status}`), filter: { status } })),
          { name: "all", label: t("views.all"), filter: {} },
        ]}
      />
      <RegistryTable<NameChangeRow> empty={t("empty")}>
        <Column source="ageDays" render={(row) => <Age value={row.createdAt} warnAfterDays={14} />} />
        <Column
          source="oldFamilyName"
          label={t("fields.old")}
          disableSort
          render={(row) => <Clipped width={200}>{`${row.oldGivenName} ${row.oldFamilyName}`}</Clipped>}
        />
        <Column
          source="newFamilyName"
          label={t("fields.new")}
          disableSort
          render={(row) => <Clipped width={200}>{`${row.newGivenName} ${row.newFamilyName}`}</Clipped>}
        />
        <Column source="registryNumber" disableSort sx={mediumUp} />
        <Column source="status" render={(row) => <StatusChip of="nameChangeStatus" value={row.status} />} />
        <Column source="createdAt" sx={wideOnly} render={(row) => <Moment value={row.createdAt} />} />
        <Column source="decidedByName" disableSort sx={wideOnly} />
      </RegistryTable>
    </RegistryList>
  );
}
