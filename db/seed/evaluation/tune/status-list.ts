import { longDate, usDate } from "../../demo/dates.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { cutText, type Layout, makeBook } from "../book.ts";
import { plainName } from "../students.ts";
import { makeStudy, type StudyCourse, type StudyTerm } from "../studies.ts";
import { drawnTranscript, plainNumber, recordCourse, recordDegree } from "../transcript-words.ts";

const AT = { status: 36, course: 112, title: 184, grade: 410, term: 452, credits: 560 };
const CODE = { Winter: "WI", Spring: "SP", Summer: "SU", Fall: "FA" } as const;
const ROW = 14;

/** A list of all courses out of a portal, newest first: what each is stands in a column of its own, its term in another. */
export const statusList: Layout = {
  name: "status-list",
  kind: "transcript",
  split: "tune",
  draw(random) {
    const study = makeStudy(random, { terms: [3, 5], running: true, transfer: random.chance(0.5) });
    const style = random.pick(["code", "before", "words", "year"]);
    const words = random.pick([
      { completed: "Completed", in_progress: "In-Progress", withdrawn: "Withdrawn", transfer: "Transfer" },
      { completed: "Taken", in_progress: "Registered", withdrawn: "Dropped", transfer: "Transferred" },
      { completed: "Graded", in_progress: "Enrolled", withdrawn: "Withdrawn", transfer: "Transfer" },
    ] as const);
    const termText = ({ season, year }: Pick<StudyTerm, "season" | "year">) => {
      if (style === "code") return `${CODE[season]}${String(year).slice(2)}`;
      if (style === "before") return `${year}${CODE[season]}`;
      return style === "year" ? `${year} ${season}` : `${season} ${year}`;
    };
    const book = makeBook({
      page: LETTER,
      base: { face: "grotesk", size: 7.8, color: "#242832" },
      area: (page) => ({ columns: [{ x: 36, width: 540 }], top: page === 1 ? 210 : 60, bottom: 744 }),
      dress(pen, page) {
        if (page > 1) return;
        pen.text(36, 46, study.college.name, { face: "grotesk-bold", size: 16, fit: 500 });
        pen.text(36, 62, "Unofficial Transcript – Course History", { color: "#6b7280" });
        pen.text(36, 90, "Student", { size: 7, color: "#6b7280" });
        pen.text(36, 102, plainName(study.student), { face: "grotesk-bold", size: 11, fit: 300 });
        pen.text(360, 90, "As of", { size: 7, color: "#6b7280" });
        pen.text(360, 102, longDate(study.issuedOn));
        pen.text(36, 126, "Degrees Conferred", { face: "grotesk-bold", size: 10 });
        if (!study.degree) {
          pen.text(36, 142, "None");
          return;
        }
        const { title, major, conferredOn } = study.degree;
        const heads = ["Degree", "Field of Study", "Confer Date"];
        [title, major, usDate(conferredOn)].forEach((value, at) => {
          const x = [36, 220, 420][at]!;
          pen.text(x, 142, heads[at]!, { size: 7, color: "#6b7280" });
          pen.text(x, 154, value);
        });
      },
    });
    const heads = () => {
      const bold = { face: "grotesk-bold", size: 7.4 } as const;
      book.pen.box(36, book.y - 10, 540, 14, { fill: "#eceff3" });
      book.pen.text(AT.status + 4, book.y, "Status", bold);
      book.pen.text(AT.course, book.y, "Course", bold);
      book.pen.text(AT.title, book.y, "Title", bold);
      book.pen.text(AT.grade, book.y, "Grade", bold);
      book.pen.text(AT.term, book.y, "Term", bold);
      book.pen.text(AT.credits + 12, book.y, "Credits", { ...bold, align: "right" });
      book.y += ROW + 2;
    };
    heads();
    const row = (term: Pick<StudyTerm, "season" | "year">, course: StudyCourse) => {
      if (book.need(ROW)) {
        book.y += 10;
        heads();
      }
      const { pen, y } = book;
      const open = course.state === "in_progress";
      pen.text(AT.status + 4, y, words[course.state], { color: open ? "#a15c00" : "#3a6b45" });
      pen.text(AT.course, y, `${course.subject}-${course.number}`);
      const title = cutText(course.title, "grotesk", 7.8, 214);
      pen.text(AT.title, y, title);
      pen.text(AT.grade, y, open ? "" : course.grade);
      pen.text(AT.term, y, termText(term));
      pen.text(AT.credits + 10, y, plainNumber(course.units), { align: "right" });
      pen.line(36, y + 4, 576, y + 4, 0.4, "#d7dbe2");
      recordCourse(book, study, term, course, { courseNumber: `${course.subject}-${course.number}`, title });
      book.y += ROW;
    };
    for (const term of [...study.terms].reverse()) for (const course of term.courses) row(term, course);
    // The list names no other college: where a course came from is not printed.
    const elsewhere = study.transfer?.courses ?? [];
    for (const course of elsewhere) row(study.transfer!, course);
    if (study.degree) recordDegree(book, study, study.degree);
    const drawn = drawnTranscript(book, study, { birthDate: false, city: false });
    for (const { cells } of drawn.rows)
      if (cells.state === "transfer") Object.assign(cells, { institutionName: "" });
    return drawn;
  },
};
