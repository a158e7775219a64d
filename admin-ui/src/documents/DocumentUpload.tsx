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
import { Link, useNavigate, useSearchParams } from "react-router";
import { documentLanes, documentSources } from "#db/enums.ts";
import { StaffPicker } from "../intake/StaffPicker.tsx";
import type { RegistryError } from "../providers/httpClient.ts";
import type { AlreadyHere } from "../providers/wire.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { PageHead } from "../shared/Panel.tsx";
import { PersonPicker } from "../shared/PersonPicker.tsx";
import { Row } from "../shared/RegistryForms.tsx";
import { UploadField } from "../shared/UploadField.tsx";
import { useIsStaff } from "../shared/useIsStaff.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";

type Fields = Record<string, string>;
const blank: Fields = { type: "transcript", lane: "standard", source: "mail" };

/**
 * Staff hand in what came by mail, e-mail or fax; a program's administrator sends documents for its confirmed staff. The
 * same file on the same record is not taken twice. B-D6
 */
export function DocumentUpload() {
  const t = useText("documents");
  const intake = useText("intake-scans");
  const staff = useIsStaff();
  const word = useEnum();
  const notify = useNotify();
  const navigate = useNavigate();
  const vocabulary = useVocabulary();
  const [query] = useSearchParams();
  const asked = Number(query.get("participantId")) || null;
  const [participantId, setParticipantId] = useState<number | null>(asked);
  const [values, setValues] = useState(blank);
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<RegistryError | null>(null);
  // One key for this form: pressing twice, or a lost answer, makes no second document.
  const uploadKey = useMemo(() => crypto.randomUUID(), []);
  const upload = useVerb(
    (registry, { fields, ...input }: { file: File; participantId: number; fields: Fields }) =>
      registry.uploadDocument({ ...fields, ...input, type: fields.type ?? "", uploadKey }),
    { announce: false },
  );
  const errors = error?.body?.errors ?? {};
  const type = vocabulary?.documentTypes.find(({ code }) => code === values.type);
  const here = error?.status === 409 ? (error.body?.details as AlreadyHere | undefined) : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    if (!file || !participantId) return;
    const { type: kind = "", lane = "", source = "", ...stated } = values;
    const channel: Fields = staff ? { lane, source } : {};
    upload.mutate(
      {
        file,
        participantId,
        fields: { type: kind, ...channel, ...(type?.asksCredential ? stated : {}) },
      },
      {
        onError: setError,
        onSuccess: ({ id }) => {
          notify(t("upload.sent"), { type: "success" });
          navigate(`/documents/${id}/show`);
        },
      },
    );
  };
  const field = (name: string) => ({
    name,
    label: t(`fields.${name}` as "fields.type"),
    value: values[name] ?? "",
    error: Boolean(errors[name]),
    helperText: errors[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  const choice = (name: string, options: readonly { id: string; name: string }[]) => (
    <TextField select required {...field(name)}>
      {options.map(({ id, name: label }) => (
        <MenuItem key={id} value={id}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  );

  return (
    <Box sx={{ maxWidth: 720 }}>
      <PageHead title={staff ? t("upload.title") : intake("program.title")} />
      <Card sx={{ p: 2 }}>
        <Stack component="form" onSubmit={submit} sx={{ gap: 1 }}>
          {here ? (
            <Alert severity="warning" role="alert">
              {error?.message ?? t("upload.sameOnRecord")}{" "}
              <MuiLink component={Link} to={`/documents/${here.documentId}/show`}>
                {t("upload.openIt", { id: here.documentId })}
              </MuiLink>{" "}
              {here.placeInQueue ? t("upload.place", { place: here.placeInQueue }) : null}
            </Alert>
          ) : error ? (
            <ErrorNote error={error} />
          ) : null}
          {staff ? (
            <PersonPicker
              value={participantId}
              onChange={setParticipantId}
              label={t("upload.find")}
              error={errors.participantId}
              autoFocus={!asked}
            />
          ) : (
            <>
              <Typography variant="body2" sx={{ color: "text.secondary" }}>
                {intake("program.lead")}
              </Typography>
              <StaffPicker value={participantId} onChange={setParticipantId} error={errors.participantId} />
            </>
          )}
          <Row columns={staff ? 3 : 1}>
            {choice(
              "type",
              (vocabulary?.documentTypes ?? [])
                .filter(({ uploadable }) => staff || uploadable)
                .map(({ code, label }) => ({ id: code, name: label })),
            )}
            {staff
              ? choice(
                  "lane",
                  documentLanes.map((id) => ({ id, name: word("documentLane", id) })),
                )
              : null}
            {staff
              ? choice(
                  "source",
                  documentSources
                    .filter((id) => id !== "portal")
                    .map((id) => ({ id, name: word("documentSource", id) })),
                )
              : null}
          </Row>
          {type?.asksCredential ? (
            <Box>
              <Typography variant="h3">{t("upload.stated")}</Typography>
              <Row>
                <TextField select {...field("statedLevel")}>
                  <MenuItem value="">—</MenuItem>
                  {vocabulary?.permitLevels.map(({ code, label }) => (
                    <MenuItem key={code} value={code}>
                      {label}
                    </MenuItem>
                  ))}
                </TextField>
                <TextField {...field("statedNumber")} />
                <TextField
                  type="date"
                  slotProps={{ inputLabel: { shrink: true } }}
                  {...field("statedIssuedOn")}
                />
                <TextField
                  type="date"
                  slotProps={{ inputLabel: { shrink: true } }}
                  {...field("statedExpiresOn")}
                />
              </Row>
            </Box>
          ) : null}
          <UploadField id="file" label={t("upload.choose")} error={errors.file} onChange={setFile} />
          <Button
            type="submit"
            variant="contained"
            disabled={!file || !participantId}
            loading={upload.isPending}
            sx={{ alignSelf: "flex-start", mt: 1 }}
          >
            {t("upload.submit")}
          </Button>
        </Stack>
      </Card>
    </Box>
  );
}
