import { longDate, usDate } from "../dates.ts";
import { makeRandom } from "../random.ts";
import { type TranscriptRecord, totals } from "../transcripts.ts";
import { drawSeal, drawSecurityPaper, drawSignature } from "./ornaments.ts";
import { LETTER, makePen, type Sheet } from "./sheet.ts";
import { flowTerms, gradeText, type Placed, unitsWord } from "./transcript-layout.ts";

const INK = "#1d1d28";
const BLUE = "#24406e";
const LINE = 14;

/** Registrar's form in two columns on security paper: serif letterhead, seal and signature at the foot. */
export function classicSheets(record: TranscriptRecord, paper: { tint: string; waves: string }): Sheet[] {
  const left = { x: 40, width: 256 };
  const right = { x: 316, width: 256 };
  const heightOf = (term: Placed["term"]) => 44 + term.courses.length * LINE;
  const area = { columns: [left, right], top: 172, topAfterFirst: 104, bottom: 690, closing: 0 };
  const pages = flowTerms(record.terms, area, heightOf);
  const random = makeRandom(`${record.student.studentNumber}/hand`);

  const count = pages.length + 1;

  const sheets = pages.map((page, index) => {
    const pen = makePen({ ...LETTER, paper: paper.tint }, { face: "serif", size: 9, color: INK });
    drawSecurityPaper(pen, paper.waves);
    const first = index === 0;
    pen.text(306, 44, record.institution.name.toUpperCase(), {
      face: "serif-bold",
      size: first ? 17 : 13,
      color: BLUE,
      align: "center",
      fit: 500,
    });
    const place = `${record.institution.city}, ${record.institution.state} · Office of Admissions and Records`;
    pen.text(306, 58, place, { align: "center", size: 8, color: BLUE });
    pen.line(40, 68, 572, 68, 1.6, BLUE);
    pen.line(40, 71, 572, 71, 0.5, BLUE);
    const title = first ? "OFFICIAL ACADEMIC RECORD" : "ACADEMIC RECORD, CONTINUED";
    pen.text(306, 86, title, { face: "serif-bold", size: 10, align: "center" });
    if (first) drawStudent(pen, record);
    else
      pen.text(40, 86, `${record.student.name}   ${record.student.studentNumber}`, { size: 7.6, fit: 170 });
    pen.text(572, 86, `Page ${index + 1} of ${count}`, { align: "right", size: 7 });

    for (const placed of page.placed) drawTerm(pen, placed, unitsWord(record));
    if (page.placed.length > 0) pen.line(306, first ? 160 : 96, 306, 690, 0.5, "#8d93a8");
    if (index === pages.length - 1) {
      drawClosing(pen, record);
      drawSeal(pen, 500, 738, 30, BLUE, initials(record.institution.name));
      drawSignature(pen, random, 62, 752, 90);
      pen.line(52, 757, 190, 757, 0.6);
      pen.text(52, 767, "Registrar", { size: 7 });
      pen.text(215, 767, `Issued ${longDate(record.issuedOn)}`, { size: 7 });
    }
    pen.footnote();
    return pen.sheet;
  });
  return [...sheets, keySheet(record, paper, count)];
}

const KEY: readonly (readonly [string, string])[] = [
  ["A, A-", "Excellent, 4.0 and 3.7 grade points a unit"],
  ["B+, B, B-", "Good, 3.3, 3.0 and 2.7 grade points a unit"],
  ["C+, C, C-", "Satisfactory, 2.3, 2.0 and 1.7 grade points a unit"],
  ["D", "Less than satisfactory, 1.0 grade point a unit"],
  ["F", "Failing, no grade points and no units earned"],
  ["P", "Pass, at least satisfactory; units earned, not counted in the average"],
  ["W", "Withdrawal after the census date; no units earned"],
  ["IP", "In progress on the day this record was printed"],
];

/** The last page: what is on the back of a registrar's form. */
function keySheet(record: TranscriptRecord, paper: { tint: string; waves: string }, count: number): Sheet {
  const pen = makePen({ ...LETTER, paper: paper.tint }, { face: "serif", size: 10, color: INK });
  drawSecurityPaper(pen, paper.waves);
  pen.text(306, 60, record.institution.name, { face: "serif-bold", size: 13, color: BLUE, align: "center" });
  pen.text(306, 84, "KEY TO THE ACADEMIC RECORD", { face: "serif-bold", size: 11, align: "center" });
  pen.text(572, 84, `Page ${count} of ${count}`, { align: "right", size: 7 });
  pen.line(40, 94, 572, 94, 0.8, BLUE);
  KEY.forEach(([symbol, meaning], row) => {
    pen.text(60, 126 + row * 22, symbol, { face: "serif-bold" });
    pen.text(150, 126 + row * 22, meaning, { fit: 410 });
  });
  const terms =
    record.calendar === "quarter" ? "three quarters of twelve weeks" : "two semesters of sixteen weeks";
  pen.text(60, 326, `The academic year has ${terms}. One unit stands for one hour of class a week.`, {
    fit: 500,
  });
  pen.text(60, 348, "This record is complete only with all of its pages and the registrar's signature.", {
    fit: 500,
  });
  pen.footnote();
  return pen.sheet;
}

export const initials = (name: string): string =>
  name
    .split(/[\s,.-]+/)
    .filter((word) => /^[A-Z]/.test(word))
    .map((word) => word[0])
    .join("")
    .slice(0, 3);

function drawStudent(pen: ReturnType<typeof makePen>, record: TranscriptRecord) {
  const label = (x: number, y: number, name: string, value: string) => {
    pen.text(x, y, name, { size: 6.6, color: "#59607a" });
    pen.text(x, y + 12, value, { face: "serif-bold", size: 9.4, fit: 250 });
  };
  pen.box(40, 98, 532, 56, { stroke: "#8d93a8", strokeWidth: 0.7 });
  label(50, 109, "NAME OF STUDENT", record.student.name);
  label(50, 134, "STUDENT NUMBER", record.student.studentNumber);
  label(320, 109, "DATE OF BIRTH", record.student.birthDate ? usDate(record.student.birthDate) : "not shown");
  label(320, 134, "DATE PRINTED", usDate(record.issuedOn));
}

function drawTerm(pen: ReturnType<typeof makePen>, { term, column, y }: Placed, units: string) {
  const { x, width } = column;
  const ends = x + width;
  pen.box(x, y, width, 14, { fill: "#dfe5f0" });
  pen.text(x + 4, y + 10.5, term.label, { face: "serif-bold", size: 9.4 });
  pen.text(ends - 34, y + 10.5, units, { size: 7, align: "right", color: "#59607a" });
  pen.text(ends - 4, y + 10.5, "Grade", { size: 7, align: "right", color: "#59607a" });
  let at = y + 14;
  for (const course of term.courses) {
    at += LINE;
    pen.text(x + 4, at, course.number, { fit: 56 });
    pen.text(x + 66, at, course.title, { face: "serif-narrow", fit: width - 122 });
    pen.text(ends - 34, at, course.units.toFixed(1), { align: "right" });
    pen.text(ends - 6, at, gradeText(course), { align: "right", face: "serif-bold" });
  }
  const sums = totals(term.courses);
  const average = sums.average === null ? "–" : sums.average.toFixed(2);
  const line = `Term: attempted ${sums.attempted.toFixed(1)}  earned ${sums.earned.toFixed(1)}  GPA ${average}`;
  pen.text(ends - 4, at + 13, line, { size: 7.4, align: "right", color: "#59607a" });
}

function drawClosing(pen: ReturnType<typeof makePen>, record: TranscriptRecord) {
  const sums = totals(record.terms.flatMap((term) => term.courses));
  pen.line(40, 697, 572, 697, 0.8, BLUE);
  const average = sums.average === null ? "–" : sums.average.toFixed(2);
  const line = `Cumulative: attempted ${sums.attempted.toFixed(1)}   earned ${sums.earned.toFixed(1)}   GPA ${average}`;
  pen.text(46, 709, line, { face: "serif-bold", size: 8 });
  if (!record.degree) return;
  const degree = `Degree awarded: ${record.degree.title}, ${longDate(record.degree.conferredOn)}`;
  pen.text(46, 722, degree, { face: "serif-bold", size: 8.4, color: BLUE, fit: 400 });
}
