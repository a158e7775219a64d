import { PasswordInput, required, SelectInput, TextInput } from "react-admin";
import { staffRoles } from "#db/enums.ts";
import { RegistryCreate } from "../shared/RegistryForms.tsx";
import { useChoices, useText } from "../shared/useText.ts";

/** A new account for somebody in the office. */
export function StaffCreate() {
  const t = useText("staff");
  const choices = useChoices();
  return (
    <RegistryCreate redirect="list" maxWidth={520}>
      <TextInput source="displayName" validate={required()} />
      <TextInput source="email" type="email" validate={required()} />
      <SelectInput source="staffRole" choices={choices("role", staffRoles)} validate={required()} />
      <PasswordInput
        source="password"
        autoComplete="new-password"
        helperText={t("passwordHelp")}
        validate={required()}
      />
    </RegistryCreate>
  );
}
