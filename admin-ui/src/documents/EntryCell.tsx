import { Box } from "@mui/material";
import { type ClipboardEvent, type KeyboardEvent, memo } from "react";
import type { Column } from "./columns.ts";
import type { DraftRow } from "./entries.ts";
import { InstitutionCell } from "./InstitutionCell.tsx";
import { shownDate } from "./typedDate.ts";

export type CellHandlers = {
  set: (row: number, values: Partial<DraftRow>) => void;
  /** Enter and the arrows: down or up; Enter on a proposed row accepts it. */
  move: (row: number, column: number, by: 1 | -1, key: string) => void;
  paste: (row: number, column: number, event: ClipboardEvent) => void;
  showPage: (page: number) => void;
};

type Props = CellHandlers & {
  name: string;
  column: Column;
  row: number;
  columnIndex: number;
  value: string;
  institutionId?: number | null;
  error?: string;
  /** Why the cell deserves a closer look; read with the cell. */
  doubt?: string;
  disabled: boolean;
};

/** One cell: a plain field, quick at hundreds of rows. Enter goes down, arrows too where they do not edit. */
export const EntryCell = memo(function EntryCell(props: Props) {
  const { name, column, row, columnIndex, value, error, doubt, disabled, set, move, paste } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLSelectElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Out of the fields, where single letters are keys.
    if (event.key === "Escape") return event.currentTarget.blur();
    const up = event.key === "ArrowUp" && column.kind !== "choice";
    const down = event.key === "ArrowDown" && column.kind !== "choice";
    if (event.key !== "Enter" && !up && !down) return;
    event.preventDefault();
    move(row, columnIndex, up || (event.key === "Enter" && event.shiftKey) ? -1 : 1, event.key);
  };
  const chosen = column.options?.find(({ id }) => id === value);
  const common = {
    id: name,
    name,
    "aria-label": `${column.label} ${row + 1}`,
    "aria-invalid": error ? true : undefined,
    "data-doubt": doubt ? "" : undefined,
    title: error ?? doubt ?? (chosen?.name || value || undefined),
    disabled,
    onKeyDown,
  } as const;
  if (column.kind === "institution") {
    return (
      <InstitutionCell
        {...common}
        value={value}
        institutionId={props.institutionId}
        onPick={(picked) => set(row, picked)}
      />
    );
  }
  if (column.kind === "choice") {
    return (
      <Box
        component="select"
        {...common}
        value={value}
        onPaste={(event: ClipboardEvent) => paste(row, columnIndex, event)}
        onChange={(event: { target: HTMLSelectElement }) => set(row, { [column.cell]: event.target.value })}
      >
        <option value="" />
        {value && !chosen ? <option value={value}>{value}</option> : null}
        {column.options?.map(({ id, name: label, short }) => (
          <option key={id} value={id} label={short}>
            {label}
          </option>
        ))}
      </Box>
    );
  }
  return (
    <Box
      component="input"
      {...common}
      type="text"
      placeholder={column.kind === "date" ? "mm/dd/yyyy" : undefined}
      inputMode={column.kind === "number" ? "decimal" : undefined}
      autoComplete="off"
      value={value}
      onPaste={(event: ClipboardEvent) => paste(row, columnIndex, event)}
      onChange={(event: { target: HTMLInputElement }) => set(row, { [column.cell]: event.target.value })}
      onBlur={
        column.kind === "date" && shownDate(value) !== value
          ? () => set(row, { [column.cell]: shownDate(value) })
          : undefined
      }
      onDoubleClick={column.cell === "pageNumber" && value ? () => props.showPage(Number(value)) : undefined}
    />
  );
});
