import { Alert, Button } from "@mui/material";
import { useNavigate } from "react-router";
import { reportFileUrl } from "../providers/verbs/office.ts";
import type { ReportRunView } from "../providers/wire.ts";
import { humanKey, inWords } from "../shared/diff.ts";
import { Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { Progress } from "./Progress.tsx";

function Actions({ run }: { run: ReportRunView }) {
  const t = useText("report_runs");
  const can = useCan();
  const navigate = useNavigate();
  const again = useVerb(
    (registry, _: undefined) =>
      registry.runReport({ reportKey: run.reportKey, params: run.params as Record<string, unknown> }),
    { done: t("started"), onDone: ({ id }) => navigate(`/report_runs/${id}/show`) },
  );
  return (
    <>
      {run.status === "done" ? (
        <Button variant="contained" href={reportFileUrl(run.id)}>
          {t("download")}
        </Button>
      ) : null}
      {can("report_runs:create") && (run.status === "done" || run.status === "failed") ? (
        <Button variant="outlined" onClick={() => again.mutate(undefined)} loading={again.isPending}>
          {t("again")}
        </Button>
      ) : null}
    </>
  );
}

/** One run: what was asked, how far it is, its file, and the proof of what it held. */
export function ReportRunShow() {
  const t = useText("report_runs");
  return (
    <RecordPage<ReportRunView>
      title={(run) => run.title}
      chips={(run) => <StatusChip of="reportRunStatus" value={run.status} />}
      actions={(run) => <Actions run={run} />}
      refetchInterval={(run) => (run && (run.status === "queued" || run.status === "running") ? 1500 : false)}
    >
      {(run) => (
        <>
          {run.status === "failed" ? (
            <Alert severity="error">{t("failed", { why: run.errorMessage ?? "" })}</Alert>
          ) : null}
          <Panel sx={{ maxWidth: 900 }}>
            <Facts
              columns={3}
              facts={[
                { label: t("fields.rowsDone"), value: <Progress run={run} /> },
                run.peopleCount === null
                  ? null
                  : { label: t("facts.people"), value: run.peopleCount.toLocaleString("en-US") },
                { label: t("fields.requestedByName"), value: run.requestedByName },
                { label: t("fields.createdAt"), value: <Moment value={run.createdAt} /> },
                run.finishedAt
                  ? { label: t("fields.finishedAt"), value: <Moment value={run.finishedAt} /> }
                  : null,
                { label: t("facts.asOf"), value: <Moment value={run.asOf} /> },
                run.sizeBytes
                  ? {
                      label: t("fields.sizeBytes"),
                      value: `${Math.ceil(run.sizeBytes / 1000).toLocaleString("en-US")} kB`,
                    }
                  : null,
                { label: t("facts.version"), value: run.definitionVersion },
                ...Object.entries(run.params as Record<string, unknown>).map(([key, value]) => ({
                  label: humanKey(key),
                  value: inWords(value),
                })),
                run.sha256
                  ? { label: t("facts.sha256"), value: <code>{run.sha256}</code>, wide: true }
                  : null,
              ]}
            />
          </Panel>
        </>
      )}
    </RecordPage>
  );
}
