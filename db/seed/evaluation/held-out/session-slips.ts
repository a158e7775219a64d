import { longDate, usDate } from "../../demo/dates.ts";
import { drawCrest, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER, type Pen } from "../../demo/drawing/sheet.ts";
import { type Layout, makeBook, wrapText } from "../book.ts";
import { plainName } from "../students.ts";
import { makeStudy, type Study, type StudyCourse, sums } from "../studies.ts";
import { allCourses, averageText, drawnTranscript, recordCourse, recordDegree } from "../transcript-words.ts";

const AT = { course: 50, title: 128, credits: 372, grade: 420, earned: 492, points: 556 };
const LINE = 11.6;
const TEAL = "#14505a";

/** Semesters between long rules, hyphenated course numbers, credits before and after the grade, awards at the end. */
export const sessionSlips: Layout = {
  name: "session-slips",
  kind: "transcript",
  split: "test",
  draw(random) {
    const study = makeStudy(random, {
      ...{ terms: [3, 8], repeats: true, passNoPass: random.chance(0.5), transfer: random.chance(0.4) },
    });
    const book = makeBook({
      page: { ...LETTER, paper: "#fdfcf9" },
      base: { face: "slab", size: 8, color: "#1e2426" },
      area: (page) => ({ columns: [{ x: 50, width: 512 }], top: page === 1 ? 176 : 96, bottom: 712 }),
      dress(pen, page) {
        drawCrest(pen, 288, 24, 28, TEAL);
        pen.text(306, 74, study.college.name, {
          face: "slab-bold",
          size: 15,
          align: "center",
          color: TEAL,
          fit: 480,
        });
        if (page === 1) drawHead(pen, study);
        else pen.text(50, 88, `Transcript of ${plainName(study.student)}, continued`, { size: 8 });
      },
      finish(pen, page, pages) {
        pen.text(50, 752, `Student ID ${study.student.number}`, { size: 7 });
        pen.text(562, 752, `Page ${page} of ${pages}`, { size: 7, align: "right" });
      },
    });
    const band = (left: string, right: string) => {
      book.need(LINE * 5);
      const { pen, y } = book;
      pen.line(50, y, 562, y, 1, TEAL);
      pen.text(50, y + 12, left, { face: "slab-bold", size: 9, color: TEAL });
      pen.text(562, y + 12, right, { size: 7.4, align: "right" });
      const style = { size: 6.8, color: "#5f6b6e" } as const;
      pen.text(AT.course, y + 25, "Course", style);
      pen.text(AT.title, y + 25, "Course Name", style);
      pen.text(AT.credits, y + 25, "Credits", { ...style, align: "right" });
      pen.text(AT.grade, y + 25, "Grade", { ...style, align: "center" });
      pen.text(AT.earned, y + 25, "Earned", { ...style, align: "right" });
      pen.text(AT.points, y + 25, "Quality Pts", { ...style, align: "right" });
      book.y += 38;
    };
    const print = (course: StudyCourse) => {
      const lines = wrapText(course.title, "slab", 8, 200);
      book.need(LINE * lines.length);
      const { pen, y } = book;
      const note = course.repeat === "included" ? " (Rpt)" : "";
      pen.text(AT.course, y, `${course.subject}-${course.number}`);
      lines.forEach((line, at) => {
        pen.text(AT.title, y + at * LINE, line);
      });
      pen.text(AT.credits, y, course.units.toFixed(2), { align: "right" });
      pen.text(AT.grade, y, course.grade, { align: "center" });
      pen.text(AT.earned, y, course.earned.toFixed(2), { align: "right" });
      if (course.state !== "transfer") pen.text(AT.points, y, course.points.toFixed(2), { align: "right" });
      if (note) pen.text(AT.points + 2, y, note, { size: 6 });
      book.y += LINE * lines.length;
    };
    if (study.transfer) {
      const { college, season, year, courses } = study.transfer;
      band(`Transfer work: ${college.name}`, `${season} Semester ${year}`);
      for (const course of courses) {
        print(course);
        recordCourse(book, study, { season, year }, course);
      }
      book.y += 10;
    }
    for (const term of study.terms) {
      band(`${term.season} Semester ${term.year}`, `${usDate(term.startsOn)} to ${usDate(term.endsOn)}`);
      for (const course of term.courses) {
        print(course);
        recordCourse(book, study, term, course, { completedOn: term.endsOn });
      }
      const { earned, points, average } = sums(term.courses);
      const line = `Semester credits ${earned.toFixed(2)}   Quality points ${points.toFixed(2)}   Semester GPA ${averageText(average)}`;
      book.need(LINE);
      book.pen.text(AT.title, book.y + 2, line, { face: "slab-bold", size: 7 });
      book.y += LINE + 10;
    }
    book.need(74);
    const all = sums(allCourses(study));
    const total = `Cumulative credits earned ${all.earned.toFixed(2)}   Cumulative GPA ${averageText(all.average)}`;
    book.pen.text(50, book.y + 8, total, { face: "slab-bold" });
    if (study.degree) {
      const { title, major, conferredOn } = study.degree;
      book.pen.text(50, book.y + 28, "CREDENTIALS EARNED", { face: "slab-bold", color: TEAL });
      book.pen.text(50, book.y + 41, `${title} – ${major}`);
      book.pen.text(50, book.y + 53, `Date conferred: ${longDate(conferredOn)}`);
      recordDegree(book, study, study.degree);
    }
    drawSignature(book.pen, random, 400, 732, 90);
    return drawnTranscript(book, study, { birthDate: true });
  },
};

function drawHead(pen: Pen, { college, student, issuedOn }: Study) {
  pen.text(306, 88, `${college.street} • ${college.city}, ${college.state} ${college.zip}`, {
    size: 7.4,
    align: "center",
  });
  pen.text(306, 108, "ACADEMIC TRANSCRIPT", { face: "slab-bold", size: 11, align: "center" });
  pen.text(50, 128, plainName(student), { face: "slab-bold", size: 10.5 });
  pen.text(50, 141, student.street);
  pen.text(50, 152, student.town);
  pen.box(372, 116, 190, 46, { stroke: TEAL, strokeWidth: 0.7 });
  pen.text(380, 129, `Student ID: ${student.number}`);
  pen.text(380, 142, `DOB: ${usDate(student.birthDate)}`);
  pen.text(380, 155, `Date: ${usDate(issuedOn)}`);
}
