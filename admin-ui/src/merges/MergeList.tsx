import { DataTable, SelectInput } from "react-admin";
import { mergeStatuses } from "#db/enums.ts";
import type { MergeRow } from "../providers/wire.ts";
import { Moment } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useChoices, useText } from "../shared/useText.ts";

const Column = DataTable.Col<MergeRow>;

/** Every merge, newest first; none is ever forgotten. */
export function MergeList() {
  const t = useText("merges");
  const choices = useChoices();
  return (
    <RegistryList
      filters={[
        <SelectInput key="status" source="status" alwaysOn choices={choices("mergeStatus", mergeStatuses)} />,
      ]}
      sort={{ field: "createdAt", order: "DESC" }}
    >
      <RegistryTable<MergeRow> empty={t("empty")}>
        <Column
          source="retired"
          disableSort
          render={(row) => `${row.retired.name} (${row.retired.registryNumber})`}
        />
        <Column
          source="survivor"
          disableSort
          render={(row) => `${row.survivor.name} (${row.survivor.registryNumber})`}
        />
        <Column
          source="status"
          disableSort
          render={(row) => <StatusChip of="mergeStatus" value={row.status} />}
        />
        <Column
          source="reason"
          disableSort
          sx={wideOnly}
          render={(row) => <Clipped width={260}>{row.reason}</Clipped>}
        />
        <Column source="mergedByName" disableSort sx={mediumUp} />
        <Column source="createdAt" sx={mediumUp} render={(row) => <Moment value={row.createdAt} />} />
      </RegistryTable>
    </RegistryList>
  );
}
