import { AutocompleteInput, DataTable, ReferenceInput, SearchInput, SelectInput } from "react-admin";
import { MergeChosen } from "../directory_merges/MergeChosen.tsx";
import type { TrainingRow } from "../providers/wire.ts";
import { Clipped, mediumUp, RegistryList, RegistryTable, wideOnly } from "../shared/RegistryList.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { choicesOf, useCompetency, useVocabulary } from "../shared/useVocabulary.ts";

const Column = DataTable.Col<TrainingRow>;

/** The catalogs of all sponsors. */
export function TrainingList() {
  const t = useText("trainings");
  const vocabulary = useVocabulary();
  const competency = useCompetency();
  const can = useCan();
  const competencies = vocabulary?.frameworks.flatMap((each) => each.competencies);
  const filters = [
    <SearchInput key="q" source="q" alwaysOn placeholder={t("fields.q")} />,
    <SelectInput key="competency" source="competency" alwaysOn choices={choicesOf(competencies)} />,
    <ReferenceInput key="sponsorId" source="sponsorId" reference="sponsors">
      <AutocompleteInput optionText="name" filterToQuery={(q) => ({ q })} />
    </ReferenceInput>,
  ];
  return (
    <RegistryList
      filters={filters}
      sort={{ field: "title", order: "ASC" }}
      hasCreate={can("trainings:write")}
      actions={can("merges:create") ? <MergeChosen kind="trainings" /> : undefined}
    >
      <RegistryTable<TrainingRow> empty={t("empty")} choosable={can("merges:create")}>
        <Column source="title" render={(row) => <Clipped width={270}>{row.title}</Clipped>} />
        <Column
          source="sponsorName"
          sx={mediumUp}
          render={(row) => <Clipped width={180}>{row.sponsorName}</Clipped>}
        />
        <Column source="hours" align="right" />
        <Column
          source="competency"
          sx={wideOnly}
          render={(row) => <Clipped width={180}>{competency(row.competency)}</Clipped>}
        />
        <Column source="language" disableSort sx={wideOnly} />
        <Column source="eventCount" disableSort align="right" sx={mediumUp} />
        <Column source="status" render={(row) => <StatusChip of="trainingStatus" value={row.status} />} />
      </RegistryTable>
    </RegistryList>
  );
}
