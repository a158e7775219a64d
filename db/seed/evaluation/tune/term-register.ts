import { usDate } from "../../demo/dates.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { type Layout, makeBook, wrapText } from "../book.ts";
import { familyFirst } from "../students.ts";
import { makeStudy, type StudyCourse, sums } from "../studies.ts";
import { averageText, drawnTranscript, recordCourse, recordDegree } from "../transcript-words.ts";

const AT = { number: 44, title: 112, attempted: 398, earned: 442, grade: 462, points: 548 };
const LINE = 11.5;

/** One wide column in a book face: the year before the season, units before the grade, all kinds of marks for what runs. */
export const termRegister: Layout = {
  name: "term-register",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, {
      ...{ terms: [3, 6], running: true, repeats: true, passNoPass: true },
      transfer: random.chance(0.7),
    });
    const running = random.pick(["IP", "In Progress", "WIP", "REG", "RG", "", "ENR", "CIP"]);
    const unit = random.pick(["Semester", "Term", ""]);
    const again = random.pick(["(R)", "R", "[R]", "RPT"]);
    const book = makeBook({
      page: LETTER,
      base: { face: "serif", size: 8.4, color: "#20222a" },
      area: (page) => ({ columns: [{ x: 40, width: 532 }], top: page === 1 ? 178 : 74, bottom: 738 }),
      dress(pen, page) {
        pen.text(40, 44, study.college.name, { face: "serif-bold", size: 15, fit: 380 });
        pen.text(572, 44, `Page ${page}`, { align: "right" });
        pen.line(40, 52, 572, 52, 1.2);
        if (page > 1) return;
        pen.text(40, 66, `${study.college.street}, ${study.college.city}, ${study.college.state}`, {
          size: 7.6,
        });
        pen.text(40, 88, `Name: ${familyFirst(study.student)}`, { size: 10 });
        pen.text(360, 88, `Student ID: ${study.student.number}`);
        pen.text(360, 100, `Birth date: ${usDate(study.student.birthDate)}`);
        pen.text(40, 104, `Printed ${usDate(study.issuedOn)}`);
        if (!study.degree) {
          pen.text(40, 128, "Program: Early Childhood Education     Plan: A.A. in progress");
          return;
        }
        const { title, major, conferredOn } = study.degree;
        pen.text(
          40,
          128,
          `Degree Awarded: ${title}     Conferred ${usDate(conferredOn)}     Major: ${major}`,
          {
            face: "serif-bold",
            fit: 530,
          },
        );
      },
    });
    const heads = () => {
      const style = { face: "serif-bold", size: 7.4 } as const;
      book.pen.text(AT.number, book.y, "Course", style);
      book.pen.text(AT.title, book.y, "Description", style);
      book.pen.text(AT.attempted, book.y, "Attempted", { ...style, align: "right" });
      book.pen.text(AT.earned, book.y, "Earned", { ...style, align: "right" });
      book.pen.text(AT.grade, book.y, "Grade", style);
      book.pen.text(AT.points, book.y, "Points", { ...style, align: "right" });
      book.y += LINE;
    };
    const row = (course: StudyCourse, grade: string) => {
      const titles = wrapText(course.title, "serif", 8.4, 218);
      book.need(LINE * titles.length);
      const { pen, y } = book;
      pen.text(AT.number, y, `${course.subject} ${course.number}`);
      for (const [at, line] of titles.entries()) pen.text(AT.title, y + at * LINE, line);
      pen.text(AT.attempted, y, course.attempted.toFixed(2), { align: "right" });
      pen.text(AT.earned, y, course.earned.toFixed(2), { align: "right" });
      pen.text(AT.grade, y, grade);
      if (course.repeat !== "none") pen.text(AT.grade + 28, y, again, { size: 7.4 });
      const points = course.state === "in_progress" ? "" : course.points.toFixed(2);
      pen.text(AT.points, y, points, { align: "right" });
      book.y += LINE * titles.length;
    };
    if (study.transfer) {
      const { college, courses, season, year } = study.transfer;
      book.pen.text(40, book.y, `Transfer Credit from ${college.name}`, { face: "serif-bold", size: 9 });
      book.y += LINE;
      book.pen.text(40, book.y, `Applied toward ${year} ${season} ${unit}`.trim(), { size: 8 });
      book.y += LINE + 2;
      heads();
      for (const course of courses) {
        row(course, course.grade);
        recordCourse(book, study, { season, year }, course);
      }
      book.y += 10;
    }
    for (const term of study.terms) {
      const open = term.endsOn > study.issuedOn;
      book.need(LINE * 5);
      book.pen.text(40, book.y, `${term.year} ${term.season} ${unit}`.trim(), {
        ...{ face: "serif-bold", size: 9.4 },
      });
      book.y += LINE + 2;
      heads();
      for (const course of term.courses) {
        row(course, open ? running : course.grade);
        recordCourse(book, study, term, course);
      }
      const { attempted, earned, points, average } = sums(term.courses);
      book.need(LINE * 2);
      const line = `Term totals:  ${attempted.toFixed(2)} attempted  ${earned.toFixed(2)} earned  ${points.toFixed(2)} points  GPA ${averageText(average)}`;
      if (!open) book.pen.text(AT.title, book.y, line, { size: 7.4 });
      book.y += LINE * 1.8;
    }
    if (study.degree) {
      recordDegree(book, study, study.degree);
    }
    return drawnTranscript(book, study, { birthDate: true });
  },
};
