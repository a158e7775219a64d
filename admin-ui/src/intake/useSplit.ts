import { useCallback, useState } from "react";
import type { IntakeScanView } from "../providers/wire.ts";
import { findSplit, forgetSplit, keepSplit } from "./keptSplit.ts";
import { proposedSplit, type Split } from "./split.ts";

/** The division under way: what the pages propose, or what was begun in this browser; every change is kept. */
export function useSplit(scan: IntakeScanView) {
  const { id, version } = scan;
  const [kept] = useState(() => findSplit(scan));
  const [split, setSplit] = useState<Split>(() => kept ?? proposedSplit(scan));
  const [restored, setRestored] = useState(kept !== undefined);
  const change = useCallback(
    (how: (before: Split) => Split) =>
      setSplit((before) => {
        const after = how(before);
        keepSplit(id, version, after);
        return after;
      }),
    [id, version],
  );
  const startOver = () => {
    forgetSplit(id, version);
    setRestored(false);
    setSplit(proposedSplit(scan));
  };
  return { split, change, restored, startOver };
}
