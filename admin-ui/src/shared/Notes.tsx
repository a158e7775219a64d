import { Alert, Box, Button, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";
import type { RegistryError } from "../providers/httpClient.ts";
import { useText } from "./useText.ts";

/** What is said where there is nothing to show. */
export const Empty = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <Box sx={{ py: 4, px: 2, textAlign: "center", color: "text.secondary" }}>
    <Typography variant="body1">{children}</Typography>
    {action ? <Box sx={{ mt: 1.5 }}>{action}</Box> : null}
  </Box>
);

/** An error in the API's own sentence. */
export function ErrorNote({
  error,
  onRetry,
}: {
  error: Pick<RegistryError, "message">;
  onRetry?: () => void;
}) {
  const t = useText("shared");
  const translate = useTranslate();
  return (
    <Alert
      severity="error"
      role="alert"
      action={
        onRetry ? (
          <Button color="inherit" onClick={onRetry}>
            {t("retry")}
          </Button>
        ) : undefined
      }
    >
      {translate(error.message, { _: error.message })}
    </Alert>
  );
}
