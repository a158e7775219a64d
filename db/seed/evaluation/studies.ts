import { plusDays, yearOf } from "../demo/dates.ts";
import type { Random } from "../demo/random.ts";
import { type College, makeCollege } from "./colleges.ts";
import { type CatalogEntry, makeCatalog } from "./course-catalog.ts";
import { makeStudent, type Student } from "./students.ts";

export type StudyCourse = CatalogEntry & {
  /** The symbol as printed; empty while the term runs. */
  grade: string;
  state: "completed" | "in_progress" | "withdrawn" | "transfer";
  /** The earlier attempt of a repeated course is `excluded` from the average, the later one `included`. */
  repeat: "none" | "excluded" | "included";
  attempted: number;
  earned: number;
  points: number;
};

export type Season = "Winter" | "Spring" | "Summer" | "Fall";
export type StudyTerm = {
  season: Season;
  year: number;
  startsOn: string;
  endsOn: string;
  courses: StudyCourse[];
};
export type StudyDegree = {
  level: "certificate" | "associate" | "bachelor" | "master";
  title: string;
  major: string;
  conferredOn: string;
};

/** Everything a registrar knows of one student; layouts print it in their own words. Units are the calendar's own. */
export type Study = {
  calendar: "semester" | "quarter";
  college: College;
  student: Student;
  terms: StudyTerm[];
  /** Courses taken over from another college, graded there or `T`. */
  transfer: { college: College; season: Season; year: number; courses: StudyCourse[] } | null;
  degree: StudyDegree | null;
  issuedOn: string;
};

export type StudyWish = {
  calendar?: Study["calendar"];
  /** How many terms, the fewest and the most. */
  terms?: [number, number];
  transfer?: boolean;
  passNoPass?: boolean;
  degree?: boolean;
  repeats?: boolean;
  running?: boolean;
};

const POINTS: Readonly<Record<string, number>> = {
  ...{ A: 4, "A-": 3.7, "B+": 3.3, B: 3, "B-": 2.7, "C+": 2.3, C: 2, "C-": 1.7, D: 1, F: 0 },
};
const LETTERS = [
  ["A", 28],
  ["A-", 9],
  ["B+", 10],
  ["B", 18],
  ["B-", 7],
  ["C+", 5],
  ["C", 9],
  ["C-", 2],
  ["D", 3],
  ["F", 2],
  ["W", 5],
] as const;
const PASSES = [
  ["P", 6],
  ["NP", 1],
  ["CR", 2],
] as const;

const SEMESTERS: readonly (readonly [Season, string, string])[] = [
  ["Spring", "01-22", "05-19"],
  ["Summer", "06-11", "08-03"],
  ["Fall", "08-26", "12-14"],
];
const QUARTERS: readonly (readonly [Season, string, string])[] = [
  ["Winter", "01-07", "03-22"],
  ["Spring", "04-01", "06-14"],
  ["Fall", "09-23", "12-13"],
];

function graded(entry: CatalogEntry, grade: string): StudyCourse {
  const earns = ["P", "CR"].includes(grade) || (POINTS[grade] ?? 0) > 0;
  return {
    ...entry,
    grade,
    state: grade === "" ? "in_progress" : grade === "W" ? "withdrawn" : "completed",
    repeat: "none",
    attempted: entry.units,
    earned: earns ? entry.units : 0,
    points: (POINTS[grade] ?? 0) * entry.units,
  };
}

function makeDegree(random: Random, college: College, conferredOn: string): StudyDegree {
  const major = random.pick([
    "Early Childhood Education",
    "Child Development",
    "Child and Adolescent Development",
    "Human Development",
    "Early Childhood Studies",
  ]);
  const [level, title] = college.fourYear
    ? random.weighted([
        [["bachelor", "Bachelor of Arts"], 4],
        [["bachelor", "Bachelor of Science"], 2],
        [["master", "Master of Arts"], 1],
      ] as const)
    : random.weighted([
        [["associate", "Associate in Arts"], 3],
        [["associate", "Associate in Science"], 3],
        [["certificate", "Certificate of Achievement"], 2],
      ] as const);
  return { level, title, major, conferredOn };
}

/** A study history: terms in order, some courses repeated, withdrawn, pass/no pass or still running. */
export function makeStudy(random: Random, wish: StudyWish = {}): Study {
  const calendar = wish.calendar ?? "semester";
  const college = makeCollege(random);
  const catalog = makeCatalog(random, calendar);
  const issuedOn = `${random.int(2021, 2026)}-${random.pick(["01", "03", "06", "09", "10"])}-${random.int(10, 28)}`;
  const running = wish.running === true && random.chance(0.6);
  const count = random.int(...(wish.terms ?? [3, 6]));
  const pattern = calendar === "quarter" ? QUARTERS : SEMESTERS;
  const lastDay = running ? issuedOn : plusDays(issuedOn, -random.int(130, 1500));
  const slots: Omit<StudyTerm, "courses">[] = [];
  for (let year = yearOf(lastDay); slots.length < count; year--) {
    for (const [season, starts, ends] of [...pattern].reverse()) {
      const startsOn = `${year}-${starts}`;
      if (startsOn > lastDay || slots.length === count) continue;
      if (season === "Summer" && random.chance(0.6)) continue;
      slots.unshift({ season, year, startsOn, endsOn: `${year}-${ends}` });
    }
  }
  const queue = random.shuffle(catalog);
  const again: CatalogEntry[] = [];
  const repeated = new Set<CatalogEntry>();
  const all = slots.map((slot): StudyTerm => {
    const open = slot.endsOn > issuedOn;
    const size = slot.season === "Summer" ? random.int(1, 2) : random.int(3, 5);
    const courses = [...again.splice(0, 1), ...queue.splice(0, size)].map((entry): StudyCourse => {
      if (open) return graded(entry, "");
      const passes = wish.passNoPass === true && random.chance(0.22);
      const course = graded(entry, random.weighted<string>(passes ? PASSES : LETTERS));
      if (repeated.has(entry)) return { ...course, repeat: "included" };
      if (wish.repeats === true && ["D", "F"].includes(course.grade) && slot !== slots.at(-1)) {
        again.push(entry);
        repeated.add(entry);
      }
      return course;
    });
    return { ...slot, courses };
  });
  const terms = all.filter(({ courses }) => courses.length > 0);
  for (const term of terms) {
    for (const course of term.courses) {
      const later = terms.some(({ courses }) =>
        courses.some((other) => other !== course && other.repeat === "included" && same(other, course)),
      );
      if (course.repeat === "none" && later) Object.assign(course, { repeat: "excluded", earned: 0 });
    }
  }
  const last = terms.filter(({ endsOn }) => endsOn <= issuedOn).at(-1);
  const finished = wish.degree !== false && !running && last !== undefined && random.chance(0.75);
  return {
    calendar,
    college,
    student: makeStudent(random),
    terms,
    transfer: wish.transfer ? makeTransfer(random, college, terms[0]!.year) : null,
    degree: finished ? makeDegree(random, college, plusDays(last.endsOn, random.int(0, 9))) : null,
    issuedOn,
  };
}

function makeTransfer(random: Random, home: College, before: number): Study["transfer"] {
  let college = makeCollege(random);
  while (college.name === home.name) college = makeCollege(random);
  const entries = random.sample(makeCatalog(random, "semester"), random.int(2, 4));
  const courses = entries.map((entry): StudyCourse => {
    const grade = random.pick(["A", "B", "B+", "C", "T", "TR", "CR"]);
    return { ...graded(entry, grade), state: "transfer", earned: entry.units };
  });
  return { college, season: random.pick(["Fall", "Spring"]), year: before - 1, courses };
}

const same = (one: StudyCourse, other: StudyCourse) =>
  one.subject === other.subject && one.number === other.number;

/** Sums of some courses as registrars print them; the average is null where nothing was graded. */
export function sums(courses: readonly StudyCourse[]) {
  const counted = courses.filter(({ repeat, state }) => repeat !== "excluded" && state !== "in_progress");
  const add = (of: (course: StudyCourse) => number, among = counted) =>
    among.reduce((sum, course) => sum + of(course), 0);
  const lettered = counted.filter(({ grade }) => grade in POINTS);
  const units = add((course) => course.units, lettered);
  const points = add((course) => course.points, lettered);
  return {
    attempted: add((course) => course.attempted),
    earned: add((course) => course.earned),
    graded: units,
    points,
    average: units === 0 ? null : points / units,
  };
}
