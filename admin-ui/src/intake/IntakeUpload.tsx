import {
  Alert,
  Box,
  Button,
  Card,
  MenuItem,
  Link as MuiLink,
  Stack,
  TextField,
  Typography,
} from "@mui/material";
import { type FormEvent, useMemo, useState } from "react";
import { useNotify } from "react-admin";
import { Link, useNavigate } from "react-router";
import type { RegistryError } from "../providers/httpClient.ts";
import type { ScanAlreadyHere } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { PageHead } from "../shared/Panel.tsx";
import { UploadField } from "../shared/UploadField.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";

const sources = ["mail", "email", "fax"] as const;

/** Staff take in one scan with papers of several people. The same file is asked about before it is taken twice. */
export function IntakeUpload() {
  const t = useText("intake-scans");
  const word = useEnum();
  const notify = useNotify();
  const navigate = useNavigate();
  const [source, setSource] = useState<string>("mail");
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<RegistryError | null>(null);
  // A key for each file: pressing twice, or a lost answer, makes no second scan.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file is another upload
  const uploadKey = useMemo(() => crypto.randomUUID(), [file]);
  const upload = useVerb(
    (registry, input: { file: File; again: boolean }) => registry.uploadScan({ ...input, source, uploadKey }),
    { announce: false },
  );
  const here = error?.status === 409 ? (error.body?.details as ScanAlreadyHere | undefined) : undefined;
  const refused = error?.body?.errors?.file;

  const send = (again: boolean) => {
    if (!file) return;
    setError(null);
    upload.mutate(
      { file, again },
      {
        onError: setError,
        onSuccess: ({ id }) => {
          notify(t("upload.sent"), { type: "success" });
          navigate(`/intake-scans/${id}/show`);
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(false);
  };

  return (
    <Box sx={{ maxWidth: 720 }}>
      <PageHead title={t("upload.title")} />
      <Card sx={{ p: 2 }}>
        <Stack component="form" onSubmit={submit} sx={{ gap: 1.5 }}>
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {t("upload.lead")}
          </Typography>
          {here?.scanId ? (
            <Alert
              severity="warning"
              role="alert"
              action={
                <Button color="inherit" onClick={() => send(true)} loading={upload.isPending}>
                  {t("upload.again")}
                </Button>
              }
            >
              {error?.message} {formatMoment(here.receivedAt)}.{" "}
              <MuiLink component={Link} to={`/intake-scans/${here.scanId}/show`}>
                {t("upload.same")}
              </MuiLink>
            </Alert>
          ) : error && !refused ? (
            <ErrorNote error={error} />
          ) : null}
          <TextField
            select
            required
            label={t("fields.source")}
            value={source}
            onChange={(event) => setSource(event.target.value)}
            sx={{ maxWidth: 240 }}
          >
            {sources.map((id) => (
              <MenuItem key={id} value={id}>
                {word("documentSource", id)}
              </MenuItem>
            ))}
          </TextField>
          <UploadField
            id="scan"
            label={t("upload.choose")}
            error={refused}
            onChange={(chosen) => {
              setFile(chosen);
              setError(null);
            }}
          />
          <Button
            type="submit"
            variant="contained"
            disabled={!file}
            loading={upload.isPending}
            sx={{ alignSelf: "flex-start" }}
          >
            {t("upload.submit")}
          </Button>
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {t("upload.onePerson")}{" "}
            <MuiLink component={Link} to="/documents/create">
              {t("upload.onePersonLink")}
            </MuiLink>
            .
          </Typography>
        </Stack>
      </Card>
    </Box>
  );
}
