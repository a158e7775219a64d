import { longDate, usDate } from "../dates.ts";
import { makeRandom } from "../random.ts";
import { type TranscriptRecord, totals } from "../transcripts.ts";
import { drawCrest, drawSignature } from "./ornaments.ts";
import { LETTER, makePen, type Pen, type Sheet } from "./sheet.ts";
import { initials } from "./transcript-classic.ts";
import { flowTerms, gradeText, type Placed } from "./transcript-layout.ts";

const INK = "#2a2118";
const RUST = "#8c4a1f";
const ROW = 16;
const COLUMN = { x: 60, width: 492 };

/** A grid with every cell ruled, on cream paper, three terms a year and quarter units. */
export function quarterlySheets(record: TranscriptRecord): Sheet[] {
  const heightOf = (term: Placed["term"]) => 26 + (term.courses.length + 1) * ROW;
  const area = { columns: [COLUMN], top: 190, topAfterFirst: 96, bottom: 680, closing: 60 };
  const pages = flowTerms(record.terms, area, heightOf);
  return pages.map((page, index) => {
    const pen = makePen({ ...LETTER, paper: "#fdf9ef" }, { face: "narrow", size: 9.6, color: INK });
    pen.box(0, 0, 14, 792, { fill: RUST });
    drawCrest(pen, 60, 34, 34, RUST);
    pen.text(108, 50, record.institution.name, { face: "serif-bold", size: 16, color: RUST, fit: 440 });
    pen.text(108, 66, "Permanent record of study · quarter system", { face: "serif-italic", size: 9 });
    pen.line(60, 84, 552, 84, 1, RUST);
    if (index === 0) drawStudent(pen, record);
    for (const placed of page.placed) drawTerm(pen, placed);
    if (index === pages.length - 1) drawFoot(pen, record, page.endsAt + 8);
    pen.text(552, 772, `Page ${index + 1} of ${pages.length}`, { size: 7, align: "right" });
    pen.text(60, 772, `${initials(record.institution.name)} ${record.student.studentNumber}`, { size: 7 });
    pen.footnote();
    return pen.sheet;
  });
}

function drawStudent(pen: Pen, record: TranscriptRecord) {
  const rows: [string, string][] = [
    ["Name", record.student.name],
    ["Student number", record.student.studentNumber],
    ["Birth date", record.student.birthDate ? usDate(record.student.birthDate) : "—"],
    ["Campus", `${record.institution.city}, ${record.institution.state}`],
    ["Printed", usDate(record.issuedOn)],
  ];
  rows.forEach(([label, value], at) => {
    pen.text(60, 104 + at * 16, label, { face: "narrow-bold", size: 8 });
    pen.text(150, 104 + at * 16, value, { face: at === 0 ? "serif-bold" : "narrow", size: 9.5, fit: 400 });
  });
}

function drawTerm(pen: Pen, { term, y }: Placed) {
  const { x, width } = COLUMN;
  const stops = [0, 90, 380, 440, width];
  pen.text(x, y + 10, term.label, { face: "serif-bold", size: 9.5, color: RUST });
  const rows: string[][] = [
    ["Course", "Title of course", "Qtr units", "Grade"],
    ...term.courses.map((course) => [
      course.number,
      course.title,
      (course.units * 1.5).toFixed(1),
      gradeText(course),
    ]),
  ];
  const top = y + 14;
  pen.box(x, top, width, ROW, { fill: "#f0e3cd" });
  rows.forEach((cells, row) => {
    const at = top + row * ROW;
    pen.box(x, at, width, ROW, { stroke: "#b79a74", strokeWidth: 0.5 });
    cells.forEach((cell, column) => {
      const from = x + stops[column]!;
      const wide = stops[column + 1]! - stops[column]!;
      const face = row === 0 || column === 3 ? "narrow-bold" : "narrow";
      if (column < 2) pen.text(from + 4, at + 11.5, cell, { face, fit: wide - 8 });
      else pen.text(from + wide / 2, at + 11.5, cell, { face, align: "center" });
    });
  });
  for (const stop of stops.slice(1, -1)) {
    pen.line(x + stop, top, x + stop, top + rows.length * ROW, 0.5, "#b79a74");
  }
}

function drawFoot(pen: Pen, record: TranscriptRecord, y: number) {
  const sums = totals(record.terms.flatMap((term) => term.courses));
  const earned = (sums.earned * 1.5).toFixed(1);
  const average = sums.average === null ? "—" : sums.average.toFixed(2);
  pen.text(60, y + 10, `Quarter units earned ${earned}      Grade point average ${average}`, {
    face: "serif-bold",
    size: 8.5,
  });
  if (record.degree) {
    const degree = `${record.degree.title} awarded ${longDate(record.degree.conferredOn)}`;
    pen.text(60, y + 25, degree, { face: "serif-bold", size: 9, color: RUST, fit: 480 });
  }
  drawSignature(pen, makeRandom(record.student.studentNumber), 410, 742, 90);
  pen.line(400, 748, 552, 748, 0.6);
  pen.text(400, 757, "Dean of Enrollment Services", { size: 7 });
}
