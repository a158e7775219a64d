import { usDate } from "../../demo/dates.ts";
import { type Face, measure } from "../../demo/drawing/fonts.ts";
import { LETTER, type Pen } from "../../demo/drawing/sheet.ts";
import { cutText, type Layout, makeBook } from "../book.ts";
import { familyFirst, plainName } from "../students.ts";
import { makeStudy, type StudyCourse, type StudyTerm, type StudyWish, sums } from "../studies.ts";
import { allCourses, averageText, drawnTranscript, recordCourse, recordDegree } from "../transcript-words.ts";

/** What a column prints of a course. */
type Cell =
  | "code"
  | "subject"
  | "number"
  | "section"
  | "title"
  | "units"
  | "attempted"
  | "earned"
  | "graded"
  | "hours"
  | "grade"
  | "points";
/** A column: where it stands from the left edge of its text column, how it is set, and its heading (lines above each other). */
export type SystemColumn = {
  cell: Cell;
  x: number;
  align?: "left" | "right" | "center";
  head: string | readonly [string, string];
};

/** How one student system prints its table; everything the looks differ in. */
export type SystemPlan = {
  name: string;
  wish: StudyWish;
  faces: { plain: Face; strong: Face; size: number };
  ink: string;
  paper?: string;
  /** Between two rows of print. */
  line: number;
  /** The text columns of a page and their width. */
  across: readonly number[];
  width: number;
  columns: readonly SystemColumn[];
  titleWidth: number;
  capitals?: boolean;
  /** Units and grade points as printed. */
  units: (value: number) => string;
  points?: (value: number) => string;
  term: (term: StudyTerm) => string;
  /** Drawn with the rows: a frame around every cell, a rule under each row, strokes between columns, bands, leader dots. */
  ruled?: "boxes" | "under" | "strokes" | "bands" | "leaders";
  ruleColor?: string;
  heads: "term" | "page";
  /** The sums of a term: in a sentence, under their columns, or not at all. */
  totals: "sentence" | "columns" | "none";
};

const NUMBERS: readonly Cell[] = ["units", "attempted", "earned", "graded", "points", "hours"];

/** A transcript whose table is printed by such a plan. */
export function systemTable(plan: SystemPlan): Layout {
  const { plain, strong, size } = plan.faces;
  const points = plan.points ?? ((value: number) => value.toFixed(2));
  const said = (text: string) => (plan.capitals ? text.toUpperCase() : text);
  return {
    name: plan.name,
    kind: "transcript",
    split: "tune",
    draw(random) {
      const study = makeStudy(random, plan.wish);
      const { college, student } = study;
      const book = makeBook({
        page: { ...LETTER, paper: plan.paper },
        base: { face: plain, size, color: plan.ink },
        area: (page) => ({
          columns: plan.across.map((x) => ({ x, width: plan.width })),
          top: page === 1 ? 168 : 104,
          bottom: 738,
        }),
        dress(pen, page) {
          pen.text(306, 46, said(college.name), { face: strong, size: 13, align: "center", fit: 520 });
          pen.text(306, 60, said(`${college.city}, ${college.state} ${college.zip}`), { align: "center" });
          if (page === 1) {
            pen.text(40, 86, said(`Student: ${familyFirst(student)}`), { face: strong, size: size + 1 });
            pen.text(40, 100, said(`Student ID: ${student.number}`));
            pen.text(330, 86, said(`Date of Birth: ${usDate(student.birthDate)}`));
            pen.text(330, 100, said(`Printed: ${usDate(study.issuedOn)}`));
            if (study.degree) {
              const { title, major, conferredOn } = study.degree;
              const degree = `${title}, ${major}, conferred ${usDate(conferredOn)}`;
              pen.text(40, 118, said(degree), { fit: 530 });
            }
          } else pen.text(40, 78, said(`${plainName(student)} (continued)`));
          pen.line(40, page === 1 ? 128 : 84, 572, page === 1 ? 128 : 84, 0.8);
          if (plan.heads === "page") for (const x of plan.across) headings(pen, x, page === 1 ? 148 : 96);
        },
        finish(pen, page, pages) {
          pen.text(572, 762, said(`Page ${page} of ${pages}`), { size: 7, align: "right" });
        },
      });
      function headings(pen: Pen, x: number, y: number) {
        for (const { head, x: at, align } of plan.columns) {
          const style = { face: strong, size: size * 0.92, align };
          const [upper, lower] = typeof head === "string" ? ["", head] : head;
          if (upper) pen.text(x + at, y - plan.line * 0.85, said(upper), style);
          pen.text(x + at, y, said(lower), style);
        }
      }
      const right = (at: number): number => plan.columns[at + 1]?.x ?? plan.width;
      const decorate = (row: number) => {
        const { pen, y, column } = book;
        const [top, height] = [y - plan.line * 0.74, plan.line];
        const color = plan.ruleColor ?? plan.ink;
        if (plan.ruled === "bands" && row % 2 === 0)
          pen.box(column.x - 4, top, plan.width + 4, height, { fill: plan.ruleColor ?? "#e6ebf0" });
        if (plan.ruled === "under")
          pen.line(column.x - 4, top + height, column.x + plan.width, top + height, 0.5, color);
        if (plan.ruled === "boxes")
          pen.box(column.x - 4, top, plan.width + 4, height, { stroke: color, strokeWidth: 0.6 });
        if (plan.ruled === "boxes" || plan.ruled === "strokes")
          for (const each of plan.columns.slice(1)) {
            const at = column.x + edgeOf(each);
            pen.line(at, top, at, top + height, 0.6, color);
          }
      };
      const edgeOf = (each: SystemColumn): number => {
        const before = measure("00.00", plain, size);
        return each.align === "right"
          ? each.x - before - 3
          : each.align === "center"
            ? each.x - before / 2 - 2
            : each.x - 3;
      };
      const print = (course: StudyCourse, row: number): string => {
        decorate(row);
        const { pen, y, column } = book;
        const title = cutText(said(course.title), plain, size, plan.titleWidth);
        const open = course.state === "in_progress";
        const values: Record<Cell, string> = {
          code: `${course.subject} ${course.number}`,
          subject: course.subject,
          number: course.number,
          section: String(1000 + ((course.title.length * 137) % 8000)),
          title,
          grade: open ? "IP" : course.grade,
          units: plan.units(course.units),
          attempted: plan.units(course.attempted),
          earned: plan.units(course.earned),
          graded: plan.units(course.points > 0 ? course.units : 0),
          hours: String(Math.round(course.units * 18)),
          points: points(course.points),
        };
        plan.columns.forEach(({ cell, x, align }, at) => {
          pen.text(column.x + x, y, values[cell], { align });
          if (plan.ruled !== "leaders" || cell !== "title") return;
          const next = plan.columns[at + 1];
          const from = column.x + x + measure(title, plain, size) + 2;
          const to = column.x + right(at) - (next?.align === "right" ? measure("00.00", plain, size) : 3);
          const dot = measure(".", plain, size) * 1.4;
          for (let here = from; here < to; here += dot) pen.text(here, y, ".");
        });
        book.y += plan.line;
        return title;
      };
      const total = (label: string, courses: readonly StudyCourse[]) => {
        const sum = sums(courses);
        book.need(plan.line * 2);
        const { pen, y, column } = book;
        if (plan.totals === "sentence") {
          const text = `${label} units attempted ${plan.units(sum.attempted)} earned ${plan.units(sum.earned)} GPA ${averageText(sum.average, 2)}`;
          pen.text(column.x, y, said(text), { fit: plan.width });
        } else if (plan.totals === "columns") {
          pen.text(column.x, y, said(`${label} totals`), { face: strong });
          for (const { cell, x, align } of plan.columns) {
            if (!NUMBERS.includes(cell) || cell === "hours") continue;
            const text =
              cell === "points"
                ? points(sum.points)
                : plan.units(cell === "earned" ? sum.earned : cell === "graded" ? sum.graded : sum.attempted);
            pen.text(column.x + x, y, text, { align });
          }
        } else return;
        book.y += plan.line;
      };
      for (const term of study.terms) {
        book.need(plan.line * 5);
        book.pen.text(book.column.x, book.y, said(plan.term(term)), { face: strong, size: size * 1.08 });
        book.y += plan.line * 1.15;
        if (plan.heads === "term") {
          const tall = plan.columns.some(({ head }) => typeof head !== "string");
          if (tall) book.y += plan.line * 0.9;
          headings(book.pen, book.column.x, book.y);
          book.y += plan.line * 1.15;
        }
        term.courses.forEach((course, row) => {
          book.need(plan.line);
          const title = print(course, row);
          recordCourse(book, study, term, course, { title });
        });
        total("Term", term.courses);
        book.y += plan.line * 0.8;
      }
      total("Cumulative", allCourses(study));
      if (study.degree) recordDegree(book, study, study.degree);
      return drawnTranscript(book, study, { birthDate: true });
    },
  };
}
