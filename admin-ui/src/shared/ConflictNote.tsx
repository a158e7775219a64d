import { Alert, AlertTitle, Box, Button } from "@mui/material";
import { useEffect, useRef } from "react";
import type { RegistryError } from "../providers/httpClient.ts";
import { DiffTable } from "./DiffTable.tsx";
import { changedMeanwhile } from "./diff.ts";
import { useText } from "./useText.ts";

/** The row as it is now, where the server sent it along with a 409. */
export function currentOf(error: RegistryError | null | undefined): Record<string, unknown> | undefined {
  const details = error?.body?.details as { current?: Record<string, unknown> } | undefined;
  return error?.status === 409 ? details?.current : undefined;
}

/** A stale edit: the API's sentence, what changed meanwhile, and the way on. */
export function ConflictNote({
  error,
  seen,
  onReload,
}: {
  error: RegistryError;
  seen: object;
  onReload: () => void;
}) {
  const t = useText("shared");
  const note = useRef<HTMLDivElement>(null);
  const current = currentOf(error);
  const changes = current ? changedMeanwhile(seen, current) : [];
  useEffect(() => note.current?.scrollIntoView({ block: "center" }), []);
  return (
    <Alert
      ref={note}
      severity="warning"
      role="alert"
      action={
        <Button color="inherit" onClick={onReload}>
          {t("conflict.reload")}
        </Button>
      }
    >
      <AlertTitle>{t("conflict.title")}</AlertTitle>
      {error.message}
      <Box sx={{ mt: 1 }}>
        {changes.length > 0 ? (
          <DiffTable
            changes={changes}
            labels={{ field: t("conflict.field"), before: t("conflict.seen"), after: t("conflict.now") }}
          />
        ) : current ? (
          t("conflict.nothing")
        ) : null}
      </Box>
    </Alert>
  );
}
