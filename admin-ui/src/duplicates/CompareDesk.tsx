import { Button, Skeleton, Stack } from "@mui/material";
import { useState } from "react";
import { useRefresh } from "react-admin";
import { ErrorNote } from "../shared/Notes.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useCan } from "../shared/useCan.ts";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { Consequences } from "./Consequences.tsx";
import type { Choices } from "./choices.ts";
import { EvidenceBars } from "./EvidenceBars.tsx";
import { FieldTable } from "./FieldTable.tsx";
import { MergePanel } from "./MergePanel.tsx";
import type { Place } from "./nextPair.ts";
import { useBlind } from "./useBlind.ts";

type Props = {
  left: string;
  right: string;
  candidateId?: number;
  mayMerge: boolean;
  /** Where the pair stands in the list one came from. */
  place?: Place | null;
};

/** Two records beside each other, field by field, and what one merge would do with them. */
export function CompareDesk({ left, right, candidateId, mayMerge, place }: Props) {
  const t = useText("duplicates");
  const can = useCan();
  const refresh = useRefresh();
  const blind = useBlind();
  const [swapped, setSwapped] = useState(false);
  const [choices, setChoices] = useState<Choices>({});
  const [keepAccountId, setKeepAccountId] = useState<number | null>(null);
  const [stays, retires] = swapped ? [right, left] : [left, right];
  const { data, error, isPending, refetch } = useRead(
    ["duplicates", "compare", stays, retires, blind],
    (registry) => registry.compareParticipants(stays, retires),
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton variant="rounded" height={320} />;
  const editable = mayMerge && can("merges:create");
  return (
    <Stack sx={{ gap: 1.5 }}>
      {data.signals.length > 0 ? (
        <Panel title={t("compare.why")} dense>
          <EvidenceBars signals={data.signals} />
        </Panel>
      ) : null}
      <Panel
        aside={
          editable ? (
            <Button
              onClick={() => {
                setSwapped(!swapped);
                setChoices({});
                setKeepAccountId(null);
              }}
            >
              {t("compare.swap")}
            </Button>
          ) : null
        }
      >
        <FieldTable
          comparison={data}
          choices={choices}
          editable={editable}
          onChoose={(key, side) => setChoices((now) => ({ ...now, [key]: side }))}
        />
      </Panel>
      <Consequences
        comparison={data}
        choices={choices}
        editable={editable}
        onChoose={(key, side) => setChoices((now) => ({ ...now, [key]: side }))}
      />
      {editable ? (
        <MergePanel
          comparison={data}
          candidateId={candidateId}
          place={place}
          choices={choices}
          keepAccountId={keepAccountId}
          onKeepAccount={setKeepAccountId}
          onReload={refresh}
        />
      ) : null}
    </Stack>
  );
}
