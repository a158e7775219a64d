import { usDate } from "../../demo/dates.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { type Layout, makeBook, wrapText } from "../book.ts";
import { plainName } from "../students.ts";
import { makeStudy, type StudyCourse, type StudyTerm, sums } from "../studies.ts";
import { allCourses, averageText, drawnTranscript, recordCourse, recordDegree } from "../transcript-words.ts";

const AT = { term: 36, course: 106, title: 186, attempted: 408, earned: 458, grade: 486, points: 572 };
const LINE = 11;

/** Printed from a record sent between colleges: one table, the term named in its first row only, rules under rows. */
export const exchangeForm: Layout = {
  name: "exchange-form",
  kind: "transcript",
  split: "test",
  draw(random) {
    const study = makeStudy(random, {
      terms: [3, 7],
      running: true,
      repeats: true,
      transfer: random.chance(0.5),
    });
    const book = makeBook({
      page: LETTER,
      base: { face: "grotesk", size: 7.8, color: "#17191d" },
      area: (page) => ({ columns: [{ x: 36, width: 540 }], top: page === 1 ? 60 : 48, bottom: 740 }),
      dress(pen, page) {
        if (page === 1)
          pen.text(36, 44, "Electronic transcript", { face: "poster", size: 15, color: "#7d1d3f" });
        pen.text(576, 30, `Document ${study.student.number}-${study.issuedOn.replaceAll("-", "")}`, {
          size: 6.6,
          align: "right",
        });
      },
      finish(pen, page, pages) {
        pen.text(576, 766, `Page ${page} of ${pages}`, { size: 6.8, align: "right" });
      },
    });
    const title = (text: string) => {
      book.need(60);
      book.y += 8;
      book.pen.text(36, book.y, text, { face: "poster", size: 11.5, color: "#7d1d3f" });
      book.y += 14;
    };
    const facts = (rows: readonly (readonly [string, string])[]) => {
      rows.forEach(([label, value], at) => {
        const [x, y] = [at % 2 === 0 ? 36 : 316, book.y + Math.floor(at / 2) * 14];
        book.pen.text(x, y, label, { size: 7, color: "#68707c" });
        book.pen.text(x + 84, y, value, { face: "grotesk-medium", fit: 180 });
      });
      book.y += Math.ceil(rows.length / 2) * 14 + 2;
    };
    const heads = () => {
      const { pen, y } = book;
      const style = { face: "grotesk-bold", size: 7 } as const;
      pen.box(36, y - 9, 540, 13, { fill: "#f3e7ec" });
      pen.text(AT.term + 4, y, "Session", style);
      pen.text(AT.course, y, "Course", style);
      pen.text(AT.title, y, "Title", style);
      pen.text(AT.attempted, y, "Cr Att", { ...style, align: "right" });
      pen.text(AT.earned, y, "Cr Ern", { ...style, align: "right" });
      pen.text(AT.grade, y, "Grade", style);
      pen.text(AT.points, y, "Points", { ...style, align: "right" });
      book.y += 14;
    };
    const rows = (terms: readonly Pick<StudyTerm, "season" | "year" | "courses">[]) => {
      heads();
      for (const term of terms) {
        term.courses.forEach((course, at) => {
          const lines = wrapText(course.title, "grotesk", 7.8, 184);
          const moved = book.need(LINE * lines.length + 6);
          if (moved) {
            book.y += 10;
            heads();
          }
          const label = at === 0 || moved ? `${term.season} ${term.year}` : "";
          row(course, label, lines);
          recordCourse(book, study, term, course);
        });
        book.pen.line(36, book.y - 9.4, 576, book.y - 9.4, 0.9, "#7d1d3f");
      }
    };
    const row = (course: StudyCourse, label: string, lines: readonly string[]) => {
      const { pen, y } = book;
      const open = course.state === "in_progress";
      if (label) pen.text(AT.term + 4, y, label, { face: "grotesk-medium" });
      pen.text(AT.course, y, `${course.subject} ${course.number}`);
      lines.forEach((line, at) => {
        pen.text(AT.title, y + at * LINE, line);
      });
      pen.text(AT.attempted, y, course.attempted.toFixed(1), { align: "right" });
      pen.text(AT.earned, y, open ? "" : course.earned.toFixed(1), { align: "right" });
      pen.text(AT.grade, y, open ? "In Progress" : course.grade);
      if (!open && course.state !== "transfer")
        pen.text(AT.points, y, course.points.toFixed(1), { align: "right" });
      book.y += LINE * lines.length + 4;
      pen.line(106, book.y - 9.4, 576, book.y - 9.4, 0.4, "#d8dce2");
    };
    title("Sending institution");
    const { college, student } = study;
    facts([
      ["Institution", college.name],
      ["Telephone", college.phone],
      ["City", `${college.city}, ${college.state}`],
      ["Sent on", usDate(study.issuedOn)],
    ]);
    title("Student");
    facts([
      ["Name", plainName(student)],
      ["Student number", student.number],
      ["Birth date", usDate(student.birthDate)],
      ["Address", student.street],
    ]);
    if (study.degree) {
      title("Awards");
      facts([
        ["Award", study.degree.title],
        ["Award date", usDate(study.degree.conferredOn)],
        ["Program", study.degree.major],
      ]);
      recordDegree(book, study, study.degree);
    }
    if (study.transfer) {
      title(`Transfer credit from ${study.transfer.college.name}`);
      rows([study.transfer]);
    }
    title("Academic sessions");
    rows(study.terms);
    book.need(60);
    const all = sums(allCourses(study));
    title("Academic summary");
    facts([
      ["Credits attempted", all.attempted.toFixed(1)],
      ["Credits earned", all.earned.toFixed(1)],
      ["Grade points", all.points.toFixed(1)],
      ["GPA", averageText(all.average, 2)],
    ]);
    return drawnTranscript(book, study, { birthDate: true });
  },
};
