import { usDate } from "../../demo/dates.ts";
import { drawSeal, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { cutText, type Layout, makeBook } from "../book.ts";
import { familyFirst } from "../students.ts";
import { makeStudy, sums } from "../studies.ts";
import { allCourses, averageText, drawnTranscript, recordCourse, recordDegree } from "../transcript-words.ts";

const AT = { subject: 54, number: 112, title: 160, units: 440, grade: 486, points: 556 };
const ROW = 12;

/** Quarters of a college that prints in capitals: centred headings, zebra rows, transfer as a sum alone. */
export const quarterRegister: Layout = {
  name: "quarter-register",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, { calendar: "quarter", terms: [4, 9], passNoPass: true, running: true });
    const accepted = random.chance(0.4) ? `${random.int(6, 60)}.0` : null;
    const name = familyFirst(study.student).toUpperCase();
    const book = makeBook({
      page: { ...LETTER, paper: "#fbf8ee" },
      base: { face: "narrow", size: 8.6, color: "#2a2018" },
      area: (page) => ({ columns: [{ x: 46, width: 520 }], top: page === 1 ? 190 : 110, bottom: 716 }),
      dress(pen, page) {
        drawSeal(pen, 74, 60, 26, "#7a5a1e", study.college.name.slice(0, 1));
        pen.text(116, 52, study.college.name, { face: "serif-bold", size: 16, color: "#5a4212", fit: 440 });
        pen.text(116, 68, `${study.college.city}, ${study.college.state}   Telephone ${study.college.phone}`);
        pen.line(46, 94, 566, 94, 2.4, "#7a5a1e");
        if (page > 1) return;
        pen.text(46, 116, "PERMANENT ACADEMIC RECORD, QUARTER UNITS", { face: "narrow-bold", size: 11 });
        pen.text(46, 136, `This is the record of ${name}, student number ${study.student.number},`, {
          size: 9.4,
        });
        pen.text(46, 150, `born ${usDate(study.student.birthDate)}, printed ${usDate(study.issuedOn)}.`, {
          size: 9.4,
        });
        if (accepted)
          pen.text(46, 168, `Transfer units accepted from other colleges: ${accepted}`, {
            face: "narrow-bold",
          });
      },
      finish(pen, page, pages) {
        pen.text(566, 760, `PAGE ${page} OF ${pages}`, { size: 7.5, align: "right" });
        if (page > 1) pen.text(46, 106, name, { size: 8, face: "narrow-bold" });
      },
    });
    const heads = () => {
      const style = { face: "narrow-bold", size: 7.4 } as const;
      book.pen.text(AT.subject, book.y, "DEPT", style);
      book.pen.text(AT.number, book.y, "CRS", style);
      book.pen.text(AT.title, book.y, "DESCRIPTIVE TITLE", style);
      book.pen.text(AT.units, book.y, "UNITS", { ...style, align: "right" });
      book.pen.text(AT.grade, book.y, "GR", { ...style, align: "center" });
      book.pen.text(AT.points, book.y, "GR PTS", { ...style, align: "right" });
      book.y += ROW;
    };
    for (const term of study.terms) {
      book.need(ROW * (term.courses.length + 4));
      const label = `${term.season.toUpperCase()} QUARTER ${term.year}`;
      book.pen.text(306, book.y, label, { face: "narrow-bold", size: 9.4, align: "center" });
      book.y += ROW;
      heads();
      term.courses.forEach((course, at) => {
        const { pen, y } = book;
        if (at % 2 === 0) pen.box(46, y - 9, 520, ROW, { fill: "#f0e8d4" });
        const title = cutText(course.title.toUpperCase(), "narrow", 8.6, 236);
        pen.text(AT.subject, y, course.subject);
        pen.text(AT.number, y, course.number);
        pen.text(AT.title, y, title);
        pen.text(AT.units, y, course.units.toFixed(1), { align: "right" });
        const open = course.state === "in_progress";
        pen.text(AT.grade, y, open ? "--" : course.grade, { align: "center", face: "narrow-bold" });
        pen.text(AT.points, y, course.points.toFixed(2), { align: "right" });
        recordCourse(book, study, term, course, { title });
        book.y += ROW;
      });
      const { attempted, earned, average } = sums(term.courses);
      const line = `QUARTER TOTAL   ATTEMPTED ${attempted.toFixed(1)}   EARNED ${earned.toFixed(1)}   GPA ${averageText(average)}`;
      book.pen.text(566, book.y + 1, line, { size: 7.4, align: "right" });
      book.y += ROW + 10;
    }
    book.need(70);
    const all = sums(allCourses(study));
    book.pen.line(46, book.y - 4, 566, book.y - 4, 0.8, "#7a5a1e");
    const line = `CUMULATIVE   ATTEMPTED ${all.attempted.toFixed(1)}   EARNED ${all.earned.toFixed(1)}   GPA ${averageText(all.average)}`;
    book.pen.text(46, book.y + 10, line, { face: "narrow-bold" });
    if (study.degree) {
      const { title, major, conferredOn } = study.degree;
      book.pen.text(46, book.y + 26, `DEGREE CONFERRED: ${title.toUpperCase()} ${usDate(conferredOn)}`);
      book.pen.text(46, book.y + 40, `MAJOR: ${major.toUpperCase()}`);
      recordDegree(book, study, study.degree);
    }
    drawSignature(book.pen, random, 420, 742, 90);
    book.pen.text(420, 756, "REGISTRAR", { size: 7 });
    return drawnTranscript(book, study, { birthDate: true });
  },
};
