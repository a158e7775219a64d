import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
  Typography,
} from "@mui/material";
import { useId, useState } from "react";
import type { RegistryError } from "../providers/httpClient.ts";
import type { DecideRow, ImportedRow, RosterImportView } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { PersonLink } from "../shared/Links.tsx";
import { ErrorNote } from "../shared/Notes.tsx";
import { useIsStaff } from "../shared/useIsStaff.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";

type Props = { list: RosterImportView; row: ImportedRow; onClose: () => void };

/** Whom a row means: one of those it may mean, none of them, or for the registry's staff any number. */
export function ChooseDialog({ list, row, onClose }: Props) {
  const t = useText("roster-imports");
  const shared = useText("shared");
  const isStaff = useIsStaff();
  const titleId = useId();
  const [number, setNumber] = useState("");
  const [error, setError] = useState<RegistryError | null>(null);
  const decide = useVerb(
    (registry, decision: DecideRow["decision"]) =>
      registry.decideListRow({ id: list.id, rowId: row.id, decision }),
    { announce: false, done: t("row.decided"), onDone: onClose },
  );
  const send = (decision: DecideRow["decision"]) => {
    setError(null);
    decide.mutate(decision, { onError: setError });
  };
  const refused = error?.body?.errors?.registryNumber;
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId} sx={{ pb: 1 }}>
        {t("row.chooseFor", { line: row.line })}
      </DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 1.5 }}>
          <Typography variant="body1" sx={{ fontWeight: 600, overflowWrap: "anywhere" }}>
            {(row.cells ?? []).filter(Boolean).join(" · ")}
          </Typography>
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {t("row.chooseExplain")}
          </Typography>
          {error && !refused ? <ErrorNote error={error} /> : null}
          {row.candidates.map(({ participantId, name, registryNumber, birthDate, signals }, at) => (
            <Stack
              key={participantId}
              direction="row"
              sx={{ gap: 1, justifyContent: "space-between", alignItems: "flex-start", flexWrap: "wrap" }}
            >
              <Box sx={{ minWidth: 0, flex: "1 1 240px" }}>
                <PersonLink id={participantId} name={name} number={registryNumber} />
                {birthDate ? (
                  <Typography variant="body2">{t("table.born", { day: formatDay(birthDate) })}</Typography>
                ) : null}
                {signals && signals.length > 0 ? (
                  <Box component="ul" aria-label={t("row.evidence")} sx={{ m: 0, pl: 2.5 }}>
                    {signals.map(({ key, text }) => (
                      <Typography key={key} component="li" variant="body2">
                        {text}
                      </Typography>
                    ))}
                  </Box>
                ) : null}
              </Box>
              <Button
                variant="outlined"
                autoFocus={at === 0}
                disabled={decide.isPending}
                onClick={() => send({ as: "person", participantId })}
              >
                {t("row.thisOne")}
              </Button>
            </Stack>
          ))}
          {isStaff ? (
            <Stack direction="row" sx={{ gap: 1, alignItems: "flex-start", flexWrap: "wrap" }}>
              <TextField
                size="small"
                label={t("row.number")}
                value={number}
                error={Boolean(refused)}
                helperText={refused}
                onChange={(event) => setNumber(event.target.value)}
              />
              <Button
                variant="outlined"
                disabled={number.trim() === "" || decide.isPending}
                onClick={() => send({ as: "number", registryNumber: number })}
              >
                {t("row.byNumber")}
              </Button>
            </Stack>
          ) : null}
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2, flexWrap: "wrap", gap: 1 }}>
        <Button onClick={onClose} color="inherit">
          {shared("cancel")}
        </Button>
        <Button
          variant="outlined"
          title={t("row.noneHint")}
          disabled={decide.isPending}
          onClick={() => send({ as: "nobody" })}
        >
          {t("row.none")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
