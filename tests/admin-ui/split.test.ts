import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  beginsPart,
  pageRanges,
  proposedSplit,
  type Split,
  setPart,
  toggleBreak,
  toggleDrop,
} from "../../admin-ui/src/intake/split.ts";

const part = (pages: number[], participantId: number | null = null) => ({
  pages,
  coversheetPage: participantId === null ? null : pages[0]! - 1,
  participantId,
  participantName: null,
  registryNumber: null,
  type: participantId === null ? null : ("transcript" as const),
});
const pagesIn = (split: Split) => split.parts.map(({ pages }) => pages);
const start = () => proposedSplit({ proposed: [part([1, 2, 3]), part([5, 6], 7)] });

test("starts from what the pages propose; a coversheet that nothing follows proposes nothing", () => {
  const split = proposedSplit({ proposed: [part([2, 3], 7), part([], 8)] });
  expect(split.parts).toEqual([
    { pages: [2, 3], participantId: 7, type: "transcript", lane: "standard", byCoversheet: 1 },
  ]);
});

describe("where a document begins", () => {
  test("a page in the middle begins a document of nobody yet; the first part keeps whose it is", () => {
    const split = toggleBreak(setPart(start(), 0, { participantId: 4 }), 2);
    expect(pagesIn(split)).toEqual([[1], [2, 3], [5, 6]]);
    expect(split.parts.map(({ participantId }) => participantId)).toEqual([4, null, 7]);
    expect(beginsPart(split, 2)).toBe(true);
  });

  test("a page that begins one joins the document before it, which keeps whose it is", () => {
    const split = toggleBreak(start(), 5);
    expect(pagesIn(split)).toEqual([[1, 2, 3, 5, 6]]);
    expect(split.parts[0]!.participantId).toBeNull();
    expect(toggleBreak(start(), 1)).toEqual(start());
  });
});

describe("dropping", () => {
  test("a dropped page leaves its document; the last page of one takes the document along", () => {
    expect(pagesIn(toggleDrop(start(), 2))).toEqual([
      [1, 3],
      [5, 6],
    ]);
    expect(pagesIn(toggleDrop(toggleDrop(start(), 5), 6))).toEqual([[1, 2, 3]]);
  });

  test("a page taken back goes into the document before it, in the order of the scan; a first page is nobody's", () => {
    expect(pagesIn(toggleDrop(start(), 4))).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
    expect(pagesIn(toggleDrop(toggleDrop(start(), 2), 2))).toEqual([
      [1, 2, 3],
      [5, 6],
    ]);
    expect(pagesIn(toggleDrop({ parts: [] }, 3))).toEqual([[3]]);
    const first = proposedSplit({ proposed: [part([2, 3], 7)] });
    expect(toggleDrop(first, 1).parts.map(({ pages, participantId }) => [pages, participantId])).toEqual([
      [[1], null],
      [[2, 3], 7],
    ]);
  });
});

test("whatever is pressed, no page is in two documents, and pages stay in the scan's order", () => {
  const press = fc.record({ page: fc.integer({ min: 1, max: 6 }), drop: fc.boolean() });
  fc.assert(
    fc.property(fc.array(press, { maxLength: 30 }), (presses) => {
      let split = start();
      for (const { page, drop } of presses) split = drop ? toggleDrop(split, page) : toggleBreak(split, page);
      const all = pagesIn(split).flat();
      expect(new Set(all).size).toBe(all.length);
      expect(pagesIn(split).every((pages) => pages.length > 0)).toBe(true);
      expect(all).toEqual([...all].sort((a, b) => a - b));
    }),
  );
});

test("page numbers read as people write them", () => {
  expect(pageRanges([2, 3, 4, 6])).toBe("2–4, 6");
  expect(pageRanges([5])).toBe("5");
});
