import type { TranscriptRecord, TranscriptTerm } from "../transcripts.ts";

export type Column = { x: number; width: number };
export type Placed = { term: TranscriptTerm; column: Column; y: number };
export type PageOfTerms = { placed: Placed[]; endsAt: number };

/**
 * Flows the terms through the columns of as many pages as they need; a term is never torn apart.
 * `heightOf` in points; the last page leaves `closing` points free below its lowest term.
 */
export function flowTerms(
  terms: readonly TranscriptTerm[],
  area: { columns: Column[]; top: number; topAfterFirst: number; bottom: number; closing: number },
  heightOf: (term: TranscriptTerm) => number,
): PageOfTerms[] {
  const pages: PageOfTerms[] = [{ placed: [], endsAt: area.top }];
  let [columnAt, y] = [0, area.top];
  for (const term of terms) {
    const height = heightOf(term);
    const page = () => pages[pages.length - 1]!;
    const top = () => (pages.length === 1 ? area.top : area.topAfterFirst);
    if (y + height > area.bottom && y > top()) {
      columnAt += 1;
      if (columnAt === area.columns.length) {
        pages.push({ placed: [], endsAt: area.topAfterFirst });
        columnAt = 0;
      }
      y = top();
    }
    page().placed.push({ term, column: area.columns[columnAt]!, y });
    y += height;
    page().endsAt = Math.max(page().endsAt, y);
  }
  if (pages[pages.length - 1]!.endsAt + area.closing > area.bottom + 40) {
    pages.push({ placed: [], endsAt: area.topAfterFirst });
  }
  return pages;
}

export const unitsWord = (record: TranscriptRecord): string =>
  record.calendar === "quarter" ? "Quarter units" : record.institution.state === "CA" ? "Units" : "Credits";

export const gradeText = (course: { grade: string; inProgress: boolean }): string =>
  course.inProgress ? "IP" : course.grade;
