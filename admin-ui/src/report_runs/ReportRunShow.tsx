import { Alert, Button } from "@mui/material";
import { useNavigate } from "react-router";
import { reportFileUrl } from "../providers/verbs/office.ts";
import type { ReportRunView } from "../providers/wire.ts";
import { Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useFileSize } from "../shared/useFileSize.ts";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { askedFor } from "./askedFor.ts";
import { Progress } from "./Progress.tsx";
import type { Params } from "./params.ts";
import { RecordName } from "./RecordName.tsx";

/** The report a run is of; none for what the menu does not offer, as a membership card. */
function useDefinition(run: ReportRunView) {
  const { data, isPending } = useRead(["report_runs", "definitions"], (registry) =>
    registry.reportDefinitions(),
  );
  return { definition: data?.find(({ key }) => key === run.reportKey), isPending };
}

function Actions({ run }: { run: ReportRunView }) {
  const t = useText("report_runs");
  const can = useCan();
  const navigate = useNavigate();
  const { definition } = useDefinition(run);
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
      {definition && can("report_runs:create") && (run.status === "done" || run.status === "failed") ? (
        <Button variant="outlined" onClick={() => again.mutate(undefined)} loading={again.isPending}>
          {t("again")}
        </Button>
      ) : null}
    </>
  );
}

function AskedFor({ run }: { run: ReportRunView }) {
  const t = useText("report_runs");
  const { definition, isPending } = useDefinition(run);
  const asked = isPending ? [] : askedFor(definition, run.params as Params);
  if (asked.length === 0) return null;
  return (
    <Panel title={t("fields.params")} sx={{ maxWidth: 900 }}>
      <Facts
        columns={3}
        facts={asked.map(({ name, label, kind, value }) => ({
          label,
          value: kind === "text" ? String(value) : <RecordName key={name} kind={kind} id={Number(value)} />,
        }))}
      />
    </Panel>
  );
}

/** One run: what was asked, how far it is, its file, and the proof of what it held. */
export function ReportRunShow() {
  const t = useText("report_runs");
  const size = useFileSize();
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
          <AskedFor run={run} />
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
                run.sizeBytes ? { label: t("fields.sizeBytes"), value: size(run.sizeBytes) } : null,
                run.definitionVersion ? { label: t("facts.version"), value: run.definitionVersion } : null,
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
