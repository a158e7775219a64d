import { Box, Skeleton, Stack, Typography } from "@mui/material";
import type { HistoryEntry, ParticipantView } from "../providers/wire.ts";
import { DiffTable } from "../shared/DiffTable.tsx";
import { differences, humanKey } from "../shared/diff.ts";
import { Moment } from "../shared/Moments.tsx";
import { Empty, ErrorNote } from "../shared/Notes.tsx";
import { Panel } from "../shared/Panel.tsx";
import { SubjectLink } from "../shared/SubjectLink.tsx";
import { useRead } from "../shared/useRead.ts";
import { useEnum, useText } from "../shared/useText.ts";

function Entry({ entry }: { entry: HistoryEntry }) {
  const t = useText("shared");
  const people = useText("participants");
  const word = useEnum();
  const changes = differences(entry.before, entry.after);
  return (
    <Box component="li" sx={{ borderBottom: 1, borderColor: "divider", py: 0.75 }}>
      <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", alignItems: "baseline" }}>
        <Typography variant="body1">{humanKey(entry.action.replaceAll(".", " "))}</Typography>
        {entry.subjectType === "participants" ? null : (
          <Typography variant="body2">
            <SubjectLink type={entry.subjectType} id={entry.subjectId} />
          </Typography>
        )}
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {people("history.by", { actor: entry.actor })}
          {entry.actorRole ? ` (${word("role", entry.actorRole)})` : ""} · <Moment value={entry.at} />
        </Typography>
      </Stack>
      {entry.reason ? <Typography variant="body2">“{entry.reason}”</Typography> : null}
      {changes.length > 0 ? (
        <details>
          <Typography component="summary" variant="body2" sx={{ cursor: "pointer", color: "text.secondary" }}>
            {t("details")}
          </Typography>
          <DiffTable
            changes={changes}
            labels={{ field: t("diff.field"), before: t("diff.before"), after: t("diff.after") }}
          />
        </details>
      ) : null}
    </Box>
  );
}

/** What happened to this record: who, when, before and after, why. */
export function HistoryTab({ person }: { person: ParticipantView }) {
  const t = useText("participants");
  const { data, error, isPending, refetch } = useRead(
    ["participants", "history", person.id, person.version],
    (registry) => registry.participantHistory(person.id),
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton height={160} />;
  if (data.length === 0) return <Empty>{t("history.empty")}</Empty>;
  return (
    <Panel>
      <Box component="ol" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {data.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Box>
    </Panel>
  );
}
