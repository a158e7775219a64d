import { DataTable, SearchInput, SelectInput } from "react-admin";
import { programStatuses, settings } from "#db/enums.ts";
import { MergeChosen } from "../directory_merges/MergeChosen.tsx";
import type { ProgramRow } from "../providers/wire.ts";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices, useEnum, useText } from "../shared/useText.ts";
import { choicesOf, useTerm, useVocabulary } from "../shared/useVocabulary.ts";

const Column = DataTable.Col<ProgramRow>;

/** Employers' sites; a program administrator sees its own first. */
export function ProgramList() {
  const t = useText("programs");
  const word = useEnum();
  const choices = useChoices();
  const vocabulary = useVocabulary();
  const term = useTerm();
  const can = useCan();
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
    <SelectInput key="setting" source="setting" alwaysOn choices={choices("setting", settings)} />,
    <SelectInput key="county" source="county" choices={choicesOf(vocabulary?.counties)} />,
    <SelectInput key="status" source="status" choices={choices("programStatus", programStatuses)} />,
  ];
  return (
    <RegistryList
      filters={filters}
      filterDefaultValues={
        can("access_grants:delegate") && !can("access_grants:decide") ? { mine: true } : undefined
      }
      sort={{ field: "name", order: "ASC" }}
      hasCreate={can("programs:write")}
      actions={can("merges:create") ? <MergeChosen kind="programs" /> : undefined}
    >
      <RegistryTable<ProgramRow> empty={t("empty")} choosable={can("merges:create")}>
        <Column source="programNumber" />
        <Column source="name" render={(row) => <Clipped width={280}>{row.name}</Clipped>} />
        <Column source="setting" sx={mediumUp} render={(row) => word("setting", row.setting)} />
        <Column source="city" sx={wideOnly} />
        <Column source="county" sx={wideOnly} render={(row) => term("counties", row.county)} />
        <Column
          source="status"
          disableSort
          render={(row) => <StatusChip of="programStatus" value={row.status} />}
        />
      </RegistryTable>
    </RegistryList>
  );
}
