import {
  Box,
  LinearProgress,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useEffect, useRef } from "react";
import { useRefresh } from "react-admin";
import type { DirectoryKind } from "#db/enums.ts";
import type { Calibration, SearchState } from "../providers/wire.ts";
import { Panel } from "../shared/Panel.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
type Row = { key: string; cells: (string | number)[]; band?: string };

function Figures({ caption, head, rows }: { caption: string; head: string[]; rows: Row[] }) {
  return (
    <Box sx={{ overflowX: "auto" }}>
      <Typography variant="body2">{caption}</Typography>
      <Table size="small" sx={{ width: "auto" }} aria-label={caption}>
        <TableHead>
          <TableRow>
            {head.map((word, at) => (
              <TableCell key={word} align={at === 0 ? "left" : "right"}>
                {word}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ key, cells, band }) => (
            <TableRow key={key}>
              <TableCell>{band ? <StatusChip of="duplicateBand" value={band} /> : key}</TableCell>
              {cells.map((cell, at) => (
                <TableCell key={head[at + 1]} align="right">
                  {cell}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function Line({ state }: { state: SearchState }) {
  const t = useText("duplicates");
  const { scan, model, waiting } = state;
  if (scan?.status === "running") {
    const words = t("search.running", { stage: t(`search.stages.${scan.stage}`), percent: scan.percent });
    return (
      <Box role="status">
        <Typography variant="body2">{words}</Typography>
        <LinearProgress variant="determinate" value={scan.percent} aria-label={words} />
      </Box>
    );
  }
  return (
    <Typography variant="body2">
      {scan === null
        ? t("search.never")
        : scan.status === "failed"
          ? t("search.failed", { failure: scan.failure ?? "" })
          : t("search.done", { records: scan.records ?? 0, pairs: scan.pairs ?? 0 })}{" "}
      {model
        ? t("search.model", {
            records: model.records,
            strong: Math.round(model.bands.strong),
            likely: Math.round(model.bands.likely),
          })
        : null}{" "}
      {waiting > 0 ? t("search.waiting", { count: waiting }) : null}
    </Typography>
  );
}

/** How far the search of people (or of a kind) is, what it was worth, and whether its figures keep their promise against what people decide. */
export function SearchPanel({ kind }: { kind?: DirectoryKind }) {
  const t = useText("duplicates");
  const refresh = useRefresh();
  const { data } = useRead(["duplicates", "search-state", kind], (registry) => registry.searchState(kind), {
    refetchInterval: 4000,
  });
  const { data: calibration } = useRead(["duplicates", "calibration", kind], (registry) =>
    registry.calibration(kind),
  );
  const ended = data?.scan?.finishedAt;
  const shown = useRef(ended);
  useEffect(() => {
    // The list is read again when a search ends meanwhile, not when the page opens.
    if (shown.current !== undefined && ended && ended !== shown.current) refresh();
    shown.current = ended;
  }, [ended, refresh]);
  if (!data) return null;
  return (
    <Panel title={t("search.title")} dense>
      <Line state={data} />
      <Box component="details" sx={{ mt: 0.5 }}>
        <Typography component="summary" variant="body2" sx={{ cursor: "pointer" }}>
          {data.truth
            ? t("search.truth", { planted: data.truth.planted })
            : t("search.calibration", { decided: calibration?.decided ?? 0 })}
        </Typography>
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 3, mt: 1 }}>
          {data.truth ? (
            <Figures
              caption={t("search.truth", { planted: data.truth.planted })}
              head={[t("search.band"), t("search.pairs"), t("search.precision"), t("search.recall")]}
              rows={data.truth.bands.map(({ band, pairs, precision, recall }) => ({
                ...{ key: band, band },
                cells: [pairs, percent(precision), percent(recall)],
              }))}
            />
          ) : null}
          {calibration ? <Decided calibration={calibration} /> : null}
        </Box>
      </Box>
    </Panel>
  );
}

function Decided({ calibration }: { calibration: Calibration }) {
  const t = useText("duplicates");
  if (calibration.decided === 0) return <Typography variant="body2">{t("search.noDecisions")}</Typography>;
  return (
    <Figures
      caption={t("search.calibration", { decided: calibration.decided })}
      head={["", t("search.pairs"), t("search.predicted"), t("search.actual")]}
      rows={calibration.deciles
        .filter(({ pairs }) => pairs > 0)
        .map(({ from, to, pairs, predicted, actual }) => ({
          key: t("search.decile", { from: from * 100, to: to * 100 }),
          cells: [pairs, percent(predicted), percent(actual)],
        }))}
    />
  );
}
