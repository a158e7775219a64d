import { BooleanInput, DateInput, required, TextInput } from "react-admin";
import { RegistryCreate, RegistryEdit, Row } from "../shared/RegistryForms.tsx";

const AnnouncementInputs = () => (
  <>
    <TextInput source="title" validate={required()} />
    <TextInput source="body" multiline minRows={4} validate={required()} />
    <Row>
      <DateInput
        source="publishedOn"
        validate={required()}
        defaultValue={new Date().toISOString().slice(0, 10)}
      />
      <DateInput source="expiresOn" />
    </Row>
    <BooleanInput source="isNew" defaultValue={true} />
  </>
);

const prepare = (values: Record<string, unknown>) => ({ ...values, expiresOn: values.expiresOn || null });

export const AnnouncementEdit = () => (
  <RegistryEdit redirect="list" transform={prepare}>
    <AnnouncementInputs />
  </RegistryEdit>
);
export const AnnouncementCreate = () => (
  <RegistryCreate redirect="list" transform={prepare}>
    <AnnouncementInputs />
  </RegistryCreate>
);
