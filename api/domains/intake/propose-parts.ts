import type { PageProblem } from "#db/enums.ts";

type Page<Sheet> = { pageNumber: number; problems: readonly PageProblem[]; coversheet: Sheet | null };
export type Part<Sheet> = { pages: number[]; coversheet: Sheet | null; coversheetPage: number | null };

/**
 * Splits a scan by its coversheets: a coversheet and the pages up to the next one are one document, pages before the
 * first coversheet are a document nobody has claimed yet, blank pages are left out. B-D11
 * @param pages in the scan's order.
 */
export function proposeParts<Sheet>(pages: readonly Page<Sheet>[]): Part<Sheet>[] {
  const parts: Part<Sheet>[] = [];
  for (const { pageNumber, problems, coversheet } of pages) {
    if (coversheet) parts.push({ pages: [], coversheet, coversheetPage: pageNumber });
    else if (!problems.includes("blank")) {
      if (parts.length === 0) parts.push({ pages: [], coversheet: null, coversheetPage: null });
      parts.at(-1)!.pages.push(pageNumber);
    }
  }
  return parts;
}

/** Whether nothing is left for a person to say: every part has its coversheet and at least one page. */
export const filesItself = <Sheet>(
  parts: readonly Part<Sheet>[],
): parts is (Part<Sheet> & { coversheet: NonNullable<Sheet> })[] =>
  parts.length > 0 && parts.every(({ coversheet, pages }) => coversheet !== null && pages.length > 0);
