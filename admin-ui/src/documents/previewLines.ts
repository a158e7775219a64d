import type { EntriesPreview, ReportPreview } from "../providers/wire.ts";

export type PreviewLine = { key: string; text: string; day?: string | null; units?: string; hours?: string };
export type RefusedLine = { key: string; text: string; because: string };

type AnyRow = ReportPreview["notPrinting"][number]["row"];

function textOf(row: AnyRow): string {
  if ("courseNumber" in row)
    return [row.courseNumber, row.title, row.grade && `(${row.grade})`].filter(Boolean).join(" ");
  if ("conferredOn" in row)
    return [row.title, row.major].filter(Boolean).join(", ") || row.level.replaceAll("_", " ");
  if ("kind" in row) {
    const name = "label" in row ? String(row.label) : row.name.replaceAll("_", " ");
    return [name, row.documentNumber].filter(Boolean).join(", ");
  }
  return row.title;
}

type Printing = Pick<ReportPreview, "degrees" | "courses" | "credentials" | "training">;

function printingLines(rows: Printing, keyOf: (row: { id: number }) => string): PreviewLine[] {
  return [
    ...rows.degrees.map((row) => ({ key: `d${keyOf(row)}`, text: textOf(row), day: row.conferredOn })),
    ...rows.courses.map((row) => ({
      key: `c${keyOf(row)}`,
      text: textOf(row),
      units: String(Number(row.semesterUnits)),
      day: row.completedOn,
    })),
    ...rows.credentials.map((row) => ({ key: `p${keyOf(row)}`, text: textOf(row), day: row.issuedOn })),
    ...rows.training.map((row) => ({
      key: `t${keyOf(row)}`,
      text: row.title,
      hours: String(Number(row.hours)),
      day: row.completedOn,
    })),
  ];
}

type Lines = { printing: PreviewLine[]; notPrinting: RefusedLine[] };

/** The preview's rows that came from one document, as lines: what prints and what does not, with the reason. */
export function previewLines(preview: ReportPreview, documentId: number): Lines {
  const own = <T extends { documentId: number | null }>(rows: readonly T[]) =>
    rows.filter((row) => row.documentId === documentId);
  const printing = printingLines(
    {
      degrees: own(preview.degrees),
      courses: own(preview.courses),
      credentials: own(preview.credentials),
      training: own(preview.training),
    },
    ({ id }) => String(id),
  );
  const notPrinting = preview.notPrinting
    .filter((each) => each.thisDocument)
    .map((each) => ({ key: `${each.section}${each.row.id}`, text: textOf(each.row), because: each.because }));
  return { printing, notPrinting };
}

/** The same of rows as the grid holds them; a row of another document that stops printing is told too. */
export function entryLines(preview: EntriesPreview): Lines {
  const printing = printingLines(preview, (row) => String((row as unknown as { index: number }).index));
  const notPrinting = preview.notPrinting.map(({ section, place, row, because }) => ({
    key: place ? `${place.section}${place.index}` : `other${section}${row.id}`,
    text: textOf(row),
    because,
  }));
  return { printing, notPrinting };
}
