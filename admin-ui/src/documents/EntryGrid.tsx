import CloseIcon from "@mui/icons-material/Close";
import { Box, Button, IconButton, Typography } from "@mui/material";
import { type ClipboardEvent, memo, useCallback, useRef } from "react";
import { useText } from "../shared/useText.ts";
import type { Column } from "./columns.ts";
import { type CellHandlers, EntryCell } from "./EntryCell.tsx";
import type { CellErrors, DraftRow, Section } from "./entries.ts";
import { gridStyles } from "./gridStyles.ts";
import { isTable } from "./paste.ts";

type Props = {
  section: Section;
  columns: readonly Column[];
  rows: readonly DraftRow[];
  errors: CellErrors;
  disabled: boolean;
  onSet: (section: Section, row: number, values: Partial<DraftRow>) => void;
  onAdd: (section: Section) => void;
  onRemove: (section: Section, row: number) => void;
  onPaste: (
    section: Section,
    columns: readonly Column[],
    at: { row: number; column: number },
    text: string,
  ) => void;
  onShowPage: (page: number) => void;
};

const nameOf = (section: Section, row: number, cell: string) => `${section}.${row}.${cell}`;

type RowProps = CellHandlers & {
  section: Section;
  columns: readonly Column[];
  row: DraftRow;
  index: number;
  /** Errors of this row only, as one text, so that a memo can compare it. */
  problems: string;
  disabled: boolean;
  remove: (row: number) => void;
  removeLabel: string;
};

const GridRow = memo(function GridRow({
  section,
  columns,
  row,
  index,
  problems,
  disabled,
  remove,
  removeLabel,
  ...handlers
}: RowProps) {
  const errors = JSON.parse(problems) as Record<string, string>;
  const messages = Object.values(errors);
  return (
    <>
      <tr>
        {columns.map((column, columnIndex) => (
          <td key={column.cell} data-invalid={errors[column.cell] ? "" : undefined}>
            <EntryCell
              {...handlers}
              name={nameOf(section, index, column.cell)}
              column={column}
              row={index}
              columnIndex={columnIndex}
              value={String(row[column.cell] ?? "")}
              institutionId={row.institutionId}
              error={errors[column.cell]}
              disabled={disabled}
            />
          </td>
        ))}
        <td className="tool">
          <IconButton
            size="small"
            sx={{ p: 0.25 }}
            disabled={disabled}
            aria-label={removeLabel}
            title={removeLabel}
            onClick={() => remove(index)}
          >
            <CloseIcon sx={{ fontSize: 15 }} />
          </IconButton>
        </td>
      </tr>
      {messages.length > 0 ? (
        <tr className="problems">
          <td colSpan={columns.length + 1}>
            <span>{messages.join(" ")}</span>
          </td>
        </tr>
      ) : null}
    </>
  );
});

/** Rows of one kind as a table that is typed into: Tab, Enter, paste from a spreadsheet. */
export function EntryGrid({
  section,
  columns,
  rows,
  errors,
  disabled,
  onSet,
  onAdd,
  onRemove,
  onPaste,
  onShowPage,
}: Props) {
  const t = useText("documents");
  const table = useRef<HTMLTableElement>(null);
  const count = useRef(rows.length);
  count.current = rows.length;

  const focus = useCallback(
    (row: number, column: number) => {
      const cell = columns[column]?.cell;
      const element = cell && document.getElementById(nameOf(section, row, cell));
      if (element instanceof HTMLElement) {
        element.focus();
        if (element instanceof HTMLInputElement) element.select();
      }
    },
    [columns, section],
  );
  const set = useCallback(
    (row: number, values: Partial<DraftRow>) => onSet(section, row, values),
    [onSet, section],
  );
  const remove = useCallback((row: number) => onRemove(section, row), [onRemove, section]);
  const move = useCallback(
    (row: number, column: number, by: 1 | -1) => {
      const to = row + by;
      if (to < 0) return;
      if (to >= count.current) {
        onAdd(section);
        requestAnimationFrame(() => focus(to, 0));
      } else focus(to, column);
    },
    [onAdd, section, focus],
  );
  const paste = useCallback(
    (row: number, column: number, event: ClipboardEvent) => {
      const text = event.clipboardData.getData("text/plain");
      if (!isTable(text)) return;
      event.preventDefault();
      onPaste(section, columns, { row, column }, text);
    },
    [onPaste, section, columns],
  );
  const problemsOf = (index: number) => {
    const prefix = `${section}.${index}.`;
    const own = Object.entries(errors).filter(([path]) => path.startsWith(prefix));
    return JSON.stringify(Object.fromEntries(own.map(([path, text]) => [path.slice(prefix.length), text])));
  };

  return (
    <Box sx={{ mb: 1.5 }}>
      <Typography variant="h3" sx={{ mb: 0.5 }}>
        {t(`entries.sections.${section}`)}
        <Typography component="span" variant="body2" sx={{ color: "text.secondary", ml: 1 }}>
          {rows.length}
        </Typography>
      </Typography>
      <Box
        sx={{ overflowX: "auto", pb: "1px" }}
        // With no field to hold the focus, the arrow keys scroll the table itself.
        tabIndex={disabled ? 0 : undefined}
      >
        <Box
          component="table"
          ref={table}
          sx={gridStyles}
          style={{ width: columns.reduce((sum, { width }) => sum + width, 24) }}
          aria-label={t(`entries.sections.${section}`)}
        >
          <colgroup>
            {columns.map(({ cell, width }) => (
              <col key={cell} style={{ width }} />
            ))}
            <col style={{ width: 24 }} />
          </colgroup>
          <thead>
            <tr>
              {columns.map(({ cell, label }) => (
                <th key={cell} scope="col" title={label}>
                  {label}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <GridRow
                key={row.key}
                section={section}
                columns={columns}
                row={row}
                index={index}
                problems={problemsOf(index)}
                disabled={disabled}
                set={set}
                move={move}
                paste={paste}
                showPage={onShowPage}
                remove={remove}
                removeLabel={t("entries.removeRow", { row: index + 1 })}
              />
            ))}
          </tbody>
        </Box>
      </Box>
      {disabled && rows.length > 0 ? null : (
        <Button
          disabled={disabled}
          onClick={() => {
            onAdd(section);
            const to = rows.length;
            requestAnimationFrame(() => focus(to, 0));
          }}
          sx={{ mt: 0.5 }}
        >
          {t("entries.addRow")}
        </Button>
      )}
    </Box>
  );
}
