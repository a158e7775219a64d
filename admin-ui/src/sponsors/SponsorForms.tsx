import { AutocompleteArrayInput, BooleanInput, required, SelectInput, TextInput } from "react-admin";
import { sponsorStatuses } from "#db/enums.ts";
import { DirectoryCreate } from "../directory-duplicates/DirectoryCreate.tsx";
import { RegistryEdit, Row } from "../shared/RegistryForms.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices } from "../shared/useText.ts";
import { choicesOf, useVocabulary } from "../shared/useVocabulary.ts";

/** The registry alone decides vendor code, approval and funding; the rest is the sponsor's own. */
function SponsorInputs() {
  const vocabulary = useVocabulary();
  const choices = useChoices();
  const can = useCan();
  return (
    <>
      <TextInput source="name" validate={required()} />
      {can("staff:write") ? (
        <Row columns={3}>
          <TextInput source="vendorCode" validate={required()} />
          <SelectInput
            source="status"
            choices={choices("sponsorStatus", sponsorStatuses)}
            defaultValue="approved"
          />
          <BooleanInput source="stateFunded" defaultValue={false} />
        </Row>
      ) : null}
      <Row columns={3}>
        <TextInput source="contactName" />
        <TextInput source="contactEmail" type="email" />
        <TextInput source="contactPhone" />
      </Row>
      <TextInput source="website" />
      <AutocompleteArrayInput source="counties" choices={choicesOf(vocabulary?.counties)} defaultValue={[]} />
      <BooleanInput source="selfWithdrawal" defaultValue={true} />
    </>
  );
}

export const SponsorEdit = () => (
  <RegistryEdit>
    <SponsorInputs />
  </RegistryEdit>
);
export const SponsorCreate = () => (
  <DirectoryCreate kind="sponsors">
    <SponsorInputs />
  </DirectoryCreate>
);
