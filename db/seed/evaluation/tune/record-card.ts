import { usDate } from "../../demo/dates.ts";
import { LETTER, type Pen } from "../../demo/drawing/sheet.ts";
import { cutText, type Layout, makeBook } from "../book.ts";
import { familyFirst } from "../students.ts";
import { makeStudy, type Study, type StudyTerm, sums } from "../studies.ts";
import {
  allCourses,
  averageText,
  drawnTranscript,
  plainNumber,
  recordCourse,
  recordDegree,
} from "../transcript-words.ts";

const INK = "#2b2a33";
const LINE = 12;
const AT = { term: 40, grade: 150, units: 190, number: 238, title: 318, end: 572 };

/** An old record card in typewriter letters: the term in a cell of its own, grade first, a stamp across the rows. */
export const recordCard: Layout = {
  name: "record-card",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, {
      terms: [3, 7],
      passNoPass: true,
      repeats: true,
      degree: random.chance(0.6),
    });
    const book = makeBook({
      page: { ...LETTER, paper: "#f8f1de" },
      base: { face: "mono", size: 7.6, color: INK },
      area: (page) => ({ columns: [{ x: 40, width: 532 }], top: page === 1 ? 186 : 96, bottom: 730 }),
      dress(pen, page) {
        pen.box(28, 24, 556, 742, { stroke: INK, strokeWidth: 1.4 });
        pen.text(306, 46, study.college.name.toUpperCase(), {
          face: "mono-bold",
          size: 12,
          align: "center",
          fit: 520,
        });
        pen.text(306, 60, `${study.college.city.toUpperCase()}, ${study.college.state}`, { align: "center" });
        pen.line(28, 68, 584, 68, 1, INK);
        if (page === 1) drawHead(pen, study);
        else pen.text(40, 84, `${familyFirst(study.student)}  (continued)`);
        if (random.chance(0.7)) {
          const y = random.int(230, 460);
          pen.text(random.int(150, 250), y, "ISSUED TO STUDENT", {
            ...{ face: "poster-bold", size: 30, color: "#e6b3ae", turn: random.int(6, 18) },
          });
        }
      },
    });
    const heads = () => {
      const style = { face: "mono-bold", size: 7.2 } as const;
      const words = {
        term: "SESSION",
        grade: "GRADE",
        units: "UNITS",
        number: "COURSE",
        title: "TITLE OF COURSE",
      };
      for (const [key, word] of Object.entries(words)) {
        book.pen.text(AT[key as keyof typeof AT] + 4, book.y + 9, word, style);
      }
      book.y += 14;
    };
    heads();
    for (const term of study.terms) {
      if (book.need((term.courses.length + 1) * LINE + 6)) heads();
      drawTerm(book.pen, book.y, term);
      const cell = `${term.season.toUpperCase()} ${term.year}`;
      book.pen.text(AT.term + 4, book.y + 10, cell, { face: "mono-bold", size: 8.4 });
      for (const course of term.courses) {
        const y = book.y + 10;
        const title = cutText(course.title, "mono", 7.6, 240);
        book.pen.text(AT.grade + 8, y, course.grade);
        book.pen.text(AT.units + 8, y, plainNumber(course.units));
        book.pen.text(
          AT.number + 4,
          y,
          `${course.subject} ${course.number}${course.repeat === "included" ? "*" : ""}`,
        );
        book.pen.text(AT.title + 4, y, title);
        recordCourse(book, study, term, course, { title });
        book.y += LINE;
      }
      book.y += 6;
    }
    book.need(56);
    const all = sums(allCourses(study));
    book.pen.text(
      40,
      book.y + 16,
      `UNITS COMPLETED ${plainNumber(all.earned)}     GRADE POINT AVERAGE ${averageText(all.average, 2)}`,
    );
    book.pen.text(40, book.y + 28, "* COURSE REPEATED. P PASS, NP NO PASS, W WITHDRAWN.", { size: 6.6 });
    if (study.degree) {
      const { title, major, conferredOn } = study.degree;
      book.pen.text(
        40,
        book.y + 44,
        `${title.toUpperCase()}, ${major.toUpperCase()}, GRANTED ${usDate(conferredOn)}`,
        {
          ...{ face: "mono-bold", fit: 530 },
        },
      );
      recordDegree(book, study, study.degree);
    }
    return drawnTranscript(book, study, { birthDate: true });
  },
};

function drawHead(pen: Pen, { student, issuedOn }: Study) {
  const cells: [number, number, number, string, string][] = [
    [28, 68, 300, "LAST NAME, FIRST NAME", familyFirst(student)],
    [328, 68, 128, "DATE OF BIRTH", usDate(student.birthDate)],
    [456, 68, 128, "STUDENT NO.", student.number],
    [28, 104, 300, "HOME ADDRESS", `${student.street}, ${student.town}`],
    [328, 104, 128, "ENTERED FROM", "HIGH SCHOOL"],
    [456, 104, 128, "DATE OF THIS COPY", usDate(issuedOn)],
  ];
  for (const [x, y, width, label, value] of cells) {
    pen.box(x, y, width, 36, { stroke: INK, strokeWidth: 0.6 });
    pen.text(x + 6, y + 10, label, { size: 5.6 });
    pen.text(x + 6, y + 27, value, { size: 9.4, fit: width - 12 });
  }
  pen.text(306, 160, "PERMANENT RECORD CARD", { face: "mono-bold", size: 10, align: "center" });
}

function drawTerm(pen: Pen, y: number, term: StudyTerm) {
  const height = term.courses.length * LINE + 4;
  pen.box(AT.term, y, AT.end - AT.term, height, { stroke: INK, strokeWidth: 0.6 });
  for (const x of [AT.grade, AT.units, AT.number, AT.title]) pen.line(x, y, x, y + height, 0.5, INK);
}
