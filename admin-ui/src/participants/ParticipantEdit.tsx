import { Alert, Typography } from "@mui/material";
import { TextInput, useRecordContext } from "react-admin";
import type { ParticipantView } from "../providers/wire.ts";
import { RegistryEdit } from "../shared/RegistryForms.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { fullName } from "./names.ts";
import { BirthInputs, ContactInputs, DemographicInputs } from "./ParticipantInputs.tsx";

function NameNote() {
  const t = useText("participants");
  const person = useRecordContext<ParticipantView>();
  return person ? (
    <Alert severity="info" sx={{ width: "100%", mb: 1 }}>
      <strong>{fullName(person)}</strong> — {t("edit.namesFixed")}
    </Alert>
  ) : null;
}

/** Everything but the names, which change on evidence only. */
export function ParticipantEdit() {
  const t = useText("participants");
  const can = useCan();
  return (
    <RegistryEdit>
      <NameNote />
      <Typography variant="h3" component="h2">
        {t("edit.identity")}
      </Typography>
      <TextInput source="preferredName" />
      <BirthInputs />
      <Typography variant="h3" component="h2" sx={{ mt: 1 }}>
        {t("edit.contact")}
      </Typography>
      <ContactInputs />
      {can("participants:reveal_ssn") ? <DemographicInputs /> : null}
    </RegistryEdit>
  );
}
