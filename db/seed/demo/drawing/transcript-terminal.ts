import { usDate } from "../dates.ts";
import { type TranscriptRecord, totals } from "../transcripts.ts";
import { LETTER, makePen, type Sheet } from "./sheet.ts";
import { gradeText } from "./transcript-layout.ts";

const LINES = 62;
const RULE = "-".repeat(78);

function column(text: string, width: number, right = false): string {
  const cut = text.slice(0, width);
  return right ? cut.padStart(width) : cut.padEnd(width);
}

function linesOf(record: TranscriptRecord): string[] {
  const out: string[] = [];
  for (const term of record.terms) {
    const block = [
      `TERM: ${term.label.toUpperCase()}`,
      `  ${column("COURSE", 12)}${column("DESCRIPTIVE TITLE", 42)}${column("ATT", 6, true)}${column("ERN", 7, true)}  GR`,
    ];
    for (const course of term.courses) {
      const earned = totals([course]).earned;
      block.push(
        `  ${column(course.number, 12)}${column(course.title, 42)}${column(course.units.toFixed(1), 6, true)}${column(earned.toFixed(1), 7, true)}  ${gradeText(course)}`,
      );
    }
    const sums = totals(term.courses);
    const average = sums.average === null ? "-" : sums.average.toFixed(2);
    block.push(
      `  ${column("", 30)}TERM UNITS ${sums.earned.toFixed(1)}  GRADE POINTS ${sums.points.toFixed(1)}  GPA ${average}`,
      "",
    );
    const left = LINES - (out.length % LINES);
    if (block.length > left) out.push(...Array.from({ length: left }, () => ""));
    out.push(...block);
  }
  const sums = totals(record.terms.flatMap((term) => term.courses));
  out.push(RULE);
  out.push(
    `CUMULATIVE   ATT ${sums.attempted.toFixed(1)}   ERN ${sums.earned.toFixed(1)}   GPA ${sums.average?.toFixed(2) ?? "-"}`,
  );
  if (record.degree) {
    out.push(`DEGREE: ${record.degree.title.toUpperCase()}`, `AWARDED ${usDate(record.degree.conferredOn)}`);
  }
  out.push("*** END OF TRANSCRIPT ***");
  return out;
}

/** Line-printer style, as older student systems print it: fixed pitch, no rules, faint green bars. */
export function terminalSheets(record: TranscriptRecord): Sheet[] {
  const lines = linesOf(record);
  const pages = Math.ceil(lines.length / LINES);
  return Array.from({ length: pages }, (_, index) => {
    const pen = makePen(LETTER, { face: "mono", size: 8.6, color: "#20242a" });
    for (let band = 0; band < 21; band += 1) {
      if (band % 2 === 0) pen.box(30, 116 + band * 31.2, 552, 31.2, { fill: "#f0f6f0" });
    }
    pen.text(40, 40, record.institution.name.toUpperCase(), { face: "mono-bold", size: 11, fit: 400 });
    pen.text(572, 40, `PAGE ${index + 1} OF ${pages}`, { align: "right" });
    const place = `${record.institution.city}, ${record.institution.state}`.toUpperCase();
    pen.text(40, 54, place);
    pen.text(572, 54, usDate(record.issuedOn), { align: "right" });
    pen.text(40, 76, `STUDENT: ${record.student.name.toUpperCase()}`, { face: "mono-bold", fit: 330 });
    pen.text(400, 76, `ID: ${record.student.studentNumber}`);
    if (record.student.birthDate) pen.text(400, 90, `BIRTH DATE: ${usDate(record.student.birthDate)}`);
    pen.text(40, 90, "UNOFFICIAL TRANSCRIPT");
    pen.text(40, 106, RULE);
    lines.slice(index * LINES, (index + 1) * LINES).forEach((line, row) => {
      if (line) pen.text(40, 126 + row * 10.4, line, line.startsWith("TERM:") ? { face: "mono-bold" } : {});
    });
    pen.footnote();
    return pen.sheet;
  });
}
