import { Alert, AlertTitle, Box, Button, Card, Stack, Typography } from "@mui/material";
import { useState } from "react";
import { Form, required, TextInput, useNotify } from "react-admin";
import { useNavigate } from "react-router";
import type { RegistryError } from "../providers/httpClient.ts";
import type { MatchCandidate } from "../providers/wire.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { PageHead } from "../shared/Panel.tsx";
import { Row } from "../shared/RegistryForms.tsx";
import { useRegistry } from "../shared/useRegistry.ts";
import { useText } from "../shared/useText.ts";
import { BirthInputs, ContactInputs } from "./ParticipantInputs.tsx";
import { PossibleRecord, PossibleRecords } from "./PossibleRecords.tsx";

/** The records the server holds back a new one for. */
function matchesOf(error: RegistryError | null): readonly MatchCandidate[] {
  const details = error?.status === 409 ? error.body?.details : undefined;
  return (details as { matches?: MatchCandidate[] } | undefined)?.matches ?? [];
}

/** Match before create: a person who seems to be here already is shown first. */
export function ParticipantCreate() {
  const t = useText("participants");
  const shared = useText("shared");
  const registry = useRegistry();
  const notify = useNotify();
  const navigate = useNavigate();
  const [error, setError] = useState<RegistryError | null>(null);
  const [entered, setEntered] = useState<object>({});
  const [busy, setBusy] = useState(false);
  const matches = matchesOf(error);

  const create = async (values: object) => {
    setBusy(true);
    setError(null);
    setEntered(values);
    try {
      const made = await registry.createParticipant(values);
      notify(t("create.saved", { number: made.registryNumber }), { type: "success" });
      navigate(`/participants/${made.id}/show`);
    } catch (caught) {
      setError(caught as RegistryError);
      return (caught as RegistryError).body?.errors;
    } finally {
      setBusy(false);
    }
    return undefined;
  };

  return (
    <Box sx={{ maxWidth: 760 }}>
      <PageHead title={t("create.title")} />
      <Card sx={{ p: 2 }}>
        {matches.length > 0 ? (
          <Alert severity="warning" role="alert" sx={{ mb: 1 }}>
            <AlertTitle>{t("create.similar")}</AlertTitle>
            <Typography variant="body2">{t("create.similarExplain")}</Typography>
            <Stack component="ul" sx={{ pl: 2, my: 1, gap: 0.5 }}>
              {matches.map((match) => (
                <PossibleRecord key={match.id} {...match} />
              ))}
            </Stack>
            <Button
              variant="outlined"
              color="inherit"
              loading={busy}
              onClick={() => void create({ ...entered, confirmNew: true })}
            >
              {t("create.confirm")}
            </Button>
          </Alert>
        ) : error ? (
          <ErrorNote error={error} />
        ) : null}
        <Form onSubmit={create} resource="participants">
          <Row columns={3}>
            <TextInput source="givenName" validate={required()} autoFocus />
            <TextInput source="middleName" />
            <TextInput source="familyName" validate={required()} />
          </Row>
          <BirthInputs />
          {matches.length === 0 ? <PossibleRecords /> : null}
          <ContactInputs />
          <Button type="submit" variant="contained" loading={busy} sx={{ mt: 1 }}>
            {shared("save")}
          </Button>
        </Form>
      </Card>
    </Box>
  );
}
