import { BooleanInput, DataTable, SelectInput } from "react-admin";
import { employmentStatuses } from "#db/enums.ts";
import type { EmploymentRow } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useChoices, useText } from "../shared/useText.ts";
import { useTerm } from "../shared/useVocabulary.ts";

const Column = DataTable.Col<EmploymentRow>;

/** Who works where; reported positions wait for their program. */
export function EmploymentList() {
  const t = useText("employments");
  const choices = useChoices();
  const term = useTerm();
  const filters = [
    <SelectInput
      key="status"
      source="status"
      alwaysOn
      choices={choices("employmentStatus", employmentStatuses)}
    />,
    <BooleanInput key="current" source="current" alwaysOn />,
  ];
  return (
    <RegistryList filters={filters} sort={{ field: "startedOn", order: "DESC" }}>
      <RegistryTable<EmploymentRow> empty={t("empty")}>
        <Column
          source="participantName"
          render={(row) => <Clipped width={200}>{row.participantName}</Clipped>}
        />
        <Column source="registryNumber" disableSort sx={wideOnly} />
        <Column source="programName" render={(row) => <Clipped width={240}>{row.programName}</Clipped>} />
        <Column
          source="position"
          disableSort
          sx={mediumUp}
          render={(row) => term("positions", row.position)}
        />
        <Column source="status" render={(row) => <StatusChip of="employmentStatus" value={row.status} />} />
        <Column
          source="startedOn"
          sx={mediumUp}
          render={(row) => `${formatDay(row.startedOn)} – ${formatDay(row.endedOn) || t("present")}`}
        />
      </RegistryTable>
    </RegistryList>
  );
}
