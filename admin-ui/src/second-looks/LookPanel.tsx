import {
  Alert,
  Button,
  MenuItem,
  Stack,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from "@mui/material";
import { useRef, useState } from "react";
import { reasonsFor } from "../documents/reasons.ts";
import type { SecondLookView, SubmitSecondLook } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";

export type Look = Pick<SubmitSecondLook, "outcome" | "reasonCode">;
const outcomes = ["verified", "action_required", "not_accepted"] as const;

type Props = {
  type: SecondLookView["document"]["type"];
  busy: boolean;
  errors: Record<string, string>;
  openRows: number;
  onSubmit: (look: Look, takeNext: boolean) => void;
};

/** What the second reader would decide: no note, no e-mail, nothing follows but the comparison. */
export function LookPanel({ type, busy, errors, openRows, onSubmit }: Props) {
  const t = useText("second-looks");
  const vocabulary = useVocabulary();
  const [outcome, setOutcome] = useState<Look["outcome"] | null>(null);
  const [reasonCode, setReasonCode] = useState("");
  const [missing, setMissing] = useState(false);
  const [warned, setWarned] = useState<{ takeNext: boolean } | null>(null);
  const reasonField = useRef<HTMLInputElement>(null);
  const submitNext = useRef<HTMLButtonElement>(null);
  const reasoned = outcome === "action_required" || outcome === "not_accepted";
  const reasons = reasoned ? reasonsFor(vocabulary?.reasons ?? [], outcome, type) : [];

  const choose = (next: Look["outcome"] | null) => {
    setOutcome(next);
    setMissing(false);
    setWarned(null);
    setReasonCode("");
    if (next === "verified") submitNext.current?.focus();
    else if (next) requestAnimationFrame(() => reasonField.current?.focus());
  };
  const submit = (takeNext: boolean, without = false) => {
    if (!outcome) return setMissing(true);
    if (outcome === "verified" && openRows > 0 && !without) return setWarned({ takeNext });
    setWarned(null);
    onSubmit({ outcome, ...(reasoned ? { reasonCode } : {}) }, takeNext);
  };
  const group = t("look.keys.group");
  useKey({ combo: "v", label: t("look.keys.verified"), group }, () => choose("verified"));
  useKey({ combo: "a", label: t("look.keys.action_required"), group }, () => choose("action_required"));
  useKey({ combo: "x", label: t("look.keys.not_accepted"), group }, () => choose("not_accepted"));
  useKey(
    { combo: "ctrl+Enter", label: t("look.keys.submitNext"), group, inFields: true, enabled: !busy },
    () => submit(true),
  );
  return (
    <Panel title={t("look.title")}>
      <Stack sx={{ gap: 1.5 }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={outcome}
          onChange={(_event, next: Look["outcome"] | null) => choose(next)}
          aria-label={t("look.title")}
          sx={{ flexWrap: "wrap" }}
        >
          {outcomes.map((each) => (
            <ToggleButton key={each} value={each} sx={{ textTransform: "none", px: 1.5 }}>
              {t(`look.${each}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {reasoned ? (
          <TextField
            select
            required
            margin="none"
            label={t("fields.reasonCode")}
            inputRef={reasonField}
            value={reasonCode}
            error={Boolean(errors.reasonCode)}
            helperText={errors.reasonCode}
            onChange={(event) => setReasonCode(event.target.value)}
          >
            {reasons.map(({ code, label }) => (
              <MenuItem key={code} value={code}>
                {label}
              </MenuItem>
            ))}
          </TextField>
        ) : null}
        <Typography
          variant="body2"
          role="status"
          sx={{ color: missing ? "status.bad.fg" : "text.secondary" }}
        >
          {t(missing ? "look.chooseFirst" : "look.follows")}
        </Typography>
        {warned ? (
          <Alert
            severity="warning"
            role="alert"
            action={
              <Button color="inherit" disabled={busy} onClick={() => submit(warned.takeNext, true)}>
                {t("look.without")}
              </Button>
            }
          >
            {t("look.openRows", { smart_count: openRows })}
          </Alert>
        ) : null}
        <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
          <Button ref={submitNext} variant="contained" onClick={() => submit(true)} loading={busy}>
            {t("look.submitNext")}
          </Button>
          <Button variant="outlined" onClick={() => submit(false)} disabled={busy}>
            {t("look.submit")}
          </Button>
        </Stack>
      </Stack>
    </Panel>
  );
}
