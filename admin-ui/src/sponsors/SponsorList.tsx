import { DataTable, SearchInput, SelectInput } from "react-admin";
import { sponsorStatuses } from "#db/enums.ts";
import { MergeChosen } from "../directory_merges/MergeChosen.tsx";
import type { SponsorRow } from "../providers/wire.ts";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices, useText } from "../shared/useText.ts";
import { choicesOf, useVocabulary } from "../shared/useVocabulary.ts";

const Column = DataTable.Col<SponsorRow>;

/** Training organizations. */
export function SponsorList() {
  const t = useText("sponsors");
  const shared = useText("shared");
  const choices = useChoices();
  const vocabulary = useVocabulary();
  const can = useCan();
  const own = can("sponsors:write") && !can("staff:read");
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
    <SelectInput key="status" source="status" alwaysOn choices={choices("sponsorStatus", sponsorStatuses)} />,
    <SelectInput key="county" source="county" choices={choicesOf(vocabulary?.counties)} />,
  ];
  return (
    <RegistryList
      filters={filters}
      filterDefaultValues={own ? { mine: true } : undefined}
      sort={{ field: "name", order: "ASC" }}
      hasCreate={can("staff:write")}
      actions={can("merges:create") ? <MergeChosen kind="sponsors" /> : undefined}
    >
      <RegistryTable<SponsorRow> empty={t("empty")} choosable={can("merges:create")}>
        <Column source="name" render={(row) => <Clipped width={300}>{row.name}</Clipped>} />
        <Column source="vendorCode" />
        <Column source="status" render={(row) => <StatusChip of="sponsorStatus" value={row.status} />} />
        <Column
          source="stateFunded"
          disableSort
          sx={wideOnly}
          render={(row) => shared(row.stateFunded ? "yes" : "no")}
        />
        <Column source="contactName" disableSort sx={mediumUp} />
        <Column
          source="contactEmail"
          disableSort
          sx={wideOnly}
          render={(row) => <Clipped>{row.contactEmail}</Clipped>}
        />
      </RegistryTable>
    </RegistryList>
  );
}
