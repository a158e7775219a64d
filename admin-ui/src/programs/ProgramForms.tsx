import { required, SelectInput, TextInput } from "react-admin";
import { programStatuses, settings } from "#db/enums.ts";
import { DirectoryCreate } from "../directory-duplicates/DirectoryCreate.tsx";
import { RegistryEdit, Row } from "../shared/RegistryForms.tsx";
import { useChoices } from "../shared/useText.ts";
import { choicesOf, useVocabulary } from "../shared/useVocabulary.ts";

function ProgramInputs() {
  const choices = useChoices();
  const vocabulary = useVocabulary();
  return (
    <>
      <Row>
        <TextInput source="name" validate={required()} />
        <TextInput source="programNumber" validate={required()} />
      </Row>
      <Row>
        <TextInput source="licensee" />
        <TextInput source="licenseNumber" />
      </Row>
      <Row>
        <SelectInput source="setting" choices={choices("setting", settings)} validate={required()} />
        <SelectInput
          source="status"
          choices={choices("programStatus", programStatuses)}
          defaultValue="active"
          validate={required()}
        />
      </Row>
      <TextInput source="addressLine" />
      <Row columns={4}>
        <TextInput source="city" />
        <TextInput source="state" />
        <TextInput source="zip" />
        <SelectInput source="county" choices={choicesOf(vocabulary?.counties)} />
      </Row>
      <TextInput source="phone" />
    </>
  );
}

export const ProgramEdit = () => (
  <RegistryEdit>
    <ProgramInputs />
  </RegistryEdit>
);
export const ProgramCreate = () => (
  <DirectoryCreate kind="programs">
    <ProgramInputs />
  </DirectoryCreate>
);
