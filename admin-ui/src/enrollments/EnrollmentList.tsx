import { DataTable, SelectInput } from "react-admin";
import { enrollmentStatuses } from "#db/enums.ts";
import type { EnrollmentRow } from "../providers/wire.ts";
import { Day } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useChoices, useText } from "../shared/useText.ts";

const Column = DataTable.Col<EnrollmentRow>;

/** Who is on which roster. */
export function EnrollmentList() {
  const t = useText("enrollments");
  const choices = useChoices();
  return (
    <RegistryList
      filters={[
        <SelectInput
          key="status"
          source="status"
          alwaysOn
          choices={choices("enrollmentStatus", enrollmentStatuses)}
        />,
      ]}
      sort={{ field: "startsOn", order: "DESC" }}
    >
      <RegistryTable<EnrollmentRow>
        empty={t("empty")}
        rowClick={(_id, _resource, row) => `/events/${(row as EnrollmentRow).eventId}/show`}
      >
        <Column source="startsOn" render={(row) => <Day value={row.startsOn} />} />
        <Column source="eventTitle" render={(row) => <Clipped width={280}>{row.eventTitle}</Clipped>} />
        <Column source="participantName" render={(row) => <Clipped>{row.participantName}</Clipped>} />
        <Column source="status" render={(row) => <StatusChip of="enrollmentStatus" value={row.status} />} />
        <Column source="hoursGranted" disableSort align="right" sx={mediumUp} />
      </RegistryTable>
    </RegistryList>
  );
}
