import type { IntakeScanView } from "../providers/wire.ts";

/** One document in the making; `byCoversheet` is the page of the sheet that proposed it. */
export type SplitPart = {
  pages: number[];
  participantId: number | null;
  type: string | null;
  lane: string;
  byCoversheet: number | null;
};
/** How a scan is divided: parts in the order of their pages; a page in no part is dropped. */
export type Split = { parts: SplitPart[] };

const blank = { participantId: null, type: null, lane: "standard", byCoversheet: null };

/** What the pages themselves propose. */
export const proposedSplit = (view: Pick<IntakeScanView, "proposed">): Split => ({
  parts: view.proposed
    .filter(({ pages }) => pages.length > 0)
    .map(({ pages, participantId, type, coversheetPage }) => ({
      ...blank,
      pages: [...pages],
      participantId,
      type,
      byCoversheet: coversheetPage,
    })),
});

/** Index of the part that holds a page, or -1 where it is dropped. */
export const partOf = ({ parts }: Split, page: number): number =>
  parts.findIndex(({ pages }) => pages.includes(page));

export const beginsPart = (split: Split, page: number): boolean =>
  split.parts[partOf(split, page)]?.pages[0] === page;

/** A document begins at this page; where one does already, it is joined with the one before. Dropped pages stay so. */
export function toggleBreak(split: Split, page: number): Split {
  const index = partOf(split, page);
  const part = split.parts[index];
  if (!part) return split;
  const parts = [...split.parts];
  const at = part.pages.indexOf(page);
  if (at > 0) {
    const before = { ...part, pages: part.pages.slice(0, at) };
    parts.splice(index, 1, before, { ...blank, pages: part.pages.slice(at) });
  } else if (index > 0) {
    const before = parts[index - 1]!;
    parts.splice(index - 1, 2, { ...before, pages: [...before.pages, ...part.pages] });
  }
  return { parts };
}

/** Drops a page, or takes a dropped one back: into the document before it, else as a document of its own. */
export function toggleDrop(split: Split, page: number): Split {
  const index = partOf(split, page);
  const parts = split.parts.map((part) => ({ ...part, pages: part.pages.filter((each) => each !== page) }));
  if (index >= 0) return { parts: parts.filter(({ pages }) => pages.length > 0) };
  const into = parts.findLast(({ pages }) => pages[0]! < page);
  if (!into) return { parts: [{ ...blank, pages: [page] }, ...parts] };
  into.pages = [...into.pages, page].sort((a, b) => a - b);
  return { parts };
}

export const setPart = (split: Split, index: number, change: Partial<SplitPart>): Split => ({
  parts: split.parts.map((part, each) => (each === index ? { ...part, ...change } : part)),
});

/** Page numbers as people write them: `2–4, 6`. */
export function pageRanges(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last && page === last[1] + 1) last[1] = page;
    else ranges.push([page, page]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
