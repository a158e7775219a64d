import { longDate, usDate } from "../../demo/dates.ts";
import { drawSecurityPaper } from "../../demo/drawing/ornaments.ts";
import { LETTER, type Pen } from "../../demo/drawing/sheet.ts";
import { type Layout, makeBook, wrapText } from "../book.ts";
import { familyFirst } from "../students.ts";
import { makeStudy, type Study, sums } from "../studies.ts";
import { allCourses, averageText, drawnTranscript, recordCourse, recordDegree } from "../transcript-words.ts";

const LINE = 9.8;
const GOLD = "#8a6d1d";

/** A university on quarters: two columns on security paper, centred headings, and the key of grades as a last page. */
export const quarterColumns: Layout = {
  name: "quarter-columns",
  kind: "transcript",
  split: "test",
  draw(random) {
    const study = makeStudy(random, { calendar: "quarter", terms: [4, 9], passNoPass: true, running: true });
    const book = makeBook({
      page: { ...LETTER, paper: "#fffdf3" },
      base: { face: "book", size: 7.2, color: "#1b1d24" },
      area: () => ({
        columns: [
          { x: 34, width: 258 },
          { x: 320, width: 258 },
        ],
        top: 168,
        bottom: 728,
      }),
      dress(pen, page) {
        drawSecurityPaper(pen, "#f1e9cf", 13);
        pen.text(150, 560, "UNOFFICIAL", { face: "poster-bold", size: 92, color: "#f3ecd6", turn: 48 });
        drawHead(pen, study, page);
        pen.line(306, 156, 306, 730, 0.5, GOLD);
      },
      finish(pen, page, pages) {
        pen.text(578, 752, `Page ${page} of ${pages}`, { size: 6.6, align: "right" });
      },
    });
    let declared = false;
    for (const term of study.terms) {
      book.need(LINE * 5);
      const middle = () => book.column.x + book.column.width / 2;
      const heading = `${term.season} Quarter ${term.year}`;
      book.pen.text(middle(), book.y, heading, { face: "book-bold", size: 8, align: "center" });
      const { x: from } = book.column;
      book.pen.line(from + 80, book.y + 2.4, from + 178, book.y + 2.4, 0.5);
      book.y += LINE + 2;
      if (!declared) {
        book.pen.text(middle(), book.y, `Major: ${study.degree?.major ?? "Undeclared"}`, {
          face: "book-italic",
          align: "center",
        });
        book.y += LINE + 2;
        declared = true;
      }
      for (const course of term.courses) {
        const lines = wrapText(course.title.toUpperCase(), "book", 7, 126);
        book.need(LINE * lines.length);
        const { pen, y } = book;
        const { x, width } = book.column;
        pen.text(x, y, `${course.subject} ${course.number}`);
        lines.forEach((line, at) => {
          pen.text(x + 62, y + at * LINE, line, { size: 7 });
        });
        pen.text(x + 212, y, course.units.toFixed(1), { align: "right" });
        pen.text(x + 218, y, course.state === "in_progress" ? "IP" : course.grade);
        if (course.state !== "in_progress")
          pen.text(x + width, y, course.points.toFixed(2), { align: "right" });
        recordCourse(book, study, term, course);
        book.y += LINE * lines.length;
      }
      const { attempted, earned, points, average } = sums(term.courses);
      const line = `Term  Att ${attempted.toFixed(1)}  Psd ${earned.toFixed(1)}  Pts ${points.toFixed(2)}  GPA ${averageText(average)}`;
      book.need(LINE);
      book.pen.text(book.column.x + 62, book.y + 1, line, { size: 6.2 });
      book.y += LINE + 9;
    }
    book.need(LINE * 7);
    const { x } = book.column;
    const all = sums(allCourses(study));
    const rows = [
      `Cumulative units attempted ${all.attempted.toFixed(1)}`,
      `Cumulative units passed ${all.earned.toFixed(1)}`,
      `Cumulative grade point average ${averageText(all.average)}`,
    ];
    if (study.degree) {
      rows.push(`DEGREE CONFERRED ${longDate(study.degree.conferredOn)}`);
      rows.push(study.degree.title.toUpperCase(), `Major in ${study.degree.major}`);
      recordDegree(book, study, study.degree);
    }
    rows.forEach((row, at) => {
      book.pen.text(x, book.y + at * LINE, row, { face: "book-bold" });
    });
    book.turnPage();
    drawKey(book.pen);
    return drawnTranscript(book, study, { birthDate: true });
  },
};

function drawHead(pen: Pen, { college, student, issuedOn }: Study, page: number) {
  pen.text(34, 46, college.name, { face: "book-bold", size: 15, color: GOLD, fit: 380 });
  pen.text(34, 60, "Office of the University Registrar", { face: "book-italic", size: 8 });
  pen.text(34, 71, `${college.city}, ${college.state} ${college.zip}`, { size: 7.4 });
  pen.text(578, 46, page === 1 ? "TRANSCRIPT" : "TRANSCRIPT, CONT.", {
    face: "book-bold",
    size: 12,
    align: "right",
  });
  pen.line(34, 82, 578, 82, 1.2, GOLD);
  const facts: [string, string][] = [
    ["Name", familyFirst(student)],
    ["Student number", student.number],
    ["Date of birth", usDate(student.birthDate)],
    ["Date of record", usDate(issuedOn)],
  ];
  facts.forEach(([label, value], at) => {
    const [x, y] = [at % 2 === 0 ? 34 : 330, 100 + Math.floor(at / 2) * 24];
    pen.text(x, y, label, { size: 6.2, color: "#6c6654" });
    pen.text(x + 74, y, value, { face: "book-bold", size: 8.6, fit: 190 });
  });
  pen.line(34, 136, 578, 136, 0.5, GOLD);
}

function drawKey(pen: Pen) {
  const rows: [string, string][] = [
    ["A, A-", "Excellent 4.0, 3.7"],
    ["B+, B, B-", "Good 3.3, 3.0, 2.7"],
    ["C+, C, C-", "Fair 2.3, 2.0, 1.7"],
    ["D", "Barely passing 1.0"],
    ["F", "Failure 0.0"],
    ["P, NP, CR", "Passed, not passed, credit: not in the average"],
    ["W, IP", "Withdrawn, in progress: no units"],
  ];
  pen.text(34, 176, "KEY TO GRADES", { face: "book-bold", size: 9 });
  rows.forEach(([symbol, meaning], at) => {
    pen.text(40, 196 + at * 15, symbol, { face: "book-bold", size: 8 });
    pen.text(110, 196 + at * 15, meaning, { size: 8 });
  });
  pen.text(34, 320, "One quarter unit stands for three hours of work a week during ten weeks.", {
    size: 8,
    fit: 256,
  });
}
