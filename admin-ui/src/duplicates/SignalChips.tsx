import { Stack } from "@mui/material";
import type { Signal } from "../providers/wire.ts";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";

/** The reasons in words, strongest first; what speaks against is said so. */
export function SignalChips({ signals, most }: { signals: readonly Signal[]; most?: number }) {
  const t = useText("duplicates");
  const sorted = signals.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, most);
  return (
    <Stack direction="row" sx={{ gap: 0.5, flexWrap: "wrap" }}>
      {sorted.map((signal) => (
        <ToneChip
          key={`${signal.key}${signal.left ?? ""}${signal.right ?? ""}`}
          tone={signal.points < 0 ? "quiet" : "info"}
          title={t("points", { points: signal.points })}
        >
          {signal.text}
          {signal.points < 0 ? ` (${t("against")})` : ""}
        </ToneChip>
      ))}
    </Stack>
  );
}
