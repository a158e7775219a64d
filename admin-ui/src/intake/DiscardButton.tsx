import { required, TextInput } from "react-admin";
import type { IntakeScanView } from "../providers/wire.ts";
import { useText } from "../shared/useText.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { forgetSplit } from "./keptSplit.ts";

/** Ends a scan that nothing is filed from. */
export function DiscardButton({ scan }: { scan: IntakeScanView }) {
  const t = useText("intake-scans");
  return (
    <VerbButton label={t("split.discard")} color="inherit">
      {(close) => (
        <VerbDialog<{ reason: string }, unknown>
          title={t("split.discard")}
          explain={t("split.discardExplain")}
          submit={t("split.discard")}
          danger
          verb={(registry, { reason }) => registry.discardScan(scan.id, { version: scan.version, reason })}
          done={t("split.discarded")}
          onDone={() => forgetSplit(scan.id, scan.version)}
          onClose={close}
          seen={scan}
        >
          <TextInput
            source="reason"
            label={t("split.discardReason")}
            validate={required()}
            multiline
            autoFocus
          />
        </VerbDialog>
      )}
    </VerbButton>
  );
}
