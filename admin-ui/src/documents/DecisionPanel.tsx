import {
  Button,
  MenuItem,
  Stack,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from "@mui/material";
import { useRef, useState } from "react";
import type { DocumentView } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import { reasonsFor } from "./reasons.ts";

const outcomes = ["verified", "action_required", "not_accepted"] as const;
export type Outcome = (typeof outcomes)[number];
export type Decision = { outcome: Outcome; reasonCode?: string; toFix?: string; internalNote?: string };

type Props = {
  document: DocumentView;
  busy: boolean;
  errors: Record<string, string>;
  onDecide: (decision: Decision, takeNext: boolean) => void;
};

/** Verified, action required or not accepted: says what follows before it is done. */
export function DecisionPanel({ document, busy, errors, onDecide }: Props) {
  const t = useText("documents");
  const vocabulary = useVocabulary();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reasonCode, setReasonCode] = useState("");
  const [toFix, setToFix] = useState("");
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const reasonField = useRef<HTMLInputElement>(null);
  const reasoned = outcome === "action_required" || outcome === "not_accepted";
  const reasons = reasoned ? reasonsFor(vocabulary?.reasons ?? [], outcome, document.type) : [];

  const choose = (next: Outcome | null) => {
    setOutcome(next);
    setMissing(false);
    setReasonCode("");
    setToFix("");
    if (next === "action_required" || next === "not_accepted") {
      requestAnimationFrame(() => reasonField.current?.focus());
    }
  };
  const decide = (takeNext: boolean) => {
    if (!outcome) return setMissing(true);
    onDecide(
      {
        outcome,
        ...(reasoned ? { reasonCode, toFix } : {}),
        ...(note.trim() ? { internalNote: note } : {}),
      },
      takeNext,
    );
  };
  useKey({ combo: "v", label: t("decision.keys.verified") }, () => choose("verified"));
  useKey({ combo: "a", label: t("decision.keys.action_required") }, () => choose("action_required"));
  useKey({ combo: "x", label: t("decision.keys.not_accepted") }, () => choose("not_accepted"));
  useKey({ combo: "ctrl+Enter", label: t("decision.keys.saveNext"), inFields: true, enabled: !busy }, () =>
    decide(true),
  );

  return (
    <Panel title={t("decision.title")}>
      <Stack sx={{ gap: 1.5 }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={outcome}
          onChange={(_event, next: Outcome | null) => choose(next)}
          aria-label={t("decision.title")}
          sx={{ flexWrap: "wrap" }}
        >
          {outcomes.map((each) => (
            <ToggleButton key={each} value={each} sx={{ textTransform: "none", px: 1.5 }}>
              {t(`decision.${each}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {reasoned ? (
          <>
            <TextField
              select
              required
              margin="none"
              label={t("fields.reasonCode")}
              inputRef={reasonField}
              value={reasonCode}
              error={Boolean(errors.reasonCode)}
              helperText={errors.reasonCode}
              onChange={(event) => {
                setReasonCode(event.target.value);
                setToFix(reasons.find(({ code }) => code === event.target.value)?.toFix ?? "");
              }}
            >
              {reasons.map(({ code, label }) => (
                <MenuItem key={code} value={code}>
                  {label}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              multiline
              minRows={2}
              margin="none"
              label={t("fields.toFix")}
              value={toFix}
              error={Boolean(errors.toFix)}
              helperText={errors.toFix}
              onChange={(event) => setToFix(event.target.value)}
            />
          </>
        ) : null}
        <TextField
          multiline
          margin="none"
          label={t("fields.internalNote")}
          value={note}
          error={Boolean(errors.internalNote)}
          helperText={errors.internalNote}
          onChange={(event) => setNote(event.target.value)}
        />
        <Typography
          variant="body2"
          role="status"
          sx={{ color: missing ? "status.bad.fg" : "text.secondary" }}
        >
          {outcome ? t(`decision.follows.${outcome}`) : t("decision.chooseFirst")}
        </Typography>
        <Stack direction="row" sx={{ gap: 1 }}>
          <Button variant="contained" onClick={() => decide(true)} loading={busy}>
            {t("decision.saveNext")}
          </Button>
          <Button variant="outlined" onClick={() => decide(false)} disabled={busy}>
            {t("decision.save")}
          </Button>
        </Stack>
      </Stack>
    </Panel>
  );
}
