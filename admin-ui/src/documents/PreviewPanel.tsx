import { Box, Stack, Typography } from "@mui/material";
import type { DocumentView, EntriesPreview, ReportPreview } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { Panel } from "../shared/Panel.tsx";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { entryLines, previewLines } from "./previewLines.ts";

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

type Told = { lines: ReturnType<typeof entryLines>; whole: ReportPreview["whole"] };

/** What the rows do to the report, by the same rule as the report itself; and why some do not print. */
function Prints({ lines, whole, status }: Told & { status?: string }) {
  const t = useText("documents");
  const { printing, notPrinting } = lines;
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
      {status ? (
        <Typography variant="body2" sx={{ color: "text.secondary", mb: 0.5 }}>
          {status}
        </Typography>
      ) : null}
      {printing.length + notPrinting.length === 0 ? (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {t("preview.nothing")}
        </Typography>
      ) : (
        <Box>
          {notPrinting.map((line) => (
            <Line
              key={line.key}
              text={line.text}
              note={line.because}
              chip={<ToneChip tone="waiting">{t("preview.notPrinting")}</ToneChip>}
            />
          ))}
          {printing.map((line) => (
            <Line
              key={line.key}
              text={line.text}
              note={words(line)}
              chip={<ToneChip tone="good">{t("preview.prints")}</ToneChip>}
            />
          ))}
        </Box>
      )}
      <Typography variant="caption" component="p" sx={{ color: "text.secondary", mt: 1 }}>
        {t("preview.whole", whole)}
      </Typography>
    </Panel>
  );
}

/** Of the rows as they stand in the grid, saved or not; `proposed` of them count as if they were accepted. */
export function EntriesPreviewPanel({ preview, proposed }: { preview: EntriesPreview; proposed: number }) {
  const t = useText("documents");
  const status = proposed > 0 ? t("preview.proposed", { smart_count: proposed }) : undefined;
  return <Prints lines={entryLines(preview)} whole={preview.whole} status={status} />;
}

/** Of the rows as they are stored: for a document that is not being worked on. */
export function StoredPreviewPanel({ document }: { document: DocumentView }) {
  const t = useText("documents");
  const preview = useRead<ReportPreview>(
    ["documents", document.id, "preview", document.version],
    (registry) => registry.documentReportPreview(document.id),
  );
  if (preview.error) return <ErrorNote error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return null;
  const status = document.status === "superseded" ? t("preview.superseded") : undefined;
  return (
    <Prints lines={previewLines(preview.data, document.id)} whole={preview.data.whole} status={status} />
  );
}
