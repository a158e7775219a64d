import { usDate } from "../../demo/dates.ts";
import { LETTER, type Pen } from "../../demo/drawing/sheet.ts";
import { type Layout, makeBook, wrapText } from "../book.ts";
import { plainName } from "../students.ts";
import { makeStudy, type Study, type StudyCourse, sums } from "../studies.ts";
import { allCourses, averageText, drawnTranscript, recordCourse, recordDegree } from "../transcript-words.ts";

const BLUE = "#123f75";
const AT = { course: 40, title: 118, attempted: 378, earned: 436, grade: 470, points: 570 };
const LINE = 11;

/** Terms as bands with their dates, attempted beside earned, titles over several lines, notes under repeats. */
export const campusBlocks: Layout = {
  name: "campus-blocks",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, {
      ...{ terms: [3, 8], transfer: random.chance(0.5), repeats: true, passNoPass: true, running: true },
    });
    const accent = random.pick([BLUE, "#5a2a6e", "#0d5c4a"]);
    const book = makeBook({
      page: LETTER,
      base: { face: "grotesk", size: 8, color: "#20242c" },
      area: (page) => ({
        columns: [{ x: 40, width: 532 }],
        top: page === 1 ? (study.degree ? 218 : 164) : 84,
        bottom: 738,
      }),
      dress(pen, page) {
        pen.text(40, 48, study.college.name, { face: "grotesk-bold", size: 15, color: accent, fit: 340 });
        pen.text(572, 40, page === 1 ? "Unofficial Transcript" : "Unofficial Transcript (continued)", {
          ...{ face: "grotesk-medium", size: 10, align: "right" },
        });
        pen.text(572, 54, `Printed ${usDate(study.issuedOn)}`, { align: "right" });
        pen.line(40, 62, 572, 62, 2, accent);
        if (page === 1) drawHead(pen, study);
        else pen.text(40, 76, `${plainName(study.student)}   ID ${study.student.number}`, { size: 7 });
      },
      finish(pen, page, pages) {
        pen.text(306, 764, `${page} / ${pages}`, { size: 7, align: "center" });
      },
    });
    const heading = (text: string, dates: string) => {
      book.need(60);
      book.pen.box(40, book.y, 532, 15, { fill: accent });
      book.pen.text(46, book.y + 11, text, { face: "grotesk-bold", size: 8.6, color: "#ffffff" });
      book.pen.text(566, book.y + 11, dates, { color: "#ffffff", align: "right" });
      book.y += 28;
      const head = { face: "grotesk-medium", size: 7.2, color: "#5b6270" } as const;
      book.pen.text(AT.course, book.y, "Course", head);
      book.pen.text(AT.title, book.y, "Description", head);
      book.pen.text(AT.attempted, book.y, "Attempted", { ...head, align: "right" });
      book.pen.text(AT.earned, book.y, "Earned", { ...head, align: "right" });
      book.pen.text(AT.grade, book.y, "Grade", head);
      book.pen.text(AT.points, book.y, "Points", { ...head, align: "right" });
      book.y += 13;
    };
    const print = (course: StudyCourse) => {
      const lines = wrapText(course.title, "grotesk", 8, 190);
      book.need((lines.length + (course.repeat === "none" ? 0 : 1)) * LINE);
      const { pen, y } = book;
      pen.text(AT.course, y, `${course.subject}  ${course.number}`);
      lines.forEach((line, at) => {
        pen.text(AT.title, y + at * LINE, line);
      });
      pen.text(AT.attempted, y, course.attempted.toFixed(2), { align: "right" });
      pen.text(AT.earned, y, course.earned.toFixed(2), { align: "right" });
      pen.text(AT.grade, y, course.grade);
      if (course.state !== "transfer") pen.text(AT.points, y, course.points.toFixed(3), { align: "right" });
      book.y += lines.length * LINE;
      if (course.repeat === "none") return;
      const note = course.repeat === "excluded" ? "Excluded from GPA" : "Included in GPA";
      pen.text(AT.title, book.y, `Repeated:  ${note}`, { size: 7 });
      book.y += LINE;
    };
    const total = (label: string, courses: readonly StudyCourse[]) => {
      const { attempted, earned, points, average } = sums(courses);
      const { pen, y } = book;
      const style = { face: "grotesk-medium", size: 7.4 } as const;
      pen.text(AT.course, y, `${label} GPA:   ${averageText(average)}`, style);
      pen.text(AT.title + 90, y, `${label} Totals`, style);
      pen.text(AT.attempted, y, attempted.toFixed(2), { ...style, align: "right" });
      pen.text(AT.earned, y, earned.toFixed(2), { ...style, align: "right" });
      pen.text(AT.points, y, points.toFixed(3), { ...style, align: "right" });
      book.y += 12;
    };
    if (study.transfer) {
      const { college, season, year, courses } = study.transfer;
      heading(`Transfer Credit from ${college.name}`, `${season} ${year}`);
      for (const course of courses) {
        print(course);
        recordCourse(book, study, { season, year }, course);
      }
      book.y += 10;
    }
    const soFar: StudyCourse[] = [];
    for (const term of study.terms) {
      heading(`${term.season} ${term.year}`, `${usDate(term.startsOn)} - ${usDate(term.endsOn)}`);
      for (const course of term.courses) {
        print(course);
        recordCourse(book, study, term, course, { completedOn: term.endsOn });
      }
      soFar.push(...term.courses);
      book.need(40);
      book.y += 4;
      total("Term", term.courses);
      total("Cum", soFar);
      book.y += 8;
    }
    book.need(30);
    book.pen.text(40, book.y + 8, "Undergraduate Career Totals", { face: "grotesk-bold" });
    book.y += 22;
    total("Cum", allCourses(study));
    if (study.degree) recordDegree(book, study, study.degree);
    return drawnTranscript(book, study, { birthDate: true, city: false });
  },
};

function drawHead(pen: Pen, { student, degree }: Study) {
  const rows: [string, string][] = [
    ["Name:", plainName(student)],
    ["Student ID:", student.number],
    ["Birthdate:", usDate(student.birthDate)],
    ["Address:", `${student.street}, ${student.town}`],
  ];
  rows.forEach(([label, value], at) => {
    pen.text(40, 84 + at * 16, label, { face: "grotesk-medium" });
    pen.text(118, 84 + at * 16, value, { size: at === 0 ? 10 : 8 });
  });
  if (!degree) return;
  pen.text(40, 158, "Degrees Awarded", { face: "grotesk-bold", size: 9 });
  pen.text(40, 172, "Degree:");
  pen.text(118, 172, degree.title, { face: "grotesk-medium" });
  pen.text(40, 184, "Confer Date:");
  pen.text(118, 184, usDate(degree.conferredOn));
  pen.text(40, 196, "Plan:");
  pen.text(118, 196, degree.major);
}
