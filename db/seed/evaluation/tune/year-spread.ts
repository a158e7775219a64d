import { longDate } from "../../demo/dates.ts";
import { measure } from "../../demo/drawing/fonts.ts";
import { drawSeal, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER, type Pen } from "../../demo/drawing/sheet.ts";
import { cutText, type Layout, makeBook } from "../book.ts";
import { plainName } from "../students.ts";
import { makeStudy, type Study, type StudyTerm, sums } from "../studies.ts";
import {
  allCourses,
  averageText,
  drawnTranscript,
  plainNumber,
  recordCourse,
  recordDegree,
} from "../transcript-words.ts";

const GREEN = "#1f4d36";
const LINE = 12.4;

const yearOf = (term: StudyTerm) => {
  const first = term.season === "Fall" ? term.year : term.year - 1;
  return `ACADEMIC YEAR ${first}–${first + 1}`;
};

/** Landscape in two columns: years as bands, dotted leaders, grade before units, no heading row; a stamp over it. */
export const yearSpread: Layout = {
  name: "year-spread",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, { terms: [4, 8], passNoPass: true });
    const short = random.chance(0.5);
    const book = makeBook({
      page: { width: LETTER.height, height: LETTER.width, paper: "#fffdf7" },
      base: { face: "slab", size: 8, color: "#22261f" },
      area: () => ({
        columns: [
          { x: 36, width: 342 },
          { x: 414, width: 342 },
        ],
        top: 134,
        bottom: 520,
      }),
      dress(pen, page) {
        pen.box(0, 0, 792, 54, { fill: GREEN });
        pen.text(36, 34, study.college.name, { face: "slab-bold", size: 19, color: "#ffffff", fit: 520 });
        pen.text(756, 26, "Transcript of Record", { size: 11, color: "#ffffff", align: "right" });
        const place = `${study.college.city}, ${study.college.state}`;
        pen.text(756, 42, place, { size: 9, color: "#ffffff", align: "right" });
        drawHead(pen, study);
        pen.line(396, 112, 396, 524, 0.5, "#a9b5a8");
        pen.text(36, 586, `Sheet ${page}`, { size: 7 });
      },
    });
    let year = "";
    for (const term of study.terms) {
      book.need(LINE * 5);
      const { column } = book;
      if (yearOf(term) !== year) {
        year = yearOf(term);
        book.pen.box(column.x, book.y, column.width, 14, { fill: "#dfe9dd" });
        book.pen.text(column.x + 6, book.y + 10.4, year, { face: "slab-bold", size: 8 });
        book.y += 28;
      }
      const season = short && term.season !== "Fall" ? term.season.toUpperCase() : term.season;
      book.pen.text(column.x, book.y, `${season} ${term.year}`, { face: "slab-bold", size: 9, color: GREEN });
      book.y += LINE;
      for (const course of term.courses) {
        book.need(LINE);
        const { x, width } = book.column;
        const { pen, y } = book;
        const title = cutText(course.title, "slab", 8, 198);
        pen.text(x + 6, y, `${course.subject} ${course.number}`);
        pen.text(x + 76, y, title);
        const from = x + 76 + measure(title, "slab", 8) + 3;
        const dots = Math.floor((x + 284 - from) / measure(".", "slab", 8));
        if (dots > 1) pen.text(from, y, ".".repeat(dots), { color: "#8b948a" });
        const grade = course.state === "in_progress" ? "in progress" : course.grade;
        pen.text(x + 290, y, grade, { face: "slab-bold", fit: 34 });
        pen.text(x + width - 4, y, plainNumber(course.units), { align: "right" });
        recordCourse(book, study, term, course, { title });
        book.y += LINE;
      }
      const { earned, average } = sums(term.courses);
      const { x, width } = book.column;
      book.pen.text(
        x + width - 4,
        book.y,
        `${plainNumber(earned)} units earned, GPA ${averageText(average, 2)}`,
        {
          ...{ size: 7, align: "right", color: "#5c665b" },
        },
      );
      book.y += 18;
    }
    drawFoot(book.pen, study);
    drawSignature(book.pen, random, 600, 560, 100);
    book.pen.line(590, 566, 740, 566, 0.6);
    book.pen.text(590, 577, "Director of Admissions and Records", { size: 7 });
    if (random.chance(0.7))
      drawSeal(book.pen, random.int(200, 560), random.int(330, 500), 34, "#8fa3c8", "OK");
    if (study.degree) recordDegree(book, study, study.degree);
    return drawnTranscript(book, study, { birthDate: false });
  },
};

function drawHead(pen: Pen, { student, issuedOn }: Study) {
  const cells: [string, string][] = [
    ["STUDENT NAME", plainName(student)],
    ["STUDENT NUMBER", student.number],
    ["DATE OF ISSUE", longDate(issuedOn)],
  ];
  cells.forEach(([label, value], at) => {
    const x = [36, 396, 580][at]!;
    pen.text(x, 74, label, { size: 6.4, color: "#5c665b" });
    pen.text(x, 90, value, { face: "slab-bold", size: 11, fit: at === 0 ? 340 : 176 });
  });
  pen.line(36, 102, 756, 102, 0.8, GREEN);
}

function drawFoot(pen: Pen, study: Study) {
  const { earned, average } = sums(allCourses(study));
  pen.text(
    36,
    546,
    `Total units ${plainNumber(earned)} · cumulative grade point average ${averageText(average, 2)}`,
    {
      face: "slab-bold",
      size: 9,
    },
  );
  if (!study.degree) return;
  const { title, major, conferredOn } = study.degree;
  pen.text(36, 562, `${title} awarded ${longDate(conferredOn)}. Major: ${major}.`, { size: 9, fit: 530 });
}
