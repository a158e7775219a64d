import fc from "fast-check";
import { expect, test } from "vitest";
import { filesItself, proposeParts } from "#api/domains/intake/propose-parts.ts";

const page = (pageNumber: number, coversheet: string | null = null, blank = false) => ({
  pageNumber,
  coversheet,
  problems: blank ? (["blank"] as const) : [],
});

test("a coversheet and the pages up to the next one are one document; the sheet itself is no page of it", () => {
  const parts = proposeParts([page(1, "ana"), page(2), page(3), page(4, "ben"), page(5)]);
  expect(parts).toEqual([
    { coversheet: "ana", coversheetPage: 1, pages: [2, 3] },
    { coversheet: "ben", coversheetPage: 4, pages: [5] },
  ]);
  expect(filesItself(parts)).toBe(true);
});

test("pages before the first coversheet belong to nobody yet, so the scan waits for staff", () => {
  const parts = proposeParts([page(1), page(2), page(3, "ana"), page(4)]);
  expect(parts[0]).toEqual({ coversheet: null, coversheetPage: null, pages: [1, 2] });
  expect(filesItself(parts)).toBe(false);
});

test("blank pages are left out, the blank back of a coversheet too", () => {
  expect(proposeParts([page(1, "ana"), page(2, null, true), page(3), page(4, null, true)])).toEqual([
    { coversheet: "ana", coversheetPage: 1, pages: [3] },
  ]);
});

test("a coversheet that nothing follows is looked at by staff", () => {
  expect(filesItself(proposeParts([page(1, "ana"), page(2, "ben"), page(3)]))).toBe(false);
  expect(filesItself(proposeParts([page(1, null, true)]))).toBe(false);
});

test("no page is lost or doubled, whatever the scan", () => {
  const anyPage = fc.record({ sheet: fc.constantFrom(null, null, "a", "b"), blank: fc.boolean() });
  fc.assert(
    fc.property(fc.array(anyPage, { maxLength: 40 }), (given) => {
      const pages = given.map(({ sheet, blank }, index) => page(index + 1, sheet, blank));
      const parts = proposeParts(pages);
      const filed = parts.flatMap((part) => part.pages);
      const wanted = pages.filter((each) => !each.coversheet && each.problems.length === 0);
      expect(filed).toEqual(wanted.map((each) => each.pageNumber));
      expect(parts.flatMap((part) => part.coversheetPage ?? [])).toEqual(
        pages.filter((each) => each.coversheet).map((each) => each.pageNumber),
      );
    }),
  );
});
