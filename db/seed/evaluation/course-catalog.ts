import { ECE_COURSES, GENERAL_COURSES } from "../demo/courses.ts";
import type { Random } from "../demo/random.ts";

/** One course of a college: `subject` and `number` as it prints them, units of its own calendar. */
export type CatalogEntry = {
  subject: string;
  number: string;
  title: string;
  units: number;
  field: "ece" | "general";
};

/** Beyond the demo's courses: long titles, digits in titles, fractions of units. */
const MORE: readonly (readonly [string, number, CatalogEntry["field"]])[] = [
  ["Supporting Dual Language Learners and Their Families in Early Childhood Settings", 3, "ece"],
  ["Observation, Assessment, and Documentation in Early Childhood Education", 3, "ece"],
  ["Introduction to Children with Exceptional Needs and Inclusive Practice", 3, "ece"],
  ["Advanced Practicum: Curriculum Planning for Ages 3 to 5", 4, "ece"],
  ["Foundations of Early Literacy, Birth-Age 8", 3, "ece"],
  ["Play & Learning", 1.5, "ece"],
  ["STEM in the Preschool Classroom", 2, "ece"],
  ["Ethics & Professionalism in ECE", 1, "ece"],
  ["Children's Literature", 3, "ece"],
  ["Home, School & Community Relations", 3, "ece"],
  ["Field Experience/Seminar", 2, "ece"],
  ["Brain Development 0-3", 0.5, "ece"],
  ["U.S. History to 1877", 3, "general"],
  ["Intro to Computer Applications", 2, "general"],
  ["First Year Experience", 1, "general"],
  ["Nutrition", 3, "general"],
  ["English Composition I", 3, "general"],
  ["College Algebra with Support", 4, "general"],
  ["Weight Training", 0.5, "general"],
  ["American Sign Language I", 4, "general"],
];

const DEPARTMENTS = "CD,CDEV,ECE,ECED,CHLD,EDU,EEC,HDFS,CFS,CH DEV,C D,EDUC".split(",");
const NUMBERS: readonly ((random: Random) => string)[] = [
  (random) => String(random.int(1, 99)),
  (random) => `${random.int(100, 499)}`,
  (random) => `${random.int(1000, 2999)}`,
  (random) => `${random.int(1, 60)}${random.pick(["", "", "A", "B", "AB"])}`,
  (random) => `${random.int(100, 299)}${random.pick(["", "", "L", "H", "W"])}`,
  (random) => `${random.pick(["", "0"])}${random.int(10, 99)}`,
];

/** The courses of an invented student's college: one style of numbers, one department for the field. */
export function makeCatalog(random: Random, calendar: "semester" | "quarter"): CatalogEntry[] {
  const department = random.pick(DEPARTMENTS);
  const number = random.pick(NUMBERS);
  const used = new Set<string>();
  const fresh = (subject: string): string => {
    for (;;) {
      const text = number(random);
      if (used.has(`${subject} ${text}`)) continue;
      used.add(`${subject} ${text}`);
      return text;
    }
  };
  const general = "ENGL,MATH,PSYC,SOC,BIOL,COMM,HIST,ART,HLTH,CIS,SPAN,POLS,KIN,ENG".split(",");
  // Quarter units in halves, as catalogs have them.
  const own = (units: number) => (calendar === "quarter" ? Math.ceil(units * 3) / 2 : units);
  const entry = (title: string, units: number, field: CatalogEntry["field"]): CatalogEntry => {
    const subject = field === "ece" ? department : random.pick(general);
    return { subject, number: fresh(subject), title, units: own(units), field };
  };
  return random.shuffle([
    ...random.sample(ECE_COURSES, 16).map(({ title, units }) => entry(title, units, "ece")),
    ...random.sample(GENERAL_COURSES, 12).map(({ title, units }) => entry(title, units, "general")),
    ...random.sample(MORE, 14).map(([title, units, field]) => entry(title, units, field)),
  ]);
}
