import { Stack } from "@mui/material";
import { useState } from "react";
import { useLocation } from "react-router";
import { NextPair } from "../duplicates/NextPair.tsx";
import type { Place } from "../duplicates/nextPair.ts";
import type { ChangedSince, MergeView } from "../providers/wire.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";
import { Ledger } from "./Ledger.tsx";
import { MergeActions } from "./MergeActions.tsx";
import { MergeNotes } from "./MergeNotes.tsx";

/** One merge: who, why, row by row, and the way back. */
export function MergeShow() {
  const t = useText("merges");
  const [changed, setChanged] = useState<ChangedSince[]>([]);
  // From a pair of the worklist: the next one is a key away.
  const place = (useLocation().state as { place?: Place | null } | null)?.place;
  return (
    <RecordPage<MergeView>
      whole={(merge) => merge.ledger !== undefined}
      title={(merge) =>
        t("title", { retired: merge.retired.registryNumber, survivor: merge.survivor.registryNumber })
      }
      chips={(merge) => <StatusChip of="mergeStatus" value={merge.status} />}
      actions={(merge) => (
        <>
          <MergeActions merge={merge} onUndone={setChanged} />
          {place ? <NextPair place={place} decided /> : null}
        </>
      )}
    >
      {(merge) => (
        <>
          <MergeNotes merge={merge} changed={changed} />
          {merge.together.length > 1 ? (
            <Panel title={t("undo.together")}>
              {merge.together.map((each) => (
                <Stack
                  key={each.id}
                  direction="row"
                  sx={{ gap: 1, py: 0.25, alignItems: "center", flexWrap: "wrap" }}
                >
                  <To
                    to={`/merges/${each.id}/show`}
                  >{`${each.retired.name} (${each.retired.registryNumber})`}</To>
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
                  value: (
                    <PersonLink
                      id={merge.survivor.id}
                      name={merge.survivor.name}
                      number={merge.survivor.registryNumber}
                    />
                  ),
                },
                {
                  label: t("fields.retired"),
                  value: (
                    <PersonLink
                      id={merge.retired.id}
                      name={merge.retired.name}
                      number={merge.retired.registryNumber}
                    />
                  ),
                },
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
