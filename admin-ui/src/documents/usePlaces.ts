import { useCallback, useRef, useState } from "react";
import type { Box } from "#db/reading.ts";
import { focusCell } from "./EntryGrid.tsx";
import type { Draft, Section } from "./entries.ts";
import { cellName } from "./GridRow.tsx";
import { cellAt, type Proposals, placeOf } from "./proposals.ts";

type Cell = { section: Section; row: number; cell: string };

const firstCell: Record<Section, string> = {
  degrees: "title",
  courses: "courseNumber",
  credentials: "name",
  trainingHours: "title",
};

/** Ties the grid to the page: the focused cell's words are lit, a click on the page goes to its cell. */
export function usePlaces(
  draft: Draft,
  proposals: Proposals,
  onPage: (page: number) => void,
  first: Box | null = null,
) {
  const [at, setAt] = useState<Cell | null>(null);
  /** A place shown for another reason than the cursor: a check, an earlier decision, the address that was opened. */
  const [shown, setShown] = useState<Box | null>(first);
  const now = useRef({ draft, proposals });
  now.current = { draft, proposals };
  const row = at ? draft[at.section][at.row] : undefined;
  const focus = useCallback((cell: Cell) => {
    setAt(cell);
    setShown(null);
  }, []);
  const onPoint = useCallback((point: Box) => {
    const found = cellAt(now.current.draft, now.current.proposals, point);
    if (found) focusCell(cellName(found.section, found.row, found.cell ?? firstCell[found.section]));
  }, []);
  return {
    lit: shown ?? (at ? placeOf(row, at.cell, proposals) : null),
    litRow: shown ? null : (row?.mark?.box ?? null),
    focus,
    onPoint,
    show: ({ page, box }: { page: number; box: Box | null }) => {
      setShown(box);
      onPage(page);
    },
  };
}
