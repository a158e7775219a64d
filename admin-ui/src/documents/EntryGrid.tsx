import { Box, Button, Typography } from "@mui/material";
import { type ClipboardEvent, type FocusEvent, useCallback, useRef, useState } from "react";
import { useText } from "../shared/useText.ts";
import { cellNote } from "./cellNotes.ts";
import type { Column } from "./columns.ts";
import type { CellErrors, DraftRow, Section } from "./entries.ts";
import { cellName, GridRow } from "./GridRow.tsx";
import { gridStyles } from "./gridStyles.ts";
import { InstitutionBar } from "./InstitutionBar.tsx";
import { LineStrip, type PageImage } from "./LineStrip.tsx";
import { isTable } from "./paste.ts";
import { type CellMark, type Proposals, placeOf } from "./proposals.ts";
import type { EnteredRows } from "./useEntries.ts";

type Props = {
  section: Section;
  columns: readonly Column[];
  rows: readonly DraftRow[];
  errors: CellErrors;
  disabled: boolean;
  proposals: Proposals;
  /** Row → why it will not print. */
  refused?: ReadonlyMap<number, string>;
  /** The picture of a page, for the line of the focused row. */
  pageImage?: (page: number) => PageImage | undefined;
  edit: Pick<EnteredRows, "set" | "setAll" | "add" | "remove" | "accept" | "paste">;
  onShowPage: (page: number) => void;
  /** The cell that has the focus now, so that the page can show its place. */
  onFocusCell?: (at: { section: Section; row: number; cell: string }) => void;
};

const nothing: ReadonlyMap<number, string> = new Map();
const [originWidth, semesterWidth, toolWidth] = [18, 42, 38];

/** What a transcript says once and every row repeats: shown over the grid, so that the rows keep their room. */
const once: readonly string[] = ["institutionId", "institutionName", "unitSystem"];

/** A row that stands for all where they agree in what is said once; undefined where they differ. */
function commonRow(rows: readonly DraftRow[]): DraftRow | undefined {
  const [first] = rows;
  if (!first) return { key: "", unitSystem: "semester" };
  return rows.every((row) => once.every((cell) => (row[cell] ?? "") === (first[cell] ?? "")))
    ? first
    : undefined;
}

/** Puts the cursor into a cell, its text selected. */
export function focusCell(name: string): void {
  const element = document.getElementById(name);
  if (!(element instanceof HTMLElement)) return;
  element.focus();
  if (element instanceof HTMLInputElement) element.select();
}

/** Rows of one kind as a table that is typed into: Tab, Enter, paste from a spreadsheet; proposals are accepted. */
export function EntryGrid(props: Props) {
  const { section, rows, errors, disabled, proposals, refused = nothing, edit, onFocusCell } = props;
  const t = useText("documents");
  const [perRow, setPerRow] = useState(false);
  const [at, setAt] = useState<{ row: number; cell: string } | null>(null);
  const held = useRef(rows);
  held.current = rows;

  const common = section === "courses" && !perRow ? commonRow(rows) : undefined;
  const columns = common ? props.columns.filter(({ cell }) => !once.includes(cell)) : props.columns;
  const quarters = section === "courses" && rows.some(({ unitSystem }) => unitSystem === "quarter");
  const shown = useRef(columns);
  shown.current = columns;

  const focus = useCallback(
    (row: number, column: number) => {
      const cell = shown.current[column]?.cell;
      if (cell) focusCell(cellName(section, row, cell));
    },
    [section],
  );
  const { add, accept: onAccept, remove: onRemove, set: onSet, paste: onPaste } = edit;
  const set = useCallback(
    (row: number, values: Partial<DraftRow>) => onSet(section, row, values),
    [onSet, section],
  );
  const remove = useCallback((row: number) => onRemove(section, row), [onRemove, section]);
  const accept = useCallback((row: number) => onAccept(section, row), [onAccept, section]);
  const move = useCallback(
    (row: number, column: number, by: 1 | -1, key: string) => {
      const taken = key === "Enter" && by === 1 && held.current[row]?.mark?.proposed;
      if (taken) onAccept(section, row);
      const to = row + by;
      if (to < 0) return;
      if (to < held.current.length) focus(to, column);
      else if (!taken && key === "Enter") {
        add(section);
        requestAnimationFrame(() => focus(to, 0));
      }
    },
    [add, onAccept, section, focus],
  );
  const paste = useCallback(
    (row: number, column: number, event: ClipboardEvent) => {
      const text = event.clipboardData.getData("text/plain");
      if (!isTable(text)) return;
      event.preventDefault();
      onPaste(section, shown.current, { row, column }, text);
    },
    [onPaste, section],
  );
  const problemsOf = (index: number) => {
    const prefix = `${section}.${index}.`;
    const own = Object.entries(errors).filter(([path]) => path.startsWith(prefix));
    return JSON.stringify(Object.fromEntries(own.map(([path, text]) => [path.slice(prefix.length), text])));
  };
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const [, row, cell] = event.target.id.split(".");
    if (row === undefined || !cell) return;
    setAt({ row: Number(row), cell });
    onFocusCell?.({ section, row: Number(row), cell });
  };

  const focused = at ? rows[at.row] : undefined;
  const memory = focused?.mark?.memory;
  const mark: CellMark | undefined = focused?.mark?.from
    ? proposals.get(focused.mark.from)?.marks[at!.cell]
    : memory && { confidence: 1, raw: "", box: null, by: "memory", memory };
  const note = [
    focused?.mark?.proposed ? t("cell.proposed") : "",
    focused ? cellNote(mark, String(focused[at!.cell] ?? ""), t) : "",
    at && refused.get(at.row) ? t("entries.refused", { because: refused.get(at.row)! }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
  const line = focused?.mark?.box;
  const image = line ? props.pageImage?.(line.page) : undefined;
  const fixed = columns.reduce((sum, { width }) => sum + width, originWidth + toolWidth);

  return (
    <Box sx={{ mb: 1.5 }} onFocus={onFocus}>
      <Typography variant="h3" sx={{ mb: 0.5 }}>
        {t(`entries.sections.${section}`)}
        <Typography component="span" variant="body2" sx={{ color: "text.secondary", ml: 1 }}>
          {rows.length}
        </Typography>
      </Typography>
      {section === "courses" ? (
        <InstitutionBar
          common={common}
          mark={proposals.get(common?.mark?.from ?? "")?.marks.institutionName}
          error={common ? errors[`${section}.0.institutionName`] : undefined}
          disabled={disabled}
          perRow={perRow}
          onPerRow={setPerRow}
          systems={props.columns.find(({ cell }) => cell === "unitSystem")?.options ?? []}
          onSet={(values) => edit.setAll(section, values)}
        />
      ) : null}
      <Box
        sx={{ overflowX: "auto", pb: "1px" }}
        // With no field to hold the focus, the arrow keys scroll the table itself.
        tabIndex={disabled ? 0 : undefined}
      >
        <Box
          component="table"
          sx={gridStyles}
          style={{ minWidth: fixed + (quarters ? semesterWidth : 0) }}
          aria-label={t(`entries.sections.${section}`)}
        >
          <colgroup>
            <col style={{ width: originWidth }} />
            {columns.map(({ cell, width, grows }) => [
              <col key={cell} style={grows ? undefined : { width }} />,
              cell === "units" && quarters ? <col key="semester" style={{ width: semesterWidth }} /> : null,
            ])}
            <col style={{ width: toolWidth }} />
          </colgroup>
          <thead>
            <tr>
              <td />
              {columns.map(({ cell, label }) => [
                <th key={cell} scope="col" title={label}>
                  {label}
                </th>,
                cell === "units" && quarters ? (
                  <th key="semester" scope="col" title={t("entries.columns.semester")}>
                    {t("entries.columns.semesterShort")}
                  </th>
                ) : null,
              ])}
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
                proposals={proposals}
                refused={refused.get(index) ?? ""}
                quarters={quarters}
                disabled={disabled}
                set={set}
                move={move}
                paste={paste}
                showPage={props.onShowPage}
                accept={accept}
                remove={remove}
              />
            ))}
          </tbody>
        </Box>
      </Box>
      {disabled && rows.length > 0 ? null : (
        <Box
          sx={{
            position: "sticky",
            bottom: 0,
            zIndex: 1,
            bgcolor: "background.paper",
            py: 0.5,
          }}
        >
          <Box sx={{ display: "flex", gap: 1.5, alignItems: "center" }}>
            <Button
              disabled={disabled}
              sx={{ flexShrink: 0 }}
              onClick={() => {
                add(section);
                const to = rows.length;
                requestAnimationFrame(() => focus(to, 0));
              }}
            >
              {t("entries.addRow")}
            </Button>
            <Typography variant="caption" sx={{ color: "text.secondary", minWidth: 0 }}>
              {note}
            </Typography>
          </Box>
          {line && image ? (
            <LineStrip place={line} word={placeOf(focused, at!.cell, proposals)} image={image} />
          ) : null}
        </Box>
      )}
    </Box>
  );
}
