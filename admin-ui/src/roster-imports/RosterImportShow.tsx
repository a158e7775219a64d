import { Alert, Button, LinearProgress, Link as MuiLink, Stack, Typography } from "@mui/material";
import { useState } from "react";
import { Link } from "react-router";
import { notPlacedUrl } from "../providers/verbs/rosters.ts";
import type { RosterImportView } from "../providers/wire.ts";
import { formatDay, formatMoment } from "../shared/dates.ts";
import { useKey } from "../shared/keys.ts";
import { To } from "../shared/Links.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useIsStaff } from "../shared/useIsStaff.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { MappingPanel } from "./MappingPanel.tsx";
import { effectOf } from "./outcomes.ts";
import { RowsTable } from "./RowsTable.tsx";

const tones = {
  reading: "info",
  mapping: "waiting",
  matching: "info",
  ready: "waiting",
  applied: "good",
  unreadable: "bad",
  discarded: "quiet",
} as const;

function Discard({ list }: { list: RosterImportView }) {
  const t = useText("roster-imports");
  const discard = useVerb((registry, _: undefined) => registry.discardList(list.id), {
    done: t("discarded"),
  });
  if (!list.mayWrite || ["applied", "discarded"].includes(list.status)) return null;
  return (
    <Button
      color="inherit"
      variant="outlined"
      loading={discard.isPending}
      onClick={() => discard.mutate(undefined)}
    >
      {t("discard")}
    </Button>
  );
}

/** What applying does, in sentences, and the button that does it. */
function ApplyBar({ list }: { list: RosterImportView }) {
  const t = useText("roster-imports");
  const { changes, invites, left } = effectOf(list);
  const apply = useVerb((registry, seen: string) => registry.applyList({ id: list.id, seen }), {
    done: t("apply.done"),
  });
  const go = () => {
    if (list.plan) apply.mutate(list.plan);
  };
  useKey({ combo: "ctrl+Enter", label: t("apply.key"), enabled: list.plan !== null }, go);
  return (
    <Panel>
      <Stack
        direction="row"
        sx={{ gap: 1.5, alignItems: "center", justifyContent: "space-between", flexWrap: "wrap" }}
      >
        <Typography component="p" sx={{ m: 0 }} aria-live="polite">
          {[
            changes > 0 ? t("apply.changes", { smart_count: changes }) : t("apply.nothing"),
            invites > 0 ? t("apply.invites", { smart_count: invites }) : "",
            left > 0 ? t("apply.left", { smart_count: left }) : "",
          ]
            .filter(Boolean)
            .join(" ")}
        </Typography>
        {list.plan ? (
          <Button variant="contained" loading={apply.isPending} onClick={go}>
            {t("apply.button")}
          </Button>
        ) : null}
      </Stack>
    </Panel>
  );
}

function Notes({ list }: { list: RosterImportView }) {
  const t = useText("roster-imports");
  const isStaff = useIsStaff();
  return (
    <>
      {list.unreadableReason ? <Alert severity="error">{list.unreadableReason}</Alert> : null}
      {isStaff && list.status !== "unreadable" ? (
        <Alert severity="info">{t(list.byStaff ? "staffList" : "sponsorList")}</Alert>
      ) : null}
      {list.sameAs && !list.clearedAt ? (
        <Alert severity="info">
          {t("sameAs")}{" "}
          <MuiLink component={Link} to={`/roster-imports/${list.sameAs.id}/show`}>
            {t("panel.open", { id: list.sameAs.id })}, {formatMoment(list.sameAs.createdAt)}
          </MuiLink>
          . {t("sameAsHint")}
        </Alert>
      ) : null}
      {list.clearedAt ? (
        <Alert severity="info">{t("cleared", { day: formatDay(list.clearedAt.slice(0, 10)) })}</Alert>
      ) : null}
    </>
  );
}

function Body({ list }: { list: RosterImportView }) {
  const t = useText("roster-imports");
  const [mapping, setMapping] = useState(false);
  if (list.status === "reading" || list.status === "matching")
    return (
      <Panel>
        <Typography sx={{ mb: 1 }} role="status">
          {list.status === "reading"
            ? t("reading")
            : t("matching", { done: list.rowsDone, total: list.rowsTotal })}
        </Typography>
        <LinearProgress
          variant={list.rowsTotal > 0 && list.status === "matching" ? "determinate" : "indeterminate"}
          value={list.rowsTotal > 0 ? (100 * list.rowsDone) / list.rowsTotal : 0}
          aria-label={t("name", { smart_count: 1 })}
        />
      </Panel>
    );
  if (list.status === "mapping" && list.mayWrite)
    return <MappingPanel key={list.version} list={list} onDone={() => setMapping(false)} />;
  if (list.rows.length === 0 || list.status === "unreadable") return null;
  return (
    <>
      {list.status === "ready" ? <ApplyBar list={list} /> : null}
      {mapping ? <MappingPanel key={list.version} list={list} onDone={() => setMapping(false)} /> : null}
      <Panel
        aside={
          <>
            {list.status === "ready" && list.plan && !mapping ? (
              <Button variant="outlined" onClick={() => setMapping(true)}>
                {t("columns.change")}
              </Button>
            ) : null}
            {effectOf(list).left > 0 && !list.clearedAt ? (
              <Button variant="outlined" href={notPlacedUrl(list.id)}>
                {t("apply.notPlaced")}
              </Button>
            ) : null}
          </>
        }
      >
        <RowsTable list={list} />
      </Panel>
    </>
  );
}

/** One list: being compared, what would come of it, or what came of it. */
export function RosterImportShow() {
  const t = useText("roster-imports");
  const word = useEnum();
  return (
    <RecordPage<RosterImportView>
      title={({ id, eventTitle }) => t("title", { id, event: eventTitle })}
      whole={({ rows }) => Array.isArray(rows)}
      refetchInterval={(list) => (list && ["reading", "matching"].includes(list.status) ? 1000 : false)}
      chips={({ status }) => <ToneChip tone={tones[status]}>{word("rosterImportStatus", status)}</ToneChip>}
      actions={(list) => <Discard list={list} />}
    >
      {(list) => (
        <>
          <Panel>
            <Facts
              columns={4}
              facts={[
                {
                  label: t("facts.event"),
                  value: <To to={`/events/${list.eventId}/show`}>{list.eventTitle}</To>,
                },
                {
                  label: t("facts.from"),
                  value: list.originalName ?? (list.source === "paste" ? t("pasted") : ""),
                },
                {
                  label: t("facts.by"),
                  value: [list.createdByName, formatMoment(list.createdAt)].filter(Boolean).join(", "),
                },
                list.appliedAt
                  ? {
                      label: t("facts.applied"),
                      value: [
                        list.appliedByName,
                        formatMoment(list.appliedAt),
                        list.settledAt ? t("apply.settled") : "",
                      ]
                        .filter(Boolean)
                        .join(", "),
                    }
                  : null,
              ]}
            />
          </Panel>
          <Notes list={list} />
          <Body list={list} />
        </>
      )}
    </RecordPage>
  );
}
