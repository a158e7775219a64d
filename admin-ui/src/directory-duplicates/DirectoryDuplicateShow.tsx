import {
  Alert,
  Button,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useTranslate } from "react-admin";
import { Link, useParams } from "react-router";
import type { DirectoryKind } from "#db/enums.ts";
import { recordPath } from "../directory_merges/RecordLink.tsx";
import { EvidenceBars } from "../duplicates/EvidenceBars.tsx";
import { NextPair, usePlace } from "../duplicates/NextPair.tsx";
import { PairActions } from "../duplicates/PairActions.tsx";
import type { DirectoryPairView } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { To } from "../shared/Links.tsx";
import { Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useTerm } from "../shared/useVocabulary.ts";

type Side = DirectoryPairView["left"];

function Head({ kind, side }: { kind: DirectoryKind; side: Side }) {
  const t = useText("directory_duplicates");
  return (
    <>
      <To to={recordPath(kind, side.id)}>{side.name}</To>
      <Typography variant="caption" component="div" sx={{ color: "text.secondary" }}>
        {[side.number, t("filled", { count: side.completeness, of: side.of })].filter(Boolean).join(" · ")}
      </Typography>
    </>
  );
}

/** What both records say of every field that is compared; what differs stands out. */
function Fields({ pair }: { pair: DirectoryPairView }) {
  const t = useText("directory_duplicates");
  const translate = useTranslate();
  const word = useEnum();
  const term = useTerm();
  const said = (key: string, side: "left" | "right", value: string | null) => {
    if (!value) return "—";
    if (key === "setting") return word("setting", value);
    if (key === "county") return term("counties", value);
    if (key === "counties")
      return value
        .split("; ")
        .map((code) => term("counties", code))
        .join(", ");
    return key === "sponsor" ? (pair[side].detail?.split(", ")[0] ?? value) : value;
  };
  const label = (key: string) =>
    translate(`resources.directory_duplicates.said.${key}`, {
      _: translate(`resources.${pair.kind}.fields.${key}`),
    });
  return (
    <TableContainer>
      <Table
        size="small"
        aria-label={t("compared")}
        sx={{ "& td, & th": { overflowWrap: "anywhere", whiteSpace: "normal" } }}
      >
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: { xs: 88, sm: 180 } }}>{t("field")}</TableCell>
            <TableCell>
              <Head kind={pair.kind} side={pair.left} />
            </TableCell>
            <TableCell>
              <Head kind={pair.kind} side={pair.right} />
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {pair.fields.map(({ key, left, right, same }) => (
            <TableRow key={key}>
              <TableCell component="th" scope="row" sx={{ color: "text.secondary" }}>
                {label(key)}
              </TableCell>
              {(
                [
                  ["left", left],
                  ["right", right],
                ] as const
              ).map(([side, value]) => (
                <TableCell key={side} sx={{ fontWeight: same ? 400 : 600 }}>
                  {said(key, side, value)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

/** One pair of directory records: the reasons with their bars, both side by side, and the way to merging them. */
export function DirectoryDuplicateShow() {
  const t = useText("duplicates");
  const own = useText("directory_duplicates");
  return (
    <RecordPage<DirectoryPairView>
      whole={(pair) => pair.fields !== undefined}
      title={(pair) => `${pair.left.name} / ${pair.right.name}`}
      chips={(pair) => (
        <>
          {pair.band ? <StatusChip of="duplicateBand" value={pair.band} /> : null}
          <StatusChip of="duplicateStatus" value={pair.status} />
        </>
      )}
      actions={(pair) => <Actions pair={pair} />}
    >
      {(pair) => (
        <>
          {pair.decidedAt ? (
            <Alert severity="info">
              {t("compare.decided", {
                name: pair.decidedByName ?? "",
                when: formatMoment(pair.decidedAt),
                reason: pair.decisionReason ?? "",
              })}
            </Alert>
          ) : null}
          <Panel title={t("compare.why")} dense>
            <EvidenceBars signals={pair.signals} />
          </Panel>
          <Panel title={own("compared")}>
            <Fields pair={pair} />
          </Panel>
        </>
      )}
    </RecordPage>
  );
}

/** To the merge, aside, or on to the next; where one stands in the list goes along to the merge. */
function Actions({ pair }: { pair: DirectoryPairView }) {
  const t = useText("directory_duplicates");
  const can = useCan();
  const place = usePlace(Number(useParams().id), pair.kind);
  return (
    <>
      {can("merges:create") && pair.status !== "merged" ? (
        <Button
          variant="contained"
          component={Link}
          to={`/directory_merges/create?kind=${pair.kind}&left=${pair.leftId}&right=${pair.rightId}`}
          state={{ place }}
        >
          {t("merge")}
        </Button>
      ) : null}
      <PairActions key={pair.id} pair={pair} directory />
      <NextPair place={place} decided={pair.status !== "open"} kind={pair.kind} />
    </>
  );
}
