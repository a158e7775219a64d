import { Button, Stack, Typography } from "@mui/material";
import { useState } from "react";
import type { Box as Place } from "#db/reading.ts";
import type { DocumentView } from "../providers/wire.ts";
import { OutcomeChoice, ReasonField, WhatFollows, WordsField } from "../shared/DecideForm.tsx";
import { useKey } from "../shared/keys.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { InTheirLanguage } from "./InTheirLanguage.tsx";
import { OpenRowsWarning } from "./OpenRowsWarning.tsx";
import { type Outcome, outcomes, type Said, useOutcome } from "./useOutcome.ts";

export type Decision = Said & { toFix?: string; internalNote?: string; pointedAt?: Place };

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
  const [toFix, setToFix] = useState("");
  const [note, setNote] = useState("");
  const said = useOutcome({
    type: document.type,
    openRows,
    onSay: (what, takeNext) =>
      onDecide(
        {
          ...what,
          ...(what.reasonCode === undefined ? {} : { toFix }),
          ...(note.trim() ? { internalNote: note } : {}),
        },
        takeNext,
      ),
  });
  const { outcome, reasoned, reasons, warned, say } = said;
  const chosen = reasons.find(({ code }) => code === said.reasonCode);
  const choose = (next: Outcome | null) => {
    said.choose(next);
    setToFix("");
  };
  const group = t("keyGroups.decision");
  useKey({ combo: "v", label: t("decision.keys.verified"), group }, () => choose("verified"));
  useKey({ combo: "a", label: t("decision.keys.action_required"), group }, () => choose("action_required"));
  useKey({ combo: "x", label: t("decision.keys.not_accepted"), group }, () => choose("not_accepted"));
  useKey(
    { combo: "p", label: t("decision.keys.point"), group, enabled: reasoned && Boolean(onMarking) },
    () => onMarking?.(!marking),
  );
  useKey(
    { combo: "ctrl+Enter", label: t("decision.keys.saveNext"), group, inFields: true, enabled: !busy },
    () => say(true),
  );

  return (
    <Panel title={t("decision.title")}>
      <Stack sx={{ gap: 1.5 }}>
        <OutcomeChoice
          label={t("decision.title")}
          values={outcomes}
          wordFor={(each) => t(`decision.${each}`)}
          value={outcome}
          onChange={choose}
        />
        {reasoned ? (
          <>
            <ReasonField
              label={t("fields.reasonCode")}
              reasons={reasons}
              value={said.reasonCode}
              error={errors.reasonCode}
              inputRef={said.reasonField}
              onChange={(code) => {
                said.setReasonCode(code);
                setToFix(reasons.find((each) => each.code === code)?.toFix ?? "");
              }}
            />
            <WordsField
              minRows={2}
              label={t("fields.toFix")}
              value={toFix}
              error={errors.toFix}
              onChange={setToFix}
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
        <WordsField
          label={t("fields.internalNote")}
          value={note}
          error={errors.internalNote}
          onChange={setNote}
        />
        <WhatFollows missing={said.missing}>
          {outcome ? t(`decision.follows.${outcome}`) : t("decision.chooseFirst")}
        </WhatFollows>
        {warned ? (
          <OpenRowsWarning
            says={t("decision.openRows", { smart_count: openRows })}
            without={t("decision.without")}
            busy={busy}
            onWithout={() => say(warned.takeNext, true)}
          />
        ) : null}
        <Stack direction="row" sx={{ gap: 1 }}>
          <Button ref={said.nextButton} variant="contained" onClick={() => say(true)} loading={busy}>
            {t("decision.saveNext")}
          </Button>
          <Button variant="outlined" onClick={() => say(false)} disabled={busy}>
            {t("decision.save")}
          </Button>
        </Stack>
      </Stack>
    </Panel>
  );
}
