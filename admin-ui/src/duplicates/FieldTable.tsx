import {
  Box,
  Radio,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import type { ComparedField, ComparedRecord, Comparison } from "../providers/wire.ts";
import { humanKey } from "../shared/diff.ts";
import { PersonLink } from "../shared/Links.tsx";
import { StatusChip, ToneChip } from "../shared/StatusChip.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { type Choices, takenFrom } from "./choices.ts";
import { useFieldWords } from "./useFieldWords.ts";

type Props = {
  comparison: Comparison;
  choices: Choices;
  editable: boolean;
  onChoose: (key: string, side: "left" | "right") => void;
};

function Head({ record, part }: { record: ComparedRecord; part: "survivor" | "retired" }) {
  const t = useText("duplicates");
  return (
    <Box>
      <Stack direction="row" sx={{ gap: 0.75, alignItems: "center", flexWrap: "wrap" }}>
        <ToneChip tone={part === "survivor" ? "good" : "quiet"}>{t(`compare.${part}`)}</ToneChip>
        <Typography component="span" variant="body1" sx={{ fontWeight: 600, whiteSpace: "normal" }}>
          <PersonLink id={record.id} name={record.name} number={record.registryNumber} />
        </Typography>
        <StatusChip of="participantStatus" value={record.status} />
      </Stack>
      <Typography variant="caption" component="div" sx={{ color: "text.secondary", whiteSpace: "normal" }}>
        {t("compare.completeness", { count: record.completeness })}
      </Typography>
    </Box>
  );
}

function Cell({
  field,
  side,
  taken,
  editable,
  onChoose,
}: {
  field: ComparedField;
  side: "left" | "right";
  taken: boolean;
  editable: boolean;
  onChoose: () => void;
}) {
  const words = useFieldWords();
  const value = words(field.key, field[side]);
  const choosable = editable && !field.same;
  return (
    <TableCell
      sx={(theme) => ({
        backgroundColor: !field.same && taken ? theme.palette.status.good.bg : undefined,
        overflowWrap: "anywhere",
        verticalAlign: "top",
      })}
    >
      <Stack
        component={choosable ? "label" : "div"}
        direction="row"
        sx={{ gap: 0.5, alignItems: "flex-start", cursor: choosable ? "pointer" : undefined }}
      >
        {choosable ? (
          <Radio
            size="small"
            name={`field-${field.key}`}
            checked={taken}
            onChange={onChoose}
            slotProps={{ input: { "aria-label": `${humanKey(field.key)}: ${value ?? "—"}` } }}
            sx={{ p: 0.25 }}
          />
        ) : null}
        <span style={{ paddingTop: choosable ? 2 : 0 }}>{value || "—"}</span>
      </Stack>
    </TableCell>
  );
}

/** Every field of both records; where they differ one value is marked as the one that will stand. */
export function FieldTable({ comparison, choices, editable, onChoose }: Props) {
  const t = useText("duplicates");
  const word = useEnum();
  const { left, right } = comparison;
  const lists: { label: string; of: (record: ComparedRecord) => string }[] = [
    { label: t("compare.former"), of: (record) => record.formerNames.join("; ") },
    {
      label: t("compare.identifiers"),
      of: (record) =>
        record.identifiers.map(({ kind, value }) => `${word("identifierKind", kind)} ${value}`).join("; "),
    },
    {
      label: t("compare.accounts"),
      of: (record) =>
        record.accounts.map(({ email, status }) => `${email} (${word("accountStatus", status)})`).join("; "),
    },
  ];
  return (
    <TableContainer>
      <Table size="small" sx={{ tableLayout: "fixed", minWidth: 520 }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 150 }}>{t("compare.field")}</TableCell>
            <TableCell>
              <Head record={left} part="survivor" />
            </TableCell>
            <TableCell>
              <Head record={right} part="retired" />
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {comparison.fields.map((field) => {
            const taken = takenFrom(field, choices);
            return (
              <TableRow key={field.key}>
                <TableCell component="th" scope="row" sx={{ verticalAlign: "top" }}>
                  {humanKey(field.key)}{" "}
                  {field.same ? null : field.mustChoose && !taken ? (
                    <ToneChip tone="bad">{t("compare.mustChoose")}</ToneChip>
                  ) : (
                    <ToneChip tone="waiting">{t("compare.differs")}</ToneChip>
                  )}
                </TableCell>
                {(["left", "right"] as const).map((side) => (
                  <Cell
                    key={side}
                    field={field}
                    side={side}
                    taken={taken === side}
                    editable={editable}
                    onChoose={() => onChoose(field.key, side)}
                  />
                ))}
              </TableRow>
            );
          })}
          {lists.map(({ label, of }) =>
            of(left) || of(right) ? (
              <TableRow key={label}>
                <TableCell component="th" scope="row">
                  {label}
                </TableCell>
                <TableCell sx={{ overflowWrap: "anywhere" }}>{of(left) || "—"}</TableCell>
                <TableCell sx={{ overflowWrap: "anywhere" }}>{of(right) || "—"}</TableCell>
              </TableRow>
            ) : null,
          )}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
