import { DataTable } from "react-admin";
import type { AccessGrantRow } from "../providers/wire.ts";
import { Age, Day } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { ViewTabs } from "../shared/ViewTabs.tsx";

const Column = DataTable.Col<AccessGrantRow>;

/** Who asked to administer which program, and who may. */
export function AccessGrantList() {
  const t = useText("access_grants");
  const word = useEnum();
  return (
    <RegistryList filterDefaultValues={{ status: "requested" }} sort={{ field: "createdAt", order: "ASC" }}>
      <ViewTabs
        keys={["status"]}
        views={[
          { name: "requested", label: t("views.requested"), filter: { status: "requested" } },
          { name: "granted", label: t("views.granted"), filter: { status: "granted" } },
          { name: "refused", label: word("accessGrantStatus", "refused"), filter: { status: "refused" } },
          { name: "revoked", label: word("accessGrantStatus", "revoked"), filter: { status: "revoked" } },
          { name: "expired", label: word("accessGrantStatus", "expired"), filter: { status: "expired" } },
          { name: "all", label: t("views.all"), filter: {} },
        ]}
      />
      <RegistryTable<AccessGrantRow> empty={t("empty")}>
        <Column source="ageDays" render={(row) => <Age value={row.createdAt} warnAfterDays={14} />} />
        <Column
          source="participantName"
          render={(row) => <Clipped width={200}>{row.participantName}</Clipped>}
        />
        <Column
          source="programName"
          render={(row) => <Clipped width={240}>{row.programName ?? row.programNumber}</Clipped>}
        />
        <Column source="programNumber" disableSort sx={wideOnly} />
        <Column
          source="level"
          disableSort
          sx={mediumUp}
          render={(row) => word("accessGrantLevel", row.level)}
        />
        <Column source="status" render={(row) => <StatusChip of="accessGrantStatus" value={row.status} />} />
        <Column source="expiresOn" sx={wideOnly} render={(row) => <Day value={row.expiresOn} />} />
      </RegistryTable>
    </RegistryList>
  );
}
