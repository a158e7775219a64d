import { Stack } from "@mui/material";
import type { Signal } from "../providers/wire.ts";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";

/** The reasons in words, strongest first where the weights are told; what speaks against comes last and is said so. */
export function SignalChips({ signals, most }: { signals: readonly Signal[]; most?: number }) {
  const t = useText("duplicates");
  const sorted = signals.toSorted((a, b) => (b.points ?? 0) - (a.points ?? 0)).slice(0, most);
  const against = ({ points = 0 }: Signal) => points < 0;
  return (
    <Stack
      direction="row"
      sx={{
        gap: 0.5,
        flexWrap: "wrap",
        minWidth: 0,
        maxWidth: 520,
        "& > span": { whiteSpace: "normal", overflowWrap: "anywhere" },
      }}
    >
      {sorted.map((signal) => (
        <ToneChip
          key={`${signal.key}${signal.left ?? ""}${signal.right ?? ""}`}
          tone={against(signal) ? "quiet" : "info"}
          title={signal.points === undefined ? undefined : t("points", { points: Math.round(signal.points) })}
        >
          {signal.text}
          {against(signal) ? ` (${t("against")})` : ""}
        </ToneChip>
      ))}
    </Stack>
  );
}
