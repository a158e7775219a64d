import { Typography } from "@mui/material";
import { NumberInput, required, TextInput } from "react-admin";
import { RegistryCreate } from "../shared/RegistryForms.tsx";
import { useText } from "../shared/useText.ts";

/** A request told to the office by letter or telephone. */
export function ReviewCreate() {
  const t = useText("reviews");
  return (
    <RegistryCreate>
      <Typography variant="body2" sx={{ color: "text.secondary", mb: 1.5 }}>
        {t("requestHelp")}
      </Typography>
      <NumberInput source="documentId" validate={required()} />
      <TextInput source="reason" validate={required()} multiline minRows={3} />
      <NumberInput source="evidenceDocumentId" />
    </RegistryCreate>
  );
}
