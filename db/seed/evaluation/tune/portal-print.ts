import { longDate, usDate } from "../../demo/dates.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { type Layout, makeBook, wrapText } from "../book.ts";
import { plainName } from "../students.ts";
import { makeStudy, type StudyCourse, sums } from "../studies.ts";
import { allCourses, averageText, drawnTranscript, recordCourse, recordDegree } from "../transcript-words.ts";

const STOPS = [40, 88, 134, 166, 356, 398, 462, 536, 572] as const;
const HEADS = ["Subject", "Course", "Level", "Title", "Grade", "Credit Hours", "Quality Points", "R"];
const ROW = 15;

/** The student portal printed from a browser: boxed tables of light lines, running courses in a table of their own. */
export const portalPrint: Layout = {
  name: "portal-print",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, { terms: [3, 6], running: true, repeats: true });
    const level = random.pick(["UG", "CR", "01"]);
    const host = study.college.name.toLowerCase().replace(/[^a-z]+/g, "");
    const book = makeBook({
      page: LETTER,
      base: { face: "sans", size: 7.8, color: "#222222" },
      area: () => ({ columns: [{ x: 40, width: 532 }], top: 56, bottom: 744 }),
      dress(pen) {
        pen.text(30, 24, usDate(study.issuedOn), { size: 7, color: "#555555" });
        pen.text(330, 24, "Academic Transcript", { size: 7, color: "#555555", align: "center" });
        pen.text(30, 776, `https://selfservice.${host.slice(0, 18)}.example.edu/transcript/view`, {
          ...{ size: 7, color: "#555555" },
        });
      },
      finish(pen, page, pages) {
        pen.text(582, 776, `${page}/${pages}`, { size: 7, color: "#555555", align: "right" });
      },
    });
    const section = (text: string) => {
      book.need(70);
      book.pen.box(40, book.y, 532, 16, { fill: "#e3e6ea" });
      book.pen.text(46, book.y + 11.4, text, { face: "sans-bold", size: 8.6 });
      book.y += 24;
    };
    const facts = (rows: readonly (readonly [string, string])[]) => {
      for (const [label, value] of rows) {
        book.pen.text(46, book.y + 8, `${label}:`, { face: "sans-bold" });
        book.pen.text(170, book.y + 8, value);
        book.y += 13;
      }
      book.y += 6;
    };
    const cells = (texts: readonly (readonly string[])[], lines: number, bold = false) => {
      const height = ROW + (lines - 1) * 9.6;
      const { pen, y } = book;
      texts.forEach((text, at) => {
        const [x, end] = [STOPS[at]!, STOPS[at + 1]!];
        pen.box(x, y, end - x, height, { stroke: "#c9ced4", strokeWidth: 0.5 });
        text.forEach((line, down) => {
          const face = bold ? ("sans-bold" as const) : ("sans" as const);
          if (at === 5 || at === 6)
            pen.text(end - 4, y + 10.4 + down * 9.6, line, { align: "right", face, fit: end - x - 6 });
          else pen.text(x + 4, y + 10.4 + down * 9.6, line, { face, fit: end - x - 6 });
        });
      });
      book.y += height;
    };
    const table = (courses: readonly StudyCourse[], each: (course: StudyCourse) => void) => {
      cells(
        HEADS.map((head) => [head]),
        1,
        true,
      );
      for (const course of courses) {
        const title = wrapText(course.title, "sans", 7.8, 180);
        if (book.need(ROW + (title.length - 1) * 9.6))
          cells(
            HEADS.map((head) => [head]),
            1,
            true,
          );
        const open = course.state === "in_progress";
        const mark = course.repeat === "excluded" ? "E" : course.repeat === "included" ? "I" : "";
        const points = open ? "" : course.points.toFixed(2);
        const row = [
          course.subject,
          course.number,
          level,
          "",
          course.grade,
          course.units.toFixed(3),
          points,
          mark,
        ];
        cells(
          row.map((text, at) => (at === 3 ? title : [text])),
          title.length,
        );
        each(course);
      }
    };
    book.pen.text(40, book.y + 12, study.college.name, { face: "sans-bold", size: 14, fit: 520 });
    book.y += 32;
    section("STUDENT INFORMATION");
    facts([
      ["Name", plainName(study.student)],
      ["Birth Date", longDate(study.student.birthDate)],
      ["Student Type", "Continuing"],
      ["Curriculum", study.degree?.major ?? "Undeclared"],
    ]);
    if (study.degree) {
      section("DEGREES AWARDED");
      facts([
        ["Awarded", study.degree.title],
        ["Degree Date", longDate(study.degree.conferredOn)],
        ["Major", study.degree.major],
      ]);
      recordDegree(book, study, study.degree);
    }
    section("INSTITUTION CREDIT");
    for (const term of study.terms.filter(({ endsOn }) => endsOn <= study.issuedOn)) {
      book.need(80);
      book.pen.text(46, book.y + 8, `Term: ${term.season} ${term.year}`, { face: "sans-bold", size: 8.6 });
      book.pen.text(566, book.y + 8, "Academic Standing: Good Standing", { align: "right", size: 7.2 });
      book.y += 16;
      table(term.courses, (course) => recordCourse(book, study, term, course));
      const { attempted, earned, points, average } = sums(term.courses);
      const line = `Current Term   Attempt ${attempted.toFixed(3)}   Earned ${earned.toFixed(3)}   Points ${points.toFixed(2)}   GPA ${averageText(average, 2)}`;
      book.need(24);
      book.pen.text(46, book.y + 11, line, { size: 7.2, color: "#444444" });
      book.y += 28;
    }
    section("TRANSCRIPT TOTALS");
    const all = sums(allCourses(study));
    facts([
      ["Total Institution", `Attempt ${all.attempted.toFixed(3)}  Earned ${all.earned.toFixed(3)}`],
      ["Overall GPA", averageText(all.average, 2)],
    ]);
    for (const term of study.terms.filter(({ endsOn }) => endsOn > study.issuedOn)) {
      section("COURSE(S) IN PROGRESS");
      book.pen.text(46, book.y + 8, `Term: ${term.season} ${term.year}`, { face: "sans-bold", size: 8.6 });
      book.y += 16;
      table(term.courses, (course) => recordCourse(book, study, term, course));
    }
    return drawnTranscript(book, study, { birthDate: true, city: false });
  },
};
