import { longDate, usDate } from "../dates.ts";
import { type TranscriptRecord, totals } from "../transcripts.ts";
import { drawCrest } from "./ornaments.ts";
import { LETTER, makePen, type Pen, type Sheet } from "./sheet.ts";
import { flowTerms, gradeText, type Placed, unitsWord } from "./transcript-layout.ts";

const ROW = 17;
const BRANDS = ["#7a1f2b", "#0b5a52", "#2f3f8f", "#8a4b08", "#4a2766"];
const COLUMN = { x: 48, width: 516 };

/** One wide column of tables under a coloured band, sans serif: what a student portal prints today. */
export function modernSheets(record: TranscriptRecord): Sheet[] {
  const brand = BRANDS[record.institution.ipedsUnitId % BRANDS.length]!;
  const heightOf = (term: Placed["term"]) => 54 + term.courses.length * ROW;
  const area = { columns: [COLUMN], top: 176, topAfterFirst: 80, bottom: 700, closing: 70 };
  const pages = flowTerms(record.terms, area, heightOf);
  return pages.map((page, index) => {
    const pen = makePen(LETTER, { face: "sans", size: 9, color: "#22242a" });
    if (index === 0) drawHead(pen, record, brand);
    else {
      pen.box(0, 0, 612, 10, { fill: brand });
      pen.text(48, 40, record.institution.name, { face: "sans-bold", size: 10, color: brand });
      pen.text(48, 54, `${record.student.name} · ${record.student.studentNumber}`, { size: 8, fit: 400 });
      pen.line(48, 64, 564, 64, 0.8, brand);
    }
    for (const placed of page.placed) drawTerm(pen, placed, record, brand);
    if (index === pages.length - 1) drawSummary(pen, record, page.endsAt, brand);
    pen.text(48, 770, `Printed ${usDate(record.issuedOn)}`, { size: 7, color: "#666b75" });
    pen.text(564, 770, `${index + 1} / ${pages.length}`, { size: 7, color: "#666b75", align: "right" });
    pen.footnote();
    return pen.sheet;
  });
}

function drawHead(pen: Pen, record: TranscriptRecord, brand: string) {
  pen.box(0, 0, 612, 84, { fill: brand });
  pen.box(0, 84, 612, 4, { fill: "#d9b44a" });
  drawCrest(pen, 48, 16, 42, "#d9b44a");
  const white = "#ffffff";
  pen.text(106, 42, record.institution.name, { face: "sans-bold", size: 17, color: white, fit: 440 });
  pen.text(106, 60, "Student academic transcript", { size: 10, color: white });
  pen.text(564, 60, `${record.institution.city}, ${record.institution.state}`, {
    size: 9,
    color: white,
    align: "right",
  });
  const fields: [string, string][] = [
    ["Student", record.student.name],
    ["Student ID", record.student.studentNumber],
    ["Date of birth", record.student.birthDate ? usDate(record.student.birthDate) : "withheld"],
  ];
  fields.forEach(([label, value], at) => {
    const x = [48, 300, 440][at]!;
    pen.text(x, 112, label, { size: 7, color: "#666b75" });
    pen.text(x, 127, value, { face: "sans-bold", size: 10.5, fit: at === 0 ? 240 : 120 });
  });
  pen.text(48, 154, `Program: ${record.degree?.field ?? "Early Childhood Education"}`, { size: 8.5 });
  pen.line(48, 162, 564, 162, 0.8, "#c6c9d1");
}

function drawTerm(pen: Pen, { term, y }: Placed, record: TranscriptRecord, brand: string) {
  const { x, width } = COLUMN;
  const ends = x + width;
  pen.text(x, y + 11, term.label, { face: "sans-bold", size: 10, color: brand });
  pen.text(ends, y + 11, `${usDate(term.startsOn)} – ${usDate(term.endsOn)}`, {
    size: 7,
    color: "#666b75",
    align: "right",
  });
  const head = y + 17;
  pen.box(x, head, width, 14, { fill: "#eceef3" });
  const small = { face: "sans-bold", size: 7 } as const;
  pen.text(x + 6, head + 10, "Course", small);
  pen.text(x + 92, head + 10, "Title", small);
  pen.text(ends - 84, head + 10, unitsWord(record), { ...small, align: "right" });
  pen.text(ends - 14, head + 10, "Grade", { ...small, align: "right" });
  let at = head + 14;
  term.courses.forEach((course, row) => {
    if (row % 2 === 1) pen.box(x, at, width, ROW, { fill: "#f7f8fa" });
    pen.text(x + 6, at + 12, course.number, { fit: 80 });
    pen.text(x + 92, at + 12, course.title, { fit: 290 });
    pen.text(ends - 84, at + 12, course.units.toFixed(2), { align: "right" });
    pen.text(ends - 26, at + 12, gradeText(course), { align: "center", face: "sans-bold" });
    at += ROW;
  });
  pen.line(x, at, ends, at, 0.6, "#c6c9d1");
  const sums = totals(term.courses);
  const average = sums.average === null ? "" : `   Term GPA ${sums.average.toFixed(3)}`;
  pen.text(ends - 14, at + 11, `Earned ${sums.earned.toFixed(2)}${average}`, { size: 7, align: "right" });
}

function drawSummary(pen: Pen, record: TranscriptRecord, endsAt: number, brand: string) {
  const y = endsAt + 4;
  const height = record.degree ? 48 : 30;
  pen.box(48, y, 516, height, { stroke: brand, strokeWidth: 1 });
  const sums = totals(record.terms.flatMap((term) => term.courses));
  const average = sums.average === null ? "not yet" : sums.average.toFixed(3);
  const line = `Cumulative   attempted ${sums.attempted.toFixed(2)}   earned ${sums.earned.toFixed(2)}   GPA ${average}`;
  pen.text(58, y + 18, line, { face: "sans-bold", size: 8.5 });
  if (!record.degree) return;
  const degree = `${record.degree.title} – conferred ${longDate(record.degree.conferredOn)}`;
  pen.text(58, y + 36, degree, { face: "sans-bold", size: 9, color: brand, fit: 490 });
}
