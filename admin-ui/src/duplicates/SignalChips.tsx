import { Stack } from "@mui/material";
import type { Signal } from "../providers/wire.ts";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";

/** The reasons in words, strongest first; what speaks against comes last and is said so. */
export function SignalChips({
  signals,
  most,
  blind = false,
}: {
  signals: readonly Signal[];
  most?: number;
  blind?: boolean;
}) {
  const t = useText("duplicates");
  const sorted = signals.toSorted((a, b) => b.points - a.points).slice(0, most);
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
          tone={signal.points < 0 ? "quiet" : "info"}
          title={blind ? undefined : t("points", { points: Math.round(signal.points) })}
        >
          {signal.text}
          {signal.points < 0 ? ` (${t("against")})` : ""}
        </ToneChip>
      ))}
    </Stack>
  );
}
