/** What early childhood students study; numbers differ by college, see `courseNumber`. */
export type CatalogCourse = {
  code: number;
  title: string;
  units: number;
  subject: "ece" | "general";
  dept?: string;
};

const ece = (code: number, title: string, units = 3): CatalogCourse => ({
  code,
  title,
  units,
  subject: "ece",
});
const general = (dept: string, code: number, title: string, units = 3): CatalogCourse => ({
  code,
  title,
  units,
  subject: "general",
  dept,
});

export const ECE_COURSES: readonly CatalogCourse[] = [
  ece(1, "Child Growth and Development"),
  ece(2, "Early Childhood: Principles and Practices"),
  ece(7, "Introduction to Curriculum"),
  ece(10, "Health, Safety, and Nutrition"),
  ece(11, "Child, Family, and Community"),
  ece(22, "Practicum in Child Development I", 4),
  ece(23, "Practicum in Child Development II", 4),
  ece(30, "Infant and Toddler Studies I"),
  ece(31, "Infant and Toddler Studies II"),
  ece(34, "Observing and Recording Children's Behavior"),
  ece(36, "Literature for Early Childhood"),
  ece(38, "Administration of Early Childhood Programs I"),
  ece(39, "Administration of Early Childhood Programs II"),
  ece(42, "Teaching in a Diverse Society"),
  ece(44, "Early Intervention for Children with Special Needs"),
  ece(45, "Programs for Children with Special Needs"),
  ece(48, "Positive Guidance in Early Childhood Settings"),
  ece(50, "Music and Movement for Young Children", 2),
  ece(53, "Creative Art Experiences for Children", 2),
  ece(60, "Introduction to Family Child Care", 1),
  ece(65, "Adult Supervision in Early Childhood Programs", 2),
  ece(75, "Dual Language Learners in the Early Years"),
  ece(84, "School-Age Programs"),
  ece(91, "Mathematics and Science for Young Children"),
];

export const GENERAL_COURSES: readonly CatalogCourse[] = [
  general("ENGL", 101, "College Reading and Composition I"),
  general("ENGL", 102, "College Reading and Composition II"),
  general("ENGL", 28, "Intermediate Reading and Composition"),
  general("MATH", 115, "Elementary Algebra", 5),
  general("MATH", 227, "Statistics", 4),
  general("MATH", 105, "Arithmetic for College Students"),
  general("PSYCH", 1, "General Psychology I"),
  general("PSYCH", 41, "Life-Span Psychology"),
  general("SOC", 1, "Introduction to Sociology"),
  general("SOC", 11, "Race and Ethnic Relations"),
  general("BIOL", 3, "Introduction to Biology", 4),
  general("ANATOMY", 1, "Introduction to Human Anatomy", 4),
  general("COMM", 101, "Public Speaking"),
  general("HIST", 11, "Political and Social History of the U.S. I"),
  general("POL SCI", 1, "The Government of the United States"),
  general("SPANISH", 3, "Intermediate Spanish I", 5),
  general("ART", 103, "Art Appreciation I"),
  general("HEALTH", 11, "Principles of Healthful Living"),
  general("GEOG", 1, "Physical Geography"),
  general("ESL", 8, "Advanced ESL Composition", 6),
  general("COUNSEL", 20, "Post-Secondary Education: The Scope of Career Planning", 1),
  general("KIN", 250, "Yoga Skills", 1),
];

const DEPARTMENTS = ["CH DEV", "ECE", "CDEV", "CD", "CDES", "ECED", "EDUC", "CHLD"];

/** The number this college prints for a course: same college, same course, same number. */
export function courseNumber(ipedsUnitId: number, course: CatalogCourse): string {
  if (course.dept) return `${course.dept} ${course.code}`;
  const department = DEPARTMENTS[ipedsUnitId % DEPARTMENTS.length]!;
  const base = [0, 100, 200, 0][ipedsUnitId % 4]!;
  return `${department} ${base + course.code}`;
}
