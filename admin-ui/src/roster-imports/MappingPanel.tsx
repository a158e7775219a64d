import {
  Button,
  Checkbox,
  FormControlLabel,
  MenuItem,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from "@mui/material";
import { useState } from "react";
import { rosterColumns } from "#db/enums.ts";
import type { RegistryError } from "../providers/httpClient.ts";
import type { MapList, RosterImportView } from "../providers/wire.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";

type Mapping = MapList["mapping"];
const sample = 5;

/** What each column holds, above the first rows: guessed, and corrected here. */
export function MappingPanel({ list, onDone }: { list: RosterImportView; onDone: () => void }) {
  const t = useText("roster-imports");
  const word = useEnum();
  const [mapping, setMapping] = useState<Mapping>(list.mapping!);
  const [error, setError] = useState<RegistryError | null>(null);
  const send = useVerb(
    (registry, _: undefined) => registry.mapList({ id: list.id, version: list.version, mapping }),
    { announce: false, done: t("columns.done"), onDone },
  );
  const change = (part: Partial<Mapping>) => setMapping({ ...mapping, ...part });
  const refused = error?.body?.errors ?? {};
  const headed = list.mapping!.headings;
  const first = [
    ...(headed ? [{ line: 0, cells: list.headings }] : []),
    ...list.rows.slice(0, sample).map(({ line, cells }) => ({ line, cells: cells ?? [] })),
  ];
  const pick = <K extends "says" | "nameOrder" | "dateOrder">(key: K, values: readonly Mapping[K][]) => (
    <TextField
      select
      label={t(`columns.${key}`)}
      value={mapping[key]}
      onChange={(event) => change({ [key]: event.target.value } as Partial<Mapping>)}
      error={Boolean(refused[`mapping.${key}`])}
      helperText={refused[`mapping.${key}`]}
      sx={{ minWidth: 220, flex: "1 1 220px" }}
    >
      {values.map((value) => (
        <MenuItem key={value} value={value} disabled={value === "attended" && !list.event.begun}>
          {key === "says"
            ? t(`columns.says_${value as Mapping["says"]}`)
            : t(`columns.${value as Mapping["nameOrder"] | Mapping["dateOrder"]}`)}
        </MenuItem>
      ))}
    </TextField>
  );

  return (
    <Panel title={t("columns.title")}>
      <Stack sx={{ gap: 1.5 }}>
        {list.status === "mapping" ? <Typography variant="body2">{t("columns.lead")}</Typography> : null}
        {error && Object.keys(refused).length === 0 ? <ErrorNote error={error} /> : null}
        <Stack direction="row" sx={{ gap: 1.5, flexWrap: "wrap" }}>
          {pick("says", ["attended", "enrolled"])}
          {pick("nameOrder", ["given_first", "family_first"])}
          {pick("dateOrder", ["month_first", "day_first"])}
        </Stack>
        <FormControlLabel
          control={
            <Checkbox
              checked={mapping.headings}
              onChange={(event) => change({ headings: event.target.checked })}
            />
          }
          label={t("columns.headings")}
        />
        <TableContainer>
          <Table size="small">
            <TableHead>
              <TableRow>
                {mapping.columns.map((column, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
                  <TableCell key={at} sx={{ minWidth: 150, verticalAlign: "top" }}>
                    <TextField
                      select
                      size="small"
                      fullWidth
                      label={t("columns.column", { n: at + 1 })}
                      value={column ?? ""}
                      error={Boolean(refused[`mapping.columns.${at}`])}
                      helperText={refused[`mapping.columns.${at}`]}
                      onChange={(event) =>
                        change({
                          columns: mapping.columns.map((each, n) =>
                            n === at ? ((event.target.value || null) as typeof each) : each,
                          ),
                        })
                      }
                      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
                    >
                      <MenuItem value="">{t("columns.nothing")}</MenuItem>
                      {rosterColumns.map((each) => (
                        <MenuItem key={each} value={each}>
                          {word("rosterColumn", each)}
                        </MenuItem>
                      ))}
                    </TextField>
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {first.map(({ line, cells }) => (
                <TableRow key={line}>
                  {mapping.columns.map((_, at) => (
                    <TableCell
                      // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
                      key={at}
                      sx={{
                        overflowWrap: "anywhere",
                        fontWeight: line === 0 && mapping.headings ? 600 : undefined,
                        color: mapping.columns[at] === null ? "text.secondary" : undefined,
                      }}
                    >
                      {cells[at]}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
        {list.rows.length > sample ? (
          <Typography variant="caption" sx={{ color: "text.secondary" }}>
            {t("columns.more", { n: list.rows.length - sample })}
          </Typography>
        ) : null}
        <Button
          variant={list.status === "mapping" ? "contained" : "outlined"}
          loading={send.isPending}
          onClick={() => {
            setError(null);
            send.mutate(undefined, { onError: setError });
          }}
          sx={{ alignSelf: "flex-start" }}
        >
          {t("columns.submit")}
        </Button>
      </Stack>
    </Panel>
  );
}
