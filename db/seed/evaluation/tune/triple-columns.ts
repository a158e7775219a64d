import { longDate } from "../../demo/dates.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { type Layout, makeBook, wrapText } from "../book.ts";
import { plainName } from "../students.ts";
import { makeStudy, type StudyCourse, type StudyTerm, sums } from "../studies.ts";
import {
  allCourses,
  averageText,
  drawnTranscript,
  plainNumber,
  recordCourse,
  recordDegree,
} from "../transcript-words.ts";

const PLUM = "#4a1942";
const LINE = 10.4;

/** Landscape in three narrow columns: number, units and grade on one line, the title on the next. */
export const tripleColumns: Layout = {
  name: "triple-columns",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, { terms: [4, 9], transfer: random.chance(0.5), repeats: true });
    const book = makeBook({
      page: { width: LETTER.height, height: LETTER.width },
      base: { face: "serif-narrow", size: 8.2, color: "#231b24" },
      area: () => ({
        columns: [36, 284, 532].map((x) => ({ x, width: 224 })),
        top: 128,
        bottom: 536,
      }),
      dress(pen) {
        pen.text(396, 44, study.college.name.toUpperCase(), {
          ...{ face: "poster-bold", size: 21, color: PLUM, align: "center", fit: 600 },
        });
        pen.text(
          396,
          60,
          `${study.college.street} · ${study.college.city}, ${study.college.state} ${study.college.zip}`,
          {
            align: "center",
          },
        );
        pen.box(36, 72, 720, 34, { fill: "#f2ecf2" });
        pen.text(46, 86, `Name  ${plainName(study.student)}`, { face: "serif-bold", size: 10, fit: 330 });
        pen.text(46, 100, `ID  ${study.student.number}`);
        pen.text(420, 86, `Born  ${longDate(study.student.birthDate)}`);
        pen.text(420, 100, `Issued  ${longDate(study.issuedOn)}`);
        for (const x of [272, 520]) pen.line(x, 116, x, 536, 0.4, "#b7a8b6");
      },
      finish(pen, page, pages) {
        pen.text(756, 586, `Page ${page} of ${pages}`, { size: 7, align: "right" });
        pen.text(36, 586, "Official only when it bears the seal of the college.", { size: 7 });
      },
    });
    const heading = (text: string) => {
      book.need(LINE * 4);
      const { column, pen } = book;
      pen.text(column.x, book.y, text, { face: "poster", size: 9.6, color: PLUM, fit: column.width });
      pen.line(column.x, book.y + 3, column.x + column.width, book.y + 3, 0.6, PLUM);
      book.y += LINE + 5;
    };
    const print = (term: Pick<StudyTerm, "season" | "year">, course: StudyCourse) => {
      const lines = wrapText(course.title, "serif-narrow", 7.6, 200);
      book.need(LINE * (1 + lines.length));
      const { column, pen, y } = book;
      const mark = course.repeat === "excluded" ? "#" : course.repeat === "included" ? "R" : "";
      pen.text(column.x, y, `${course.subject} ${course.number}`, { face: "serif-bold" });
      pen.text(column.x + 168, y, plainNumber(course.units), { align: "right" });
      pen.text(column.x + 184, y, course.grade, { face: "serif-bold" });
      if (mark) pen.text(column.x + 214, y, mark);
      lines.forEach((line, at) => {
        pen.text(column.x + 10, y + LINE * (at + 1), line, { size: 7.6 });
      });
      book.y += LINE * (1 + lines.length) + 1;
      recordCourse(book, study, term, course);
    };
    if (study.transfer) {
      const { season, year, college, courses } = study.transfer;
      heading(`Transferred from ${college.name}`);
      book.pen.text(book.column.x, book.y, `${season} ${year}`, { face: "serif-italic" });
      book.y += LINE;
      for (const course of courses) print(study.transfer, course);
      book.y += 8;
    }
    for (const term of study.terms) {
      heading(`${term.season} ${term.year}`);
      for (const course of term.courses) print(term, course);
      const { earned, average } = sums(term.courses);
      book.pen.text(
        book.column.x,
        book.y + 1,
        `Units ${plainNumber(earned)}  GPA ${averageText(average, 2)}`,
        {
          ...{ face: "serif-italic", size: 7.4 },
        },
      );
      book.y += LINE + 8;
    }
    heading("Summary");
    const all = sums(allCourses(study));
    const lines = [
      `Units attempted ${plainNumber(all.attempted)}`,
      `Units earned ${plainNumber(all.earned)}`,
      `Grade point average ${averageText(all.average, 2)}`,
      "# repeated later, not counted   R repeat",
    ];
    for (const line of lines) {
      book.need(LINE);
      book.pen.text(book.column.x, book.y, line);
      book.y += LINE;
    }
    if (study.degree) {
      const { title, major, conferredOn } = study.degree;
      heading("Awards");
      book.pen.text(book.column.x, book.y, title, { face: "serif-bold" });
      book.pen.text(book.column.x, book.y + LINE, major);
      book.pen.text(book.column.x, book.y + 2 * LINE, longDate(conferredOn));
      recordDegree(book, study, study.degree);
    }
    return drawnTranscript(book, study, { birthDate: true });
  },
};
