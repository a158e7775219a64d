import { Button, Stack } from "@mui/material";
import { OpenRowsWarning } from "../documents/OpenRowsWarning.tsx";
import { outcomes, type Said, useOutcome } from "../documents/useOutcome.ts";
import type { SecondLookView } from "../providers/wire.ts";
import { OutcomeChoice, ReasonField, WhatFollows } from "../shared/DecideForm.tsx";
import { useKey } from "../shared/keys.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";

export type Look = Said;

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
  const said = useOutcome({ type, openRows, onSay: onSubmit });
  const { warned, say, choose } = said;
  const group = t("look.keys.group");
  useKey({ combo: "v", label: t("look.keys.verified"), group }, () => choose("verified"));
  useKey({ combo: "a", label: t("look.keys.action_required"), group }, () => choose("action_required"));
  useKey({ combo: "x", label: t("look.keys.not_accepted"), group }, () => choose("not_accepted"));
  useKey(
    { combo: "ctrl+Enter", label: t("look.keys.submitNext"), group, inFields: true, enabled: !busy },
    () => say(true),
  );
  return (
    <Panel title={t("look.title")}>
      <Stack sx={{ gap: 1.5 }}>
        <OutcomeChoice
          label={t("look.title")}
          values={outcomes}
          wordFor={(each) => t(`look.${each}`)}
          value={said.outcome}
          onChange={choose}
        />
        {said.reasoned ? (
          <ReasonField
            label={t("fields.reasonCode")}
            reasons={said.reasons}
            value={said.reasonCode}
            error={errors.reasonCode}
            inputRef={said.reasonField}
            onChange={said.setReasonCode}
          />
        ) : null}
        <WhatFollows missing={said.missing}>
          {t(said.missing ? "look.chooseFirst" : "look.follows")}
        </WhatFollows>
        {warned ? (
          <OpenRowsWarning
            says={t("look.openRows", { smart_count: openRows })}
            without={t("look.without")}
            busy={busy}
            onWithout={() => say(warned.takeNext, true)}
          />
        ) : null}
        <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
          <Button ref={said.nextButton} variant="contained" onClick={() => say(true)} loading={busy}>
            {t("look.submitNext")}
          </Button>
          <Button variant="outlined" onClick={() => say(false)} disabled={busy}>
            {t("look.submit")}
          </Button>
        </Stack>
      </Stack>
    </Panel>
  );
}
