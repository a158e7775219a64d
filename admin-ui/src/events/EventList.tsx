import {
  AutocompleteInput,
  BooleanInput,
  DataTable,
  DateInput,
  ReferenceInput,
  SearchInput,
  SelectInput,
} from "react-admin";
import { eventStatuses } from "#db/enums.ts";
import type { EventRow } from "../providers/wire.ts";
import { Day } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices, useText } from "../shared/useText.ts";
import { choicesOf, useTerm, useVocabulary } from "../shared/useVocabulary.ts";

const Column = DataTable.Col<EventRow>;

/** Scheduled trainings. */
export function EventList() {
  const t = useText("events");
  const choices = useChoices();
  const vocabulary = useVocabulary();
  const term = useTerm();
  const can = useCan();
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
    <SelectInput key="status" source="status" alwaysOn choices={choices("eventStatus", eventStatuses)} />,
    <BooleanInput key="upcoming" source="upcoming" alwaysOn />,
    <SelectInput key="county" source="county" choices={choicesOf(vocabulary?.counties)} />,
    <ReferenceInput key="sponsorId" source="sponsorId" reference="sponsors">
      <AutocompleteInput optionText="name" filterToQuery={(q) => ({ q })} />
    </ReferenceInput>,
    <DateInput key="from" source="from" />,
    <DateInput key="to" source="to" />,
  ];
  return (
    <RegistryList
      filters={filters}
      sort={{ field: "startsOn", order: "DESC" }}
      hasCreate={can("events:write")}
    >
      <RegistryTable<EventRow> empty={t("empty")}>
        <Column source="startsOn" render={(row) => <Day value={row.startsOn} />} />
        <Column source="title" render={(row) => <Clipped width={280}>{row.title}</Clipped>} />
        <Column
          source="sponsorName"
          sx={mediumUp}
          render={(row) => <Clipped width={200}>{row.sponsorName}</Clipped>}
        />
        <Column source="county" sx={wideOnly} render={(row) => term("counties", row.county)} />
        <Column source="hours" align="right" sx={wideOnly} />
        <Column
          source="enrolled"
          disableSort
          align="right"
          sx={mediumUp}
          render={(row) => `${row.enrolled} / ${row.capacity}${row.waitlisted ? ` +${row.waitlisted}` : ""}`}
        />
        <Column source="status" render={(row) => <StatusChip of="eventStatus" value={row.status} />} />
      </RegistryTable>
    </RegistryList>
  );
}
