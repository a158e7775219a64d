import { Box, Button, Card, Skeleton, Stack, TextField, Typography } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useNotify } from "react-admin";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import type { Place } from "../duplicates/nextPair.ts";
import { useFieldWords } from "../duplicates/useFieldWords.ts";
import type { RegistryError } from "../providers/httpClient.ts";
import type { TogetherPreview } from "../providers/wire.ts";
import { PersonLink } from "../shared/Links.tsx";
import { ErrorNote } from "../shared/Notes.tsx";
import { PageHead, Panel } from "../shared/Panel.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { KeepLogin } from "./KeepLogin.tsx";
import { SeveralFields } from "./SeveralFields.tsx";
import { SeveralSteps } from "./SeveralSteps.tsx";

export type SeveralChoices = Record<string, number | "survivor" | "retired">;

const open = ({ steps }: TogetherPreview, needs: string) =>
  steps.some(({ blocks }) => blocks.some((block) => block.needs === needs));

function Desk({ ids }: { ids: string[] }) {
  const t = useText("merges");
  const notify = useNotify();
  const navigate = useNavigate();
  // From a group of the worklist: after the merge the next pair is a key away.
  const place = (useLocation().state as { place?: Place | null } | null)?.place;
  const [survivorId, setSurvivorId] = useState<number | null>(null);
  const [keepAccountId, setKeepAccountId] = useState<number | null>(null);
  const [choices, setChoices] = useState<SeveralChoices>({});
  const [reason, setReason] = useState("");
  const words = useFieldWords();
  const [refused, setRefused] = useState<RegistryError | null>(null);
  const asked = { ids, survivorId, keepAccountId, choices };
  const { data, error, refetch } = useRead(
    ["merges", "together", asked],
    (registry) => registry.previewTogether(asked),
    { keepLast: true },
  );
  const send = useVerb(
    (registry, preview: TogetherPreview) =>
      registry.mergeTogether({
        survivorId: preview.survivorId,
        retiredIds: preview.steps.map(({ retiredId }) => retiredId),
        keepAccountId,
        choices,
        reason,
        versions: Object.fromEntries(preview.records.map(({ id, version }) => [id, version])),
      }),
    { announce: false, refresh: false },
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={320} />;
  const choose = (key: string, value: SeveralChoices[string]) =>
    setChoices((now) => ({ ...now, [key]: value }));
  const record = (id: number) => data.records.find((each) => each.id === id);
  const waits = open(data, "choice") || open(data, "choose_login");
  const second = open(data, "second_person");
  const submit = () => {
    setRefused(null);
    send.mutate(data, {
      onError: setRefused,
      onSuccess: ({ id }) => {
        notify(t("create.merged"), { type: "success" });
        navigate(`/merges/${id}/show`, { state: { _scrollToTop: true, place } });
      },
    });
  };
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
        words={words}
        head={(record) => (
          <>
            <PersonLink id={record.id} name={record.name} number={record.registryNumber} />
            <Typography variant="caption" component="div" sx={{ color: "text.secondary" }}>
              <StatusChip of="participantStatus" value={record.status} />{" "}
              {[
                t("create.rows", { smart_count: record.rows }),
                ...(record.signedIn ? [t("create.signedIn")] : []),
                ...(record.id === data.proposedId ? [t("create.proposed")] : []),
              ].join(" · ")}
            </Typography>
          </>
        )}
      />
      <KeepLogin preview={data} keepAccountId={keepAccountId} onKeepAccount={setKeepAccountId} />
      <SeveralSteps
        steps={data.steps}
        choices={choices}
        onChoose={choose}
        called={(id) => `${record(id)?.name ?? ""} ${record(id)?.registryNumber ?? ""}`}
        byItself={(id) =>
          `/duplicates/create?left=${record(data.survivorId)?.registryNumber}&right=${record(id)?.registryNumber}`
        }
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
          {second ? <Typography variant="body2">{t("create.second")}</Typography> : null}
          {waits ? (
            <Typography variant="body2" sx={{ color: "status.waiting.fg" }}>
              {t("create.choose")}
            </Typography>
          ) : null}
          <Box>
            <Button
              variant="contained"
              disabled={waits || second || reason.trim().length < 3}
              loading={send.isPending}
              onClick={submit}
            >
              {t("create.merge")}
            </Button>
          </Box>
        </Stack>
      </Panel>
    </Stack>
  );
}

/** Two or more records, typed or chosen in the list of participants, merged into one at once. */
export function MergeTogether() {
  const t = useText("merges");
  const [query, setQuery] = useSearchParams();
  const ids = (query.get("ids") ?? "").split(/[\s,;]+/).filter(Boolean);
  const [typed, setTyped] = useState(ids.join(" "));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setQuery({
      ids: typed
        .split(/[\s,;]+/)
        .filter(Boolean)
        .join(","),
    });
  };
  return (
    <Box>
      <PageHead title={t("create.title")} />
      <Card sx={{ p: 1.5, mb: 1.5 }}>
        <Stack
          component="form"
          onSubmit={submit}
          direction={{ xs: "column", sm: "row" }}
          sx={{ gap: 1, alignItems: { sm: "flex-start" } }}
        >
          <TextField
            required
            fullWidth
            margin="none"
            label={t("create.numbers")}
            helperText={t("create.lead")}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" variant="contained" sx={{ flexShrink: 0 }}>
            {t("create.go")}
          </Button>
        </Stack>
      </Card>
      {ids.length > 1 ? <Desk key={ids.join()} ids={ids} /> : null}
    </Box>
  );
}
