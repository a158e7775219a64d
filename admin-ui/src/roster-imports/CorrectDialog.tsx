import { TextInput } from "react-admin";
import type { ImportedRow, RosterImportView } from "../providers/wire.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { VerbDialog } from "../shared/VerbDialog.tsx";

type Props = { list: RosterImportView; row: ImportedRow; onClose: () => void };

/** One row, cell by cell, with what is wrong beside each. */
export function CorrectDialog({ list, row, onClose }: Props) {
  const t = useText("roster-imports");
  const word = useEnum();
  const columns = list.mapping?.columns ?? [];
  const used = columns.flatMap((column, at) => (column ? [{ column, at }] : []));
  const wrong = used.find(({ column }) => row.problems[column])?.column ?? used[0]?.column;
  return (
    <VerbDialog
      title={t("row.correctFor", { line: row.line })}
      submit={t("columns.submit")}
      defaults={Object.fromEntries(used.map(({ at }) => [`cell${at}`, row.cells?.[at] ?? ""]))}
      verb={(registry, values: Record<string, string | null>) =>
        registry.correctListRow({
          id: list.id,
          rowId: row.id,
          cells: columns.map((column, at) =>
            column ? (values[`cell${at}`] ?? "") : (row.cells?.[at] ?? ""),
          ),
        })
      }
      done={t("row.corrected")}
      onClose={onClose}
    >
      {used.map(({ column, at }) => (
        <TextInput
          key={column}
          source={`cell${at}`}
          label={word("rosterColumn", column)}
          helperText={row.problems[column] ?? false}
          autoFocus={column === wrong}
        />
      ))}
    </VerbDialog>
  );
}
