import {
  Box,
  Button,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from "@mui/material";
import { useState } from "react";
import { rosterColumns } from "#db/enums.ts";
import type { ImportedRow, RosterImportView, RowOutcome } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { PersonLink } from "../shared/Links.tsx";
import { Empty } from "../shared/Notes.tsx";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { outcomeOrder, toneOfOutcome } from "./outcomes.ts";
import { RowActions } from "./RowActions.tsx";

const atOnce = 100;

/** What a row says, each value with what is wrong with it beneath. */
function Listed({ list, row }: { list: RosterImportView; row: ImportedRow }) {
  const word = useEnum();
  const columns = list.mapping?.columns ?? [];
  if (!row.cells) return null;
  const said = rosterColumns.filter((column) => {
    const at = columns.indexOf(column);
    return (at >= 0 && row.cells?.[at]) || row.problems[column];
  });
  return (
    <Box component="dl" sx={{ m: 0, display: "flex", flexWrap: "wrap", columnGap: 1.5, rowGap: 0.25 }}>
      {said.map((column) => (
        <Box key={column} sx={{ minWidth: 0 }}>
          <Typography
            component="dt"
            variant="caption"
            sx={{ color: "text.secondary", position: "absolute", clip: "rect(0 0 0 0)", overflow: "hidden" }}
          >
            {word("rosterColumn", column)}
          </Typography>
          <Box component="dd" sx={{ m: 0, overflowWrap: "anywhere" }}>
            <span>{row.cells?.[columns.indexOf(column)] || word("rosterColumn", column)}</span>
            {row.problems[column] ? (
              <Typography variant="caption" component="p" sx={{ m: 0, color: "status.bad.fg" }}>
                {row.problems[column]}
              </Typography>
            ) : null}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function Outcome({ list, row }: { list: RosterImportView; row: ImportedRow }) {
  const t = useText("roster-imports");
  const word = useEnum();
  const { outcome, reason, hours, waitlistPosition, invitation } = row;
  if (!outcome) return null;
  const kind = list.status === "applied" ? ("rosterOutcome" as const) : ("rosterPlan" as const);
  const more = [
    reason ? t(`reason.${reason}`) : "",
    hours ? t("table.hours", { hours }) : "",
    waitlistPosition ? t("table.place", { place: waitlistPosition }) : "",
    invitation?.status === "open"
      ? t("table.until", { day: formatDay(invitation.expiresAt.slice(0, 10)) })
      : "",
  ].filter(Boolean);
  return (
    <Stack sx={{ gap: 0.25, alignItems: "flex-start" }}>
      <ToneChip tone={toneOfOutcome[outcome]}>{word(kind, outcome)}</ToneChip>
      {more.length > 0 ? (
        <Typography variant="caption" sx={{ color: "text.secondary" }}>
          {more.join(", ")}
        </Typography>
      ) : null}
    </Stack>
  );
}

/** The rows of a list with what comes of each; the counts above choose which are shown. */
export function RowsTable({ list }: { list: RosterImportView }) {
  const t = useText("roster-imports");
  const word = useEnum();
  const [only, setOnly] = useState<RowOutcome | "all">("all");
  const [shown, setShown] = useState(atOnce);
  const kind = list.status === "applied" ? ("rosterOutcome" as const) : ("rosterPlan" as const);
  const present = outcomeOrder.filter((outcome) => list.counts[outcome]);
  const chosen = only !== "all" && !list.counts[only] ? "all" : only;
  const rows = list.rows.filter(({ outcome }) => chosen === "all" || outcome === chosen);
  const narrow = { display: { xs: "none", md: "table-cell" } } as const;
  // On a phone each row is a card: what the list says above, what comes of it below.
  const card = {
    display: { xs: "flex", sm: "table-row" },
    flexDirection: "column",
    py: { xs: 0.75, sm: 0 },
    borderBottom: { xs: "1px solid", sm: "none" },
    borderColor: "divider",
    "& > td": { borderBottomStyle: { xs: "none", sm: "solid" }, py: { xs: 0.25, sm: 0.75 } },
    "& > td:empty": { display: { xs: "none", sm: "table-cell" } },
  } as const;
  return (
    <Stack sx={{ gap: 1 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={chosen}
        onChange={(_, value: RowOutcome | "all" | null) => {
          setOnly(value ?? "all");
          setShown(atOnce);
        }}
        aria-label={t("table.outcome")}
        sx={{ flexWrap: "wrap" }}
      >
        <ToggleButton value="all">{t("counts.all", { n: list.rows.length })}</ToggleButton>
        {present.map((outcome) => (
          <ToggleButton key={outcome} value={outcome}>
            {word(kind, outcome)} {list.counts[outcome]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {rows.length === 0 ? <Empty>{t("table.empty")}</Empty> : null}
      <TableContainer>
        <Table size="small" aria-label={t("table.caption")}>
          <TableHead sx={{ display: { xs: "none", sm: "table-header-group" } }}>
            <TableRow>
              <TableCell sx={narrow}>{t("table.line")}</TableCell>
              <TableCell>{t("table.listed")}</TableCell>
              <TableCell>{t("table.person")}</TableCell>
              <TableCell>{t(list.status === "applied" ? "table.became" : "table.outcome")}</TableCell>
              <TableCell component="td" />
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.slice(0, shown).map((row) => (
              <TableRow key={row.id} hover data-line={row.line} sx={card}>
                <TableCell sx={{ ...narrow, fontVariantNumeric: "tabular-nums" }}>{row.line}</TableCell>
                <TableCell>
                  <Listed list={list} row={row} />
                </TableCell>
                <TableCell sx={{ overflowWrap: "anywhere" }}>
                  {row.person ? (
                    <PersonLink
                      id={row.person.participantId}
                      name={row.person.name}
                      number={row.person.registryNumber}
                    />
                  ) : (
                    <Typography variant="body2" component="span" sx={{ color: "text.secondary" }}>
                      {t("table.nobody")}
                    </Typography>
                  )}
                </TableCell>
                <TableCell>
                  <Outcome list={list} row={row} />
                </TableCell>
                <TableCell sx={{ textAlign: { sm: "right" } }}>
                  <RowActions list={list} row={row} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {rows.length > shown ? (
        <Stack direction="row" sx={{ gap: 1, alignItems: "center" }}>
          <Typography variant="body2">{t("table.shown", { shown, total: rows.length })}</Typography>
          <Button onClick={() => setShown(shown + 5 * atOnce)}>{t("table.more")}</Button>
        </Stack>
      ) : null}
    </Stack>
  );
}
