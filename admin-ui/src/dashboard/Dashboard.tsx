import { Alert, Box, Button, Skeleton, Stack, Typography } from "@mui/material";
import { Suspense } from "react";
import { useGetIdentity } from "react-admin";
import { Link } from "react-router";
import type { Overview } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { PageHead, Panel } from "../shared/Panel.tsx";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { DeskPanels } from "./DeskPanels.tsx";
import { EducatorNotice } from "./EducatorNotice.tsx";
import { QueueCard } from "./QueueCard.tsx";

const FlowChart = lazyScreen(() => import("./FlowChart.tsx"), "FlowChart");

function Mine({ claimed }: { claimed: number }) {
  const t = useText("dashboard");
  if (claimed === 0) return null;
  return (
    <Alert
      severity="info"
      action={
        <Button
          color="inherit"
          component={Link}
          to={`/documents?filter=${encodeURIComponent(JSON.stringify({ mine: true }))}`}
        >
          {t("openMine")}
        </Button>
      }
    >
      {t("mine", { smart_count: claimed })}
    </Alert>
  );
}

function Work({ overview }: { overview: Overview }) {
  const t = useText("dashboard");
  const documents = overview.queues.some(({ key }) => key === "documents");
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Mine claimed={overview.mine.claimed} />
      {overview.queues.length === 0 ? (
        <Typography variant="body1" sx={{ color: "text.secondary" }}>
          {t("noQueues")}
        </Typography>
      ) : (
        <Box
          sx={{
            display: "grid",
            gap: 1.5,
            gridTemplateColumns: {
              xs: "minmax(0, 1fr)",
              sm: "repeat(2, minmax(0, 1fr))",
              lg: "repeat(3, minmax(0, 1fr))",
            },
          }}
        >
          {overview.queues.map((queue) => (
            <QueueCard key={queue.key} queue={queue} />
          ))}
        </Box>
      )}
      {overview.desk ? <DeskPanels desk={overview.desk} /> : null}
      {documents && overview.flow.length > 0 ? (
        <Panel title={t("flow")}>
          <Suspense fallback={<Skeleton variant="rounded" height={240} />}>
            <FlowOf flow={overview.flow} />
          </Suspense>
        </Panel>
      ) : null}
    </Stack>
  );
}

function FlowOf({ flow }: { flow: Overview["flow"] }) {
  const t = useText("dashboard");
  if (flow.every(({ received, verified }) => received + verified === 0)) {
    return <Typography variant="body2">{t("flowEmpty")}</Typography>;
  }
  return <FlowChart flow={flow} />;
}

/** What waits, how old it is, and whether the office keeps up. */
export function Dashboard() {
  const t = useText("dashboard");
  const { identity } = useGetIdentity();
  const educator = identity?.role === "participant";
  const { data, error, isPending, refetch } = useRead(
    ["dashboard", "overview"],
    (registry) => registry.overview(),
    {
      enabled: identity !== undefined && !educator,
      refetchInterval: 60_000,
    },
  );
  if (educator) return <EducatorNotice />;
  return (
    <Box>
      <PageHead title={t("title")} />
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <Skeleton variant="rounded" height={200} /> : null}
      {data ? <Work overview={data} /> : null}
    </Box>
  );
}
