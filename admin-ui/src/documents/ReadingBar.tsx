import { Box, Button, CircularProgress, Typography } from "@mui/material";
import { useText } from "../shared/useText.ts";

/** How far the machine is with the pages. */
export type ReaderState = { state: "waiting" | "read" | "failed"; failure: string | null };

type Props = {
  reader: ReaderState;
  /** Rows neither accepted nor skipped, cells to look at, rows skipped, rows proposed at all. */
  open: number;
  doubts: number;
  skipped: number;
  proposed: number;
  onAcceptAll: () => void;
  onNextDoubt: () => void;
  onUnskip: () => void;
};

/** What the reader is doing or offers; it never stands in the way of typing. */
export function ReadingBar(props: Props) {
  const { reader, open, doubts, skipped, proposed, onAcceptAll, onNextDoubt, onUnskip } = props;
  const t = useText("documents");
  const says =
    reader.state === "waiting"
      ? t("reading.waiting")
      : reader.state === "failed"
        ? t("reading.failed", { reason: reader.failure ?? "" })
        : proposed === 0
          ? t("reading.nothing")
          : open > 0
            ? t("reading.open", { smart_count: open })
            : t("reading.done");
  return (
    <Box
      role="status"
      sx={{
        display: "flex",
        alignItems: "center",
        flexWrap: "wrap",
        gap: 1,
        mb: 1,
        px: 1,
        py: 0.5,
        minHeight: 36,
        borderRadius: 1,
        border: 1,
        borderColor: open > 0 ? "status.info.edge" : "divider",
        bgcolor: open > 0 ? "status.info.bg" : undefined,
      }}
    >
      {reader.state === "waiting" ? <CircularProgress size={14} aria-hidden /> : null}
      <Typography variant="body2" sx={{ flex: 1, minWidth: 180 }}>
        {[says, doubts > 0 ? t("reading.doubts", { smart_count: doubts }) : ""].filter(Boolean).join(" ")}
      </Typography>
      {doubts > 0 ? (
        <Button color="inherit" onClick={onNextDoubt} title="Alt N">
          {t("reading.nextDoubt")}
        </Button>
      ) : null}
      {skipped > 0 && open === 0 ? (
        <Button color="inherit" onClick={onUnskip}>
          {t("reading.unskip", { smart_count: skipped })}
        </Button>
      ) : null}
      {open > 0 ? (
        <Button variant="contained" onClick={onAcceptAll} title="Alt A">
          {t("reading.acceptAll")}
        </Button>
      ) : null}
    </Box>
  );
}
