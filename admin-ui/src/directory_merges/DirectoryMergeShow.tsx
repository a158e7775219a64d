import { Stack } from "@mui/material";
import { useState } from "react";
import { useLocation } from "react-router";
import { NextPair } from "../duplicates/NextPair.tsx";
import type { Place } from "../duplicates/nextPair.ts";
import { Ledger } from "../merges/Ledger.tsx";
import { MergeActions } from "../merges/MergeActions.tsx";
import { MergeNotes } from "../merges/MergeNotes.tsx";
import type { ChangedSince, DirectoryMergeView } from "../providers/wire.ts";
import { To } from "../shared/Links.tsx";
import { Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";
import { called, RecordLink } from "./RecordLink.tsx";

/** One merge of the directory: who, why, row by row, and the way back. */
export function DirectoryMergeShow() {
  const t = useText("directory_merges");
  const words = useText("merges");
  const place = (useLocation().state as { place?: Place | null } | null)?.place;
  const [changed, setChanged] = useState<ChangedSince[]>([]);
  return (
    <RecordPage<DirectoryMergeView>
      whole={(merge) => merge.ledger !== undefined}
      title={({ retired, survivor }) => t("title", { retired: called(retired), survivor: called(survivor) })}
      chips={(merge) => <StatusChip of="mergeStatus" value={merge.status} />}
      actions={(merge) => (
        <>
          <MergeActions merge={merge} onUndone={setChanged} />
          {place ? <NextPair place={place} decided kind={merge.kind} /> : null}
        </>
      )}
    >
      {(merge) => (
        <>
          <MergeNotes merge={merge} changed={changed} />
          {merge.together.length > 1 ? (
            <Panel title={words("undo.together")}>
              {merge.together.map((each) => (
                <Stack
                  key={each.id}
                  direction="row"
                  sx={{ gap: 1, py: 0.25, alignItems: "center", flexWrap: "wrap" }}
                >
                  <To to={`/directory_merges/${each.id}/show`}>{called(each.retired)}</To>
                  <StatusChip of="mergeStatus" value={each.status} />
                </Stack>
              ))}
            </Panel>
          ) : null}
          <Panel>
            <Facts
              columns={3}
              facts={[
                {
                  label: t("fields.survivor"),
                  value: <RecordLink kind={merge.kind} record={merge.survivor} />,
                },
                {
                  label: t("fields.retired"),
                  value: <RecordLink kind={merge.kind} record={merge.retired} />,
                },
                { label: t("fields.kind"), value: t(`kinds.${merge.kind}`) },
                { label: t("fields.createdAt"), value: <Moment value={merge.createdAt} /> },
                { label: t("fields.mergedByName"), value: merge.mergedByName },
                { label: t("fields.approvedByName"), value: merge.approvedByName },
                { label: t("fields.reason"), value: merge.reason, wide: true },
              ]}
            />
          </Panel>
          <Ledger merge={merge} />
        </>
      )}
    </RecordPage>
  );
}
