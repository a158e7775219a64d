import { BooleanInput, DateInput, required, TextArrayInput, TextInput, useRecordContext } from "react-admin";
import { MergedNote } from "../directory_merges/MergedNote.tsx";
import { DirectoryCreate } from "../directory-duplicates/DirectoryCreate.tsx";
import type { MergeLinks } from "../providers/wire.ts";
import { RegistryEdit, Row } from "../shared/RegistryForms.tsx";

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

/** Under an old address: which institution it is now; else what was merged into it. */
function Merged() {
  const record = useRecordContext<Partial<MergeLinks> & { id: number }>();
  return record ? <MergedNote kind="institutions" record={record} /> : null;
}

export const InstitutionEdit = () => (
  <RegistryEdit redirect="list">
    <Merged />
    <InstitutionInputs />
  </RegistryEdit>
);
export const InstitutionCreate = () => (
  <DirectoryCreate kind="institutions" redirect="list">
    <InstitutionInputs />
  </DirectoryCreate>
);
