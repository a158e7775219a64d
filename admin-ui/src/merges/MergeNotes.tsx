import { Alert, AlertTitle } from "@mui/material";
import type { ChangedSince } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import type { AnyMerge } from "./anyMerge.ts";
import { ChangedRows } from "./ChangedRows.tsx";
import { undoWords } from "./UndoActions.tsx";

/** What one has to know of a merge before its rows: what it waits for, what became of it, and what changed since. */
export function MergeNotes({ merge, changed }: { merge: AnyMerge; changed: readonly ChangedSince[] }) {
  const t = useText("merges");
  return (
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
    </>
  );
}
