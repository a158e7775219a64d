import { Box, Button, Card, Stack, Typography } from "@mui/material";
import { useState } from "react";
import { DateInput, Form, required, SelectInput, TextInput, useNotify } from "react-admin";
import { useWatch } from "react-hook-form";
import { useNavigate } from "react-router";
import { correctionFields, requestReplyWays, requestTypes } from "#db/enums.ts";
import type { RegistryError } from "../providers/httpClient.ts";
import type { SubmitRequest } from "../providers/wire.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { PageHead } from "../shared/Panel.tsx";
import { PersonPicker } from "../shared/PersonPicker.tsx";
import { Row } from "../shared/RegistryForms.tsx";
import { UploadField } from "../shared/UploadField.tsx";
import { useRegistry } from "../shared/useRegistry.ts";
import { useChoices, useText } from "../shared/useText.ts";
import { choicesOf, useVocabulary } from "../shared/useVocabulary.ts";

/** What each type asks for. */
function Details({ type }: { type: SubmitRequest["type"] }) {
  const t = useText("requests");
  const choices = useChoices();
  const vocabulary = useVocabulary();
  if (type === "duplicate") {
    return <TextInput source="numbersTyped" label={t("numbers")} helperText={t("create.numbersHelp")} />;
  }
  if (type === "correction") {
    return (
      <>
        <SelectInput
          source="field"
          label={t("create.field")}
          choices={choices("correctionField", correctionFields)}
          validate={required()}
        />
        <Row>
          <TextInput source="oldValue" label={t("old")} />
          <TextInput source="newValue" label={t("wanted")} validate={required()} />
        </Row>
      </>
    );
  }
  if (type === "name_change") {
    return (
      <>
        <Row columns={3}>
          <TextInput source="givenName" label={t("create.givenName")} validate={required()} />
          <TextInput source="middleName" label={t("create.middleName")} />
          <TextInput source="familyName" label={t("create.familyName")} validate={required()} />
        </Row>
        <Row>
          <SelectInput
            source="evidenceKind"
            label={t("evidence")}
            choices={choicesOf(vocabulary?.nameEvidence)}
            validate={required()}
          />
          <DateInput source="effectiveOn" label={t("effectiveOn")} />
        </Row>
      </>
    );
  }
  if (type === "access") {
    return (
      <Row>
        <TextInput source="programNumber" label={t("create.programNumber")} validate={required()} />
        <TextInput source="programName" label={t("program")} />
      </Row>
    );
  }
  return <TextInput source="subject" label={t("fields.subject")} validate={required()} />;
}

const fieldsOf = {
  question: ["subject"],
  duplicate: [],
  correction: ["field", "oldValue", "newValue"],
  name_change: ["givenName", "middleName", "familyName", "evidenceKind", "effectiveOn"],
  access: ["programNumber", "programName"],
} as const satisfies Record<SubmitRequest["type"], readonly string[]>;
/** Kinds whose words may be left out. */
const silent = new Set<SubmitRequest["type"]>(["correction", "name_change", "access"]);

type Typed = Record<string, string | undefined> & { type: SubmitRequest["type"] };

/** What the form holds as the API takes it: nothing of a type that was chosen before. */
export function toSubmit(
  { type, numbersTyped, ...typed }: Typed,
  participantId: number | null,
): SubmitRequest {
  const said = ["message", "askerName", "askerEmail", "replyBy", "replyTo", ...fieldsOf[type]];
  const given = Object.fromEntries(
    said.flatMap((key) => (typed[key]?.trim() ? [[key, typed[key]?.trim()]] : [])),
  );
  const numbers = (numbersTyped ?? "").split(/[,;\n]+|\s{2,}/).flatMap((each) => each.trim() || []);
  return { type, participantId, ...given, ...(type === "duplicate" ? { numbers } : {}) } as SubmitRequest;
}

function Inputs({
  participantId,
  onPerson,
}: {
  participantId: number | null;
  onPerson: (id: number | null) => void;
}) {
  const t = useText("requests");
  const choices = useChoices();
  const [type, replyBy] = useWatch({ name: ["type", "replyBy"] }) as [SubmitRequest["type"], string];
  return (
    <>
      <SelectInput
        source="type"
        label={t("fields.type")}
        choices={choices("requestType", requestTypes)}
        validate={required()}
      />
      <Details type={type} />
      <TextInput
        source="message"
        label={t("create.message")}
        multiline
        minRows={3}
        validate={silent.has(type) ? undefined : required()}
      />
      <Typography variant="h3" sx={{ mt: 1 }}>
        {t("fields.askerName")}
      </Typography>
      <PersonPicker
        value={participantId}
        onChange={onPerson}
        label={t("fields.participantId")}
        helperText={t("create.personHelp")}
        optional
      />
      <Row>
        <TextInput source="askerName" label={t("create.askerName")} helperText={t("create.askerHelp")} />
        <SelectInput
          source="replyBy"
          label={t("create.replyBy")}
          choices={choices("requestReplyWay", requestReplyWays)}
          validate={required()}
        />
      </Row>
      {replyBy === "email" ? (
        <TextInput source="askerEmail" label={t("create.askerEmail")} helperText={t("create.askerHelp")} />
      ) : (
        <TextInput
          source="replyTo"
          label={t(replyBy === "phone" ? "create.phone" : "create.address")}
          helperText={t("create.askerHelp")}
        />
      )}
    </>
  );
}

/** A request that came by telephone or letter, written down with what proves it and how it wants to be answered. G8 */
export function RequestCreate() {
  const t = useText("requests");
  const registry = useRegistry();
  const notify = useNotify();
  const navigate = useNavigate();
  const [participantId, setParticipantId] = useState<number | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<RegistryError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (values: object) => {
    setBusy(true);
    setError(null);
    try {
      const made = await registry.submitRequest(toSubmit(values as Typed, participantId));
      notify(t("create.done", { number: made.number }), { type: "success" });
      if (file) {
        // The request stands; its page takes another file where this one is refused.
        await registry
          .addRequestFile(made.id, file)
          .catch((refused: Error) =>
            notify(t("create.fileRefused", { why: refused.message }), { type: "error" }),
          );
      }
      navigate(`/requests/${made.id}/show`);
    } catch (caught) {
      const refused = caught as RegistryError;
      setError(refused);
      const { numbers, ...errors } = refused.body?.errors ?? {};
      return { ...errors, ...(numbers ? { numbersTyped: numbers } : {}) };
    } finally {
      setBusy(false);
    }
    return undefined;
  };
  return (
    <Box sx={{ maxWidth: 760 }}>
      <PageHead title={t("create.title")} />
      <Card sx={{ p: 2 }}>
        {error && !error.body?.errors ? <ErrorNote error={error} /> : null}
        <Form onSubmit={submit} defaultValues={{ type: "question", replyBy: "email" }} record={{}}>
          <Stack sx={{ gap: 0.5 }}>
            <Inputs participantId={participantId} onPerson={setParticipantId} />
            <UploadField id="request-file" label={t("create.file")} optional onChange={setFile} />
            <Box sx={{ mt: 1.5 }}>
              <Button type="submit" variant="contained" loading={busy}>
                {t("create.save")}
              </Button>
            </Box>
          </Stack>
        </Form>
      </Card>
    </Box>
  );
}
