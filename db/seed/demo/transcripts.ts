import { courseNumber, ECE_COURSES, GENERAL_COURSES } from "./courses.ts";
import { isoDate, plusDays, yearOf } from "./dates.ts";
import { DEMO_INSTITUTIONS, type InstitutionFact } from "./institutions.ts";
import type { Random } from "./random.ts";

export const TRANSCRIPT_LOOKS = ["classic", "modern", "terminal", "ledger", "quarterly"] as const;
export type TranscriptLook = (typeof TRANSCRIPT_LOOKS)[number];

/** `grade` is the symbol as printed; `""` with `inProgress` while the term runs. */
export type TranscriptCourse = {
  number: string;
  title: string;
  units: number;
  grade: string;
  inProgress: boolean;
  subject: "ece" | "general";
};

/** Dates are `YYYY-MM-DD`. */
export type TranscriptTerm = { label: string; startsOn: string; endsOn: string; courses: TranscriptCourse[] };

export type TranscriptRecord = {
  look: TranscriptLook;
  calendar: "semester" | "quarter";
  institution: Pick<InstitutionFact, "ipedsUnitId" | "name" | "city" | "state">;
  student: { name: string; birthDate: string | null; studentNumber: string };
  terms: TranscriptTerm[];
  degree: {
    level: "certificate" | "associate" | "bachelor" | "master";
    title: string;
    field: string;
    conferredOn: string;
  } | null;
  issuedOn: string;
};

const GRADES: readonly (readonly [string, number])[] = [
  ["A", 26],
  ["A-", 10],
  ["B+", 11],
  ["B", 18],
  ["B-", 7],
  ["C+", 6],
  ["C", 9],
  ["C-", 2],
  ["D", 3],
  ["F", 3],
  ["P", 3],
  ["W", 4],
];
const POINTS: Record<string, number> = {
  A: 4,
  "A-": 3.7,
  "B+": 3.3,
  B: 3,
  "B-": 2.7,
  "C+": 2.3,
  C: 2,
  "C-": 1.7,
  D: 1,
  F: 0,
};

/** Units attempted, earned and grade points of some courses; W, P and open grades carry no points. */
export function totals(courses: readonly TranscriptCourse[]) {
  let [attempted, earned, graded, points] = [0, 0, 0, 0];
  for (const { grade, units } of courses) {
    if (grade !== "W") attempted += units;
    if (grade === "P" || (POINTS[grade] ?? 0) > 0) earned += units;
    const value = POINTS[grade];
    if (value === undefined) continue;
    graded += units;
    points += units * value;
  }
  return { attempted, earned, points, average: graded === 0 ? null : points / graded };
}

const SEMESTERS = [
  ["Spring", "02-05", "06-02"],
  ["Fall", "08-28", "12-17"],
] as const;
const QUARTERS = [
  ["Winter Quarter", "01-06", "03-28"],
  ["Spring Quarter", "04-07", "06-27"],
  ["Fall Quarter", "09-22", "12-12"],
] as const;

function termsEndingBefore(lastDay: string, count: number, calendar: TranscriptRecord["calendar"]) {
  const pattern = calendar === "quarter" ? QUARTERS : SEMESTERS;
  const terms: Omit<TranscriptTerm, "courses">[] = [];
  for (let year = yearOf(lastDay); terms.length < count; year--) {
    for (const [name, starts, ends] of [...pattern].reverse()) {
      const startsOn = `${year}-${starts}`;
      if (startsOn > lastDay || terms.length === count) continue;
      terms.unshift({ label: `${name} ${year}`, startsOn, endsOn: `${year}-${ends}` });
    }
  }
  return terms;
}

const DEGREES = {
  certificate: "Certificate of Achievement",
  associate: "Associate in Arts",
  bachelor: "Bachelor of Arts",
  master: "Master of Arts",
} as const;
const FIELDS = ["Early Childhood Education", "Child Development", "Human Development"] as const;

export type StudentFacts = {
  name: string;
  birthDate: string | null;
  institution: InstitutionFact;
  /** The day the college printed it. */
  issuedOn: string;
};

/** A study history: 2–9 terms, ECE and general courses, some D, F and W, a repeat now and then. */
export function makeTranscript(random: Random, facts: StudentFacts): TranscriptRecord {
  const look = random.pick(TRANSCRIPT_LOOKS);
  const calendar = look === "quarterly" ? "quarter" : "semester";
  const fourYear = facts.institution.level === "four-year";
  const finished = random.chance(fourYear ? 0.7 : 0.5);
  const count = finished ? random.int(7, fourYear ? 12 : 10) : random.int(3, 7);
  const lastDay = plusDays(facts.issuedOn, -random.int(10, finished && random.chance(0.7) ? 3200 : 200));
  const shelf = [
    ...random.sample(ECE_COURSES, random.int(11, 22)),
    ...random.sample(GENERAL_COURSES, random.int(8, 21)),
  ];
  const queue = random.shuffle(shelf);
  const repeats: typeof queue = [];
  const terms: TranscriptTerm[] = [];
  for (const term of termsEndingBefore(lastDay, count, calendar)) {
    const taken = [...repeats.splice(0, 1), ...queue.splice(0, random.int(3, 5))];
    const inProgress = term.endsOn > facts.issuedOn;
    const courses = taken.map((course) => {
      const grade = inProgress ? "" : random.weighted(GRADES);
      if ((grade === "F" || grade === "D") && random.chance(0.6)) repeats.push(course);
      return {
        number: courseNumber(facts.institution.ipedsUnitId, course),
        title: course.title,
        units: course.units,
        grade,
        inProgress,
        subject: course.subject,
      };
    });
    if (courses.length > 0) terms.push({ ...term, courses });
  }
  const level = fourYear
    ? random.weighted([
        ["bachelor", 5],
        ["master", 1],
      ] as const)
    : random.weighted([
        ["associate", 4],
        ["certificate", 2],
      ] as const);
  const field = random.pick(FIELDS);
  const last = terms.at(-1);
  return {
    look,
    calendar,
    institution: facts.institution,
    student: {
      name: facts.name,
      birthDate: random.chance(0.75) ? facts.birthDate : null,
      studentNumber: `88${random.digits(7)}`,
    },
    terms,
    degree:
      finished && last && last.endsOn <= facts.issuedOn
        ? { level, title: `${DEGREES[level]}, ${field}`, field, conferredOn: last.endsOn }
        : null,
    issuedOn: facts.issuedOn,
  };
}

/** A complete transcript from nothing but a random stream, for samples and tests. */
export function sampleTranscript(random: Random, changes: Partial<TranscriptRecord> = {}): TranscriptRecord {
  const names = ["Carmen Hernández-López", "Nguyễn Thị Hương", "Elizabeth O'Connor", "Mei Yee Leung"];
  const record = makeTranscript(random, {
    name: random.pick(names),
    birthDate: isoDate(new Date(Date.UTC(random.int(1965, 2000), random.int(0, 11), random.int(1, 28)))),
    institution: random.pick(DEMO_INSTITUTIONS),
    issuedOn: `2026-${String(random.int(1, 9)).padStart(2, "0")}-15`,
  });
  return { ...record, ...changes };
}
