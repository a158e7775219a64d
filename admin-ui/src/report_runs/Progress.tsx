import { LinearProgress, Stack, Typography } from "@mui/material";
import type { ReportRunRow } from "../providers/wire.ts";
import { useText } from "../shared/useText.ts";

/** How far a run is: a bar where its length is known, rows so far otherwise. */
export function Progress({ run }: { run: Pick<ReportRunRow, "status" | "rowsDone" | "rowsTotal"> }) {
  const t = useText("report_runs");
  const number = (value: number) => value.toLocaleString("en-US");
  if (run.status === "queued") return <Typography variant="body2">{t("waiting")}</Typography>;
  if (run.status !== "running") return <>{run.rowsDone ? number(run.rowsDone) : "—"}</>;
  const label = run.rowsTotal
    ? t("progress", { done: number(run.rowsDone), total: number(run.rowsTotal) })
    : t("progressOpen", { done: number(run.rowsDone) });
  return (
    <Stack sx={{ gap: 0.5, minWidth: 120 }}>
      <LinearProgress
        variant={run.rowsTotal ? "determinate" : "indeterminate"}
        value={run.rowsTotal ? Math.min(100, (run.rowsDone / run.rowsTotal) * 100) : undefined}
        aria-label={label}
      />
      <Typography variant="caption">{label}</Typography>
    </Stack>
  );
}
