import { Box, Stack, Typography } from "@mui/material";
import type { DocumentView, ReportPreview } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { Panel } from "../shared/Panel.tsx";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { previewLines } from "./previewLines.ts";

const Line = ({ text, note, chip }: { text: string; note: string; chip: React.ReactNode }) => (
  <Stack direction="row" sx={{ gap: 1, alignItems: "baseline", py: 0.25 }}>
    {chip}
    <Typography variant="body2" sx={{ minWidth: 0, overflowWrap: "anywhere" }}>
      {text}
      {note ? (
        <Typography component="span" variant="body2" sx={{ color: "text.secondary" }}>
          {" — "}
          {note}
        </Typography>
      ) : null}
    </Typography>
  </Stack>
);

/** What this document's rows do to the report, by the same rule as the report itself; and why some do not print. */
export function PreviewPanel({ document, dirty }: { document: DocumentView; dirty: boolean }) {
  const t = useText("documents");
  const preview = useRead<ReportPreview>(
    ["documents", document.id, "preview", document.version],
    (registry) => registry.documentReportPreview(document.id),
  );
  if (preview.error) return <ErrorNote error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return null;
  const { printing, notPrinting } = previewLines(preview.data, document.id);
  const words = (line: (typeof printing)[number]) =>
    [
      line.units && t("preview.units", { units: line.units }),
      line.hours && t("preview.hours", { hours: line.hours }),
      line.day && formatDay(line.day),
    ]
      .filter(Boolean)
      .join(", ");
  return (
    <Panel title={t("preview.title")}>
      {dirty ? (
        <Typography variant="body2" sx={{ color: "status.waiting.fg", mb: 0.5 }}>
          {t("preview.stale")}
        </Typography>
      ) : null}
      {printing.length + notPrinting.length === 0 ? (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {t("preview.nothing")}
        </Typography>
      ) : (
        <Box>
          {printing.map((line) => (
            <Line
              key={line.key}
              text={line.text}
              note={words(line)}
              chip={<ToneChip tone="good">{t("preview.prints")}</ToneChip>}
            />
          ))}
          {notPrinting.map((line) => (
            <Line
              key={line.key}
              text={line.text}
              note={line.because}
              chip={<ToneChip tone="waiting">{t("preview.notPrinting")}</ToneChip>}
            />
          ))}
        </Box>
      )}
      <Typography variant="caption" component="p" sx={{ color: "text.secondary", mt: 1 }}>
        {t("preview.whole", preview.data.whole)}
      </Typography>
    </Panel>
  );
}
