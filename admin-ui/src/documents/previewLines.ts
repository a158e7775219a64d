import type { ReportPreview } from "../providers/wire.ts";

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

/** The preview's rows that came from one document, as lines: what prints and what does not, with the reason. */
export function previewLines(
  preview: ReportPreview,
  documentId: number,
): { printing: PreviewLine[]; notPrinting: RefusedLine[] } {
  const own = <T extends { documentId: number | null }>(rows: readonly T[]) =>
    rows.filter((row) => row.documentId === documentId);
  const printing: PreviewLine[] = [
    ...own(preview.degrees).map((row) => ({ key: `d${row.id}`, text: textOf(row), day: row.conferredOn })),
    ...own(preview.courses).map((row) => ({
      key: `c${row.id}`,
      text: textOf(row),
      units: String(Number(row.semesterUnits)),
      day: row.completedOn,
    })),
    ...own(preview.credentials).map((row) => ({ key: `p${row.id}`, text: textOf(row), day: row.issuedOn })),
    ...own(preview.training).map((row) => ({
      key: `t${row.id}`,
      text: row.title,
      hours: String(Number(row.hours)),
      day: row.completedOn,
    })),
  ];
  const notPrinting = preview.notPrinting
    .filter((each) => each.thisDocument)
    .map((each) => ({ key: `${each.section}${each.row.id}`, text: textOf(each.row), because: each.because }));
  return { printing, notPrinting };
}
