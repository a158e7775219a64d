import {
  Alert,
  Button,
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  Stack,
  TextField,
  Typography,
} from "@mui/material";
import { useState } from "react";
import { useNotify } from "react-admin";
import { useNavigate } from "react-router";
import type { RegistryError } from "../providers/httpClient.ts";
import type { Comparison } from "../providers/wire.ts";
import { ConflictNote, currentOf } from "../shared/ConflictNote.tsx";
import { humanKey } from "../shared/diff.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { type Choices, readiness, toMerge } from "./choices.ts";
import type { Place } from "./nextPair.ts";

type Props = {
  comparison: Comparison;
  candidateId?: number;
  place?: Place | null;
  choices: Choices;
  keepAccountId: number | null;
  onKeepAccount: (id: number) => void;
  onReload: () => void;
};

/** The last step: which sign-in stays, why it is one person, and the merge or the proposal of one. */
export function MergePanel({
  comparison,
  candidateId,
  place,
  choices,
  keepAccountId,
  onKeepAccount,
  onReload,
}: Props) {
  const t = useText("duplicates");
  const notify = useNotify();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<RegistryError | null>(null);
  const state = readiness(comparison, choices, keepAccountId);
  const logins = [...comparison.left.accounts, ...comparison.right.accounts].filter(
    ({ status }) => status === "active",
  );
  const asksLogin = comparison.blocks.some(({ needs }) => needs === "choose_login");
  const send = useVerb(
    (registry, propose: boolean) => {
      const body = toMerge(comparison, choices, keepAccountId, reason, candidateId);
      return propose ? registry.proposeMerge(body) : registry.merge(body);
    },
    // The pair on this screen is one record now: comparing it again would be refused. The next screen asks anew.
    { announce: false, refresh: false },
  );
  const submit = (propose: boolean) => {
    setError(null);
    send.mutate(propose, {
      onError: setError,
      onSuccess: ({ id }) => {
        notify(t(propose ? "compare.proposed" : "compare.merged"), { type: "success" });
        navigate(`/merges/${id}/show`, { state: { _scrollToTop: true, place } });
      },
    });
  };
  if (state.hopeless.length > 0) return <Alert severity="error">{t("compare.nothingHelps")}</Alert>;
  return (
    <Panel title={t("compare.merge")}>
      <Stack sx={{ gap: 1.5, maxWidth: 640 }}>
        {error && currentOf(error) ? (
          <ConflictNote error={error} seen={comparison.left} onReload={onReload} />
        ) : error ? (
          <ErrorNote error={error} onRetry={error.status === 409 ? onReload : undefined} />
        ) : null}
        {asksLogin ? (
          <FormControl>
            <FormLabel id="keep-login">{t("compare.login")}</FormLabel>
            <RadioGroup
              aria-labelledby="keep-login"
              value={keepAccountId ?? ""}
              onChange={(_event, id) => onKeepAccount(Number(id))}
            >
              {logins.map((account) => (
                <FormControlLabel
                  key={account.id}
                  value={account.id}
                  control={<Radio size="small" />}
                  label={account.email}
                />
              ))}
            </RadioGroup>
            <Typography variant="caption" sx={{ color: "text.secondary" }}>
              {t("compare.loginNote")}
            </Typography>
          </FormControl>
        ) : null}
        <TextField
          required
          multiline
          margin="none"
          label={t("compare.reason")}
          value={reason}
          error={Boolean(error?.body?.errors?.reason)}
          helperText={error?.body?.errors?.reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {state.open.length > 0 ? (
          <Typography variant="body2" sx={{ color: "status.waiting.fg" }}>
            {t("compare.chooseAll")} ({state.open.map(humanKey).join(", ")})
          </Typography>
        ) : null}
        {state.needsSecondPerson ? <Typography variant="body2">{t("compare.proposeNote")}</Typography> : null}
        <Stack direction="row" sx={{ gap: 1 }}>
          <Button
            variant="contained"
            disabled={!state.ready || reason.trim().length < 3}
            loading={send.isPending}
            onClick={() => submit(state.needsSecondPerson)}
          >
            {t(state.needsSecondPerson ? "compare.propose" : "compare.merge")}
          </Button>
        </Stack>
      </Stack>
    </Panel>
  );
}
