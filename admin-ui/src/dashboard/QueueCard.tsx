import { Box, Card, Stack, Typography } from "@mui/material";
import { Link } from "react-router";
import { documentLanes } from "#db/enums.ts";
import type { QueueSummary } from "../providers/wire.ts";
import { ageOf } from "../shared/dates.ts";
import { To } from "../shared/Links.tsx";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { listOf } from "./queueLinks.ts";

const buckets = ["today", "week", "month", "older"] as const;

function Ages({ queue }: { queue: QueueSummary }) {
  const t = useText("dashboard");
  const total = Math.max(1, queue.waiting);
  const tint = { today: 0.25, week: 0.45, month: 0.7, older: 1 } as const;
  return (
    <Box>
      <Stack
        direction="row"
        aria-hidden
        sx={{ height: 6, borderRadius: 3, overflow: "hidden", bgcolor: "raised", my: 1 }}
      >
        {buckets.map((bucket) => (
          <Box
            key={bucket}
            sx={{
              width: `${(queue.byAge[bucket] / total) * 100}%`,
              bgcolor: "primary.main",
              opacity: tint[bucket],
            }}
          />
        ))}
      </Stack>
      <Stack
        component="ul"
        direction="row"
        sx={{ m: 0, p: 0, listStyle: "none", gap: 1.5, flexWrap: "wrap" }}
      >
        {buckets.map((bucket) => (
          <Typography key={bucket} component="li" variant="caption" sx={{ color: "text.secondary" }}>
            {t(`ages.${bucket}`)} <strong>{queue.byAge[bucket]}</strong>
          </Typography>
        ))}
      </Stack>
    </Box>
  );
}

/** One queue: how much waits and how old it is; every number opens its rows. */
export function QueueCard({ queue }: { queue: QueueSummary }) {
  const t = useText("dashboard");
  const shared = useText("shared");
  const word = useEnum();
  const age = queue.oldestAt ? ageOf(queue.oldestAt) : null;
  return (
    <Card component="section" aria-label={t(`queues.${queue.key}`)} sx={{ p: 1.5 }}>
      <Stack direction="row" sx={{ justifyContent: "space-between", alignItems: "baseline", gap: 1 }}>
        <Typography variant="h2">{t(`queues.${queue.key}`)}</Typography>
        <Typography
          variant="h1"
          component={Link}
          to={listOf(queue.key)}
          aria-label={`${t(`queues.${queue.key}`)}: ${t("waiting", { smart_count: queue.waiting })}`}
          sx={{ color: "primary.main", textDecoration: "none", "&:hover": { textDecoration: "underline" } }}
        >
          {queue.waiting.toLocaleString("en-US")}
        </Typography>
      </Stack>
      {age ? (
        <>
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {t("oldest", { age: shared(`age.${age.unit}`, { smart_count: age.count }) })}
          </Typography>
          <Ages queue={queue} />
        </>
      ) : (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {t("nothing")}
        </Typography>
      )}
      {queue.overdue || queue.mine ? (
        <Stack direction="row" sx={{ gap: 1.5, mt: 1, flexWrap: "wrap" }}>
          {queue.overdue ? (
            <Typography variant="body2">
              <To to={listOf(queue.key, { overdue: true })}>
                <ToneChip tone="bad">{t("overdue", { smart_count: queue.overdue })}</ToneChip>
              </To>
            </Typography>
          ) : null}
          {queue.mine ? (
            <Typography variant="body2">
              <To to={listOf(queue.key, { mine: true })}>{t("withMe", { smart_count: queue.mine })}</To>
            </Typography>
          ) : null}
        </Stack>
      ) : null}
      {queue.byLane && queue.waiting > 0 ? (
        <Stack direction="row" sx={{ gap: 1.5, mt: 1, flexWrap: "wrap" }}>
          {documentLanes
            .toReversed()
            .filter((lane) => (queue.byLane?.[lane] ?? 0) > 0)
            .map((lane) => (
              <Typography key={lane} variant="body2">
                <To to={listOf(queue.key, { lane })}>
                  {word("documentLane", lane)} {queue.byLane?.[lane]}
                </To>
              </Typography>
            ))}
        </Stack>
      ) : null}
    </Card>
  );
}
