import { Box, Button, Card, Divider, Stack, TextField, Typography } from "@mui/material";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { RegistryError } from "../providers/httpClient.ts";
import type { EventView } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { Empty, ErrorNote } from "../shared/Notes.tsx";
import { PageHead } from "../shared/Panel.tsx";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";

/** A list for one event, pasted or as a file: the first of three steps. */
export function RosterImportCreate() {
  const t = useText("roster-imports");
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const eventId = Number(query.get("eventId")) || 0;
  const event = useRead(
    ["events", "getOne", eventId],
    (registry) => registry.getOne<EventView>("events", { id: eventId }),
    { enabled: eventId > 0 },
  );
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<RegistryError | null>(null);
  const [missing, setMissing] = useState(false);
  const pasted = useRef<HTMLTextAreaElement>(null);
  // A key for what is sent: pressing twice, or a lost answer, makes no second list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is another upload
  const uploadKey = useMemo(() => crypto.randomUUID(), [file, text]);
  const send = useVerb(
    (registry, _: undefined) =>
      file
        ? registry.uploadList({ file, eventId, uploadKey })
        : registry.pasteList({ eventId, text, uploadKey }),
    { announce: false, onDone: ({ id }) => navigate(`/roster-imports/${id}/show`) },
  );
  const go = () => {
    setError(null);
    setMissing(file === null && text.trim() === "");
    if (file === null && text.trim() === "") return pasted.current?.focus();
    send.mutate(undefined, { onError: setError });
  };
  useKey({ combo: "ctrl+Enter", label: t("create.key"), inFields: true, enabled: eventId > 0 }, go);
  const submit = (form: FormEvent) => {
    form.preventDefault();
    go();
  };
  const refused = error?.body?.errors;

  if (eventId === 0) return <Empty>{t("create.noEvent")}</Empty>;
  if (event.error) return <ErrorNote error={event.error} onRetry={() => void event.refetch()} />;
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageHead title={t("create.title", { event: event.data?.data.title ?? "…" })} />
      <Card sx={{ p: 2 }}>
        <Stack component="form" onSubmit={submit} sx={{ gap: 1.5 }}>
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {t("create.lead")}
          </Typography>
          {error && !refused?.file && !refused?.text ? <ErrorNote error={error} /> : null}
          <TextField
            label={t("create.paste")}
            helperText={refused?.text ?? t(missing ? "create.nothing" : "create.pasteHint")}
            error={missing || Boolean(refused?.text)}
            inputRef={pasted}
            placeholder={t("create.example")}
            value={text}
            onChange={(change) => {
              setText(change.target.value);
              setMissing(false);
            }}
            disabled={file !== null}
            multiline
            minRows={8}
            maxRows={18}
            autoFocus
            slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: "monospace" } } }}
          />
          <Divider>{t("create.or")}</Divider>
          <Box>
            <Typography component="label" htmlFor="list" variant="body2" sx={{ display: "block", mb: 0.5 }}>
              {t("create.file")}
            </Typography>
            <input
              id="list"
              type="file"
              accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              aria-invalid={Boolean(refused?.file)}
              aria-describedby={refused?.file ? "list-error" : undefined}
              onChange={(change) => {
                setFile(change.target.files?.[0] ?? null);
                setError(null);
                setMissing(false);
              }}
            />
            {refused?.file ? (
              <Typography
                id="list-error"
                role="alert"
                variant="caption"
                component="p"
                sx={{ color: "status.bad.fg" }}
              >
                {refused.file}
              </Typography>
            ) : null}
          </Box>
          <Button type="submit" variant="contained" loading={send.isPending} sx={{ alignSelf: "flex-start" }}>
            {t("create.submit")}
          </Button>
        </Stack>
      </Card>
    </Box>
  );
}
