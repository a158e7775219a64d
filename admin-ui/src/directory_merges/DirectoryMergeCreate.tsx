import { Box, Button, Skeleton, Stack, TextField, Typography } from "@mui/material";
import { useState } from "react";
import { useNotify } from "react-admin";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { type DirectoryKind, directoryKinds } from "#db/enums.ts";
import type { Place } from "../duplicates/nextPair.ts";
import type { SeveralChoices } from "../merges/MergeTogether.tsx";
import { SeveralFields } from "../merges/SeveralFields.tsx";
import { SeveralSteps } from "../merges/SeveralSteps.tsx";
import type { RegistryError } from "../providers/httpClient.ts";
import type { CreateDirectoryMerge, DirectoryPreview } from "../providers/wire.ts";
import { Empty, ErrorNote } from "../shared/Notes.tsx";
import { PageHead, Panel } from "../shared/Panel.tsx";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { called, RecordLink } from "./RecordLink.tsx";
import { StepFacts } from "./StepFacts.tsx";
import { useRecordWords } from "./useRecordWords.ts";

const needed = ({ steps }: DirectoryPreview, needs: string) =>
  steps.some(({ blocks }) => blocks.some((block) => block.needs === needs));

/** The records beside each other, what merging them does, and the button that does it or asks a colleague. */
function Desk({ kind, ids }: { kind: DirectoryKind; ids: number[] }) {
  const t = useText("directory_merges");
  const words = useText("merges");
  const value = useRecordWords(kind);
  const notify = useNotify();
  const navigate = useNavigate();
  // From a pair of the worklist: after the merge the next one is a key away.
  const place = (useLocation().state as { place?: Place | null } | null)?.place;
  const [survivorId, setSurvivorId] = useState<number | null>(null);
  const [choices, setChoices] = useState<SeveralChoices>({});
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<RegistryError | null>(null);
  const asked = { kind, ids, survivorId, choices };
  const { data, error, refetch } = useRead(
    ["directory_merges", "preview", asked],
    (registry) => registry.previewDirectoryMerge(asked),
    { keepLast: true },
  );
  const send = useVerb(
    (registry, { input, propose }: { input: CreateDirectoryMerge; propose: boolean }) =>
      propose ? registry.proposeDirectoryMerge(input) : registry.mergeDirectory(input),
    { announce: false, refresh: false },
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={320} />;
  // Who gains what is listed with the step: its block need not say it once more.
  const steps = data.steps.map((step) => ({
    ...step,
    blocks: step.blocks.map((block) =>
      block.code === "access_widens"
        ? { ...block, message: t("create.widens", { smart_count: step.gains.length }) }
        : block,
    ),
  }));
  const record = (id: number) => data.records.find((each) => each.id === id);
  const waits = needed(data, "choice");
  const second = needed(data, "second_person");
  const hopeless = needed(data, "nothing_helps");
  const pair = data.steps.length === 1;
  const propose = second && pair;
  const note = hopeless
    ? t("create.hopeless")
    : waits
      ? words("create.choose")
      : second
        ? t(pair ? "create.second" : "create.secondOfMany")
        : null;
  const submit = () => {
    setRefused(null);
    const input = {
      kind,
      survivorId: data.survivorId,
      retiredIds: data.steps.map(({ retiredId }) => retiredId),
      choices,
      reason,
      versions: Object.fromEntries(data.records.map(({ id, version }) => [id, version])),
    };
    send.mutate(
      { input, propose },
      {
        onError: setRefused,
        onSuccess: ({ id }) => {
          notify(t(propose ? "create.proposed" : "create.merged"), { type: "success" });
          navigate(`/directory_merges/${id}/show`, { state: { _scrollToTop: true, place } });
        },
      },
    );
  };
  const choose = (key: string, side: SeveralChoices[string]) =>
    setChoices((now) => ({ ...now, [key]: side }));
  return (
    <Stack sx={{ gap: 1.5 }}>
      <SeveralFields
        preview={data}
        choices={choices}
        onStay={(id) => {
          setSurvivorId(id);
          setChoices({});
        }}
        onChoose={choose}
        words={value}
        head={(each) => (
          <>
            <RecordLink kind={kind} record={each} />
            <Typography variant="caption" component="div" sx={{ color: "text.secondary" }}>
              {[
                words("create.rows", { smart_count: each.rows }),
                ...(each.id === data.proposedId ? [words("create.proposed")] : []),
              ].join(" · ")}
            </Typography>
          </>
        )}
      />
      <SeveralSteps
        steps={steps}
        choices={choices}
        onChoose={choose}
        called={(id) => {
          const found = record(id);
          return found ? called(found) : "";
        }}
        byItself={
          pair
            ? undefined
            : (id) => `/directory_merges/create?kind=${kind}&left=${data.survivorId}&right=${id}`
        }
        more={(step) => <StepFacts step={step} />}
      />
      <Panel title={t("create.merge")}>
        <Stack sx={{ gap: 1.5, maxWidth: 640 }}>
          {refused ? <ErrorNote error={refused} onRetry={() => void refetch()} /> : null}
          <TextField
            required
            multiline
            margin="none"
            label={t("create.reason")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {note ? (
            <Typography variant="body2" sx={{ color: "status.waiting.fg" }}>
              {note}
            </Typography>
          ) : null}
          <Box>
            <Button
              variant="contained"
              disabled={waits || hopeless || (second && !pair) || reason.trim().length < 3}
              loading={send.isPending}
              onClick={submit}
            >
              {t(propose ? "create.propose" : pair ? "create.merge" : "create.mergeAll")}
            </Button>
          </Box>
        </Stack>
      </Panel>
    </Stack>
  );
}

/** `?kind=programs&left=1&right=2`, or `&ids=1,2,3`: records of one kind merged into one. */
export function DirectoryMergeCreate() {
  const t = useText("directory_merges");
  const [query] = useSearchParams();
  const kind = directoryKinds.find((each) => each === query.get("kind"));
  const ids = [query.get("left"), query.get("right"), ...(query.get("ids") ?? "").split(",")]
    .filter((id) => /^\d{1,9}$/.test(id ?? ""))
    .map(Number);
  const title = t("create.title", { kind: kind ? t(`kinds.${kind}`).toLowerCase() : "" });
  return (
    <Box>
      <PageHead title={title.trim()} />
      {kind && new Set(ids).size > 1 ? (
        <Desk key={`${kind}${ids.join()}`} kind={kind} ids={[...new Set(ids)]} />
      ) : (
        <Empty>{t("create.none")}</Empty>
      )}
    </Box>
  );
}
