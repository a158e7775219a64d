import { Stack } from "@mui/material";
import { useState } from "react";
import type { RequestView } from "../providers/wire.ts";
import { PersonPicker } from "../shared/PersonPicker.tsx";
import { useText } from "../shared/useText.ts";
import { VerbDialog } from "../shared/VerbDialog.tsx";

/** Links the records a request is about, beginning with those whose numbers were given. */
export function LinkDialog({ request, close }: { request: RequestView; close: () => void }) {
  const t = useText("requests");
  const living = request.records.filter(({ status }) => status !== "merged");
  const [first, setFirst] = useState(request.participantId ?? living[0]?.id ?? null);
  const pair = request.type === "duplicate";
  const other = living.find(({ id }) => id !== first)?.id ?? null;
  const [second, setSecond] = useState(pair ? other : null);
  return (
    <VerbDialog
      title={t("linkTitle")}
      explain={t("linkExplain")}
      submit={t("link")}
      verb={(registry) =>
        registry.linkRequest(request.id, {
          version: request.version,
          participantId: first,
          ...(pair ? { otherParticipantId: second } : {}),
        })
      }
      done={t("linked")}
      seen={request}
      onClose={close}
    >
      <Stack sx={{ gap: 1.5, pt: 1 }}>
        <PersonPicker value={first} onChange={setFirst} label={t("fields.participantId")} autoFocus />
        {pair ? (
          <PersonPicker value={second} onChange={setSecond} label={t("fields.otherParticipantId")} />
        ) : null}
      </Stack>
    </VerbDialog>
  );
}
