import { Typography } from "@mui/material";
import { useState } from "react";
import { required, TextInput } from "react-admin";
import type { ChangedSince } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { type AnyMerge, resourceOf } from "./anyMerge.ts";
import { ChangedRows } from "./ChangedRows.tsx";
import { Decide } from "./Decide.tsx";

type Props = { merge: AnyMerge; onUndone: (changed: ChangedSince[]) => void };
type Reason = { reason: string };

/** Undoes at once or, after the days of one person, asks a colleague; either way staff see what changed and choose. */
function UndoDialog({ merge, alone, onUndone, close }: Props & { alone: boolean; close: () => void }) {
  const t = useText("merges");
  const [restore, setRestore] = useState<string[]>([]);
  // As the rows stood when the dialog opened: a choice is about what was seen.
  const [seen] = useState(() => new Map(merge.changedSince.map((row) => [row.key, row.seen])));
  const choose = (key: string, restored: boolean) =>
    setRestore((now) => [...now.filter((each) => each !== key), ...(restored ? [key] : [])]);
  return (
    <VerbDialog
      title={t(alone ? "undo.title" : "undo.askTitle")}
      explain={t(alone ? "undo.explain" : "undo.askExplain")}
      submit={t(alone ? "undo.button" : "undo.ask")}
      verb={async (registry, values: Reason) => {
        const input = {
          ...values,
          version: merge.version,
          restore: restore.map((key) => `${key}@${seen.get(key)}`),
        };
        if (alone) return (await registry.undoMerge(resourceOf(merge), merge.id, input)).changedSince;
        await registry.askUndo(resourceOf(merge), merge.id, input);
        return [];
      }}
      done={t(alone ? "undo.done" : "undo.asked")}
      onDone={onUndone}
      seen={merge}
      onClose={close}
    >
      {merge.changedSince.length > 0 ? (
        <>
          <Typography variant="body2">{t("undo.changes")}</Typography>
          <ChangedRows rows={merge.changedSince} restore={restore} onChoose={choose} />
        </>
      ) : null}
      <TextInput source="reason" label={t("undo.reason")} validate={required()} multiline autoFocus />
    </VerbDialog>
  );
}

function AllTogether({ merge, onUndone }: Props) {
  const t = useText("merges");
  const count = merge.together.filter(({ status }) => status === "merged").length;
  if (count < 2) return null;
  return (
    <VerbButton label={t("undo.all", { count })}>
      {(close) => (
        <VerbDialog
          title={t("undo.allTitle", { count })}
          explain={t("undo.allExplain")}
          submit={t("undo.all", { count })}
          verb={(registry, values: Reason) =>
            registry.undoMergesTogether(resourceOf(merge), merge.id, { ...values, version: merge.version })
          }
          done={t("undo.done")}
          onDone={(answer) => onUndone(answer.changedSince)}
          seen={merge}
          onClose={close}
        >
          <TextInput source="reason" label={t("undo.reason")} validate={required()} multiline autoFocus />
        </VerbDialog>
      )}
    </VerbButton>
  );
}

/** The second person's answer to a colleague who asks. */
function Answer({ merge, onUndone }: Props) {
  const t = useText("merges");
  const of = resourceOf(merge);
  return (
    <Decide
      seen={merge}
      approve={{
        label: t("undo.approve"),
        title: t("undo.approveTitle"),
        explain: t("undo.approveExplain"),
        reason: t("undo.note"),
        done: t("undo.done"),
        verb: (registry, input) => registry.approveUndo(of, merge.id, input),
        onDone: (answer) => onUndone(answer.changedSince),
      }}
      refuse={{
        label: t("undo.refuse"),
        title: t("undo.refuseTitle"),
        reason: t("undo.refuseReason"),
        done: t("undo.refused"),
        verb: (registry, input) => registry.refuseUndo(of, merge.id, input),
      }}
    />
  );
}

/** The ways back from a merge that stands. */
export function UndoActions({ merge, onUndone }: Props) {
  const t = useText("merges");
  const can = useCan();
  if (merge.status !== "merged") return null;
  if (merge.undoAsked) return can("merges:approve") ? <Answer merge={merge} onUndone={onUndone} /> : null;
  if (!can("merges:undo")) return null;
  const alone = merge.undoAloneUntil !== null && new Date(merge.undoAloneUntil) >= new Date();
  return (
    <>
      {merge.undoBlockedBy ? null : (
        <VerbButton label={t(alone ? "undo.button" : "undo.ask")}>
          {(close) => <UndoDialog merge={merge} alone={alone} onUndone={onUndone} close={close} />}
        </VerbButton>
      )}
      {alone ? <AllTogether merge={merge} onUndone={onUndone} /> : null}
    </>
  );
}

/** Until when one person may undo it, or who asks that it be undone. */
export function undoWords(t: ReturnType<typeof useText<"merges">>, merge: AnyMerge): string | null {
  if (merge.undoAsked) {
    const { byName, at, reason, restore } = merge.undoAsked;
    const asks = t("undo.waits", { name: byName ?? "", when: formatMoment(at), reason });
    return restore.length > 0 ? `${asks} ${t("undo.putBack", { smart_count: restore.length })}` : asks;
  }
  if (merge.status !== "merged" || !merge.undoAloneUntil) return null;
  return t("undo.until", { when: formatMoment(merge.undoAloneUntil) });
}
