import { DataTable, SearchInput, SelectInput } from "react-admin";
import { notificationStatuses } from "#db/enums.ts";
import type { NotificationRow } from "../providers/wire.ts";
import { Moment } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useChoices, useText } from "../shared/useText.ts";

const Column = DataTable.Col<NotificationRow>;

/** What was sent to whom, newest first. */
export function NotificationList() {
  const t = useText("notifications");
  const choices = useChoices();
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
    <SelectInput
      key="status"
      source="status"
      alwaysOn
      choices={choices("notificationStatus", notificationStatuses)}
    />,
  ];
  return (
    <RegistryList filters={filters} sort={{ field: "createdAt", order: "DESC" }}>
      <RegistryTable<NotificationRow> empty={t("empty")}>
        <Column source="createdAt" sx={mediumUp} render={(row) => <Moment value={row.createdAt} />} />
        <Column
          source="recipientEmail"
          render={(row) => <Clipped width={220}>{row.recipientEmail}</Clipped>}
        />
        <Column source="subject" render={(row) => <Clipped width={320}>{row.subject}</Clipped>} />
        <Column source="status" render={(row) => <StatusChip of="notificationStatus" value={row.status} />} />
        <Column source="attempts" align="right" sx={wideOnly} />
        <Column
          source="lastError"
          disableSort
          sx={wideOnly}
          render={(row) => <Clipped width={200}>{row.lastError}</Clipped>}
        />
      </RegistryTable>
    </RegistryList>
  );
}
