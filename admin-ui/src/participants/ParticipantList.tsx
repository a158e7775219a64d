import { Button } from "@mui/material";
import {
  BooleanInput,
  DataTable,
  DateInput,
  SearchInput,
  SelectInput,
  TextInput,
  useListContext,
} from "react-admin";
import { Link as RouterLink } from "react-router";
import { participantStatuses } from "#db/enums.ts";
import type { ParticipantRow } from "../providers/wire.ts";
import { Day } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useIsStaff } from "../shared/useIsStaff.ts";
import { useChoices, useText } from "../shared/useText.ts";
import { choicesOf, useTerm, useVocabulary } from "../shared/useVocabulary.ts";

const Column = DataTable.Col<ParticipantRow>;

/** Opens the chosen records side by side. */
function MergeChosen() {
  const t = useText("participants");
  const { selectedIds } = useListContext();
  if (selectedIds.length < 2) return null;
  return (
    <Button component={RouterLink} to={`/merges/create?ids=${selectedIds.slice(0, 13).join(",")}`}>
      {t("list.merge", { count: Math.min(selectedIds.length, 13) })}
    </Button>
  );
}

/** Everyone the role may see, found by number, former number, name, e-mail or date of birth. */
export function ParticipantList() {
  const t = useText("participants");
  const choices = useChoices();
  const vocabulary = useVocabulary();
  const term = useTerm();
  const can = useCan();
  const staff = useIsStaff();
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
    <SelectInput
      key="status"
      source="status"
      alwaysOn
      choices={choices("participantStatus", participantStatuses)}
    />,
    ...(staff
      ? [
          <DateInput key="birthDate" source="birthDate" />,
          <SelectInput key="county" source="county" choices={choicesOf(vocabulary?.counties)} />,
        ]
      : []),
    <TextInput key="familyName" source="familyName" />,
    <TextInput key="givenName" source="givenName" />,
    <BooleanInput key="merged" source="merged" />,
  ];
  return (
    <RegistryList
      filters={filters}
      sort={{ field: "relevance", order: "ASC" }}
      hasCreate={can("participants:create")}
      actions={can("merges:create") ? <MergeChosen /> : undefined}
    >
      <RegistryTable<ParticipantRow> empty={t("list.empty")} choosable={can("merges:create")}>
        <Column source="registryNumber" />
        <Column
          source="familyName"
          label={t("fields.name")}
          render={(row) => (
            <Clipped width={260}>
              {`${row.familyName}, ${row.givenName}${row.middleName ? ` ${row.middleName}` : ""}`}
            </Clipped>
          )}
        />
        <Column source="status" render={(row) => <StatusChip of="participantStatus" value={row.status} />} />
        {staff ? (
          <Column source="birthDate" sx={mediumUp} render={(row) => <Day value={row.birthDate} />} />
        ) : null}
        {staff ? (
          <Column source="email" disableSort sx={wideOnly} render={(row) => <Clipped>{row.email}</Clipped>} />
        ) : null}
        {staff ? (
          <Column source="county" sx={wideOnly} render={(row) => term("counties", row.county)} />
        ) : null}
        <Column source="registeredOn" sx={wideOnly} render={(row) => <Day value={row.registeredOn} />} />
      </RegistryTable>
    </RegistryList>
  );
}
