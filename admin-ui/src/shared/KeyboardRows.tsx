import type { TableRowProps } from "@mui/material";
import type { KeyboardEvent } from "react";
import { DataTableBody, type DataTableBodyProps, DataTableRow } from "react-admin";

const rowsOf = (table: ParentNode) => [...table.querySelectorAll<HTMLElement>("tbody > tr[tabindex]")];

function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>): void {
  if (event.target !== event.currentTarget) return;
  if (event.key === "Enter") {
    event.preventDefault();
    event.currentTarget.click();
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    moveRow(event.key === "ArrowDown" ? 1 : -1);
  }
}

/** Moves the focus among the rows of the list on screen, from the top where none has it. */
export function moveRow(by: 1 | -1): void {
  const rows = rowsOf(document);
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
}

const KeyboardRow = (props: TableRowProps) => <DataTableRow {...props} tabIndex={0} onKeyDown={onKeyDown} />;

/** Rows that can be reached and opened without a mouse. */
export const KeyboardBody = (props: DataTableBodyProps) => <DataTableBody {...props} row={KeyboardRow} />;
