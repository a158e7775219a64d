import type { Reading } from "#db/reading.ts";
import { flowOf } from "../layout/flow.ts";
import type { PageWords } from "../page-words.ts";
import { cityIn, institutionIn } from "../person/institution.ts";
import { birthDateIn } from "../person/names.ts";
import { studentIn } from "../person/student.ts";
import { readCourses } from "./courses.ts";
import { readDegrees } from "./degrees.ts";

/** Proposes the courses and degrees of a transcript with the college and student it names. */
export function readTranscript(pages: readonly PageWords[], today: string): Reading {
  const lines = flowOf(pages);
  const { rows, items } = readCourses(lines, today);
  const apart = items.flatMap((item) => (item.kind === "row" ? [] : [item.line]));
  const institution = institutionIn(apart);
  const [firstRow] = items.flatMap((item) => (item.kind === "row" ? [item.line] : []));
  return {
    kind: rows.length > 0 || institution ? "transcript" : "unknown",
    person: studentIn(apart, firstRow ?? null),
    birthDate: birthDateIn(apart),
    institution: institution?.name ?? null,
    institutionCity: cityIn(apart, institution?.line ?? null),
    rows: {
      degrees: readDegrees(apart, institution?.name ?? null),
      courses: rows,
      credentials: [],
      trainingHours: [],
    },
  };
}
