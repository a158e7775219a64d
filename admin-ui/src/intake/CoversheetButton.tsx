import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  TextField,
  Typography,
} from "@mui/material";
import { type FormEvent, useId, useState } from "react";
import type { RegistryError } from "../providers/httpClient.ts";
import { intakeUrls } from "../providers/verbs/intake.ts";
import type { CreateCoversheet } from "../providers/wire.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { PersonPicker } from "../shared/PersonPicker.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";

/** Asks whose papers and which type, then hands out the sheet as a PDF. */
export function CoversheetDialog({ participantId, close }: { participantId?: number; close: () => void }) {
  const t = useText("intake-scans");
  const shared = useText("shared");
  const vocabulary = useVocabulary();
  const titleId = useId();
  const [person, setPerson] = useState<number | null>(participantId ?? null);
  const [type, setType] = useState("transcript");
  const [error, setError] = useState<RegistryError | null>(null);
  const make = useVerb((registry, input: CreateCoversheet) => registry.createCoversheet(input), {
    announce: false,
    refresh: false,
  });
  const fields = error?.body?.errors;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!person) return;
    setError(null);
    make.mutate(
      { participantId: person, documentType: type as CreateCoversheet["documentType"] },
      {
        onError: setError,
        onSuccess: ({ id }) => {
          window.location.assign(intakeUrls.coversheet(id));
          close();
        },
      },
    );
  };
  return (
    <Dialog open onClose={close} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <form onSubmit={submit}>
        <DialogTitle id={titleId} sx={{ pb: 1 }}>
          {t("coversheet.title")}
        </DialogTitle>
        <DialogContent sx={{ display: "flex", flexDirection: "column", gap: 1 }}>
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {t("coversheet.explain")}
          </Typography>
          {error && !fields ? <ErrorNote error={error} /> : null}
          {participantId ? null : (
            <PersonPicker
              value={person}
              onChange={setPerson}
              label={t("coversheet.person")}
              error={fields?.participantId}
              autoFocus
            />
          )}
          <TextField
            select
            required
            label={t("coversheet.type")}
            value={type}
            error={Boolean(fields?.documentType)}
            helperText={fields?.documentType}
            onChange={(event) => setType(event.target.value)}
          >
            {vocabulary?.documentTypes.map(({ code, label }) => (
              <MenuItem key={code} value={code}>
                {label}
              </MenuItem>
            ))}
          </TextField>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={close} color="inherit">
            {shared("cancel")}
          </Button>
          <Button type="submit" variant="contained" disabled={!person} loading={make.isPending}>
            {t("coversheet.submit")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

export function CoversheetButton() {
  const t = useText("intake-scans");
  const can = useCan();
  const [open, setOpen] = useState(false);
  if (!can("coversheets:create")) return null;
  return (
    <>
      <Button color="inherit" variant="outlined" onClick={() => setOpen(true)}>
        {t("coversheet.action")}
      </Button>
      {open ? <CoversheetDialog close={() => setOpen(false)} /> : null}
    </>
  );
}
