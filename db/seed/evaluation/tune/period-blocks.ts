import { longDate } from "../../demo/dates.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { type Layout, makeBook, wrapText } from "../book.ts";
import { familyFirst } from "../students.ts";
import { makeStudy, type StudyCourse, type StudyTerm } from "../studies.ts";
import { drawnTranscript, plainNumber, recordCourse, recordDegree, shortDate } from "../transcript-words.ts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const LINE = 10.6;

/** Two columns of blocks headed by months alone; the grade first, titles over two lines, remarks under repeated courses. */
export const periodBlocks: Layout = {
  name: "period-blocks",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, {
      ...{ terms: [3, 6], running: true, repeats: true, passNoPass: true },
      transfer: random.chance(0.6),
    });
    const word = random.pick(["Session", "Period", "Term"]);
    const period = ({ startsOn, endsOn }: StudyTerm) => {
      const [from, to] = [startsOn, endsOn].map((date) => MONTHS[Number(date.slice(5, 7)) - 1]!);
      return `${word}: ${from} ${startsOn.slice(0, 4)} – ${to} ${endsOn.slice(0, 4)}`;
    };
    const running = random.pick(["", "IP", "REG"]);
    const book = makeBook({
      page: LETTER,
      base: { face: "grotesk", size: 7.4, color: "#24262b" },
      area: (page) => ({
        columns: [
          { x: 36, width: 258 },
          { x: 320, width: 258 },
        ],
        top: page === 1 ? 150 : 60,
        bottom: 742,
      }),
      dress(pen, page) {
        if (page > 1) return;
        pen.text(306, 44, study.college.name, {
          face: "grotesk-bold",
          size: 15,
          align: "center",
          fit: 500,
        });
        pen.text(306, 58, `${study.college.city}, ${study.college.state}`, { align: "center" });
        pen.text(36, 86, `Student: ${familyFirst(study.student)}`, { face: "grotesk-medium", size: 10 });
        pen.text(36, 100, `ID: ${study.student.number}`);
        pen.text(320, 86, `Date of issue: ${longDate(study.issuedOn)}`);
        if (!study.degree) return;
        const { title, major, conferredOn } = study.degree;
        pen.text(36, 122, `${title.toUpperCase()} – ${major}`, { face: "grotesk-bold", size: 8.4 });
        pen.text(36, 133, `AWARDED ${shortDate(conferredOn).replaceAll("-", " ")}`);
      },
    });
    const row = (course: StudyCourse, grade: string) => {
      const titles = wrapText(course.title, "grotesk", 7.4, 124);
      book.need(LINE * (titles.length + 1));
      const { x } = book.column;
      const { pen, y } = book;
      pen.text(x + 2, y, grade, { face: "grotesk-medium" });
      pen.text(x + 34, y, `${course.subject} ${course.number}`);
      for (const [at, line] of titles.entries()) pen.text(x + 96, y + at * LINE, line);
      pen.text(x + 252, y, plainNumber(course.units), { align: "right" });
      book.y += LINE * titles.length;
      if (course.repeat === "none") return;
      const remark = course.repeat === "excluded" ? "Repeated – excluded from GPA" : "Repeat – included";
      pen.text(x + 96, book.y, remark, { size: 6.6, color: "#666666" });
      book.y += LINE;
    };
    if (study.transfer) {
      const { college, courses, season, year } = study.transfer;
      const { x } = book.column;
      book.pen.text(x, book.y, `Credit accepted from ${college.name}`, {
        ...{ face: "grotesk-bold", size: 8, fit: 256 },
      });
      book.y += LINE;
      book.pen.text(x, book.y, `${season} ${year}`, { face: "grotesk-medium" });
      book.y += LINE;
      for (const course of courses) {
        row(course, course.grade);
        recordCourse(book, study, { season, year }, course);
      }
      book.y += 8;
    }
    for (const term of study.terms) {
      const open = term.endsOn > study.issuedOn;
      book.need(LINE * 6);
      book.pen.text(book.column.x, book.y, period(term), { face: "grotesk-bold", size: 8 });
      book.pen.line(book.column.x, book.y + 3, book.column.x + 256, book.y + 3, 0.5);
      book.y += LINE + 3;
      for (const course of term.courses) {
        row(course, open ? running : course.grade);
        recordCourse(book, study, term, course);
      }
      book.y += LINE;
    }
    if (study.degree) recordDegree(book, study, study.degree);
    return drawnTranscript(book, study, { birthDate: false });
  },
};
