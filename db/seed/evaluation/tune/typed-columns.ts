import { drawSecurityPaper } from "../../demo/drawing/ornaments.ts";
import { LETTER, type Pen } from "../../demo/drawing/sheet.ts";
import { type Layout, makeBook } from "../book.ts";
import { familyFirst } from "../students.ts";
import { makeStudy, type Study, type StudyCourse, type StudyTerm, sums } from "../studies.ts";
import {
  allCourses,
  averageText,
  drawnTranscript,
  recordCourse,
  recordDegree,
  shortDate,
} from "../transcript-words.ts";

const SIZE = 7.1;
const LINE = 9.4;
const HEAD = "SUBJ   NO.    COURSE TITLE               CRED GRD    PTS R";
const RULE = "_".repeat(58);

const left = (text: string, width: number) => text.slice(0, width).padEnd(width);
const right = (text: string, width: number) => text.padStart(width);

/** Fixed pitch in two columns on security paper: transfer credit first, short sums, degrees in the head. */
export const typedColumns: Layout = {
  name: "typed-columns",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, { terms: [4, 11], transfer: random.chance(0.6), repeats: true });
    const book = makeBook({
      page: { ...LETTER, paper: "#f3f8f4" },
      base: { face: "typewriter", size: SIZE, color: "#15191c" },
      area: () => ({
        columns: [
          { x: 32, width: 262 },
          { x: 322, width: 262 },
        ],
        top: 190,
        bottom: 742,
      }),
      dress(pen, page) {
        drawSecurityPaper(pen, "#dcebe0", 11);
        pen.text(170, 640, study.college.name.split(" ")[0]!.toUpperCase(), {
          ...{ face: "poster-bold", size: 84, color: "#e4eee6", turn: 38 },
        });
        drawHead(pen, study, page);
        pen.line(307, 176, 307, 744, 0.6, "#4c5a52");
        for (const x of [32, 322]) pen.text(x, 172, HEAD, { face: "typewriter-bold" });
        pen.text(32, 176, RULE);
        pen.text(322, 176, RULE);
      },
    });
    const print = (text: string, bold = false) => {
      book.need(LINE);
      book.pen.text(book.column.x, book.y, text, bold ? { face: "typewriter-bold" } : {});
      book.y += LINE;
    };
    const printCourse = (term: Pick<StudyTerm, "season" | "year">, course: StudyCourse) => {
      const grade = course.state === "in_progress" ? "IP" : course.grade;
      const mark = course.repeat === "excluded" ? "E" : course.repeat === "included" ? "I" : "";
      const title = course.title.slice(0, 27).trimEnd();
      const points = course.state === "transfer" ? 0 : course.points;
      print(
        `${left(course.subject, 7)}${left(course.number, 7)}${left(title, 27)}${right(course.units.toFixed(2), 5)} ${left(grade, 3)}${right(points.toFixed(2), 6)} ${mark}`.trimEnd(),
      );
      recordCourse(book, study, term, course, { title });
    };
    if (study.transfer) {
      print("TRANSFER CREDIT ACCEPTED BY THE INSTITUTION:", true);
      print("");
      print(`${left(`${study.transfer.season} ${study.transfer.year}`, 12)} ${study.transfer.college.name}`);
      print("");
      for (const course of study.transfer.courses) printCourse(study.transfer, course);
      const hours = sums(study.transfer.courses).earned.toFixed(2);
      print(`   Ehrs:${right(hours, 7)} GPA-Hrs:   0.00 QPts:    0.00 GPA: 0.00`);
      print("");
    }
    print("INSTITUTION CREDIT:", true);
    print("");
    for (const term of study.terms) {
      book.need(LINE * 3);
      print(`${term.season} ${term.year}`, true);
      for (const course of term.courses) printCourse(term, course);
      const { earned, graded, points, average } = sums(term.courses);
      print(
        `   Ehrs:${right(earned.toFixed(2), 7)} GPA-Hrs:${right(graded.toFixed(2), 7)} QPts:${right(points.toFixed(2), 8)} GPA: ${averageText(average, 2)}`,
      );
      print("");
    }
    const all = sums(allCourses(study));
    print("******************* TRANSCRIPT TOTALS ********************", true);
    print("                 Earned Hrs  GPA Hrs    Points     GPA");
    print(
      `TOTAL INSTITUTION ${right(all.earned.toFixed(2), 8)} ${right(all.graded.toFixed(2), 8)} ${right(all.points.toFixed(2), 9)}   ${averageText(all.average, 2)}`,
    );
    print("******************* END OF TRANSCRIPT ********************", true);
    if (study.degree) recordDegree(book, study, study.degree);
    return drawnTranscript(book, study, { birthDate: true });
  },
};

function drawHead(pen: Pen, study: Study, page: number) {
  const { college, student, degree, issuedOn } = study;
  pen.text(306, 32, college.name.toUpperCase(), { face: "typewriter-bold", size: 13, align: "center" });
  pen.text(306, 45, "OFFICE OF THE REGISTRAR", { align: "center" });
  pen.text(
    306,
    55,
    `${college.street.toUpperCase()}  ${college.city.toUpperCase()}, ${college.state} ${college.zip}`,
    {
      align: "center",
    },
  );
  pen.text(32, 78, `Student No: ${student.number}`, { size: 8 });
  pen.text(230, 78, `Date of Birth: ${shortDate(student.birthDate)}`, { size: 8 });
  pen.text(430, 78, `Date Issued: ${shortDate(issuedOn)}`, { size: 8 });
  pen.text(540, 65, `Page: ${page}`, { size: 8 });
  pen.text(32, 94, `Record of: ${familyFirst(student)}`, { face: "typewriter-bold", size: 9, fit: 360 });
  pen.text(32, 106, `Current Address: ${student.street}, ${student.town}`, { fit: 300 });
  pen.text(32, 118, "Issued To: STUDENT COPY");
  pen.text(32, 130, "Course Level: Undergraduate");
  if (!degree || page > 1) return;
  pen.text(322, 118, `Degree Awarded ${degree.title}  ${shortDate(degree.conferredOn)}`, {
    face: "typewriter-bold",
    fit: 262,
  });
  pen.text(322, 130, `   Major : ${degree.major}`);
}
