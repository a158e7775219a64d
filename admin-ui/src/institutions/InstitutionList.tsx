import { BooleanInput, DataTable, SearchInput, TextInput } from "react-admin";
import { MergeChosen } from "../directory_merges/MergeChosen.tsx";
import type { InstitutionRow } from "../providers/wire.ts";
import { Day } from "../shared/Moments.tsx";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";

const Column = DataTable.Col<InstitutionRow>;

/** The directory of colleges; only accredited ones print. */
export function InstitutionList() {
  const t = useText("institutions");
  const can = useCan();
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
    <TextInput key="state" source="state" alwaysOn />,
    <BooleanInput key="accredited" source="accredited" />,
  ];
  const write = can("institutions:write");
  return (
    <RegistryList
      filters={filters}
      sort={{ field: "name", order: "ASC" }}
      hasCreate={write}
      actions={can("merges:create") ? <MergeChosen kind="institutions" /> : undefined}
    >
      <RegistryTable<InstitutionRow>
        empty={t("empty")}
        choosable={can("merges:create")}
        rowClick={write ? "edit" : false}
      >
        <Column source="name" render={(row) => <Clipped width={320}>{row.name}</Clipped>} />
        <Column source="city" sx={mediumUp} />
        <Column source="state" />
        <Column
          source="accredited"
          disableSort
          render={(row) => (
            <ToneChip tone={row.accredited ? "good" : "bad"}>
              {t(row.accredited ? "accredited" : "notAccredited")}
            </ToneChip>
          )}
        />
        <Column source="closedOn" sx={wideOnly} render={(row) => <Day value={row.closedOn} />} />
        <Column source="ipedsUnitId" sx={wideOnly} />
      </RegistryTable>
    </RegistryList>
  );
}
