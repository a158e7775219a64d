import { Alert, AlertTitle, Typography } from "@mui/material";
import { type ReactNode, useState } from "react";
import { SaveButton, Toolbar } from "react-admin";
import type { DirectoryKind } from "#db/enums.ts";
import type { RegistryError } from "../providers/httpClient.ts";
import type { DirectoryMatch } from "../providers/wire.ts";
import { RegistryCreate } from "../shared/RegistryForms.tsx";
import { useText } from "../shared/useText.ts";
import { Matches, PossibleRecords } from "./PossibleRecords.tsx";

type Props = { kind: DirectoryKind; children: ReactNode; redirect?: "list" | "show" };

/** The records the server holds back a new one for. */
function matchesOf(error: RegistryError): readonly DirectoryMatch[] {
  const details = error.status === 409 ? error.body?.details : undefined;
  return (details as { matches?: DirectoryMatch[] } | undefined)?.matches ?? [];
}

/** Match before create: a record that seems to be here already is shown first, and may be added all the same. */
export function DirectoryCreate({ kind, children, redirect = "show" }: Props) {
  const t = useText("directory_duplicates");
  const [matches, setMatches] = useState<readonly DirectoryMatch[]>([]);
  const held = matches.length > 0;
  return (
    <RegistryCreate
      redirect={redirect}
      onRefused={(error) => {
        const found = matchesOf(error);
        setMatches(found);
        return found.length > 0;
      }}
      transform={(values) => (held ? { ...values, confirmNew: true } : values)}
      toolbar={
        held ? (
          <Toolbar>
            <SaveButton label={t("confirm")} alwaysEnable />
          </Toolbar>
        ) : undefined
      }
    >
      {children}
      {held ? (
        <Alert severity="warning" role="alert" sx={{ width: "100%" }}>
          <AlertTitle>{t("similar")}</AlertTitle>
          <Typography variant="body2">{t("similarExplain")}</Typography>
          <Matches kind={kind} matches={matches} />
        </Alert>
      ) : (
        <PossibleRecords kind={kind} />
      )}
    </RegistryCreate>
  );
}
