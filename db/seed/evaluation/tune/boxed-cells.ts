import { usDate } from "../../demo/dates.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { type Layout, makeBook, wrapText } from "../book.ts";
import { plainName } from "../students.ts";
import { makeStudy, type StudyCourse, type StudyTerm } from "../studies.ts";
import { drawnTranscript, recordCourse, recordDegree } from "../transcript-words.ts";

const STOPS = [48, 130, 300, 350, 400, 460, 564] as const;
const HEADS = ["Course ID", "Course Name", "Units", "Grade", "Points", "Remarks"];

/** A page of a browser: boxes whose text stands in the middle of their height, quarters of an academic year, remarks last. */
export const boxedCells: Layout = {
  name: "boxed-cells",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, { terms: [3, 5], running: true, repeats: true, calendar: "quarter" });
    const open = random.pick(["Work in progress", "Currently enrolled", "Grade pending", ""]);
    const heading = random.pick(["Courses in progress", "Current quarter", "Now enrolled in"]);
    const book = makeBook({
      page: LETTER,
      base: { face: "sans", size: 8, color: "#222831" },
      area: (page) => ({ columns: [{ x: 48, width: 516 }], top: page === 1 ? 196 : 60, bottom: 740 }),
      dress(pen, page) {
        if (page > 1) return;
        pen.text(48, 50, study.college.name, { face: "sans-bold", size: 16, fit: 500 });
        pen.text(48, 66, `${study.college.city}, ${study.college.state} ${study.college.zip}`);
        pen.text(48, 98, "Name of student");
        pen.text(150, 98, plainName(study.student), { face: "sans-bold", size: 10 });
        pen.text(48, 114, "Date of birth");
        pen.text(150, 114, usDate(study.student.birthDate));
        pen.text(48, 140, "Academic Program");
        pen.text(150, 140, study.degree?.title ?? "Associate in Arts");
        pen.text(48, 152, "Major");
        pen.text(150, 152, study.degree?.major ?? "Child Development");
        pen.text(48, 164, study.degree ? "Degree conferred" : "Expected");
        pen.text(150, 164, study.degree ? usDate(study.degree.conferredOn) : "06/15/2027");
      },
    });
    const cells = (texts: readonly (readonly string[])[], bold = false) => {
      const lines = Math.max(...texts.map((text) => text.length));
      const height = 8 + lines * 10;
      book.need(height);
      const { pen, y } = book;
      texts.forEach((text, at) => {
        const x = STOPS[at]!;
        pen.box(x, y, STOPS[at + 1]! - x, height, { stroke: "#cfd4da", strokeWidth: 0.5 });
        const top = y + height / 2 - (text.length * 10) / 2 + 8;
        text.forEach((line, down) => {
          pen.text(x + 5, top + down * 10, line, { face: bold ? "sans-bold" : "sans" });
        });
      });
      book.y += height;
    };
    const table = (term: StudyTerm, running: boolean) => {
      cells(
        HEADS.map((head) => [head]),
        true,
      );
      for (const course of term.courses) {
        const row = [
          [`${course.subject} ${course.number}`],
          wrapText(course.title, "sans", 8, 158),
          [course.units.toFixed(1)],
          [course.grade],
          [running ? "" : course.points.toFixed(1)],
          [remarkOf(course, running ? open : "")],
        ];
        cells(row);
        recordCourse(book, study, term, course);
      }
      book.y += 18;
    };
    for (const term of study.terms) {
      const running = term.endsOn > study.issuedOn;
      book.need(90);
      const name = `${term.season} Quarter ${term.year}`;
      book.pen.text(48, book.y, running ? `${heading}: ${name}` : name, { face: "sans-bold", size: 9.4 });
      book.y += 6;
      table(term, running);
    }
    if (study.degree) recordDegree(book, study, study.degree);
    return drawnTranscript(book, study, { birthDate: true });
  },
};

function remarkOf(course: StudyCourse, open: string): string {
  if (course.repeat === "excluded") return "Repeated later";
  return course.repeat === "included" ? "Repeat" : open;
}
