import { BooleanInput, DateInput, required, TextArrayInput, TextInput } from "react-admin";
import { RegistryCreate, RegistryEdit, Row } from "../shared/RegistryForms.tsx";

const InstitutionInputs = () => (
  <>
    <TextInput source="name" validate={required()} />
    <TextArrayInput source="aliases" />
    <Row columns={4}>
      <TextInput source="city" />
      <TextInput source="state" />
      <TextInput source="zip" />
      <TextInput source="country" defaultValue="US" />
    </Row>
    <Row>
      <TextInput source="website" />
      <DateInput source="closedOn" />
    </Row>
    <BooleanInput source="accredited" defaultValue={true} />
  </>
);

export const InstitutionEdit = () => (
  <RegistryEdit redirect="list">
    <InstitutionInputs />
  </RegistryEdit>
);
export const InstitutionCreate = () => (
  <RegistryCreate redirect="list">
    <InstitutionInputs />
  </RegistryCreate>
);
