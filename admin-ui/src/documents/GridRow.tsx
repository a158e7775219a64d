import CheckIcon from "@mui/icons-material/Check";
import CloseIcon from "@mui/icons-material/Close";
import PasteIcon from "@mui/icons-material/ContentPasteOutlined";
import CorrectedIcon from "@mui/icons-material/EditOutlined";
import RememberedIcon from "@mui/icons-material/History";
import NotPrintingIcon from "@mui/icons-material/PrintDisabledOutlined";
import ProposedIcon from "@mui/icons-material/RadioButtonUnchecked";
import { IconButton, type SvgIconProps } from "@mui/material";
import { type ComponentType, memo } from "react";
import type { EntrySource } from "#db/enums.ts";
import { useText } from "../shared/useText.ts";
import { asSemester, cellNote } from "./cellNotes.ts";
import type { Column } from "./columns.ts";
import { type CellHandlers, EntryCell } from "./EntryCell.tsx";
import type { DraftRow, Section } from "./entries.ts";
import { doubt, type Proposals } from "./proposals.ts";

export const cellName = (section: Section, row: number, cell: string) => `${section}.${row}.${cell}`;

const icons: Partial<Record<EntrySource, ComponentType<SvgIconProps>>> = {
  read: CheckIcon,
  corrected: CorrectedIcon,
  remembered: RememberedIcon,
  pasted: PasteIcon,
};
const small = { fontSize: 15, display: "block" } as const;

/** That the row will not print and why, else how it came to be, as a sign with words. */
function Sign({ row, refused }: { row: DraftRow; refused: string }) {
  const t = useText("documents");
  const source = row.mark?.source ?? "typed";
  const origin = t(row.mark?.proposed ? "origin.proposed" : `origin.${source}`);
  if (refused) {
    const title = `${t("entries.refused", { because: refused })} ${origin}.`;
    return <NotPrintingIcon sx={{ ...small, color: "status.waiting.fg" }} titleAccess={title} />;
  }
  const Icon = row.mark?.proposed ? ProposedIcon : icons[source];
  return Icon ? <Icon sx={small} titleAccess={origin} /> : null;
}

type Props = CellHandlers & {
  section: Section;
  columns: readonly Column[];
  row: DraftRow;
  index: number;
  /** Errors of this row only, as one text, so that a memo can compare it. */
  problems: string;
  proposals: Proposals;
  /** Why it does not print; empty where it does. */
  refused: string;
  /** Whether quarter units are shown as semester units beside them. */
  quarters: boolean;
  disabled: boolean;
  accept: (row: number) => void;
  remove: (row: number) => void;
};

/** One row of the grid: how it came to be, its cells, and what can be done with it. */
export const GridRow = memo(function GridRow(props: Props) {
  const { section, columns, row, index, problems, proposals, refused, quarters, disabled } = props;
  const { accept, remove, set, move, paste, showPage } = props;
  const t = useText("documents");
  const errors = JSON.parse(problems) as Record<string, string>;
  const messages = Object.values(errors);
  const proposed = row.mark?.proposed ?? false;
  const drop = t(proposed ? "entries.skipRow" : "entries.removeRow", { row: index + 1 });
  const take = t("entries.acceptRow", { row: index + 1 });
  return (
    <>
      <tr data-proposed={proposed ? "" : undefined}>
        <td className="origin">
          <Sign row={row} refused={refused} />
        </td>
        {columns.map((column, columnIndex) => {
          const mark = doubt(row, column.cell, proposals);
          const value = String(row[column.cell] ?? "");
          return [
            <td key={column.cell} data-invalid={errors[column.cell] ? "" : undefined}>
              <EntryCell
                set={set}
                move={move}
                paste={paste}
                showPage={showPage}
                name={cellName(section, index, column.cell)}
                column={column}
                row={index}
                columnIndex={columnIndex}
                value={value}
                institutionId={row.institutionId}
                error={errors[column.cell]}
                doubt={mark ? `${t("cell.look")} ${cellNote(mark, value, t)}` : undefined}
                disabled={disabled}
              />
            </td>,
            column.cell === "units" && quarters ? (
              <td key="semester" className="computed" title={t("entries.columns.semester")}>
                {row.unitSystem === "quarter" ? asSemester(value) : ""}
              </td>
            ) : null,
          ];
        })}
        <td className="tool">
          {proposed ? (
            <IconButton
              size="small"
              tabIndex={-1}
              disabled={disabled}
              aria-label={take}
              title={take}
              onClick={() => accept(index)}
            >
              <CheckIcon sx={small} />
            </IconButton>
          ) : null}
          <IconButton
            size="small"
            tabIndex={proposed ? -1 : undefined}
            disabled={disabled}
            aria-label={drop}
            title={drop}
            onClick={() => remove(index)}
          >
            <CloseIcon sx={small} />
          </IconButton>
        </td>
      </tr>
      {messages.length > 0 ? (
        <tr className="problems">
          <td colSpan={columns.length + 3}>
            <span>{messages.join(" ")}</span>
          </td>
        </tr>
      ) : null}
    </>
  );
});
