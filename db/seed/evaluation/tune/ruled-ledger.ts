import { usDate } from "../../demo/dates.ts";
import { drawCrest } from "../../demo/drawing/ornaments.ts";
import { LETTER, type Pen } from "../../demo/drawing/sheet.ts";
import { cutText, type Layout, makeBook } from "../book.ts";
import { familyFirst } from "../students.ts";
import { makeStudy, type Study, sums } from "../studies.ts";
import { allCourses, averageText, drawnTranscript, recordCourse, recordDegree } from "../transcript-words.ts";

const INK = "#1b2330";
const WINE = "#6b1f33";
const STOPS = [36, 92, 140, 182, 414, 456, 502, 576] as const;
const HEADS = ["Term", "Subject", "No.", "Course Title", "Units", "Grade", "Grade Points"];
const ROW = 14;

/** One ruled table over the whole page with the term in every row; degrees stand above it. */
export const ruledLedger: Layout = {
  name: "ruled-ledger",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, { terms: [3, 9] });
    const upperNames = random.chance(0.4);
    const book = makeBook({
      page: LETTER,
      base: { face: "book", size: 7.4, color: INK },
      area: (page) => ({
        columns: [{ x: 36, width: 540 }],
        top: page === 1 ? 214 : 92,
        bottom: 728,
      }),
      dress(pen, page) {
        drawCrest(pen, 40, 30, 30, WINE);
        pen.text(84, 46, study.college.name, { face: "book-bold", size: 16, color: WINE, fit: 480 });
        const { street, city, state, zip } = study.college;
        pen.text(84, 62, `${street}, ${city}, ${state} ${zip}`, { face: "book-italic", size: 8 });
        if (page === 1) drawHead(pen, study, upperNames);
      },
      finish(pen, page, pages) {
        pen.text(36, 756, "This record is released in confidence under FERPA.", { size: 6.4 });
        pen.text(576, 756, `Page ${page} of ${pages}`, { size: 6.4, align: "right" });
      },
    });
    const line = (cells: readonly string[], heading = false) => {
      const { pen, y } = book;
      if (heading) pen.box(STOPS[0], y, 540, ROW, { fill: "#efe6e8" });
      STOPS.forEach((x) => {
        pen.line(x, y, x, y + ROW, 0.5, "#8f8088");
      });
      pen.line(STOPS[0], y, 576, y, 0.5, "#8f8088");
      pen.line(STOPS[0], y + ROW, 576, y + ROW, 0.5, "#8f8088");
      cells.forEach((cell, at) => {
        const face = heading ? ("book-bold" as const) : ("book" as const);
        if (at < 4) pen.text(STOPS[at]! + 4, y + 9.8, cell, { face });
        else pen.text((STOPS[at]! + STOPS[at + 1]!) / 2, y + 9.8, cell, { face, align: "center" });
      });
      book.y += ROW;
    };
    line(HEADS, true);
    for (const term of study.terms) {
      for (const course of term.courses) {
        if (book.need(ROW)) line(HEADS, true);
        const title = cutText(course.title, "book", 7.4, 224);
        const grade = course.state === "in_progress" ? "IP" : course.grade;
        const label = `${term.season} ${term.year}`;
        const { subject, number, units, points } = course;
        line([label, subject, number, title, units.toFixed(2), grade, points.toFixed(2)]);
        recordCourse(book, study, term, course, { title });
      }
    }
    book.need(40);
    const all = sums(allCourses(study));
    const total = `Units attempted ${all.attempted.toFixed(2)}   Units completed ${all.earned.toFixed(2)}   Grade points ${all.points.toFixed(2)}   GPA ${averageText(all.average, 2)}`;
    book.pen.text(36, book.y + 20, total, { face: "book-bold", size: 7.4 });
    if (study.degree) recordDegree(book, study, study.degree);
    return drawnTranscript(book, study, { birthDate: true });
  },
};

function drawHead(pen: Pen, study: Study, upper: boolean) {
  const { student, degree, issuedOn } = study;
  const name = upper ? familyFirst(student).toUpperCase() : familyFirst(student);
  pen.text(306, 96, "Student Academic Record", { face: "book-bold", size: 12, align: "center" });
  pen.box(36, 106, 540, 44, { stroke: INK, strokeWidth: 0.8 });
  pen.text(44, 121, `Student: ${name}`, { face: "book-bold", size: 9, fit: 330 });
  pen.text(44, 140, `Student ID: ${student.number}`, { size: 8 });
  pen.text(390, 121, `Date of Birth: ${usDate(student.birthDate)}`, { size: 8 });
  pen.text(390, 140, `Date Printed: ${usDate(issuedOn)}`, { size: 8 });
  pen.box(36, 156, 540, 42, { fill: "#faf5f0", stroke: "#b9a9a0", strokeWidth: 0.5 });
  pen.text(44, 170, "Degrees and Certificates", { face: "book-bold", size: 8 });
  const text = degree
    ? `${degree.title} in ${degree.major}, conferred ${usDate(degree.conferredOn)}`
    : "None awarded as of the date printed";
  pen.text(44, 187, text, { size: 8, fit: 520 });
}
