import { usDate } from "../../demo/dates.ts";
import { drawSeal } from "../../demo/drawing/ornaments.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { cutText, type Layout, makeBook } from "../book.ts";
import { familyFirst } from "../students.ts";
import { makeStudy, type StudyTerm, sums } from "../studies.ts";
import {
  allCourses,
  averageText,
  drawnTranscript,
  plainNumber,
  recordCourse,
  recordDegree,
} from "../transcript-words.ts";

const NAVY = "#1c2c4c";
const WIDTH = 240;
const LINE = 10.8;

/** The year in a row of three boxes side by side (fall, spring, summer), as summary sheets of small colleges have it. */
export const yearMatrix: Layout = {
  name: "year-matrix",
  kind: "transcript",
  split: "test",
  draw(random) {
    const study = makeStudy(random, { terms: [4, 7], passNoPass: random.chance(0.4) });
    const book = makeBook({
      page: { width: LETTER.height, height: LETTER.width },
      base: { face: "serif-narrow", size: 7.8, color: "#20232a" },
      area: () => ({ columns: [{ x: 36, width: 720 }], top: 132, bottom: 520 }),
      dress(pen) {
        drawSeal(pen, 68, 58, 30, NAVY, study.college.name.slice(0, 2));
        pen.text(112, 52, study.college.name, { face: "book-bold", size: 18, color: NAVY, fit: 420 });
        pen.text(112, 70, `${study.college.city}, ${study.college.state}  ·  Student Academic History`, {
          face: "book",
          size: 9,
        });
        pen.text(756, 44, familyFirst(study.student), {
          face: "serif-bold",
          size: 11,
          align: "right",
          fit: 230,
        });
        pen.text(756, 58, `ID No. ${study.student.number}`, { align: "right" });
        pen.text(756, 70, `Birth date ${usDate(study.student.birthDate)}`, { align: "right" });
        pen.text(756, 82, `Prepared ${usDate(study.issuedOn)}`, { align: "right" });
        pen.line(36, 98, 756, 98, 1.6, NAVY);
      },
      finish(pen, page, pages) {
        pen.text(396, 588, `${page} of ${pages}`, { size: 7, align: "center" });
      },
    });
    const years = new Map<number, StudyTerm[]>();
    for (const term of study.terms) {
      const first = term.season === "Fall" ? term.year : term.year - 1;
      years.set(first, [...(years.get(first) ?? []), term]);
    }
    for (const [first, terms] of years) {
      const height = 34 + Math.max(...terms.map(({ courses }) => courses.length)) * LINE;
      book.need(height + 20);
      book.pen.text(36, book.y, `${first}-${first + 1} Academic Year`, {
        face: "serif-bold",
        size: 9,
        color: NAVY,
      });
      book.y += 6;
      for (const term of terms) {
        const x = 36 + ["Fall", "Spring", "Summer"].indexOf(term.season) * WIDTH;
        const { pen, y } = book;
        pen.box(x, y, WIDTH - 6, height - 6, { stroke: "#8d97ab", strokeWidth: 0.6 });
        pen.text(x + 6, y + 11, `${term.season} ${term.year}`, { face: "serif-bold", size: 8.4 });
        pen.text(x + WIDTH - 40, y + 11, "Cr", { size: 6.6, align: "right" });
        pen.text(x + WIDTH - 22, y + 11, "Gr", { size: 6.6, align: "center" });
        term.courses.forEach((course, at) => {
          const line = y + 23 + at * LINE;
          const title = cutText(course.title, "serif-narrow", 7.8, 122);
          pen.text(x + 6, line, `${course.subject} ${course.number}`, { fit: 58 });
          pen.text(x + 68, line, title);
          pen.text(x + WIDTH - 40, line, plainNumber(course.units), { align: "right" });
          pen.text(x + WIDTH - 22, line, course.grade, { align: "center", face: "serif-bold" });
          recordCourse(book, study, term, course, { title });
        });
        const { earned, average } = sums(term.courses);
        const note = `Credits ${plainNumber(earned)}  GPA ${averageText(average, 2)}`;
        pen.text(x + 6, y + 25 + term.courses.length * LINE, note, { size: 6.6 });
      }
      book.y += height + 14;
    }
    const all = sums(allCourses(study));
    book.pen.text(
      36,
      548,
      `Total credits ${plainNumber(all.earned)}    Overall GPA ${averageText(all.average, 2)}`,
      {
        ...{ face: "serif-bold", size: 9 },
      },
    );
    if (study.degree) {
      const { title, major, conferredOn } = study.degree;
      book.pen.text(36, 564, `Graduated ${usDate(conferredOn)}: ${title}, ${major}`, {
        face: "serif-bold",
        size: 9,
      });
      recordDegree(book, study, study.degree);
    }
    return drawnTranscript(book, study, { birthDate: true });
  },
};
