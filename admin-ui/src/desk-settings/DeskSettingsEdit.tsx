import { Typography } from "@mui/material";
import { NumberInput, required, useNotify } from "react-admin";
import { PageHead } from "../shared/Panel.tsx";
import { RegistryEdit } from "../shared/RegistryForms.tsx";
import { useText } from "../shared/useText.ts";

const numbers = [
  "secondLookPercent",
  "newVerifierDocuments",
  "reviewWeeks",
  "holdDays",
  "mergeUndoDays",
  "rosterImportDays",
] as const;
const requestDays = [
  "nameChangeDays",
  "duplicateDays",
  "accessDays",
  "correctionDays",
  "questionDays",
] as const;

/** How the desk works, in numbers, each with what it means. */
export function DeskSettingsEdit() {
  const t = useText("desk-settings");
  const notify = useNotify();
  return (
    <>
      <PageHead title={t("name", { smart_count: 1 })} />
      <RegistryEdit
        resource="desk-settings"
        id={1}
        redirect={false}
        mutationOptions={{ onSuccess: () => notify(t("saved"), { type: "success" }) }}
      >
        <Typography variant="body2" sx={{ color: "text.secondary", mb: 1.5 }}>
          {t("lead")}
        </Typography>
        {numbers.map((source) => (
          <NumberInput
            key={source}
            source={source}
            validate={required()}
            helperText={t(`help.${source}`)}
            fullWidth
          />
        ))}
        <Typography variant="h2" sx={{ mt: 1 }}>
          {t("requestDays")}
        </Typography>
        <Typography variant="body2" sx={{ color: "text.secondary", mb: 1.5 }}>
          {t("requestDaysHelp")}
        </Typography>
        {requestDays.map((source) => (
          <NumberInput key={source} source={source} validate={required()} fullWidth />
        ))}
      </RegistryEdit>
    </>
  );
}
