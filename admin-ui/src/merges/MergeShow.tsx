import { Alert, AlertTitle, Stack } from "@mui/material";
import { useState } from "react";
import { required, TextInput } from "react-admin";
import { useLocation } from "react-router";
import { NextPair } from "../duplicates/NextPair.tsx";
import type { Place } from "../duplicates/nextPair.ts";
import type { ChangedSince, MergeView } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { ChangedRows } from "./ChangedRows.tsx";
import { Ledger } from "./Ledger.tsx";
import { UndoActions, undoWords } from "./UndoActions.tsx";

type Reason = { reason: string };

function Actions({ merge, onUndone }: { merge: MergeView; onUndone: (changed: ChangedSince[]) => void }) {
  const t = useText("merges");
  const can = useCan();
  const { status } = merge;
  if (status === "proposed") {
    return can("merges:approve") ? (
      <>
        <VerbButton label={t("approve.button")} variant="contained">
          {(close) => (
            <VerbDialog
              title={t("approve.title")}
              explain={t("approve.explain")}
              submit={t("approve.button")}
              verb={(registry, { reason }: Reason) =>
                registry.approveMerge(merge.id, { version: merge.version, ...(reason ? { reason } : {}) })
              }
              done={t("approve.done")}
              seen={merge}
              onClose={close}
            >
              <TextInput source="reason" label={t("approve.reason")} multiline />
            </VerbDialog>
          )}
        </VerbButton>
        <VerbButton label={t("refuse.button")}>
          {(close) => (
            <VerbDialog
              title={t("refuse.title")}
              submit={t("refuse.button")}
              verb={(registry, values: Reason) =>
                registry.refuseMerge(merge.id, { ...values, version: merge.version })
              }
              done={t("refuse.done")}
              seen={merge}
              onClose={close}
            >
              <TextInput
                source="reason"
                label={t("refuse.reason")}
                validate={required()}
                multiline
                autoFocus
              />
            </VerbDialog>
          )}
        </VerbButton>
      </>
    ) : null;
  }
  return <UndoActions merge={merge} onUndone={onUndone} />;
}

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
          <Actions merge={merge} onUndone={setChanged} />
          {place ? <NextPair place={place} decided /> : null}
        </>
      )}
    >
      {(merge) => (
        <>
          {merge.status === "proposed" ? (
            <Alert severity="info">
              <AlertTitle>{t("waits")}</AlertTitle>
              {merge.blocks.map((block) => (
                <div key={block.code}>{block.message}</div>
              ))}
            </Alert>
          ) : null}
          {merge.undoneAt ? (
            <Alert severity="info">
              {t("undone", {
                name: merge.undoneByName ?? "",
                when: formatMoment(merge.undoneAt),
                reason: merge.undoReason ?? "",
              })}
            </Alert>
          ) : merge.undoBlockedBy ? (
            <Alert severity="info">{t("undo.blocked", { why: merge.undoBlockedBy })}</Alert>
          ) : null}
          {undoWords(t, merge) ? (
            <Alert severity={merge.undoAsked ? "warning" : "info"}>{undoWords(t, merge)}</Alert>
          ) : null}
          {changed.length > 0 ? (
            <Alert severity="warning">
              <AlertTitle>{t("undo.changed")}</AlertTitle>
              {changed.map((each) => (
                <div key={each.key}>{each.text}</div>
              ))}
            </Alert>
          ) : null}
          {merge.changedSince.length > 0 ? (
            <Panel title={t("undo.changed")}>
              <ChangedRows rows={merge.changedSince} restore={merge.undoAsked?.restore ?? []} />
            </Panel>
          ) : null}
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
