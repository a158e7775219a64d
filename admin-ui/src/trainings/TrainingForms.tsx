import {
  AutocompleteInput,
  NumberInput,
  ReferenceInput,
  required,
  SelectInput,
  TextInput,
} from "react-admin";
import { useWatch } from "react-hook-form";
import { trainingStatuses } from "#db/enums.ts";
import { DirectoryCreate } from "../directory-duplicates/DirectoryCreate.tsx";
import { RegistryEdit, Row } from "../shared/RegistryForms.tsx";
import { useChoices } from "../shared/useText.ts";
import { choicesOf, useVocabulary } from "../shared/useVocabulary.ts";

function TrainingInputs() {
  const vocabulary = useVocabulary();
  const choices = useChoices();
  const framework = useWatch({ name: "framework" }) as string | undefined;
  const competencies = vocabulary?.frameworks.find(({ code }) => code === framework)?.competencies;
  return (
    <>
      <TextInput source="title" validate={required()} />
      <TextInput source="description" multiline minRows={3} />
      <Row columns={3}>
        <NumberInput source="hours" step={0.25} validate={required()} />
        <SelectInput source="language" choices={choicesOf(vocabulary?.languages)} defaultValue="English" />
        <SelectInput
          source="status"
          choices={choices("trainingStatus", trainingStatuses)}
          defaultValue="approved"
        />
      </Row>
      <Row>
        <SelectInput source="framework" choices={choicesOf(vocabulary?.frameworks)} validate={required()} />
        <SelectInput source="competency" choices={choicesOf(competencies)} validate={required()} />
      </Row>
    </>
  );
}

export const TrainingEdit = () => (
  <RegistryEdit>
    <TrainingInputs />
  </RegistryEdit>
);

export const TrainingCreate = () => (
  <DirectoryCreate kind="trainings">
    <ReferenceInput source="sponsorId" reference="sponsors">
      <AutocompleteInput optionText="name" filterToQuery={(q) => ({ q })} />
    </ReferenceInput>
    <TrainingInputs />
  </DirectoryCreate>
);
