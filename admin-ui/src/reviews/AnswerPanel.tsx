import { Button, Stack } from "@mui/material";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { RegistryError } from "../providers/httpClient.ts";
import type { DecideReview, ReviewView } from "../providers/wire.ts";
import { OutcomeChoice, WhatFollows, WordsField } from "../shared/DecideForm.tsx";
import { ErrorNote } from "../shared/Notes.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";

const statuses = ["upheld", "changed"] as const;

/** Says whether the decision stands, and answers the participant; what follows is said before it is done. */
export function AnswerPanel({ review }: { review: ReviewView }) {
  const t = useText("reviews");
  const navigate = useNavigate();
  const [status, setStatus] = useState<DecideReview["status"] | null>(null);
  const [answer, setAnswer] = useState("");
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<RegistryError | null>(null);
  const decide = useVerb((registry, input: DecideReview) => registry.decideReview(input), {
    done: (after) => t(after.status === "changed" ? "decide.done.changed" : "decide.done.upheld"),
    announce: false,
    onDone: (after) => {
      if (after.status === "changed") navigate(`/documents/${after.documentId}/show`);
    },
  });
  const errors = error?.body?.errors ?? {};
  const submit = () => {
    if (!status) return setMissing(true);
    setError(null);
    decide.mutate(
      { id: review.id, version: review.version, status, answer, internalNote: note.trim() || null },
      { onError: setError },
    );
  };
  return (
    <Panel title={t("decide.title")}>
      <Stack sx={{ gap: 1.5 }}>
        <OutcomeChoice
          label={t("decide.title")}
          values={statuses}
          wordFor={(each) => t(`decide.${each}`)}
          value={status}
          onChange={(next) => {
            setStatus(next);
            setMissing(false);
          }}
        />
        <WordsField
          required
          minRows={3}
          label={t("fields.answer")}
          value={answer}
          error={errors.answer}
          onChange={setAnswer}
        />
        <WordsField
          label={t("fields.internalNote")}
          value={note}
          error={errors.internalNote}
          onChange={setNote}
        />
        <WhatFollows missing={missing}>
          {status ? t(`decide.follows.${status}`) : t("decide.chooseFirst")}
        </WhatFollows>
        {error && Object.keys(errors).length === 0 ? <ErrorNote error={error} /> : null}
        <Stack direction="row">
          <Button variant="contained" onClick={submit} loading={decide.isPending}>
            {t("decide.submit")}
          </Button>
        </Stack>
      </Stack>
    </Panel>
  );
}
