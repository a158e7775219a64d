import {
  Radio,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
} from "@mui/material";
import type { ReactNode } from "react";
import type { TogetherPreview } from "../providers/wire.ts";
import { humanKey } from "../shared/diff.ts";
import { Panel } from "../shared/Panel.tsx";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";
import type { SeveralChoices } from "./MergeTogether.tsx";

type Compared = Pick<TogetherPreview, "survivorId" | "fields"> & { records: { id: number }[] };
type Props<P extends Compared> = {
  preview: P;
  choices: SeveralChoices;
  onStay: (id: number) => void;
  onChoose: (key: string, id: number) => void;
  /** What a record is called, and what tells for it to stay. */
  head: (record: P["records"][number]) => ReactNode;
  /** A value as people read it. */
  words: (key: string, value: string | null) => string | null;
};

/** Every record beside the others: which one stays, and of each field that differs whose value. */
export function SeveralFields<P extends Compared>({
  preview,
  choices,
  onStay,
  onChoose,
  head,
  words,
}: Props<P>) {
  const t = useText("merges");
  const compare = useText("duplicates");
  const { survivorId } = preview;
  const records: P["records"] = preview.records;
  const fields = preview.fields.filter(({ values }) => Object.values(values).some((value) => value !== null));
  return (
    <Panel title={t("create.which")}>
      <TableContainer>
        <Table size="small" sx={{ minWidth: 160 + 170 * records.length, tableLayout: "fixed" }}>
          <TableHead>
            <TableRow>
              <TableCell sx={{ width: 140 }}>{compare("compare.field")}</TableCell>
              {records.map((record) => (
                <TableCell key={record.id} sx={{ verticalAlign: "top", whiteSpace: "normal" }}>
                  <Stack
                    component="label"
                    direction="row"
                    sx={{ gap: 0.5, alignItems: "center", cursor: "pointer" }}
                  >
                    <Radio
                      size="small"
                      name="stays"
                      checked={record.id === survivorId}
                      onChange={() => onStay(record.id)}
                      sx={{ p: 0.25 }}
                    />
                    <ToneChip tone={record.id === survivorId ? "good" : "quiet"}>
                      {compare(record.id === survivorId ? "compare.survivor" : "compare.retired")}
                    </ToneChip>
                  </Stack>
                  {head(record)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {fields.map((field) => {
              const taken = choices[field.key] ?? (field.mustChoose ? undefined : field.takes);
              return (
                <TableRow key={field.key}>
                  <TableCell component="th" scope="row" sx={{ verticalAlign: "top" }}>
                    {humanKey(field.key)}{" "}
                    {field.same ? null : (
                      <ToneChip tone={field.mustChoose && taken === undefined ? "bad" : "waiting"}>
                        {compare(
                          field.mustChoose && taken === undefined ? "compare.mustChoose" : "compare.differs",
                        )}
                      </ToneChip>
                    )}
                  </TableCell>
                  {records.map(({ id }) => {
                    const value = words(field.key, field.values[id] ?? null) ?? "—";
                    return (
                      <TableCell
                        key={id}
                        sx={(theme) => ({
                          verticalAlign: "top",
                          overflowWrap: "anywhere",
                          backgroundColor:
                            !field.same && taken === id ? theme.palette.status.good.bg : undefined,
                        })}
                      >
                        <Stack
                          component={field.same ? "div" : "label"}
                          direction="row"
                          sx={{
                            gap: 0.5,
                            alignItems: "flex-start",
                            cursor: field.same ? undefined : "pointer",
                          }}
                        >
                          {field.same ? null : (
                            <Radio
                              size="small"
                              name={`field-${field.key}`}
                              checked={taken === id}
                              onChange={() => onChoose(field.key, id)}
                              slotProps={{ input: { "aria-label": `${humanKey(field.key)}: ${value}` } }}
                              sx={{ p: 0.25 }}
                            />
                          )}
                          <span style={{ paddingTop: field.same ? 0 : 2 }}>{value}</span>
                        </Stack>
                      </TableCell>
                    );
                  })}
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </TableContainer>
    </Panel>
  );
}
