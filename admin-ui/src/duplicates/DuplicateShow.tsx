import { Alert, Button } from "@mui/material";
import { required, TextInput } from "react-admin";
import { useParams } from "react-router";
import type { DuplicateView } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { CompareDesk } from "./CompareDesk.tsx";
import { NextPair, usePlace } from "./NextPair.tsx";
import { useBlind } from "./useBlind.ts";

function Actions({ pair }: { pair: DuplicateView }) {
  const t = useText("duplicates");
  const can = useCan();
  const reopen = useVerb((registry, _: undefined) => registry.reopenDuplicate(pair.id, pair.version), {
    done: t("compare.reopened"),
  });
  if (!can("duplicates:decide")) return null;
  if (pair.status === "not_duplicate") {
    return (
      <Button variant="outlined" onClick={() => reopen.mutate(undefined)} loading={reopen.isPending}>
        {t("compare.reopen")}
      </Button>
    );
  }
  return pair.status === "open" ? (
    <VerbButton label={t("compare.notDuplicate")}>
      {(close) => (
        <VerbDialog
          title={t("compare.notDuplicateTitle")}
          explain={t("compare.notDuplicateExplain")}
          submit={t("compare.notDuplicate")}
          verb={(registry, values: { reason: string }) =>
            registry.markNotDuplicate(pair.id, { ...values, version: pair.version })
          }
          done={t("compare.notDuplicateDone")}
          seen={pair}
          onClose={close}
        >
          <TextInput source="reason" label={t("fields.reason")} validate={required()} multiline autoFocus />
        </VerbDialog>
      )}
    </VerbButton>
  ) : null;
}

/** One pair: the two records side by side and everything a merge would do. */
export function DuplicateShow() {
  const t = useText("duplicates");
  const [blind] = useBlind();
  const place = usePlace(Number(useParams().id));
  return (
    <RecordPage<DuplicateView>
      view={blind ? "blind" : undefined}
      whole={(pair) => pair.comparison !== undefined || pair.status === "merged"}
      title={(pair) => `${pair.left.name} / ${pair.right.name}`}
      chips={(pair) => (
        <>
          {pair.band ? <StatusChip of="duplicateBand" value={pair.band} /> : null}
          <StatusChip of="duplicateStatus" value={pair.status} />
        </>
      )}
      actions={(pair) => (
        <>
          <Actions key={pair.id} pair={pair} />
          <NextPair place={place} decided={pair.status !== "open"} />
        </>
      )}
    >
      {(pair) => (
        <>
          {pair.decidedAt ? (
            <Alert severity="info">
              {t("compare.decided", {
                name: pair.decidedByName ?? "",
                when: formatMoment(pair.decidedAt),
                reason: pair.decisionReason ?? "",
              })}
            </Alert>
          ) : null}
          <CompareDesk
            key={pair.id}
            left={String(pair.left.registryNumber)}
            right={String(pair.right.registryNumber)}
            candidateId={pair.id}
            place={place}
            mayMerge={pair.status !== "merged"}
          />
        </>
      )}
    </RecordPage>
  );
}
