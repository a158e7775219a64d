import { useGetIdentity } from "react-admin";
import type { ChangedSince } from "../providers/wire.ts";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { type AnyMerge, resourceOf } from "./anyMerge.ts";
import { Decide } from "./Decide.tsx";
import { UndoActions } from "./UndoActions.tsx";

/** What may be done with a merge now: decided, where it was proposed; undone, where it stands. */
export function MergeActions({
  merge,
  onUndone,
}: {
  merge: AnyMerge;
  onUndone: (changed: ChangedSince[]) => void;
}) {
  const t = useText("merges");
  const can = useCan();
  const { identity } = useGetIdentity();
  const of = resourceOf(merge);
  if (merge.status !== "proposed") return <UndoActions merge={merge} onUndone={onUndone} />;
  if (!can("merges:approve")) return null;
  return (
    <Decide
      seen={merge}
      own={identity?.id === merge.mergedById ? t("approve.own") : undefined}
      approve={{
        label: t("approve.button"),
        title: t("approve.title"),
        explain: t("approve.explain"),
        reason: t("approve.reason"),
        done: t("approve.done"),
        verb: (registry, input) => registry.approveMerge(of, merge.id, input),
      }}
      refuse={{
        label: t("refuse.button"),
        title: t("refuse.title"),
        reason: t("refuse.reason"),
        done: t("refuse.done"),
        verb: (registry, input) => registry.refuseMerge(of, merge.id, input),
      }}
    />
  );
}
