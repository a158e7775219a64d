import { Box, Typography } from "@mui/material";
import type { Signal } from "../providers/wire.ts";
import { useText } from "../shared/useText.ts";

/** Every piece of evidence as a sentence with a bar of its bits: to the right for one person, to the left against. */
export function EvidenceBars({ signals }: { signals: readonly Signal[] }) {
  const t = useText("duplicates");
  // The registry tells no weights to whoever judges blind, until the pair is decided.
  const blind = signals.every(({ points }) => points === undefined);
  const sorted = signals
    .map((signal) => ({ ...signal, points: signal.points ?? 0 }))
    .toSorted((a, b) => b.points - a.points);
  const most = Math.max(1, ...sorted.map(({ points }) => Math.abs(points)));
  if (blind) {
    return (
      <>
        {sorted.map(({ key, text }) => (
          <Typography key={key} variant="body2">
            {text}
          </Typography>
        ))}
        <Typography variant="caption" sx={{ color: "text.secondary" }}>
          {t("blind.note")}
        </Typography>
      </>
    );
  }
  return (
    <>
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0, display: "grid", gap: 0.5 }}>
        {sorted.map(({ key, text, points }) => (
          <Box
            component="li"
            key={key}
            sx={{
              display: "grid",
              gridTemplateColumns: { xs: "1fr auto", sm: "minmax(0, 1fr) 180px 48px" },
              columnGap: 1,
              alignItems: "center",
            }}
          >
            <Typography variant="body2" sx={{ overflowWrap: "anywhere" }}>
              {text}
            </Typography>
            <Box aria-hidden sx={{ display: { xs: "none", sm: "block" }, position: "relative", height: 10 }}>
              <Box
                sx={{
                  position: "absolute",
                  left: "50%",
                  top: -2,
                  bottom: -2,
                  width: "1px",
                  bgcolor: "divider",
                }}
              />
              <Box
                sx={{
                  position: "absolute",
                  top: 0,
                  bottom: 0,
                  [points < 0 ? "right" : "left"]: "50%",
                  width: `${(50 * Math.abs(points)) / most}%`,
                  bgcolor: points < 0 ? "warning.main" : "primary.main",
                  borderRadius: 0.5,
                }}
              />
            </Box>
            <Typography
              variant="body2"
              align="right"
              title={t(points < 0 ? "evidence.against" : "evidence.for")}
              sx={{ fontVariantNumeric: "tabular-nums" }}
            >
              {points > 0 ? "+" : "−"}
              {Math.abs(points).toFixed(1)}
            </Typography>
          </Box>
        ))}
      </Box>
      <Typography variant="caption" sx={{ color: "text.secondary" }}>
        {t("evidence.note")}
      </Typography>
    </>
  );
}
