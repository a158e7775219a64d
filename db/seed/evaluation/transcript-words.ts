import type { Book, Drawn } from "./book.ts";
import { plainName } from "./students.ts";
import type { Study, StudyCourse, StudyDegree, StudyTerm } from "./studies.ts";

/** `3`, `4.5`: units as the entry grid types them. */
export const plainNumber = (units: number): string => String(Math.round(units * 100) / 100);

type Printed = Partial<{ courseNumber: string; title: string; grade: string; completedOn: string }>;

/** Remembers a course line as true; `printed` says where the page differs from the college's own record. */
export function recordCourse(
  book: Book,
  study: Study,
  term: Pick<StudyTerm, "season" | "year">,
  course: StudyCourse,
  printed: Printed = {},
) {
  const elsewhere = course.state === "transfer" && study.transfer;
  book.record("courses", {
    courseNumber: printed.courseNumber ?? `${course.subject} ${course.number}`,
    title: printed.title ?? course.title,
    term: `${term.season} ${term.year}`,
    units: plainNumber(course.units),
    unitSystem: course.state === "transfer" ? "semester" : study.calendar,
    grade: course.state === "in_progress" ? "" : (printed.grade ?? course.grade),
    state: course.state,
    ...(printed.completedOn ? { completedOn: printed.completedOn } : {}),
    ...(elsewhere ? { institutionName: elsewhere.college.name } : {}),
  });
}

export function recordDegree(book: Book, study: Study, degree: StudyDegree) {
  book.record("degrees", {
    institutionName: study.college.name,
    level: degree.level,
    title: degree.title,
    major: degree.major,
    conferredOn: degree.conferredOn,
  });
}

/** The finished transcript with the facts of its head. */
export function drawnTranscript(
  book: Book,
  study: Study,
  head: { birthDate?: boolean; city?: boolean },
): Drawn {
  return {
    ...book.done(),
    documentType: "transcript",
    jurisdiction: "california",
    person: plainName(study.student),
    birthDate: head.birthDate ? study.student.birthDate : "",
    institution: study.college.name,
    institutionCity: head.city === false ? "" : study.college.city,
    writtenOn: study.issuedOn,
  };
}

export const allCourses = (study: Study): StudyCourse[] => study.terms.flatMap(({ courses }) => courses);

/** An average as printed. */
export const averageText = (average: number | null, digits = 3): string =>
  average === null ? "0.000" : average.toFixed(digits);

export function shortDate(date: string): string {
  const [year, month, day] = date.split("-");
  const months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
  return `${day}-${months[Number(month) - 1]}-${year}`;
}
