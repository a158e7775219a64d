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
import type { Box as Place } from "#db/reading.ts";
import type { DocumentView } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import { InTheirLanguage } from "./InTheirLanguage.tsx";
import { reasonsFor } from "./reasons.ts";

const outcomes = ["verified", "action_required", "not_accepted"] as const;
export type Outcome = (typeof outcomes)[number];
export type Decision = {
  outcome: Outcome;
  reasonCode?: string;
  toFix?: string;
  internalNote?: string;
  pointedAt?: Place;
};

type Props = {
  document: DocumentView;
  busy: boolean;
  errors: Record<string, string>;
  /** Proposed rows that were neither accepted nor skipped: nobody decides over them by accident. */
  openRows?: number;
  /** The place the participant is pointed to, and whether it is being drawn. */
  marked?: Place | null;
  marking?: boolean;
  onMarking?: (marking: boolean) => void;
  onUnmark?: () => void;
  onDecide: (decision: Decision, takeNext: boolean) => void;
};

/** Verified, action required or not accepted: says what follows before it is done. */
export function DecisionPanel(props: Props) {
  const {
    document,
    busy,
    errors,
    openRows = 0,
    marked,
    marking = false,
    onMarking,
    onUnmark,
    onDecide,
  } = props;
  const t = useText("documents");
  const vocabulary = useVocabulary();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reasonCode, setReasonCode] = useState("");
  const [toFix, setToFix] = useState("");
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const [warned, setWarned] = useState<{ takeNext: boolean } | null>(null);
  const reasonField = useRef<HTMLInputElement>(null);
  const saveNext = useRef<HTMLButtonElement>(null);
  const reasoned = outcome === "action_required" || outcome === "not_accepted";
  const reasons = reasoned ? reasonsFor(vocabulary?.reasons ?? [], outcome, document.type) : [];

  const chosen = reasons.find(({ code }) => code === reasonCode);
  const choose = (next: Outcome | null) => {
    setOutcome(next);
    setMissing(false);
    setWarned(null);
    setReasonCode("");
    setToFix("");
    if (next === "action_required" || next === "not_accepted") {
      requestAnimationFrame(() => reasonField.current?.focus());
    }
  };
  const decide = (takeNext: boolean, without = false) => {
    if (!outcome) return setMissing(true);
    if (outcome === "verified" && openRows > 0 && !without) return setWarned({ takeNext });
    setWarned(null);
    onDecide(
      {
        outcome,
        ...(reasoned ? { reasonCode, toFix } : {}),
        ...(note.trim() ? { internalNote: note } : {}),
      },
      takeNext,
    );
  };
  const group = t("keyGroups.decision");
  useKey({ combo: "v", label: t("decision.keys.verified"), group }, () => {
    choose("verified");
    saveNext.current?.focus();
  });
  useKey({ combo: "a", label: t("decision.keys.action_required"), group }, () => choose("action_required"));
  useKey({ combo: "x", label: t("decision.keys.not_accepted"), group }, () => choose("not_accepted"));
  useKey(
    { combo: "p", label: t("decision.keys.point"), group, enabled: reasoned && Boolean(onMarking) },
    () => onMarking?.(!marking),
  );
  useKey(
    { combo: "ctrl+Enter", label: t("decision.keys.saveNext"), group, inFields: true, enabled: !busy },
    () => decide(true),
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
            <InTheirLanguage document={document} reason={chosen} toFix={toFix} />
            {onMarking ? (
              <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
                <Button
                  variant={marking ? "contained" : "outlined"}
                  aria-pressed={marking}
                  onClick={() => onMarking(!marking)}
                >
                  {t(marked ? "decision.pointAgain" : "decision.point")}
                </Button>
                <Typography variant="body2" role="status" sx={{ color: "text.secondary" }}>
                  {marking
                    ? t("decision.drag")
                    : marked
                      ? t("decision.pointed", { page: marked.page })
                      : t("decision.pointHelp")}
                </Typography>
                {marked && !marking ? (
                  <Button color="inherit" onClick={onUnmark}>
                    {t("decision.unpoint")}
                  </Button>
                ) : null}
              </Stack>
            ) : null}
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
        {warned ? (
          <Alert
            severity="warning"
            role="alert"
            action={
              <Button color="inherit" disabled={busy} onClick={() => decide(warned.takeNext, true)}>
                {t("decision.without")}
              </Button>
            }
          >
            {t("decision.openRows", { smart_count: openRows })}
          </Alert>
        ) : null}
        <Stack direction="row" sx={{ gap: 1 }}>
          <Button ref={saveNext} variant="contained" onClick={() => decide(true)} loading={busy}>
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
