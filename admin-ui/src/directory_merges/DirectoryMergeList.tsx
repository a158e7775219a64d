import { DataTable, SelectInput } from "react-admin";
import { directoryKinds, mergeStatuses } from "#db/enums.ts";
import type { DirectoryMergeRow } from "../providers/wire.ts";
import { Moment } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useChoices, useText } from "../shared/useText.ts";
import { called } from "./RecordLink.tsx";

const Column = DataTable.Col<DirectoryMergeRow>;

/** Every merge of programs, institutions, trainings and sponsors, newest first. */
export function DirectoryMergeList() {
  const t = useText("directory_merges");
  const choices = useChoices();
  const kinds = directoryKinds.map((id) => ({ id, name: t(`kinds.${id}`) }));
  return (
    <RegistryList
      filters={[
        <SelectInput key="kind" source="kind" alwaysOn choices={kinds} />,
        <SelectInput key="status" source="status" alwaysOn choices={choices("mergeStatus", mergeStatuses)} />,
      ]}
      sort={{ field: "createdAt", order: "DESC" }}
    >
      <RegistryTable<DirectoryMergeRow> empty={t("empty")}>
        <Column source="kind" disableSort sx={mediumUp} render={(row) => t(`kinds.${row.kind}`)} />
        <Column source="retired" disableSort render={(row) => called(row.retired)} />
        <Column source="survivor" disableSort render={(row) => called(row.survivor)} />
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
